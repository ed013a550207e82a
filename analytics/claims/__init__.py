"""A published claim about crime or reoffending, held against the published figures."""

from analytics.claims.answer import WORDS, Answer, Check, Evaluation, Reading, Verdict
from analytics.claims.claim import Claim
from analytics.claims.claim_check import check

__all__ = ["WORDS", "Answer", "Check", "Claim", "Evaluation", "Reading", "Verdict", "check"]
