"""The messages of a run → what the page wrote, as a tree in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The first number of a path is the part of the window: 0 is its middle, where pages write.
MIDDLE = 0
USER_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(.+)")


@dataclass
class PageElement:
    """An element or a container of a page; `body` is Streamlit's message for it, None for one only implied."""

    body: Any = None
    children: dict[int, PageElement] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Which element it is (`html`, `plotly_chart`), or which container (`flex_container`, `column`)."""
        return str(self.body.WhichOneof("type") or "") if self.body is not None else ""

    @property
    def key(self) -> str:
        """The key that the page gave to a container, if any."""
        identifier = str(getattr(self.body, "id", "") or "")
        named = USER_KEY.fullmatch(identifier)
        return named[1] if named else ""

    @property
    def ordered(self) -> list[PageElement]:
        """What it holds, in order."""
        return [self.children[place] for place in sorted(self.children)]

    def walk(self) -> Iterator[PageElement]:
        """Itself and all that it holds, in the order of the page."""
        yield self
        for child in self.ordered:
            yield from child.walk()


@dataclass(frozen=True)
class WrittenPage:
    """What a run of a page wrote: its title and elements, the pages that there are (path → name), those of the menu."""

    title: str
    middle: PageElement
    pages: dict[str, str]
    menu: dict[str, str]
    is_found: bool


def written_page(messages: Sequence[ForwardMsg]) -> WrittenPage:
    """The page that the messages of one run make up."""
    root, title, is_found = PageElement(), "", True
    pages, menu = dict[str, str](), dict[str, str]()
    for message in messages:
        kind = message.WhichOneof("type")
        if kind == "delta":
            _place(root, message)
        elif kind == "page_config_changed":
            title = message.page_config_changed.title or title
        elif kind == "navigation":
            listed = message.navigation.app_pages
            pages = {page.url_pathname: page.page_name for page in listed}
            menu = {page.url_pathname: page.page_name for page in listed if not page.is_hidden}
        elif kind == "page_not_found":
            is_found = False
    return WrittenPage(title, root.children.get(MIDDLE, PageElement()), pages, menu, is_found)


def _place(root: PageElement, message: ForwardMsg) -> None:
    """Put an element or a container where its path says; a container that is written again keeps its content."""
    parent = root
    *above, place = message.metadata.delta_path
    for step in above:
        parent = parent.children.setdefault(step, PageElement())
    kind = message.delta.WhichOneof("type")
    if kind == "new_element":
        parent.children[place] = PageElement(message.delta.new_element)
    elif kind == "add_block":
        parent.children.setdefault(place, PageElement()).body = message.delta.add_block
