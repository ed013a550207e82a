"""Every page at two widths, light and dark, and as printed from either, in gallery/: `python -m tests.browser.gallery [NAME…]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.server import ROOT, browser, served, settle

FOLDER = ROOT / "gallery"
PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py") if page.stem != "shell")
VIEWS = {page: "/" if page == "overview" else f"/{page}" for page in PAGES} | {
    "overview_boroughs": "/?area=Croydon&area=Kensington+and+Chelsea",
    "knife_crime_croydon": "/knife_crime?area=Croydon",
    "knife_crime_rates": "/knife_crime?area=Croydon&area=Kensington+and+Chelsea&area=Lambeth&area=Barking+and+Dagenham"
    "&measure=Rate",
    "knife_crime_months": "/knife_crime?window=Month",
    "knife_crime_year_to_date": "/knife_crime?window=Financial+year+to+date&area=Hackney",
    "burglary": "/burglary",
    "burglary_croydon": "/burglary?area=Croydon",
    "vawg": "/vawg",
    "vawg_rates": "/vawg?area=Croydon&area=Lambeth&measure=Rate",
    "borough_croydon": "/borough?area=Croydon",
    "borough_westminster": "/borough?area=Westminster",
    "borough_kingston": "/borough?area=Kingston+upon+Thames",
    "compare_knife": "/compare",
    "wrong_address": "/knife_crime?area=Narnia&area=City+of+London&window=Century",
}
WIDTHS = {1280: 900, 390: 844}


def main(names: list[str]) -> None:
    """Take the pictures whose names are given, or all."""
    FOLDER.mkdir(exist_ok=True)
    with served() as address, browser() as opened:
        for name, path in VIEWS.items():
            if names and name not in names:
                continue
            for scheme in ("light", "dark"):
                for width, height in WIDTHS.items():
                    target = FOLDER / f"{name}_{width}_{scheme}.png"
                    _take(opened, f"{address}{path}", target, width, height, scheme)
                    print(target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target)


def _take(opened, url: str, target: Path, width: int, height: int, scheme: str) -> None:
    page = opened.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(url)
    settle(page)
    if width == max(WIDTHS):
        page.wait_for_timeout(700)
        page.pdf(path=target.with_name(f"{target.stem}_printed.pdf"), format="A4")
    # Streamlit scrolls inside the window, so the window is made as high as what it holds.
    inside = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": inside + 80})
    page.wait_for_timeout(700)
    page.screenshot(path=target)
    page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
