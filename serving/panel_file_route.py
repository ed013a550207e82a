"""`/figures/<page>/<panel>.csv?…`: rows of a panel that no request to the open data gives, by a run of its page.

The address says all that the page needs, so any process answers, whichever drew the page.
"""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from analytics.tables.figures_table import to_csv
from api.fair_turns import DEAR, RETRY_AFTER, Busy, client_of, lane_of, pause
from pages.parts import panel_files
from pages.parts.panel_files import FIRST_PAGE, FOLDER, WantedFile
from serving.first_paint.headless_run import page_messages
from serving.first_paint.page_responses import DOCUMENTS, LONGEST_QUERY

NO_SUCH_FILE = "There is no such file. The page that you came from may have changed: open it again.\n"
TOO_LONG = f"The address is too long: its query may have {LONGEST_QUERY} characters. Choose less on the page.\n"
NOT_KEPT = {"Cache-Control": "no-cache"}


async def panel_csv(request: Request) -> Response:
    """The file of a panel; 404 for a page or a panel that there is not, 429 beyond a client's share of dear answers."""
    page, key, query = request.path_params["page"], request.path_params["panel"], request.url.query
    path = "" if page == FIRST_PAGE else page
    if path not in await DOCUMENTS.pages() or not key.isidentifier():
        return Response(NO_SUCH_FILE, 404, NOT_KEPT, "text/plain")
    if len(query) > LONGEST_QUERY:
        return Response(TOO_LONG, 414, NOT_KEPT, "text/plain")
    lane, client = lane_of(DEAR), client_of(request)
    try:
        with lane.admitted(client, DEAR):
            async with lane.turn(client):
                wanted = await _run(path, query, key)
    except Busy as busy:
        await pause()
        return Response(f"{busy.detail}\n", 429, {"Retry-After": str(RETRY_AFTER), **NOT_KEPT}, "text/plain")
    if wanted.figures is None:
        return Response(NO_SUCH_FILE, 404, NOT_KEPT, "text/plain")
    content = await asyncio.to_thread(to_csv, wanted.figures)
    headers = {"Content-Disposition": f'attachment; filename="{wanted.name}"', "X-Robots-Tag": "noindex", **NOT_KEPT}
    return Response(content, 200, headers, "text/csv")


async def _run(path: str, query: str, key: str) -> WantedFile:
    """What a page hands over for a panel. Raises PageRunFailed."""
    wanted, sessions = WantedFile(key), []

    def begin(session: str) -> None:
        sessions.append(session)
        panel_files.want(session, wanted)

    try:
        await page_messages(path, query, begin)
    finally:
        for session in sessions:
            panel_files.forget(session)
    return wanted


ROUTES = [Route(f"/{FOLDER}/{{page}}/{{panel}}.csv", panel_csv)]
