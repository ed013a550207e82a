"""The registry of subjects that are not covered here, read by the claim checker, the methods page and the open data."""

from __future__ import annotations

from analytics.not_covered.breakdown_subjects import BREAKDOWNS
from analytics.not_covered.declaration import UncoveredSubject
from analytics.not_covered.justice_subjects import JUSTICE
from analytics.not_covered.offence_subjects import OFFENCES
from analytics.not_covered.police_subjects import POLICE

__all__ = ["NOT_COVERED", "UncoveredSubject"]

NOT_COVERED: dict[str, UncoveredSubject] = {
    subject.id: subject for subject in (*OFFENCES, *BREAKDOWNS, *JUSTICE, *POLICE)
}
