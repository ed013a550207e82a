"""The one error tree of the project: what a user may be shown, and what to do about it."""


class DashboardError(Exception):
    """Something that a person can act on: `message` says what and where, `hint` what to do.

    Every error that may reach a user derives from this; anything else is a defect of ours.
    """

    exit_status = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class FileRejected(DashboardError):
    """A published file cannot be used; nothing of it has been recorded."""


class WarehouseMissing(DashboardError):
    """No warehouse has been built yet, or the one that CURRENT names is gone."""


class UnknownName(DashboardError):
    """An indicator, area, level, window or measure that does not exist."""
