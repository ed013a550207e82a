"""Two definitions of knife crime: both counts, one of them quoted, never one series."""

from analytics.tables.home_office_rows import finding, knife_crime_rows


def test_both_counts_of_the_year_to_march_2023() -> None:
    own, quoted = knife_crime_rows()
    assert (own.value, own.status) == (13_135, "ok")
    assert (quoted.value, quoted.status) == (12_786, "quoted")
    assert own.edition
    assert not quoted.edition
    assert "never put in one series" in quoted.note


def test_the_finding_names_the_difference() -> None:
    assert "349 more offences by ours in the year to March 2023" in finding()
