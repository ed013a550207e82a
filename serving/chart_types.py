"""Charts without the code that no chart here needs: Streamlit's code of charts, served with our types of trace alone.

Streamlit ships the whole of plotly.js: 47 types of trace, tile maps and three dimensions, 4.7 MB that a browser
fetches, compiles and runs before it draws a line. Its modules register themselves in one list. What that list no longer
leads to is left out, so a page gets under a third of it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass

from serving.chart_turns import PATH as CODE_OF_CHARTS

# Modules of plotly.js that register the traces of our charts; lines and points are in its core.
TRACE_TYPES = ("bar", "choropleth", "scattergeo")
# The file that was read when this was written; its name carries a hash of its content. Any other is served whole.
KNOWN = re.compile(r"/static/js/PlotlyChart\.D9Z0_fxz\.js\Z")
# `name=_({"path"(e,t){…}})` is a CommonJS module. ES modules stand between them, their names declared first:
# `names={};v(names,{…});var …,name=g({"path"(){…}})`, or, where a whole library follows, `;function …name=g({…`.
MODULE = re.compile(r"""(?<=[,;\s])[\w$]+=_\(\{"|(?<=\}\}\),)[\w$]+=\{\};v\(""")
LIBRARY = re.compile(r"(?<=\}\}\);)function (?=.*=g\(\{)", re.DOTALL)
NAMED = re.compile(r"""(?<=[,;\s])([\w$]+)=[_g]\(\{"[^"]+"\(""")
# Every module is begun where it is needed: `name()`.
BEGINS = re.compile(r"(?<![\w$.])([\w$]+)\(\)")
LAST = 'return _({"lib/index.js"('
REGISTERED = re.compile(r"(?<=\.register\(\[)(?:[\w$]+\(\),?)+(?=\]\))")
TRACE = re.compile(r"""(?<=[,;\s])([\w$]+)=_\(\{"lib/(\w+)\.js"\(""")
logger = logging.getLogger("london_crime.assets")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the code that can be left out as a whole: where it stands, and the modules that it declares."""

    text: str
    modules: frozenset[str]

    @property
    def begins(self) -> set[str]:
        """The names that it may call without arguments, those of modules among them."""
        return set(BEGINS.findall(self.text))

    @property
    def stand_in(self) -> str:
        """What stands in its place, so that the declarations before and after it still join.

        They stand in lists, `var a=…,b=…;function c(){…}var d=…,e=…`: where one starts and another ends may lie in
        what is left out.
        """
        return ("var " if self.text.startswith("function ") else "") + ("leftOut=0;" if self.text.endswith(";") else "")


def with_our_types(path: str, body: bytes) -> bytes:
    """The file without the modules of other types of trace, where it is the code of charts that is known here.

    Any other file is returned as it is; another version of the code of charts too, which a warning says.
    """
    if not CODE_OF_CHARTS.search(path):
        return body
    before, last, after = body.decode("utf-8").partition(LAST)
    if not (KNOWN.search(path) and REGISTERED.search(after)):
        logger.warning("Streamlit's code of charts has changed: it is served with every type of chart.")
        return body
    starts = [match.start() for match in MODULE.finditer(before)]
    pieces = (before[start:end] for start, end in zip(starts, [*starts[1:], len(before)], strict=True))
    units = [Unit(text, frozenset(NAMED.findall(f",{text}"))) for piece in pieces for text in _divided(piece)]
    ours = {name for name, trace in TRACE.findall(before) if trace in TRACE_TYPES}
    after = REGISTERED.sub(lambda calls: ",".join(call for call in calls[0].split(",") if call[:-2] in ours), after, 1)
    needed = _reached(units, BEGINS.findall(after))
    kept = (unit.text if unit.modules & needed else unit.stand_in for unit in units)
    return "".join((before[: starts[0]], *kept, last, after)).encode("utf-8")


def _divided(piece: str) -> Iterable[str]:
    """A module, and the library that follows it before the next one where there is one."""
    # Asked first, because the search looks to the end of the piece from each place where it may begin.
    library = LIBRARY.search(piece) if "=g({" in piece else None
    return (piece[: library.start()], piece[library.start() :]) if library else (piece,)


def _unit(text: str) -> Unit:
    return Unit(text, frozenset(NAMED.findall(f",{text}")))


def _reached(units: list[Unit], begun: Iterable[str]) -> set[str]:
    """The modules that are begun from the last one, directly or through others."""
    homes = {module: unit for unit in units for module in unit.modules}
    reached: set[str] = set()
    waiting = set(begun) & homes.keys()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= (homes[module].begins & homes.keys()) - reached
    return reached
