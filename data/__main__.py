"""python -m data: add or fetch published files, build the warehouse, see what is loaded, write what ships."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data import folders, intake, snapshot, status, warehouse
from data.editions import Edition, Store
from data.errors import DashboardError
from data.refresh import resource_refresh
from data.status import published

EPILOG = """
exit status: 0 done, 2 something was wrong with the files, the arguments or the store; nothing has changed.
             refresh: 0 all is as the publishers have it, 3 some datasets failed and keep the figures they had,
             1 all of them failed.
environment: LONDON_CRIME_VAR, the folder for what is added and built (default var/);
             LONDON_CRIME_SNAPSHOT, the figures that ship (default data/snapshot/);
             LONDON_CRIME_DATASTORE, LONDON_CRIME_ADDRESSES, LONDON_CRIME_REFRESH_LIMITS: see docs/refresh.md.
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int | None = options.run(options)
    except DashboardError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_status
    except OSError as error:
        print(
            f"error: {error.filename or 'the store'}: {error.strerror}; the figures are as they were", file=sys.stderr
        )
        return DashboardError.exit_status
    except KeyboardInterrupt:
        print("error: stopped; the figures are as they were", file=sys.stderr)
        return 130
    return status or 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quiet", action="store_true", help="no progress bar")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    add = commands.add_parser(
        "add",
        help="recognise, validate and record published files, then build",
        description="Recognise published files by their content, validate them, record their editions and build the "
        "warehouse. All files of a call are recorded, or none. The same edition again changes nothing.",
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX, Parquet, GeoJSON or TopoJSON")
    add.add_argument("--published", metavar="DATE", help="YYYY-MM-DD or YYYY-MM, where the file does not say")
    add.set_defaults(run=_add)

    fetch = commands.add_parser(
        "refresh",
        help="fetch the newest editions from the publishers, then add and build",
        description="Ask the publishers for the newest editions, and add those that are new. A dataset with which "
        "anything is wrong keeps its figures; the others are refreshed all the same. Fit for cron.",
    )
    fetch.add_argument(
        "--dataset", action="append", default=[], metavar="NAME", help="only this dataset or resource; may be repeated"
    )
    fetch.add_argument("--dry-run", action="store_true", help="ask what is new, fetch nothing and change nothing")
    fetch.set_defaults(run=_refresh)

    build = commands.add_parser("build", help="build the warehouse from the recorded editions and publish it")
    build.set_defaults(run=_build)
    show = commands.add_parser("status", help="each edition: published, coverage, rows, and which months it wins")
    show.set_defaults(run=_status)
    ship = commands.add_parser("snapshot", help="write the figures that ship with the project to data/snapshot/")
    ship.set_defaults(run=_snapshot)
    return parser


def _add(options: argparse.Namespace) -> None:
    date = intake.parse_published(options.published) if options.published else None
    store = Store(folders.added_folder())
    # Recorded and built, or neither.
    with store.lock(), store.or_nothing():
        outcome = intake.add_to(store, options.files, published=date, progress=_progress(options))
        warehouse.ensure(progress=_progress(options))
    for edition in outcome.recorded:
        print(f"recorded      {_describe(edition)}")
        for warning in edition.warnings:
            print(f"  warning: {warning}")
    for edition in outcome.redated:
        print(f"date set      {_describe(edition)}")
    for edition in outcome.already_held:
        print(f"already held  {_describe(edition)}")


def _refresh(options: argparse.Namespace) -> int:
    names = tuple(dict.fromkeys(options.dataset))
    if options.dry_run:
        found = []
        for line, is_well in resource_refresh.would_fetch(names):
            print(line, file=sys.stdout if is_well else sys.stderr)
            found.append(is_well)
        return 0 if all(found) else resource_refresh.SOME_FAILED if any(found) else resource_refresh.ALL_FAILED
    done = resource_refresh.refresh(names, show_progress=_progress(options))
    for outcome in done.outcomes:
        print(outcome.message)
    print(done.summary)
    return done.exit_status


def _describe(edition: Edition) -> str:
    date = published(edition.published_on, edition.published_estimated)
    return f"{edition.id}  published {date}  {edition.rows:,} rows"


def _build(options: argparse.Namespace) -> None:
    print(f"published {warehouse.build(progress=_progress(options)).name}")


def _status(options: argparse.Namespace) -> None:
    warehouse.ensure(progress=_progress(options))
    print("\n".join(status.lines()))


def _snapshot(options: argparse.Namespace) -> None:
    warehouse.ensure(progress=_progress(options))
    folder, size = snapshot.write()
    print(f"wrote {folder}: {size:,} bytes")


def _progress(options: argparse.Namespace) -> bool:
    return not options.quiet and sys.stderr.isatty()


if __name__ == "__main__":
    sys.exit(main())
