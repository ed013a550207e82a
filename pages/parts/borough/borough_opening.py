"""The opening of a borough's page: the finding, with London's and the ward's beside it."""

from __future__ import annotations

from analytics.geography.areas import Area
from analytics.geography.ward_names import ward_name
from analytics.narrative import headline, number
from pages.parts import cached_figures, page_opening, words
from pages.parts.cached_figures import LONDON
from pages.parts.finding_evidence import evidence, revisions
from pages.parts.view import View


def opening(indicator_id: str, area: Area, view: View, ward: Area | None) -> None:
    """The finding on one indicator in the borough, with London's and the ward's beside it."""
    (fact,) = cached_figures.latest((indicator_id,), areas=(area.code,), level="borough")
    (london,) = cached_figures.latest((indicator_id,))
    context = [area.name, "police recorded crime", words.NOT_ACCREDITED]
    if len(view.boroughs) > 1:
        context.insert(1, "the first of the boroughs chosen")
    texts = [
        f"{evidence(fact)} {LONDON}: {words.lower(words.opening(london))}.",
        _of_ward(indicator_id, ward) if ward else "",
        revisions(fact),
    ]
    page_opening.write(view, context, words.opening(fact), texts)


def _of_ward(indicator_id: str, ward: Area) -> str:
    """What the same indicator says of the ward, so that who asked for it need not look for it."""
    (fact,) = cached_figures.latest((indicator_id,), areas=(ward.code,), level="ward")
    finding = words.lower(headline(fact.indicator, fact.change, fact.window))
    figures = f"{number(fact.change.count or 0)} against {number(fact.change.base or 0)}"
    return f"{ward_name(ward)} ward: {finding} ({figures}). Its other figures stand among the wards, below."
