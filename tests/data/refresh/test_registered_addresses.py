"""Files that no catalogue lists are fetched from the registered address."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import warehouse
from data.errors import DashboardError
from data.refresh import resource_refresh
from data.refresh.publisher_addresses import registered
from tests.data.publisher import File


@pytest.fixture
def register(small, tmp_path, monkeypatch):
    """Write the list of registered addresses."""

    def write(*lines: str) -> Path:
        path = tmp_path / "addresses.csv"
        path.write_text("\n".join(("resource,address,released", *lines)) + "\n")
        monkeypatch.setenv("LONDON_CRIME_ADDRESSES", str(path))
        return path

    return write


def test_a_file_of_the_ministry_is_fetched_from_its_registered_address(small, register, published):
    name = "proven_reoffending_overview_annual_cohorts_200804-202003_region"
    body = (published / "moj_reoffending" / f"{name}.csv").read_bytes()
    file = File(name, body)
    small.publisher.files["moj"] = [file]
    register(f"reoffending_regions,{small.publisher.address}/media/6f/{file.name},2022-01-27")
    done = resource_refresh.refresh(("moj_reoffending",), show_progress=False)
    assert [(o.dataset, o.result) for o in done.outcomes] == [("moj_reoffending", "new")]
    assert "figures are those of 27 January 2022" in done.outcomes[0].message
    # The golden figure of London's adults, 2019/20.
    sql = "SELECT sum(offenders)::BIGINT AS n FROM reoffending WHERE area_code = 'E12000007' AND cohort_start = '2019-04-01' AND adult_or_youth = 'adult'"
    assert warehouse.current().rows(sql)[0]["n"] == 51_071
    assert [o.result for o in resource_refresh.refresh(("moj_reoffending",), show_progress=False).outcomes] == [
        "unchanged"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense,https://www.ons.gov.uk/x.csv,2025-07-30", "line 2: 'nonsense' is no resource"),
        ("wards,https://www.ons.gov.uk/x.csv,July", "line 2: 'July' is no date"),
        ("wards,,2025-07-30", "line 2: no address"),
    ],
)
def test_a_wrong_line_of_the_list_is_told(small, register, line, said):
    register(line)
    with pytest.raises(DashboardError, match=said):
        resource_refresh.refresh(show_progress=False)


def test_the_list_that_ships_can_be_read():
    assert all(source.released for source in registered())
