"""That something more is on a bill that was done with: what is entered or edited opens none without a word."""

from collections.abc import Iterable

from models.actions.opened_again import gone_along, opened_again
from models.bills.bill import Bill
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.session import Session
from tui.words.punctuation import listed


def opened_again_named(before: Ledger, after: Ledger, session: Session) -> Message | None:
    """Which bill it is, and what to look for in the app; of several, which they are. None where there is none."""
    every = opened_again(before, after, session.catalogue)
    if not every:
        return None
    if len(every) == 1:
        return _said(*every[0])
    named = bills_named((new for _, new in every), session)
    return msg(
        "{count} bills that were done with have something on them again: {bills}; where they had it, say that it was "
        "repaid, or what became of it; where the app has it on another bill, change its first due date",
        count=len(every),
        bills=named,
    )


def opened_again_said(before: Ledger, after: Ledger, session: Session) -> tuple[str, ...]:
    """The same as a sentence of the shell, and what goes along with a bill that was deferred."""
    every = (opened_again_named(before, after, session), gone_along_named(before, after, session))
    return tuple(session.language.say(said) for said in every if said)


def gone_along_named(before: Ledger, after: Ledger, session: Session) -> Message | None:
    """What more goes along with a bill that was deferred, and where to look; None where nothing does."""
    found = next(gone_along(before, after, session.catalogue), None)
    bill, more = found or (None, 0)
    if bill is None or bill.over is None:
        return None
    return msg(
        "the bill due {due} was deferred, so the {more} more goes along to the bill due {to}: look whether the app "
        "has it there",
        due=bill.due.isoformat(),
        more=yuan(more),
        to=bill_due(bill.over.to).isoformat(),
    )


def bills_named(bills: Iterable[Bill], session: Session) -> str:
    """Bills of several accounts in one line, each with what is owed on it."""
    t = session.language
    named = (f"{t.words(each.channel.short)} {each.due:%m-%d} {yuan(each.outstanding)}" for each in bills)
    return listed(named, t)


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
