"""python -m deploy.hashed_requirements: the requirements with all that they bring, and the hashes of their files.

For each version the index is asked for the hashes of all its files: every platform's and every Python's, and the
source. So one file serves wherever the dashboard runs; what only some platforms need has a marker. With such a file pip
installs nothing that has changed since. uv writes it, because it takes the hashes from the index; pip-tools fetches
every file to compute them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Each with the one that it stands on, whose packages it does not repeat.
LAYERS = {
    "requirements.txt": "", "requirements-cluster.txt": "requirements.txt",
    "requirements-dev.txt": "requirements-cluster.txt",
}  # fmt: skip
OLDEST_PYTHON = "3.11"
HEAD = "# Written by `make hashes` from {name} and constraints.txt: what the README's commands install.\n"
BLOCK = re.compile(r"^(\S.*? \\\n(?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE)


def hashed_name(name: str) -> str:
    """`requirements-hashed.txt` for `requirements.txt`."""
    return name.replace(".txt", "-hashed.txt")


def resolved(name: str) -> list[str]:
    """One block for each package that a requirements file comes to: its version, its marker, its hashes.

    Raises RuntimeError, with uv's words, where uv is not there or cannot resolve.
    """
    command = [
        sys.executable, "-m", "uv", "--quiet", "pip", "compile", "--universal", "--generate-hashes",
        "--python-version", OLDEST_PYTHON, "--no-annotate", "--no-header", "--no-emit-index-url", name,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    blocks = BLOCK.findall(done.stdout)
    if done.returncode or "".join(blocks) != done.stdout:
        raise RuntimeError(f"{name}: {done.stderr.strip() or 'a requirement has no hash'}")
    return blocks


def main() -> int:
    """Write the files; 1, with the reason, where one cannot be written. None is written then."""
    try:
        made = {name: resolved(name) for name in LAYERS}
    except RuntimeError as error:
        print(f"{error}\nuv comes with: pip install -r requirements-hashing.txt", file=sys.stderr)
        return 1
    for name, beneath in LAYERS.items():
        blocks = [block for block in made[name] if not beneath or block not in made[beneath]]
        layer = f"-r {hashed_name(beneath)}\n" if beneath else ""
        (ROOT / hashed_name(name)).write_text(HEAD.format(name=name) + layer + "".join(blocks), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
