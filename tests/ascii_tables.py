"""Specification tests are small ASCII tables; this reads them."""


def rows(text: str) -> list[dict[str, str]]:
    """A table with a header, a rule and `|` between its columns → one dict of stripped strings per row."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, _, *body = lines
    return [dict(zip(header, line, strict=True)) for line in body]


def optional_int(text: str) -> int | None:
    """`-` is no figure."""
    return None if text == "-" else int(text.replace(",", ""))
