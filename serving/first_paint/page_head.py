"""What a page's document says about itself: title, description, the tags of a shared link, the data set it shows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from analytics import queries
from analytics.indicators import INDICATORS
from api.charts.chart_request import chart_query
from api.problems import Problem
from data.catalogue import DATASETS
from serving.first_paint.element_markup import links_in, unescaped
from serving.first_paint.page_elements import PageElement, WrittenPage

NAME = "London crime dashboard"
LONGEST = 300
# The picture of a page that has no chart of its own to show.
DEFAULT_CHART = "indicator=all_recorded_crime&window=rolling_12"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SERIES = "/api/v1/series.csv"


@dataclass(frozen=True, slots=True)
class PageHead:
    """The words and addresses of a document's head; `csv` is where the figures of its first chart are."""

    title: str
    finding: str
    description: str
    canonical: str
    picture: str
    csv: str

    def html(self) -> str:
        """The elements of the head, every text escaped."""
        named = [("description", self.description), ("twitter:card", "summary_large_image")]
        shared = [
            ("og:type", "website"), ("og:site_name", NAME), ("og:title", self.finding),
            ("og:description", self.description), ("og:url", self.canonical), ("og:image", self.picture),
            ("og:image:width", "1200"), ("og:image:height", "630"), ("og:image:alt", self.finding),
        ]  # fmt: skip
        tags = [f'<meta name="{name}" content="{escape(text, quote=True)}">' for name, text in named]
        tags += [f'<meta property="{name}" content="{escape(text, quote=True)}">' for name, text in shared]
        return "\n".join(
            (
                f"<title>{escape(self.title)}</title>",
                *tags,
                f'<link rel="canonical" href="{escape(self.canonical, quote=True)}">',
                f'<script type="application/ld+json">{self._data_set()}</script>',
            )
        )

    def _data_set(self) -> str:
        """The figures behind the page as a `Dataset` of schema.org; no text can end the script that it stands in."""
        content = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": self.title,
            "description": f"{self.finding}. {self.description}",
            "url": self.canonical,
            "license": LICENCE,
            "isAccessibleForFree": True,
            "spatialCoverage": "London",
            "creator": [{"@type": "Organization", "name": name} for name in _publishers()],
            "distribution": [{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": self.csv}],
        }
        return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _publishers() -> list[str]:
    return sorted({dataset.publisher for dataset in DATASETS.values()})


def page_head(page: WrittenPage, opening: str, *, base: str, path: str, query: str) -> PageHead:
    """The head of a page, from what it wrote; `opening` is the HTML of its opening, `base` the public address."""
    finding, texts = "", list[str]()
    for element in page.middle.walk():
        if element.kind == "heading" and not finding:
            finding = unescaped(element.body.heading.body)
        elif element.kind == "markdown" and element.body.markdown.element_type != element.body.markdown.CAPTION:
            texts.append(unescaped(element.body.markdown.body))
    description = _shortened(" ".join(" ".join(texts).split())) or finding
    kept = known_choices(page.middle, query)
    canonical = f"{base}/{path}" + (f"?{urlencode(kept)}" if kept else "")
    csv = next((address for address in links_in(opening) if SERIES in address), f"{SERIES}?{DEFAULT_CHART}")
    of_csv = f"{base}{SERIES}?{urlsplit(csv).query}"
    return PageHead(page.title or NAME, finding or page.title, description, canonical, _picture(base, of_csv), of_csv)


def _shortened(text: str) -> str:
    """At most some three hundred characters, whole sentences where there are any."""
    if len(text) <= LONGEST:
        return text
    whole = re.match(rf"(.{{40,{LONGEST}}}[.!?])\s", text)
    return whole[1] if whole else text[:LONGEST].rsplit(" ", 1)[0] + "…"


def known_choices(middle: PageElement, query: str) -> list[tuple[str, str]]:
    """The choices in an address that the page has a field for and offers; nothing else belongs in its address.

    An indicator may be named by its id in place of its title.
    """
    offered: dict[str, set[str]] = {}
    for element in middle.walk():
        widget = getattr(element.body, element.kind, None) if element.kind and not element.children else None
        if key := str(getattr(widget, "query_param_key", "") or ""):
            options = getattr(widget, "options", ())
            offered[key] = {str(getattr(option, "content", option)) for option in options}
    pairs = parse_qsl(query, max_num_fields=100)
    titles = {name: registered.short_title for name, registered in INDICATORS.items()}
    return [(key, value) for key, value in pairs if {value, titles.get(value, value)} & offered.get(key, set())]


def _picture(base: str, csv: str) -> str:
    """The picture of a shared link: the chart of the page's first figures, or of as many of them as one chart holds."""
    csv_pairs = parse_qsl(urlsplit(csv).query)
    first = [pair for i, pair in enumerate(csv_pairs) if pair[0] not in {name for name, _ in csv_pairs[:i]}]
    for pairs in (csv_pairs, first, parse_qsl(DEFAULT_CHART)):
        query = urlencode([*pairs, ("width", "1200")])
        try:
            chart_query(query, queries.version())
        except Problem:
            continue
        return f"{base}/api/v1/chart.png?{query}"
    return f"{base}/api/v1/chart.png?{DEFAULT_CHART}&width=1200"
