"""What is measured by coverage is what the measured tests have reached themselves."""

from __future__ import annotations

from analytics.claims.gallery import gallery
from analytics.geography.areas import areas_at
from tests.whole_suite import UNMEASURED, empty_caches


def test_no_answer_is_left_in_a_cache() -> None:
    by_version, plain = areas_at("borough"), gallery()
    assert areas_at("borough") is by_version
    empty_caches()
    assert areas_at("borough") is not by_version
    assert areas_at("borough") == by_version
    assert gallery() is not plain


def test_what_is_not_measured_exists(repo) -> None:
    assert all((repo / path).exists() for path in UNMEASURED)
