"""The document of a page: Streamlit's own, with the page's head, its opening and a way on without scripts put in."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from api.charts.palette import variables
from serving.early_modules import STATIC
from serving.first_paint.element_markup import ElementMarkup
from serving.first_paint.page_elements import WrittenPage
from serving.first_paint.page_head import NAME, PageHead, page_head

FOLDER = Path(__file__).parent
PAGE_STYLE = FOLDER.parents[1] / "pages" / "parts" / "style.css"
ROOT = '<div id="root"></div>'
ICONS = (
    '<link rel="icon" href="/favicon.svg" type="image/svg+xml">\n<link rel="apple-touch-icon" href="/touch-icon.png">'
)
FONT = "static/media/SourceSansVF-Upright"
THEME, TAKE_OVER, NEARBY_CHARTS = (
    f"<script>{(FOLDER / name).read_text(encoding='utf-8')}</script>"
    for name in ("theme.js", "take_over.js", "nearby_charts.js")
)


@cache
def streamlit_document() -> str:
    """Streamlit's document without its title, icon and words for readers without scripts.

    Raises RuntimeError where an upgrade has changed what is replaced here.
    """
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    for pattern in (r"<title>.*?</title>", r'<link rel="shortcut icon"[^>]*>', r"<noscript>.*?</noscript>"):
        text, replaced = re.subn(pattern, "", text, count=1, flags=re.DOTALL)
        if not replaced:
            raise RuntimeError(f"Streamlit's document has changed: it has no {pattern}.")
    if ROOT not in text or "</head>" not in text:
        raise RuntimeError(f"Streamlit's document has changed: it has no {ROOT}.")
    # The preview of a service that is switched off, and the comment before the document's type.
    text = re.sub(r"<!--.*?-->|<link rel=\"service-desc\"[^>]*>", "", text, flags=re.DOTALL)
    text = text.replace('<html lang="en">', '<html lang="en-GB">', 1)
    return "\n".join(line for line in text.splitlines() if line.strip()) + "\n"


@cache
def _style() -> str:
    dark = "{ " + variables("dark") + " }"
    page = PAGE_STYLE.read_text(encoding="utf-8").split("@property")[0]
    return (
        f":root {{ {variables('light')} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {dark} #first-paint {{ color-scheme: dark; }} }}\n"
        f"html.fp-dark {dark}\nhtml.fp-dark #first-paint {{ color-scheme: dark; }}\n"
        f"{_font()}{page}{(FOLDER / 'first_paint.css').read_text(encoding='utf-8')}"
    )


def _font() -> str:
    """The face that Streamlit's document loads early, under its own name."""
    file = re.search(rf'href="\./({FONT}[^"]+)"', streamlit_document())
    if not file:
        return ""
    return (
        f'@font-face {{ font-family: "Source Sans"; src: url(./{file[1]}) format("woff2"); '
        "font-weight: 200 900; font-display: swap; }\n"
    )


def document(page: WrittenPage, *, base: str, path: str, query: str) -> str:
    """The whole document of a page as it was written."""
    opening = ElementMarkup().opening(page.middle)
    head = page_head(page, opening, base=base, path=path, query=query)
    links = "".join(
        f'<a href="/{escape(address, quote=True)}">{escape(name)}</a>' for address, name in page.menu.items()
    )
    content = f"{opening}{_without_scripts(head)}"
    body = (
        f'<div id="first-paint"><nav aria-label="Pages">{links}</nav><main>{content}</main></div>'
        f"\n{ROOT}\n{THEME}{TAKE_OVER}{NEARBY_CHARTS}"
    )
    return _filled(f"{head.html()}\n{ICONS}\n<style>\n{_style()}</style>\n", body)


def plain_document(title: str) -> str:
    """The document without a first paint: for a page that took too long."""
    return _filled(f"<title>{escape(title or NAME)}</title>\n{ICONS}\n", f"{ROOT}\n{THEME}{NEARBY_CHARTS}{_noscript()}")


def _filled(head: str, body: str) -> str:
    before, after = streamlit_document().split(ROOT)
    return f"{before.replace('</head>', f'{head}</head>', 1)}{body}{after}"


def _without_scripts(head: PageHead) -> str:
    csv = escape(head.csv, quote=True)
    return f'<noscript><p class="notice">Charts and choices need JavaScript. Without it: {_ways(csv)}</p></noscript>'


def _noscript() -> str:
    return f"<noscript><p>Charts and choices need JavaScript. Without it: {_ways('/api/v1/docs')}</p></noscript>"


def _ways(csv: str) -> str:
    return (
        '<a href="/briefing">a briefing of each borough, with its figures in a table</a>, '
        f'<a href="{csv}">the figures of this page as CSV</a>, '
        '<a href="/api/v1/docs">all figures as open data</a>.'
    )
