"""Questions to the API from inside this process: the same checks, the same words, the same rows."""

from __future__ import annotations

from typing import Any

from httpx2 import ASGITransport, AsyncClient
from mcp.server.mcpserver.exceptions import ToolError

from analytics.requests.figures_address import FOLDER
from api.app import app
from api.public_address import declared_address

HERE = "http://localhost:8501"


async def ask(route: str, **parameters: str) -> Any:
    """What a route answers. Raises ToolError with the problem in words where it refuses."""
    base = declared_address() or HERE
    async with AsyncClient(transport=ASGITransport(app=app), base_url=base) as client:
        answer = await client.get(f"/{route}", params=parameters)
    content = answer.json()
    if answer.status_code != 200:
        raise ToolError(f"{content.get('title', 'Refused')}: {content.get('detail', '')}")
    if isinstance(content, dict) and "permanent_url" in content:
        content["permanent_url"] = f"{base}/{FOLDER}{content['permanent_url']}"
    return content
