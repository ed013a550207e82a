"""Findings in words that a newspaper could print, and text alternatives for charts.

British English; a real minus sign; thousands separators; no direction without a verdict that carries it.
"""

from collections.abc import Sequence
from datetime import date

from analytics.indicators import Indicator, indicator
from analytics.periods import Window, month_name
from analytics.statistics.change import CANNOT_BE_TOLD, DOWN, NO_CLEAR_CHANGE, UP, Change
from analytics.statistics.usual_movement import LARGE, QUIET, UsualMovement

MINUS = "−"
_YEAR = 12

_VERBS = {UP: ("rose", "rise"), DOWN: ("fell", "fall")}


def capital(text: str) -> str:
    """With a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def number(value: float, *, decimals: int = 0) -> str:
    """16429 → `16,429`; −2877 → `−2,877`."""
    text = f"{abs(value):,.{decimals}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def signed(value: float, *, decimals: int = 0) -> str:
    """Like `number`, with a plus sign for a rise: `+1,120`, `−2,877`, `0`."""
    text = number(value, decimals=decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def percent(value: float) -> str:
    """17.51 → `17.5%`: a size without its sign."""
    return f"{abs(value):,.1f}%"


def signed_percent(value: float) -> str:
    """−17.51 → `−17.5%`; 1.6 → `+1.6%`."""
    return f"{signed(value, decimals=1)}%"


def interval(lower: float, upper: float) -> str:
    """(−19.37, −15.61) → `−19.4% to −15.6%`."""
    return f"{signed_percent(lower)} to {signed_percent(upper)}"


def count_of(indicator_or_id: str | Indicator, count: int) -> str:
    """`no offences`, `1 offence`, `13,552 offences`."""
    singular, plural = indicator(indicator_or_id).noun
    return f"{number(count) if count else 'no'} {singular if count == 1 else plural}"


def headline(
    indicator_or_id: str | Indicator,
    change: Change,
    window: Window,
    area_name: str | None = None,
    *,
    base_window: Window | None = None,
) -> str:
    """The finding in one clause without a full stop: `Knife crime fell 17.5% in the year to February 2026`.

    `base_window` is named where it is not the same window a year earlier.
    """
    entry, place = indicator(indicator_or_id), f" in {area_name}" if area_name else ""
    when = _when(window, base_window)
    if change.verdict in _VERBS:
        return f"{entry.short_title}{place} {_moved(change)} {when}"
    if change.verdict == NO_CLEAR_CHANGE:
        return f"No clear change in {entry.in_sentence}{place} {when}"
    return f"{entry.short_title}{place}: {_plain(entry, change, window, base_window)}"


def finding(
    indicator_or_id: str | Indicator,
    change: Change,
    window: Window,
    area_name: str | None = None,
    *,
    base_window: Window | None = None,
    usual: UsualMovement | None = None,
) -> str:
    """The headline with its figures, the usual variation, and every note, as full sentences.

    `usual` adds where the change lies among those of all years.
    """
    entry = indicator(indicator_or_id)
    first = headline(entry, change, window, area_name, base_window=base_window)
    if change.verdict in (UP, DOWN, NO_CLEAR_CHANGE):
        first = f"{first}: {count_of(entry, change.count or 0)} {_against(change.base, window, base_window)}"
    beside = usual_words(change, usual) if usual else ""
    sentences = (f"{first}.", _beside_variation(change), beside, change.note)
    return " ".join(sentence for sentence in sentences if sentence)


def verdict_words(change: Change) -> str:
    """A change in a few words for a tile: `Down, from 16,429`; `Change withheld: new recording system`."""
    if change.status == "missing":
        return "No figure" if change.count is None else "No earlier figure"
    if change.status == "withheld_start":
        return "Change withheld: the series starts later"
    if change.status == "withheld_break":
        return f"Change withheld: {_lowered(change.comparability.events[0].title)}"
    if change.status == "withheld_small_base":
        return f"From {_or_none(change.base)}: too few for a percentage"
    if change.verdict == CANNOT_BE_TOLD:
        return "Cannot be told from a change in recording"
    return f"{(change.verdict or '').capitalize()}, from {number(change.base or 0)}"


def change_in_cell(change: Change) -> str:
    """A change in a table's cell: `Down 24.9%`, `No clear change`, or why there is none."""
    if change.verdict in (UP, DOWN) and change.percent is not None:
        return f"{change.verdict.capitalize()} {percent(change.percent)}"
    if change.verdict == NO_CLEAR_CHANGE:
        return "No clear change"
    return verdict_words(change)


def _when(window: Window, base_window: Window | None) -> str:
    """The windows of a change; a part of a year says what it is compared with, lest it be the part before."""
    if base_window and not _is_year_earlier(window, base_window):
        return f"between {base_window.name} and {window.name}"
    return window.when if window.months == _YEAR else f"{window.when} on a year earlier"


def _is_year_earlier(window: Window, base_window: Window) -> bool:
    return base_window.is_same(window.year_earlier())


def _moved(change: Change) -> str:
    verb = _VERBS[change.verdict][0] if change.verdict in _VERBS else ""
    if change.count == 0:
        return f"{verb} to none"
    size = percent(change.percent or 0)
    return f"{verb} by less than 0.1%" if size == "0.0%" else f"{verb} {size}"


def _against(base: int | None, window: Window, base_window: Window | None) -> str:
    named = base_window and not _is_year_earlier(window, base_window)
    return f"against {_or_none(base)}{f' {base_window.when}' if base_window and named else ''}"


def _or_none(count: int | None) -> str:
    return number(count) if count else "none"


def _plain(entry: Indicator, change: Change, window: Window, base_window: Window | None) -> str:
    """The count without a direction, and why there is none."""
    if change.count is None:
        return f"no figure for {window.name}"
    count = f"{count_of(entry, change.count)} {window.when}"
    if change.status == "missing":
        return f"{count}; there is no earlier figure to compare it with"
    if change.status == "withheld_small_base":
        year_earlier = " a year earlier" if base_window is None or _is_year_earlier(window, base_window) else ""
        return f"{count}, {_against(change.base, window, base_window)}{year_earlier}"
    if change.verdict == CANNOT_BE_TOLD:
        return f"{count}, {_against(change.base, window, base_window)}; the change {CANNOT_BE_TOLD}"
    return f"{count}; the change is withheld"


def _beside_variation(change: Change) -> str:
    """The change against the usual variation from month to month: more than the interval says is never said."""
    if change.percent is None or change.lower is None or change.upper is None:
        return ""
    bounds = interval(change.lower, change.upper)
    size = signed_percent(change.percent)
    if change.verdict == NO_CLEAR_CHANGE:
        return f"The difference ({size}) is within the usual variation from month to month (95% interval {bounds})."
    if change.verdict not in _VERBS:
        return f"The figures differ by {size} (95% interval {bounds})."
    rise = _VERBS[change.verdict][1]
    return f"The {rise} is larger than the usual variation from month to month (95% interval {bounds})."


def usual_words(change: Change, usual: UsualMovement) -> str:
    """The change beside those of all years, in one sentence; why that cannot be said of a short series.

    `A quiet year (85% of years moved more): half of all years moved by more than 12.3%, and eight in ten lay between
    −18.2% and +22.5%.` Empty where no change is stated.
    """
    if change.percent is None:
        return ""
    share = usual.moved_more(change.percent)
    if share is None or usual.median is None or usual.low is None or usual.high is None:
        return usual.reason
    half = f"half of all years moved by more than {percent(usual.median)}"
    middle = f"eight in ten lay between {signed_percent(usual.low)} and {signed_percent(usual.high)}"
    return f"{_kind_of_year(share)}: {half}, and {middle}."


def _kind_of_year(share: float) -> str:
    """How a year is called of which so many others moved more, with their share."""
    kind = "A quiet year" if share >= QUIET else "An ordinary year" if share > LARGE else "An unusual year"
    # Its own year is among them, so that never all have moved more.
    return f"{kind} ({f'{min(round(100 * share), 99)}% of years' if share >= 0.005 else 'no year'} moved more)"


def _lowered(title: str) -> str:
    return title if title[:2].isupper() else title[0].lower() + title[1:]


def line_alternative(
    indicator_or_id: str | Indicator,
    months: Sequence[date],
    values: Sequence[float | None],
    *,
    area_name: str = "London",
    statistic: str = "a month",
    decimals: int = 0,
) -> str:
    """The text alternative of a line chart: what it shows, its ends, its extremes, its gaps.

    `months` and `values` have one length; None is a month without a figure. `statistic` follows the title,
    for example `12 months to each month`.
    """
    shown = [(value, month) for month, value in zip(months, values, strict=True) if value is not None]
    title = f"Line chart of {indicator(indicator_or_id).in_sentence} in {area_name}, {statistic}"
    if not shown:
        return f"{title}: no figures."
    (first, start), (last, end) = shown[0], shown[-1]
    if len(shown) == 1:
        return f"{title}: {number(first, decimals=decimals)} in {month_name(start)}."
    low, high = min(shown, key=lambda pair: pair[0]), max(shown, key=lambda pair: pair[0])
    gaps = len(values) - len(shown)
    return (
        f"{title}, {month_name(start)} to {month_name(end)}: "
        f"from {number(first, decimals=decimals)} to {number(last, decimals=decimals)}; "
        f"highest {number(high[0], decimals=decimals)} in {month_name(high[1])}, "
        f"lowest {number(low[0], decimals=decimals)} in {month_name(low[1])}"
        + (f"; {count_months(gaps)} without a figure." if gaps else ".")
    )


def count_months(months: int) -> str:
    """`1 month`, `3 months`."""
    return f"{number(months)} {'month' if months == 1 else 'months'}"


def bars_alternative(
    title: str, labels: Sequence[str], values: Sequence[float | None], *, decimals: int = 0, ends: int = 3
) -> str:
    """The text alternative of a bar chart or map: how many, the highest, the lowest, those without a figure.

    `title` begins the sentence: `Bar chart of knife crime by borough`.
    """
    shown = sorted(
        ((value, label) for label, value in zip(labels, values, strict=True) if value is not None),
        key=lambda pair: (-pair[0], pair[1]),
    )
    texts = [f"{label} {number(value, decimals=decimals)}" for value, label in shown]
    without = f"; {len(values) - len(shown)} without a figure" if len(shown) < len(values) else ""
    if len(texts) <= 2 * ends:
        return f"{title}: {', '.join(texts) or 'no figures'}{without}."
    highest, lowest = ", ".join(texts[:ends]), ", ".join(reversed(texts[-ends:]))
    return f"{title}, {len(texts)} in all: highest {highest}; lowest {lowest}{without}."
