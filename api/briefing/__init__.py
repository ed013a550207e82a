"""The borough briefing: two A4 pages of plain HTML at `/briefing/<borough>`, and an index at `/briefing`."""

from api.briefing.briefing_routes import ROUTES

__all__ = ["ROUTES"]
