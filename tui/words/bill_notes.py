"""What else is said of a bill, each once: under its head what is pressing, and what is detail at the end."""

from collections.abc import Iterator

import msgspec

from models.bills.bill import Bill
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.money import yuan
from tui.run.session import Session
from tui.terminal.cells import Cells, flow, wrap
from tui.words.corrected import corrected_said
from tui.words.share_here import share_said
from tui.words.styled import Styled


class Note(msgspec.Struct, frozen=True):
    """A thing that is said, in lines, and its ink."""

    lines: tuple[Cells, ...]
    ink: str


class Notes(msgspec.Struct, frozen=True):
    """What is said under the head: each repayment, and each sentence, the most pressing first. The details are said
    at the end."""

    repaid: tuple[Note, ...]
    said: tuple[Note, ...]
    details: tuple[Cells, ...]


def notes(bill: Bill, said: tuple[Styled, ...], session: Session, width: int) -> Notes:
    """The notes on the bill; `said` are the sentences about it. What is dim is neither to be done nor wrong: it is
    detail."""
    corrections = ((f"± {each}", "accent") for each in corrected_said(bill, session.language))
    pressing = dict.fromkeys((*(each for each in said if each[1] != "dim"), *corrections))
    return Notes(
        tuple(Note(tuple(flow(_repayment(each, bill, session), width)), _seen(each)[1]) for each in bill.repayments),
        tuple(Note(tuple(wrapped((each,), width)), each[1]) for each in pressing),
        tuple(wrapped((each for each in said if each[1] == "dim"), width)),
    )


def wrapped(said: Iterator[Styled] | tuple[Styled, ...], width: int) -> list[Cells]:
    """The sentences in lines, each once."""
    once = dict.fromkeys(said)
    return [((line, ink),) for text, ink in once for line in wrap(text, width, indent=2)]


def _repayment(made: Repayment, bill: Bill, session: Session) -> list[Cells]:
    """How much was repaid when and by what, what of it is credit, its reference, and whether the app shows it.

    Of what settled an order early, that, and what of it was for this bill.
    """
    t = session.language
    text = t.t(
        "repaid {amount} on {when} by {method}",
        amount=yuan(made.amount),
        when=f"{made.paid_at.astimezone(bill.due_at.tzinfo):%Y-%m-%d %H:%M}",
        method=t.words(paid_by(made, bill.channel)),
    )
    mark, ink = _seen(made)
    unseen = "" if made.confirmed else t.t("the app does not show it yet: c confirms it")
    more = t.t("credit {amount}", amount=yuan(made.credit)) if made.credit else ""
    return [
        ((f"{mark} {text}", ink),),
        *(_of_early_settlement(made, bill, session) if made.order and not bill.settles else ()),
        ((more, "accent"),),
        ((made.reference, "dim"),),
        ((unseen, ink),),
    ]


def _seen(made: Repayment) -> Styled:
    """Its mark, and the ink of that: whether the app shows it."""
    return ("✓", "good") if made.confirmed else ("?", "accent")


def _of_early_settlement(made: Repayment, bill: Bill, session: Session) -> tuple[Cells, Cells]:
    t = session.language
    return ((t.t("early settlement"), "dim"),), ((share_said(made, bill, t), "dim"),)
