"""Numbers as people write them: `25,272`, `1.1`, `1.2 million`, `ninety-seven`."""

from __future__ import annotations

import re
from decimal import Decimal
from math import log10

# No figure of crime is larger.
LARGEST = 1e9
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate((*_UNITS, *_TEENS), start=1)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "m": 1_000_000}

WORD_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})\b"
FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SCALE = r"(?: ?(?:hundred|thousand|million|k|m)\b)"
FRACTIONS = {
    "half": 50.0, "a half": 50.0, "one half": 50.0, "a third": 33.3, "one third": 33.3, "two thirds": 66.7,
    "a quarter": 25.0, "one quarter": 25.0, "three quarters": 75.0, "a fifth": 20.0, "one fifth": 20.0,
    "two fifths": 40.0, "three fifths": 60.0, "four fifths": 80.0, "a tenth": 10.0, "one tenth": 10.0, "a sixth": 16.7,
    "one sixth": 16.7, "a seventh": 14.3, "an eighth": 12.5, "one eighth": 12.5, "a ninth": 11.1, "a twelfth": 8.3,
}  # fmt: skip
NONE = ("no", "not a", "not one", "not a single", "not any", "none", "zero")
# "A third" may stand for 31% or for 35%.
ROUNDED_FRACTION = 5.0
FRACTION = "|".join(sorted((name.replace(" ", "[ -]") for name in FRACTIONS), key=len, reverse=True))


def decimals_of(number: float) -> int:
    """The decimals with which a number is stated, by the look of it: 0 for 13, 1 for 5.3."""
    return max(0, -int(Decimal(repr(float(number))).normalize().as_tuple().exponent))


def unit_of(number: float) -> float:
    """The unit to which a number is rounded by the look of it: 1 for 13, 0.1 for 5.3."""
    return 10.0 ** -decimals_of(number)


def whole(text: str) -> int:
    """`12` or `twelve` → 12; 0 for what is no number."""
    return int(value) if (value := number(text)) is not None else 0


def number(text: str) -> float | None:
    """The value of a number in figures or in words; None for what is none, and beyond any figure of crime."""
    plain = text.strip().lower()
    scale = re.search(r"(?<=[\d\s])(hundred|thousand|million|k|m)$", plain)
    times = _SCALES[scale[1]] if scale else 1
    plain = plain[: scale.start()].strip() if scale else plain
    if re.fullmatch(FIGURES, plain, re.ASCII):
        # 1.1 million is 1,100,000, not 1,100,000.0000000002.
        value = float(plain.replace(",", "")) * times
        return round(value, 6) if value <= LARGEST else None
    if plain in NONE:
        return 0.0
    if re.fullmatch(WORD_NUMBER, plain):
        return float(sum(_WORDS[word] for word in re.split(r"[ -]", plain)) * times)
    return float(times) if plain in ("a", "one") and scale else None


def fraction(text: str) -> float | None:
    """`a quarter` → 25 (per cent, rounded as people round: `a third` → 33); None for what is no fraction."""
    return FRACTIONS.get(re.sub(r"[ -]+", " ", text.strip().lower()))


def rounding_of(text: str, value: float, *, is_hedged: bool, is_count: bool) -> tuple[float, bool]:
    """The unit to which a number is rounded, and whether it is: 0.1 for `5.3`, 100,000 for `1.2 million`.

    A fraction in words, and a round number beside "about", stand for what lies near them.
    """
    if fraction(text) is not None:
        return ROUNDED_FRACTION, True
    figures = re.match(r"[\d,.]+", text.strip())
    decimals = len(figures[0].partition(".")[2]) if figures else 0
    scale = re.search(r"(hundred|thousand|million|k|m)$", text.strip().lower())
    unit = 10.0**-decimals * (_SCALES[scale[1]] if scale else 1)
    if is_hedged:
        unit = max(unit, _round_unit(value) if is_count else 5.0 if value % 5 == 0 else 2.0 * unit)
    return unit, is_hedged or scale is not None


def _round_unit(value: float) -> float:
    """The largest power of ten that a whole number is a multiple of: 1,000 for 99,000."""
    unit = 1.0
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit


def amount(text: str, *, is_count: bool) -> tuple[float, float | None] | None:
    """A number as people write it, with its rounding: `417`, `5.3`, `13.0`, `a quarter`, `about 99 thousand`.

    The rounding is None where the number shows it by itself. None for what is no number.
    """
    plain = re.sub(r"\s+", " ", text.strip().lower()).rstrip("% ")
    within = re.fullmatch(rf"({FIGURES}) ?(?:±|\+/-) ?({FIGURES})", plain)
    if within:
        return float(within[1].replace(",", "")), 2 * float(within[2].replace(",", ""))
    hedged = re.match(r"(?:about|around|nearly|almost|roughly) ", plain)
    plain = plain[hedged.end() :] if hedged else plain
    value = fraction(plain)
    value = number(plain) if value is None else value
    if value is None:
        return None
    unit, is_rounded = rounding_of(plain, value, is_hedged=bool(hedged), is_count=is_count)
    return value, unit if is_rounded or unit != unit_of(value) else None


def written(value: float, rounding: float | None = None, *, is_count: bool = True) -> str:
    """A number and its rounding as `amount` reads them: `13.0`, `a quarter`, `about 20`, `99 thousand`, `200 ±30`."""
    text = _rounded(value, rounding)
    is_lost = rounding is not None and rounding > 1 and amount(text, is_count=is_count) != (value, rounding)
    return f"{value:,.10g} ±{(rounding or 0) / 2:.10g}" if is_lost else text


def _rounded(value: float, rounding: float | None) -> str:
    named = next((name for name, percent in FRACTIONS.items() if percent == value), None)
    if named and rounding == ROUNDED_FRACTION:
        return named
    if rounding is not None and rounding >= 1_000:
        scale, name = (1_000_000, "million") if rounding >= 100_000 and value >= 1_000_000 else (1_000, "thousand")
        decimals = max(0, len(str(int(scale // rounding))) - 1)
        return f"{value / scale:.{decimals}f} {name}"
    if rounding is not None and rounding > 1:
        return f"about {value:,.0f}"
    decimals = max(0, round(-log10(rounding))) if rounding else 0
    text = f"{value:,.{decimals}f}"
    return text if rounding or value == int(value) else f"{value:,}"
