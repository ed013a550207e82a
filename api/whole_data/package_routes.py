"""`/datapackage.json`, `/all/LEVEL.parquet` and `/all.zip`: the whole data set at one address each."""

from __future__ import annotations

from typing import get_args

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from analytics import queries
from analytics.indicators import Level
from api.fair_turns import DEAR, client_of, lane_of
from api.openapi import Direct, described
from api.responses import FRESH, is_known
from api.whole_data.package_files import ARCHIVE, DESCRIPTION, whole_data

router = APIRouter(route_class=Direct)
FILES = {
    DESCRIPTION: ("application/json", "The whole data set described: a Frictionless data package"),
    **{
        f"all/{level}.parquet": ("application/vnd.apache.parquet", f"Every monthly count at the level {level}")
        for level in get_args(Level)
    },
    ARCHIVE: ("application/zip", "The description and every file of the whole data set in one"),
}


def _route(name: str, media_type: str, words: str) -> None:
    @router.get(
        f"/{name}",
        summary=words,
        operation_id=name.replace("/", "_").replace(".", "_"),
        response_class=Response,
        openapi_extra=described(()),
        responses={200: {"content": {media_type: {}}, "description": words}},
    )
    async def whole(request: Request) -> Response:
        version = queries.version()
        tag = f'"{version}-{name.replace("/", "-")}"'
        headers = {"ETag": tag, "Cache-Control": FRESH}
        if is_known(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers)
        # The first request makes the files of every route here.
        lane, client = lane_of(DEAR), client_of(request)
        with lane.admitted(client, DEAR):
            async with lane.turn(client):
                folder = await run_in_threadpool(whole_data, version)
        file_name = f"london-crime-{version}-{name.replace('/', '-')}"
        return FileResponse(folder / name, headers=headers, media_type=media_type, filename=file_name)


for _name, (_media_type, _words) in FILES.items():
    _route(_name, _media_type, _words)
