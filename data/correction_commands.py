"""The commands that correct what is recorded: `withdraw` and `date`, and what they share with the others."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from data import folders, warehouse
from data.corrections import Correction, Kind, corrections_file, record
from data.date_rules import check_publication, parse_day, today
from data.edition_store import Store, write_atomically
from data.editions import Edition
from data.errors import DashboardError
from data.status import published


def withdraw_edition(options: argparse.Namespace) -> None:
    """Withdraw an edition, or put it back with --undo. Raises DashboardError for none, and without a reason."""
    edition = _named(options.edition)
    kind: Kind = "restore" if options.undo else "withdraw"
    _correct(Correction(edition.id, kind, _why(options), today()), options)
    print(f"{'put back' if options.undo else 'withdrawn'}  {described(edition)}")


def give_date(options: argparse.Namespace) -> None:
    """Give an edition a publication date, or with --undo that of its file. Raises as `withdraw_edition`."""
    edition = _named(options.edition)
    if bool(options.date) == options.undo:
        raise DashboardError("date: give a DATE, or --undo", "As: python -m data date EDITION 2026-03-18 --why REASON")
    day = None if options.undo else parse_day(options.date)
    if day:
        check_publication(replace(edition, published_estimated=False), edition.id, day, today())
    _correct(Correction(edition.id, "undate" if options.undo else "date", _why(options), today(), day), options)
    print(f"{'date as recorded' if options.undo else f'date set to {day}'}  {described(edition)}")


def _why(options: argparse.Namespace) -> str:
    if not options.undo and not options.why:
        raise DashboardError("--why: no reason", "Say in a sentence why: it is kept, and shown on the methods page.")
    return reason(options.why)


def _named(text: str) -> Edition:
    """A recorded edition by its id or the end of it. Raises DashboardError for none, and for several."""
    matching = [
        edition
        for edition, _ in warehouse.recorded().values()
        if any(name == text or name.endswith(f"-{text}") for name in (edition.id, *edition.aliases))
    ]
    if len(matching) != 1:
        problem = "is no recorded edition" if not matching else f"is the end of {len(matching)} editions"
        raise DashboardError(f"{text}: {problem}", "Their ids stand in: python -m data status")
    return matching[0]


def _correct(correction: Correction, options: argparse.Namespace) -> None:
    """Write the log and build; where the warehouse cannot be built, the log is as it was."""
    with Store(folders.added_folder()).lock():
        before = corrections_file().read_text() if corrections_file().exists() else None
        record(correction)
        try:
            warehouse.build(progress=shows_progress(options))
        except BaseException:
            if before is None:
                corrections_file().unlink()
            else:
                write_atomically(corrections_file(), before.rstrip("\n"))
            raise


def reason(text: str) -> str:
    """A reason is kept for years and read by strangers: a word or two is the least. Raises DashboardError."""
    if text and len(text.split()) < 2:
        raise DashboardError(f"--accept {text!r}: is no reason", "Say in a sentence why the figures are right.")
    return " ".join(text.split())


def described(edition: Edition) -> str:
    """An edition as the commands print it."""
    date = published(edition.published_on, edition.published_estimated)
    return f"{edition.id}  published {date}  {edition.rows:,} rows"


def shows_progress(options: argparse.Namespace) -> bool:
    """Whether a bar is shown: not with --quiet, and only to a person."""
    return not options.quiet and sys.stderr.isatty()
