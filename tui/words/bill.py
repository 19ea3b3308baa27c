"""A bill and a repayment of it, each in a sentence."""

from collections.abc import Iterator

from models.actions.refusal import gone_over
from models.bills.bill import Bill
from models.bills.status import status
from models.ledger.ledger import Ledger
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.dates import instant_said
from models.values.money import yuan
from tui.run.session import Session
from tui.words.present import STATUS_WORDS
from tui.words.styled import Styled


def bill_said(bill: Bill, session: Session) -> str:
    """Whose bill, due when, what of it is owed, and how it stands."""
    return session.language.t(
        "{channel}, due {due}: {owed} of {amount} to pay, {status}",
        channel=bill.channel.name,
        due=bill.due.isoformat(),
        owed=yuan(bill.outstanding),
        amount=yuan(bill.amount),
        status=session.language.say(STATUS_WORDS[status(bill, session.moment())]),
    )


def over_said(bill: Bill, session: Session) -> Iterator[str]:
    """Where what was left of the bill stands, and the interest on that; nothing where all of it is here."""
    over, t = bill.over, session.language.t
    if over is None:
        return
    yield session.language.say(gone_over(over))
    if over.interest:
        interest = yuan(over.interest)
        estimate = t("interest on it: about {interest}, an estimate", interest=interest)
        yield estimate if over.estimated else t("interest on it: {interest}", interest=interest)


def deferred_here(bill: Bill, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """Which bills were deferred to this one."""
    for each in ledger.deferrals.values():
        if each.to == bill.id:
            due = each.id.rpartition("/")[2]
            yield session.language.t("the bill due {due} was deferred to this one", due=due), "accent"


def repayment_said(repayment: Repayment, bill: Bill, session: Session) -> str:
    """How much went to whom, when and by what; and what of it is credit."""
    t = session.language.t
    said = t(
        "{amount} to {payee}, paid on {when} by {method}",
        amount=yuan(repayment.amount),
        payee=bill.channel.name,
        when=instant_said(repayment.paid_at, bill.channel.zone),
        method=paid_by(repayment, bill.channel),
    )
    if not repayment.credit:
        return said
    more = t("{amount} of it is more than was owed, and stays there as credit", amount=yuan(repayment.credit))
    return f"{said} · {more}"


def instalment_title(bill: Bill, session: Session) -> str:
    """What an order is called that a bill, or a part of it, was turned into."""
    return session.language.t(
        "{channel} bill of {due} by instalments",
        channel=session.language.words(bill.channel.short),
        due=bill.due.isoformat(),
    )
