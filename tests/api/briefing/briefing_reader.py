"""A briefing's page as its reader meets it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from data.published_areas import BOROUGHS, CITY_OF_LONDON, slug

SLUGS = [slug(name) for code, name in BOROUGHS.items() if code != CITY_OF_LONDON]
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "use"}


@dataclass
class Reader(HTMLParser):
    """Notes what a test asks of a page; stops at a tag that is closed without having been opened."""

    ids: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    points_at: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(found["href"])
        self.points_at += (found.get("aria-labelledby") or "").split()
        self.loads += [found[name] for name in ("src", "srcset", "data", "poster") if name in found]
        self.loads += [found["href"] for _ in [0] if tag != "a" and "href" in found]

    def handle_startendtag(self, tag, attrs) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag) -> None:
        if tag not in VOID:
            assert self.open
            assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader
