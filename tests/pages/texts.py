"""What a page that AppTest ran says."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from pages.parts.scripts import SCRIPT


def lead_of(app: AppTest) -> str:
    """The context and the paragraphs under the finding, as a reader sees them."""
    return " ".join(re.sub(r"\\([\W_])", r"\1", each.value) for each in (*app.caption, *app.markdown))


def html_of(app: AppTest) -> str:
    """Those, and every element that is HTML."""
    return "\n".join([lead_of(app), *(element.proto.body for element in app.get("html"))])


def foreign(html: str) -> str:
    """HTML of a page without the scripts that are ours: whatever script is left came from elsewhere."""
    # The script that corrects the address holds names of parameters and chosen values, as JSON.
    correcting = re.compile(r"<script>\{const all = [^<]*\}</script>")
    return correcting.sub("", html.replace(SCRIPT, ""))
