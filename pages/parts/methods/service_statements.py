"""What a reader may expect of this service: access for everybody, corrections, stable addresses, privacy."""

from __future__ import annotations

import os

CONTACT = "LONDON_CRIME_CONTACT"


def statements() -> dict[str, str]:
    """Each promise with its words, in the order of the page."""
    whom = os.environ.get(CONTACT) or "whoever gave you its address"
    return {
        "Report a wrong figure": (
            f"Write to {whom}. Send the link under Cite of the chart or table, which holds the figure as you saw it, "
            "what you expect instead, and where that stands. A figure that is wrong here is corrected with a line in "
            "the change log. One that is wrong in the published file is reported to its publisher, and a withdrawn "
            "edition is named in every answer that would have used it. Questions about the figures themselves go to "
            "their publishers, named above."
        ),
        "Accessibility": (
            "The aim is level AA of the Web Content Accessibility Guidelines 2.2. Every chart has a text alternative "
            "and the same figures as a table and as CSV, colour is never the only sign, everything can be reached "
            "with the keyboard, and a light and a dark theme follow the reader's system. Known limits: the shapes "
            "inside charts and maps cannot be reached one by one with the keyboard (the table has what they show), "
            "and pages need JavaScript beyond their finding, first chart and links. The briefing of each borough, "
            "under /briefing, is plain text and tables without scripts. What stands in your way is a fault: report it "
            "like a wrong figure."
        ),
        "Addresses that last": (
            "The open data are version 1, under /api/v1. Within it columns are added at the end, and no parameter or "
            "column changes its meaning or goes. A version 2 would be announced in the change log and in the header "
            "Deprecation six months before, and both would answer for a year."
        ),
        "Privacy": (
            "The dashboard sets no cookie to follow a reader, loads nothing from another host, and counts nobody. "
            "Streamlit, which it is built with, sets one cookie that protects the connection and keeps the choice of "
            "theme in the browser; its statistics of use are switched off. Where several machines share the "
            "work, one more keeps a reader with one of them until the browser is closed: a random word, which is not "
            "logged. The log of the server holds no visitor’s address and nothing that was typed: at most the time, "
            "the page, the status and how long it took. For as "
            "long as a request is under way the server knows whose it is, so that nobody has more than a fair share."
        ),
    }
