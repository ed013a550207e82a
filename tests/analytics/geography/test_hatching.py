"""Hatching lies within the area that it marks."""

from __future__ import annotations

from analytics.geography.hatching import hatching
from data import readiness
from data.published_areas import CITY_OF_LONDON


def test_the_city_has_hatching_and_an_unknown_area_has_none() -> None:
    assert hatching(CITY_OF_LONDON) is not None
    assert hatching("E09000099") is None


def test_the_age_of_every_dataset_is_known() -> None:
    assert readiness.ages()
