"""A question of a checklist: what it says, its answers or its line to type, and what each of them leads to.

A question is made of a case by an `Asker`, a function; one that comes in the middle of an answer is an asker with what
was answered so far bound to it. So a half-given answer is the question that stands, and nothing else.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.ledger.ledger import Ledger, LedgerChange
from models.ledger.progress import Progress
from models.ledger.repayment import Repayment
from models.values.message import Message
from models.values.money import AMOUNT_MARKS, Fen, parse_amount
from tui.run.session import Session
from tui.terminal.ahead import Care
from tui.terminal.cells import Cells
from tui.words.board import Board
from tui.words.styled import Styled

Value = TypeVar("Value")


class Case(msgspec.Struct, frozen=True):
    """What a question is about: a bill in its book, and how far its checklist is, if one is open.

    `ledger` is what both are from. `about` is the id of what is asked about besides the bill: of a repayment that is on
    record, say; "" where there is nothing besides.
    """

    bill: Bill
    book: Book
    session: Session
    progress: Progress | None = None
    ledger: Ledger = Ledger()
    about: str = ""

    @property
    def now(self) -> datetime:
        """The instant at which it is asked."""
        return self.session.now()


class Commit(msgspec.Struct, frozen=True):
    """Leads to a change of the ledger: its name for undo, and the change for the newest ledger and bill."""

    label: Message
    change: Callable[[Ledger, Bill], Ledger]


class Extra(msgspec.Struct, frozen=True):
    """Leads to a change that belongs to the last action, the repayment `to`, and is undone and redone with it."""

    label: Message
    change: LedgerChange
    to: Repayment


class AccountCommit(msgspec.Struct, frozen=True):
    """Leads to a change of the ledger that is about an account, by its id, and no bill; its auto-debit is asked on.

    `said`: what is to be said once it is on record, where that ends what is asked.
    """

    account: str
    label: Message
    change: LedgerChange
    said: Message | None = None


class Leave(msgspec.Struct, frozen=True):
    """Leads away: what is done stays done."""


class Then(msgspec.Struct, frozen=True):
    """Leads to another question; None is the first one again."""

    ask: "Asker | None"


class Edit(msgspec.Struct, frozen=True):
    """Leads to the form of an order, by its id; what is under way waits."""

    order: str


Next = Commit | Extra | AccountCommit | Leave | Then | Edit


class Answer(msgspec.Struct, frozen=True):
    """An answer to choose: its id among the question's answers, its words, what it leads to, and in a few words what it
    `leaves` behind, "" where that is plain. `lines`: it is drawn so instead of in words, in lines of a width."""

    id: str
    words: str
    leads: Callable[[], Next]
    leaves: str = ""
    lines: Callable[[int], Sequence[Cells]] | None = None


class TypedAnswer(msgspec.Struct, frozen=True):
    """A line to type. `take` reads it and says what it leads to; Problem where it cannot be read.

    `placeholder` stands where nothing is typed, `proposal` is typed already. `marks`: a regular
    expression of what may stand in it, "" for anything.
    """

    take: Callable[[str], Next]
    placeholder: str = ""
    proposal: str = ""
    marks: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: sentences, and either answers to choose from or a field.

    `care` is what it asks of the key that answers it; a question is taken to be about what happened outside, Care.SEEN,
    unless it says otherwise. The first answer to such a one, on which the cursor stands, claims nothing. `of_day`: it
    holds what the app showed on a day, and is not asked any more on the next. `board` stands below that many of its
    sentences, `board_after`.
    """

    id: str
    text: tuple[Styled, ...]
    answers: tuple[Answer, ...] = ()
    field: TypedAnswer | None = None
    care: Care = Care.SEEN
    of_day: bool = False
    board: Board | None = None
    board_after: int = 0

    @property
    def choices(self) -> tuple[object, ...]:
        """What can be answered; the sentences around it may change with the day."""
        return (self.id, self.field.proposal if self.field else "", *(each.id for each in self.answers))

    @property
    def as_read(self) -> tuple[object, ...]:
        """All that a person reads of it."""
        return (self.choices, self.text, self.board, *((each.words, each.leaves) for each in self.answers))


Asker = Callable[[Case], Question]


def typed(
    read: Callable[[str], Value], leads: Callable[[Value], Next], *, placeholder: str = "", proposal: str = ""
) -> TypedAnswer:
    """A field whose text is read here and nowhere else: what leads on is a value."""
    return TypedAnswer(lambda text: leads(read(text)), placeholder, proposal)


def amount_field(leads: Callable[[Fen], Next], *, proposal: str = "") -> TypedAnswer:
    """A field for an amount: it takes digits and separators only. No figure stands in it that nobody typed."""
    return TypedAnswer(lambda text: leads(parse_amount(text)), "", proposal, AMOUNT_MARKS)


def stop(words: str, leaves: str = "") -> Answer:
    """An answer that leads away."""
    return Answer("stop", words, Leave, leaves)


def again(words: str) -> Answer:
    """An answer that asks the first question again."""
    return Answer("again", words, lambda: Then(None))
