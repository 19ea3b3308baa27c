"""What is worth a message now: for each bill, the most urgent thing that was not said yet, and nothing else.

What is said repeatedly has a stage in its id, counted in days at the institution. It is said once at each stage.
Whoever missed a stage is reminded at the present one.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from enum import StrEnum

import msgspec

from models.actions.precaution_days import named
from models.actions.precautions import Row
from models.actions.promise import promises_standing
from models.bills.bill import Bill, auto_debit_unseen, days_left, past_due
from models.bills.book import Book
from models.bills.debit_phase import Phase, due_then, phase
from models.bills.overview import HOME_ZONE, unseen_bills, waiting_bills
from models.bills.status import Moment, Status, status
from models.ledger.ledger import Ledger
from models.ledger.promise import Promise
from models.ledger.repayment import Repayment
from models.values.dates import days_between, today

AHEAD = (0, 1, 3)
"""Days before the due date at which a bill is said to be due."""
AFTER = (0, 1, 3, 7, 14, 30)
"""Days after something became open on which it is said again."""
GOES_ON = 30
"""After the last of these, an overdue bill is said every so many days."""
MOST_OPEN = 60
"""What is only to be checked is not said after so many days: an order that is entered late has many such periods."""


class ReminderKind(StrEnum):
    """What a reminder is about. Programs know it by these names."""

    DUE = "due"
    AUTO_DEBIT = "debit"
    OVERDUE = "overdue"
    CHECK = "check"
    PROMISE = "promise"
    CONFLICT = "conflict"


class Occasion(StrEnum):
    """What the user is reminded of, the most urgent first."""

    OVERDUE = "overdue"
    AFTER_AUTO_DEBIT = "after_debit"
    """The hours of an auto-debit are over, and nobody has checked whether it took the money."""
    PROMISE = "promise"
    """The user promised to pay it today."""
    DUE = "due"
    BALANCE = "balance"
    """Auto-debit begins tomorrow, and nobody has checked the balance."""
    UNSEEN = "unseen"
    """It was repaid, and nobody has seen yet that the institution shows it."""
    UNSAID = "unsaid"
    """It fell due, and nobody said whether it was repaid."""
    PRECAUTION = "precaution"
    CONFLICT = "conflict"
    """A sync tool put another version of the ledger beside it."""


_KINDS = {
    Occasion.OVERDUE: ReminderKind.OVERDUE,
    Occasion.AFTER_AUTO_DEBIT: ReminderKind.AUTO_DEBIT,
    Occasion.PROMISE: ReminderKind.PROMISE,
    Occasion.DUE: ReminderKind.DUE,
    Occasion.BALANCE: ReminderKind.AUTO_DEBIT,
    Occasion.UNSEEN: ReminderKind.CHECK,
    Occasion.UNSAID: ReminderKind.CHECK,
    Occasion.PRECAUTION: ReminderKind.CHECK,
    Occasion.CONFLICT: ReminderKind.CONFLICT,
}
_URGENCY = tuple(Occasion)


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """Something to say about a `bill`, a precaution (`row`), or a file of that `name`.

    `repayment`: the one of the bill that was not seen yet. `alarm`: the due instant of the bill has passed, and it was
    not seen repaid. `silent`: it stands, but it is not its time yet, or no longer.
    """

    id: str
    occasion: Occasion
    bill: Bill | None = None
    repayment: Repayment | None = None
    row: Row | None = None
    name: str = ""
    alarm: bool = False
    silent: bool = False

    @property
    def kind(self) -> ReminderKind:
        return _KINDS[self.occasion]


class Reminders(msgspec.Struct, frozen=True):
    """All that stands now, said or not: a group for each bill, precaution or file, with the most urgent first."""

    of_each: tuple[tuple[Reminder, ...], ...]

    @property
    def any(self) -> bool:
        """Whether the user has anything left to do."""
        return bool(self.of_each)

    @property
    def alarm(self) -> bool:
        """Whether a bill is past its due instant and was not seen repaid."""
        return any(each.alarm for found in self.of_each for each in found)

    def new(self, said: Collection[str]) -> tuple[Reminder, ...]:
        """What to say now, at most one of each group, the most urgent first; `said` are the ids of what was said
        before."""
        found = (
            next((each for each in mine if each.id not in said and not each.silent), None) for mine in self.of_each
        )
        return tuple(sorted((each for each in found if each is not None), key=_urgency))


def standing(
    ledger: Ledger, book: Book, now: datetime, *, conflicts: Iterable[str] = (), precautions: bool = True
) -> Reminders:
    """What stands now. `conflicts` are the names of files that a sync tool made; `precautions`: whether to name one."""
    promises, unseen = promises_standing(ledger, book), unseen_bills(book)
    of_each = [
        tuple(_of_bill(bill, promises.get(bill.id), now, unseen=bill.id in unseen)) for bill in waiting_bills(book)
    ]
    row = named(ledger, book.channels, now) if precautions else None
    if row is not None:
        day = today(now, HOME_ZONE).isoformat()
        of_each.append((Reminder(id=f"check:{row.id}:{day}", occasion=Occasion.PRECAUTION, row=row),))
    for name in conflicts:
        of_each.append((Reminder(id=f"conflict:{name}", occasion=Occasion.CONFLICT, name=name),))
    return Reminders(tuple(each for each in of_each if each))


def _urgency(reminder: Reminder) -> tuple[int, float, str]:
    due = reminder.bill.due_at.timestamp() if reminder.bill else 0
    return _URGENCY.index(reminder.occasion), due, reminder.id


def _of_bill(bill: Bill, made: Promise | None, now: datetime, *, unseen: bool) -> Iterator[Reminder]:
    """What stands about a bill, the most urgent first."""
    if made is not None and made.on == today(now, bill.channel.zone):
        yield _reminder(bill, Occasion.PROMISE, now, f"promise:{bill.id}:{made.on.isoformat()}")
    elif bill.outstanding > 0 and (past_due(bill, now) or auto_debit_unseen(bill, now)):
        yield _past(bill, made, now)
    elif bill.outstanding > 0:
        yield from _coming(bill, now)
    if unseen:
        yield _unseen(bill, now)


def _past(bill: Bill, made: Promise | None, now: datetime) -> Reminder:
    """What to say of a bill that fell due, or whose auto-debit has run, by the days since then."""
    late = -days_left(bill, now)
    if auto_debit_unseen(bill, now):
        return _staged(bill, Occasion.AFTER_AUTO_DEBIT, now, f"debit:{bill.id}:after", late)
    if status(bill, Moment(now)) is not Status.OVERDUE:
        return _staged(bill, Occasion.UNSAID, now, f"check:{bill.id}:unsaid", late)
    # Until the day of a promise it is not said again.
    waits = made is not None and late >= 1 and made.on > today(now, bill.channel.zone)
    return _staged(bill, Occasion.OVERDUE, now, f"overdue:{bill.id}", late, silent=waits)


def _coming(bill: Bill, now: datetime) -> Iterator[Reminder]:
    """What to say of a bill that is not due yet: its auto-debit first, then what that leaves to pay."""
    stands, window = phase(bill, now), bill.window
    by_itself = window is not None and window.known
    if by_itself and stands is Phase.CHECK:
        yield _reminder(bill, Occasion.BALANCE, now, f"debit:{bill.id}:before")
    days = days_left(bill, now)
    if days > max(AHEAD) or (by_itself and stands in _TAKEN and bill.outstanding <= (due_then(bill) or 0)):
        return
    stage = min(each for each in AHEAD if each >= days)
    yield _reminder(bill, Occasion.DUE, now, f"due:{bill.id}:{stage}d")


_TAKEN = frozenset({Phase.CHECK, Phase.READY, Phase.RUNNING})
"""The phases in which auto-debit is about to take it, so that nobody is asked to pay."""


def _unseen(bill: Bill, now: datetime) -> Reminder:
    """A repayment that nobody has seen in the app yet: it is said from the next day on."""
    waiting = max((each for each in bill.repayments if not each.confirmed), key=lambda each: each.paid_at.timestamp())
    days = days_between(today(waiting.paid_at, bill.channel.zone), today(now, bill.channel.zone))
    found = _staged(bill, Occasion.UNSEEN, now, f"check:{waiting.id}", days, silent=days < 1)
    return msgspec.structs.replace(found, repayment=waiting)


def _staged(bill: Bill, occasion: Occasion, now: datetime, ident: str, days: int, *, silent: bool = False) -> Reminder:
    """The reminder with the id of the stage for that number of days."""
    stage = max(each for each in AFTER if each <= max(0, days))
    if occasion is Occasion.OVERDUE:
        stage = max(stage, days // GOES_ON * GOES_ON)
    else:
        silent = silent or days > MOST_OPEN
    return msgspec.structs.replace(_reminder(bill, occasion, now, f"{ident}:{stage}d"), silent=silent)


def _reminder(bill: Bill, occasion: Occasion, now: datetime, ident: str) -> Reminder:
    return Reminder(id=ident, occasion=occasion, bill=bill, alarm=past_due(bill, now))
