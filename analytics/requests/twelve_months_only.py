"""Which indicators have too few in an area's month to say anything about less than twelve of them."""

from collections.abc import Sequence

from analytics.indicators import indicator
from analytics.periods import WindowKind


def shown_for_boroughs(indicator_ids: Sequence[str], kind: WindowKind) -> tuple[str, ...]:
    """Those of the indicators that are shown for a borough's windows of a kind."""
    return tuple(id for id in indicator_ids if kind == "rolling_12" or not indicator(id).twelve_months_only)


def reasons_left_out(indicator_ids: Sequence[str], kind: WindowKind) -> str:
    """Why the others are not, one sentence for each; empty where all are shown."""
    shown = shown_for_boroughs(indicator_ids, kind)
    return " ".join(indicator(id).twelve_months_only for id in indicator_ids if id not in shown)
