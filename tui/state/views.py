"""What the panes show: parts of the ledger and of what follows from it, as values."""

from collections.abc import Hashable, Mapping
from datetime import date

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book, OrderRow
from models.bills.checked import Checked
from models.bills.overview import Sort, View
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.progress import Done, Progress
from models.ledger.promise import Promise
from models.values.money import Fen
from tui.run.session import Session
from tui.state.checklist import Checklist, Topic
from tui.state.checklists import checklist_named
from tui.state.question import Asker, Case, Question
from tui.state.repayment import REPAYMENT
from tui.state.sections import Folded, ListRow, is_part, stands_for
from tui.words.styled import Styled


class Detail(msgspec.Struct, frozen=True):
    """What panes 2 and 3 are about: an order, a bill of it, the book that both are from, credit with the channel.

    `past`: what was recorded of the order besides repayments. `ended`: it was settled early, and `past` says what it
    really cost.
    """

    order: Order | None = None
    bill: Bill | None = None
    book: Book | None = None
    credit: Fen = 0
    past: tuple[Styled, ...] = ()
    ended: bool = False


class Listing(msgspec.Struct, frozen=True):
    """The orders to list, the lines that they are shown in, on which of these the cursor stands, how they were chosen.

    `others`: how many orders the view has that the filter does not let through. `under_way`: the ids of bills whose
    checklist is under way. `promised`: by bill, the promises that stand. `checked`: by bill, how it stands to the
    institution's own figure. `book` is what all of it is from.
    """

    rows: tuple[OrderRow, ...] = ()
    lines: tuple[ListRow, ...] = ()
    at: int = 0
    others: int = 0
    view: View = View.ALL
    sort: Sort = Sort.NEXT_DUE
    text: str = ""
    under_way: frozenset[str] = frozenset()
    promised: Mapping[str, Promise] = {}
    checked: Mapping[str, Checked] = {}
    book: Book = Book()

    @property
    def order(self) -> str:
        """The order that the cursor stands on; "" where it stands on none."""
        return (stands_for(self.lines[self.at]) or "") if self.lines else ""

    @property
    def part(self) -> bool:
        """Whether it stands on the order alone, of several on its bill."""
        return bool(self.lines) and is_part(self.lines[self.at])

    @property
    def unfolded(self) -> bool:
        """Whether what is settled was unfolded."""
        return any(isinstance(each, Folded) and each.opened for each in self.lines)


class Conversation(msgspec.Struct, frozen=True):
    """The bill in question, how far its checklist is, and the question that stands.

    `topic` says which checklist stands, and `at` what of it is open. `standing` asks the question where an answer is
    half given; None is the first that is open. `done` are the steps that hold on the institution's `day`. `ledger` and
    `book` are what all of it is from.
    """

    bill: Bill | None = None
    progress: Progress | None = None
    book: Book | None = None
    standing: Asker | None = None
    question: Question | None = None
    done: tuple[Done, ...] = ()
    day: date | None = None
    ledger: Ledger = Ledger()
    topic: Topic = Topic(REPAYMENT.name)
    at: Hashable = None

    @property
    def active(self) -> bool:
        """Whether something is asked."""
        return self.question is not None

    @property
    def as_read(self) -> tuple[object, ...]:
        """What is read of its question."""
        return self.question.as_read if self.question else ()

    @property
    def choices(self) -> tuple[object, ...]:
        """The answers of its question, as they are read."""
        return self.question.choices if self.question else ()

    @property
    def checklist(self) -> Checklist:
        """The checklist that stands."""
        return checklist_named(self.topic.checklist)

    @property
    def has_steps(self) -> bool:
        """Whether the checklist that stands goes step by step."""
        return bool(self.checklist.steps) or self.checklist.own_steps is not None

    def case(self, session: Session) -> Case | None:
        """What its questions are about; None where there is no bill."""
        if self.bill is None or self.book is None:
            return None
        return Case(self.bill, self.book, session, self.progress, self.ledger, self.topic.about)

    def record(self, session: Session) -> object | None:
        """What is on record of the list that stands: how far it got; None where it is not under way."""
        steps, case = self.checklist.own_steps, self.case(session)
        return steps.record(case) if steps is not None and case is not None else self.progress

    def goes_on(self, before: "Conversation") -> bool:
        """Whether the same is asked as before: of the same bill, after the same steps.

        What the app showed is asked for again when its day is over.
        """
        of_day = before.question is not None and before.question.of_day
        return self._identity() == before._identity() and (self.day == before.day or not of_day)

    def _identity(self) -> tuple[object, ...]:
        return (self.bill.id if self.bill else "", self.topic, self.at, self.progress is None, self.done)
