"""python -m data: add or fetch published files, build the warehouse, see what is loaded, write what ships."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data import folders, intake, shared_storage, snapshot, status, store_check, warehouse
from data.correction_commands import described, give_date, reason, shows_progress, withdraw_edition
from data.date_rules import clock_warning, today
from data.edition_store import Store
from data.errors import DashboardError
from data.refresh import resource_refresh
from data.street import engines, street_intake
from data.street.record_files import local_path

EPILOG = """
exit status: 0 done, 2 something was wrong with the files, the arguments or the store; nothing has changed.
             4 the figures of a file are held back: they are no ordinary revision of those held; nothing has changed.
             refresh: 0 all is as the publishers have it, 3 some datasets failed and keep the figures they had,
             1 all of them failed.
environment: LONDON_CRIME_VAR, the folder for what is added and built (default var/);
             LONDON_CRIME_SNAPSHOT, the figures that ship (default data/snapshot/);
             LONDON_CRIME_SOURCE, the shared storage from which a server takes its figures: see docs/operating.md;
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
    add.add_argument("--accept", metavar="REASON", default="", help="take figures in that are held back, and say why")
    add.set_defaults(run=_add)

    street = commands.add_parser(
        "street",
        help="check and count the record files of data.police.uk, then build",
        description="Check and count record files of data.police.uk: folders and zips of YYYY-MM-FORCE-street.csv, "
        "-outcomes.csv and -stop-and-search.csv. All files of a call are recorded, or none. The counts of every force "
        "become Parquet in var/street/; those of London's forces go into the warehouse.",
    )
    street.add_argument("paths", nargs="+", metavar="PATH", help="a folder, a zip or a file; also as file://")
    street.add_argument("--published", metavar="DATE", help="YYYY-MM-DD: the day of the archive")
    street.add_argument(
        "--accept", metavar="REASON", default="", help="take figures in that are held back, and say why"
    )
    street.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what counts (default duckdb)")
    street.add_argument("--master", metavar="URL", default="local[2]", help="of Spark: spark://HOST:PORT or local[N]")
    street.set_defaults(run=_street)

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
    withdraw = commands.add_parser(
        "withdraw",
        help="take an edition out, with a reason; --undo puts it back",
        description="The figures are then those of before the edition, for every as_of too. It stays recorded.",
    )
    withdraw.add_argument("edition", metavar="EDITION", help="its id, or the eight signs at the end of it")
    withdraw.add_argument("--why", default="", metavar="REASON")
    withdraw.add_argument("--undo", action="store_true")
    withdraw.set_defaults(run=withdraw_edition)
    redate = commands.add_parser("date", help="give an edition another publication date, with a reason")
    redate.add_argument("edition", metavar="EDITION", help="its id, or the eight signs at the end of it")
    redate.add_argument("date", nargs="?", metavar="DATE", help="YYYY-MM-DD; none with --undo")
    redate.add_argument("--why", default="", metavar="REASON")
    redate.add_argument("--undo", action="store_true")
    redate.set_defaults(run=give_date)
    verify = commands.add_parser("verify", help="check every edition and the warehouse against their checksums")
    verify.set_defaults(run=_verify)
    release = commands.add_parser(
        "publish",
        help="write the finished warehouse and the added editions to shared storage, for many servers to read",
        description="Servers with LONDON_CRIME_SOURCE=URL then take it. A release is complete before it is named.",
    )
    release.add_argument("url", metavar="URL", help="file:///folder or s3://bucket/folder")
    release.set_defaults(run=_publish)
    back = commands.add_parser("restore", help="fetch the added editions of the newest release into an empty store")
    back.add_argument("url", metavar="URL", help="where `publish` wrote: file://, s3:// or https://")
    back.set_defaults(run=_restore)
    show = commands.add_parser("status", help="each edition: published, coverage, rows, and which months it wins")
    show.set_defaults(run=_status)
    ship = commands.add_parser("snapshot", help="write the figures that ship with the project to data/snapshot/")
    ship.set_defaults(run=_snapshot)
    return parser


def _add(options: argparse.Namespace) -> None:
    date = intake.parse_published(options.published) if options.published else None
    store = Store(folders.added_folder())
    if warning := clock_warning(Store(folders.snapshot_folder()).editions(), today()):
        print(f"warning: {warning}", file=sys.stderr)
    # Recorded and built, or neither.
    with store.lock(), store.or_nothing():
        outcome = intake.add_to(
            store, options.files, published=date, accept=reason(options.accept), progress=shows_progress(options)
        )
        warehouse.ensure(progress=shows_progress(options))
    _print_editions(outcome)


def _print_editions(outcome: intake.Intake) -> None:
    for edition in outcome.recorded:
        print(f"recorded      {described(edition)}")
        for warning in edition.warnings:
            print(f"  warning: {warning}")
        if edition.accepted:
            print(f"  accepted: {edition.accepted}")
    for edition in outcome.redated:
        print(f"date set      {described(edition)}")
    for edition in outcome.already_held:
        print(f"already held  {described(edition)}")


def _street(options: argparse.Namespace) -> None:
    date = intake.parse_published(options.published) if options.published else None
    store = Store(folders.added_folder())
    with store.lock(), store.or_nothing():
        outcome = street_intake.add(
            [local_path(address) for address in options.paths],
            published=date,
            accept=reason(options.accept),
            engine=engines.engine_named(options.engine, master=options.master),
            progress=shows_progress(options),
        )
        warehouse.ensure(progress=shows_progress(options))
    for (kind, force), rows in sorted(outcome.rows.items()):
        print(f"counted       {force} {kind}: {rows:,} rows")
    for name in outcome.empty:
        print(f"no rows       {name}: the month is missing, not zero")
    for folder in outcome.folders:
        print(f"written       {folder}")
    _print_editions(outcome.editions)


def _refresh(options: argparse.Namespace) -> int:
    names = tuple(dict.fromkeys(options.dataset))
    if options.dry_run:
        results = []
        for line, is_well in resource_refresh.would_fetch(names):
            print(line, file=sys.stdout if is_well else sys.stderr)
            results.append(is_well)
        return 0 if all(results) else resource_refresh.SOME_FAILED if any(results) else resource_refresh.ALL_FAILED
    done = resource_refresh.refresh(names, show_progress=shows_progress(options))
    for outcome in done.outcomes:
        print(outcome.message)
    print(done.summary)
    return done.exit_status


def _build(options: argparse.Namespace) -> None:
    print(f"published {warehouse.build(progress=shows_progress(options)).name}")


def _verify(_options: argparse.Namespace) -> int:
    problems = [problem for store in warehouse.stores() for problem in store_check.problems(store)]
    if problem := store_check.warehouse_problem():
        problems.append(f"the warehouse {problem}: rebuild it with python -m data build")
    print("\n".join(problems) or f"{len(warehouse.recorded())} editions and the warehouse are as they were recorded")
    return DashboardError.exit_status if problems else 0


def _publish(options: argparse.Namespace) -> None:
    release = shared_storage.publish(options.url)
    size = sum(file.size for file in release.files)
    print(f"published release {release.version}: {len(release.files)} files, {size:,} bytes, to {options.url}")


def _restore(options: argparse.Namespace) -> None:
    number = shared_storage.restore(options.url, folders.added_folder())
    print(f"restored {number} files into {folders.added_folder()}")
    print(f"published {warehouse.build(progress=shows_progress(options)).name}")


def _status(options: argparse.Namespace) -> None:
    if problem := warehouse.ensure_or_last(progress=shows_progress(options)):
        print(f"warning: {problem}", file=sys.stderr)
    print("\n".join(status.lines()))


def _snapshot(options: argparse.Namespace) -> None:
    warehouse.ensure(progress=shows_progress(options))
    folder, size = snapshot.write()
    print(f"wrote {folder}: {size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
