"""In which order the findings of a statement are looked at."""

from models.actions.finding import FindingKind, LineFinding, Sureness

_LEVELS = (Sureness.ALARM, Sureness.ASK, Sureness.SURE)
_KINDS = (FindingKind.CONTRADICTION, FindingKind.NO_REPAYMENT, FindingKind.RECORDED_ONLY, FindingKind.DIFFERS)
"""What is looked at first of what is as bad."""


def worst_first(finding: LineFinding) -> tuple[int, bool, int, float, str]:
    """Alarms, then what is asked (the account first), then what is taken, then what agrees; the newest first."""
    at = finding.at.timestamp() if finding.at else float("inf")
    done = finding.level is Sureness.SURE and (finding.kind in _AGREE or not finding.writes)
    kind = _KINDS.index(finding.kind) if finding.kind in _KINDS and finding.at else len(_KINDS)
    return (_LEVELS.index(finding.level), done, kind if finding.at else -1, -at, finding.key)


_AGREE = frozenset({FindingKind.SEEN, FindingKind.AGREES, FindingKind.CONFIRM})
