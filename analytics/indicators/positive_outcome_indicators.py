"""Positive outcomes of domestic abuse, hate crime and gun crime for every 100 offences recorded in the same period."""

from __future__ import annotations

from analytics.indicators.declaration import (
    DOWN_TO_BOROUGHS,
    ENDS_2025_07,
    Indicator,
    monthly_dashboard_indicator,
    terms_of,
)


def _outcome_rate(offence: str, name: str, theme: str) -> Indicator:
    """The rate of the offence's series, made as that of knife crime; `name` is the offence inside a sentence."""
    return monthly_dashboard_indicator(
        f"{offence}_positive_outcome_rate",
        f"The positive-outcome rate for {name}",
        f"Positive outcomes (a charge, a caution and the like) recorded in the period for every 100 {name} offences "
        "recorded in the same period.",
        "positive_outcomes",
        theme=theme,
        short_title=f"The {name} positive-outcome rate",
        noun=("per cent", "per cent"),
        unit="percent",
        measure="percentage_of",
        terms=terms_of(f"{offence}_positive_outcomes"),
        denominator_terms=terms_of(offence),
        denominator=None,
        levels=DOWN_TO_BOROUGHS,
        polarity="higher_is_better",
        end_note=ENDS_2025_07,
        caveats=(
            "Outcomes may belong to earlier offences, so it is no clear-up rate and may exceed 100%.",
            "The newest months change most: an outcome is recorded weeks or months after the offence.",
        ),
        spoken=(
            f"{name} positive outcome rate",
            f"{name} positive outcome",
            f"positive outcome rate for {name}",
            f"positive outcome for {name}",
            f"positive outcome rate of {name}",
            f"positive outcome rate in {name}",
        ),
    )


POSITIVE_OUTCOMES = (
    _outcome_rate("domestic_abuse", "domestic abuse", "Domestic abuse and hate crime"),
    _outcome_rate("hate_crime", "hate crime", "Domestic abuse and hate crime"),
    _outcome_rate("gun_crime", "gun crime", "Violence"),
)
