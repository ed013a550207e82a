"""Which of Streamlit's scripts a browser is told to fetch before the page asks for them."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

# What every page draws first, by the names of Streamlit's modules; and what draws charts, which the overview lacks.
# Without a hint the browser learns of each only when it first needs it, and shows a gap until it has come.
FIRST_DRAWN = ("Html", "Multiselect", "ButtonGroup", "Selectbox", "DownloadButton")
CHARTS = ("PlotlyChart",)
COMPILED, FETCHED = "rel=modulepreload", "rel=preload; as=script; crossorigin; fetchpriority=low"
STATIC = Path(str(distribution("streamlit").locate_file("streamlit/static")))
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")


@cache
def early_modules(names: tuple[str, ...]) -> str:
    """A `Link` header that has the browser fetch these modules and their imports, save those that the page names."""
    scripts = STATIC / "static" / "js"
    own = set(re.findall(r"[\w.-]+\.js", (STATIC / "index.html").read_text(encoding="utf-8")))
    files: list[str] = []
    waiting = [file.name for name in names for file in scripts.glob(f"{name}.*.js")]
    while waiting:
        if (file := waiting.pop(0)) not in own:
            own.add(file)
            files.append(file)
            waiting += IMPORTED.findall((scripts / file).read_text(encoding="utf-8"))
    # Charts last, and only fetched: a module would be compiled at once, which holds up the sentence at the top.
    files.sort(key=lambda file: file.startswith(CHARTS))
    return ", ".join(f"<./static/js/{file}>; {FETCHED if file.startswith(CHARTS) else COMPILED}" for file in files)
