"""Charts take turns: Streamlit's code of charts, taught to ask the page before it draws one.

Streamlit draws every chart of a page in one go, those far down with the first one, which therefore stands only when the
last is finished. The code that is served asks `window.chartTurn` first (`serving/first_paint/nearby_charts.js`).
"""

from __future__ import annotations

import logging
import re

# Streamlit's name of the file carries a hash, and so changes with its content.
PATH = re.compile(r"/static/js/PlotlyChart\.[\w-]+\.js\Z")
# The one place of react-plotly that draws: `p.current = p.current.then(() => { … e.react(div.current, {…`.
DRAWS = re.compile(
    r"(?P<queue>[\w$]+)\.current=(?P=queue)\.current"
    r"(?P<draw>\.then\(\(\)=>\{if\(![\w$]+\.current\)\{if\(!(?P<place>[\w$]+)\.current\)throw Error\(`Missing element "
    r"reference`\);return [\w$]+\.react\((?P=place)\.current,\{data:[\w$]+,layout:(?P<layout>[\w$]+),)"
)
ASKS = (
    r"\g<queue>.current=\g<queue>.current"
    r".then(()=>window.chartTurn?.(\g<place>.current,\g<layout>))\g<draw>"
)
logger = logging.getLogger("london_crime.assets")


def with_turns(path: str, body: bytes) -> bytes:
    """The file with the question put in, where it is the code of charts; any other file as it is.

    Where an upgrade of Streamlit has changed that code, it stays as it is, and charts are drawn all at once.
    """
    if not PATH.search(path):
        return body
    text, replaced = DRAWS.subn(ASKS, body.decode("utf-8"))
    if replaced == 1:
        return text.encode("utf-8")
    logger.warning("Streamlit's code of charts has changed: the charts of a page are drawn all at once.")
    return body
