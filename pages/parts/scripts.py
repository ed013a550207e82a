"""The scripts of the pages, as one element: what a click does, pictures of charts, what helps to stay oriented."""

from __future__ import annotations

from pathlib import Path

_FILES = [Path(__file__).with_name(name) for name in ("clicks.js", "pictures.js", "reading_aids.js")]
SCRIPT = f"<script>{''.join(file.read_text(encoding='utf-8') for file in _FILES)}</script>"
