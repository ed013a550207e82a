"""A publisher's catalogue in either shape, wrong, or with files renamed."""

from __future__ import annotations

import pytest

from tests.data import publisher as faults
from tests.data.conftest import IMPATIENT
from tests.data.refresh.landed_and_failed import assert_failed, assert_landed
from tests.data.small import DASHBOARD, KNIFE, edited

LIMITS = IMPATIENT


@pytest.mark.parametrize("shape", ["dict", "list"])
def test_either_shape_of_the_catalogue_will_do(small, shape):
    small.publisher.shapes = {shape}
    assert_landed(small)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "is no catalogue"),
        (b"[1, 2]", "is no catalogue"),
        (b'{"success": false, "error": "Not found"}', "is no catalogue"),
        (b'{"success": true, "result": {"resources": [7]}}', "is no catalogue"),
        (b'{"resources": {}}', "it lists nothing"),
    ],
)
def test_a_catalogue_that_makes_no_sense(small, body, reason):
    fault = faults.status(200, {"Content-Type": "application/json"}, body)
    small.publisher.faults[DASHBOARD].extend([fault, fault])
    assert_failed(small, reason)


def test_a_catalogue_that_is_a_web_page(small):
    small.publisher.faults[DASHBOARD].extend([faults.page(), faults.page()])
    assert_failed(small, "sent a web page")


def test_a_renamed_file(small):
    small.publisher.files[DASHBOARD][0].title = "Crimes with blades"
    assert_failed(small, f"has no file with the title '{KNIFE}'; it lists 'Crimes with blades'")


def test_two_files_under_one_title(small):
    small.publisher.files[DASHBOARD].append(edited(small.publisher.files[DASHBOARD][0], b"a,b\n1,2\n"))
    assert_failed(small, "has 2 files for one")
