"""That bills which were overdue are to be confirmed by a change: no debt leaves the overdue ones without a word."""

from models.actions.no_longer_overdue import no_longer_overdue
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.session import Session


def now_to_confirm(before: Ledger, after: Ledger, session: Session) -> Message | None:
    """How many, and when each was due, with what is owed on it; None where there is none."""
    bills = no_longer_overdue(before, after, session.catalogue, session.moment())
    if not bills:
        return None
    named = ", ".join(f"{each.due.isoformat()} {yuan(each.outstanding)}" for each in bills)
    if len(bills) == 1:
        return msg("1 bill that was overdue is now to be confirmed: {bill}", bill=named)
    return msg("{count} bills that were overdue are now to be confirmed: {bills}", count=len(bills), bills=named)


def now_to_confirm_said(before: Ledger, after: Ledger, session: Session) -> tuple[str, ...]:
    """The same as a sentence of the shell."""
    said = now_to_confirm(before, after, session)
    return (session.language.say(said),) if said else ()
