"""That something more is on a bill that was done with: what is entered or edited opens none without a word."""

from models.actions.opened_again import opened_again
from models.bills.bill import Bill
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.session import Session


def opened_again_named(before: Ledger, after: Ledger, session: Session) -> Message | None:
    """Which bill it is, and what to look for in the app; of several, which they are. None where there is none."""
    every = opened_again(before, after, session.catalogue)
    if not every:
        return None
    if len(every) == 1:
        return _said(*every[0])
    named = ", ".join(f"{new.due.isoformat()} {yuan(new.outstanding)}" for _, new in every)
    return msg(
        "{count} bills that were done with have something on them again: {bills}; where they had it, say that it was "
        "repaid, or what became of it; where the app has it on another bill, change its first due date",
        count=len(every),
        bills=named,
    )


def opened_again_said(before: Ledger, after: Ledger, session: Session) -> tuple[str, ...]:
    """The same as a sentence of the shell."""
    said = opened_again_named(before, after, session)
    return (session.language.say(said),) if said else ()


def _said(old: Bill, new: Bill) -> Message:
    more, due = yuan(new.outstanding), new.due.isoformat()
    if old.over and old.over.deferred:
        return msg(
            "{more} is on the bill due {due} now, which was deferred to {to}: where the app has it there, say so "
            "once more; where it has it on another bill, change its first due date",
            more=more,
            due=due,
            to=bill_due(old.over.to).isoformat(),
        )
    if old.over:
        return msg(
            "{more} is on the bill due {due} now, of which the minimum was paid: where the app has it in the rest, say "
            "so once more; where it has it on another bill, change its first due date",
            more=more,
            due=due,
        )
    if old.conversions:
        return msg(
            "{more} is on the bill due {due} now, which was turned into instalments, and no part of these: where the "
            "app has it on another bill, change its first due date",
            more=more,
            due=due,
        )
    return msg(
        "{more} is on the bill due {due} now, which was paid: where that had it, say that it is repaid; where the app "
        "has it on another bill, change its first due date",
        more=more,
        due=due,
    )
