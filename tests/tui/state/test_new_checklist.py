"""A checklist that is added to the registry is asked, half answered, committed and left as the others are."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.bills.bill import Bill
from models.ledger.ledger import Ledger, put
from models.store import Store
from models.values.message import Problem, msg
from tests.tui.answering import choose, leads_to
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.run.session import Session
from tui.state.arrangement import Selection
from tui.state.checklist import Checklist, Topic
from tui.state.checklists import CHECKLISTS, own, topic_of
from tui.state.question import Answer, Case, Commit, Question, Then, stop, typed
from tui.state.working_ledger import WorkingLedger

TOPIC = Topic("cannot-pay")
ANOTHER_DAY = date(2026, 12, 24)


def note_of(ledger: Ledger, bill: Bill) -> str:
    return ledger.orders[bill.lines[0].order_id].note


def noted(text: str) -> Commit:
    """Leads to that note of the bill's first order."""

    def change(ledger: Ledger, bill: Bill) -> Ledger:
        order = ledger.orders[bill.lines[0].order_id]
        return replace(ledger, orders=put(ledger.orders, order.id, replace(order, note=text)))

    return Commit(msg("a note"), change)


def short(case: Case) -> Question:
    later = Answer("later", "I can pay later", lambda: Then(until))
    return Question(id="short", text=(("Can it be paid?", "bold"),), answers=(later, stop("stop here")))


def until(case: Case) -> Question:
    def read(text: str) -> date:
        try:
            return datetime.fromisoformat(text).date()
        except ValueError as error:
            raise Problem("not a day") from error

    return Question(id="until", text=(("From which day on?", "bold"),), field=typed(read, lambda day: noted(f"{day}")))


def agreed(case: Case) -> Question:
    """`short` has been answered: the day is on record."""
    text = f"Does the institution wait until {note_of(case.ledger, case.bill)}?"
    return Question(id="agreed", text=((text, "bold"),), answers=(Answer("yes", "yes, it does", lambda: noted("ok")),))


def still_open(case: Case) -> str | None:
    match note_of(case.ledger, case.bill):
        case "":
            return "short"
        case "ok":
            return None
        case _:
            return "agreed"


CANNOT_PAY = Checklist(name=TOPIC.checklist, open=still_open, questions={"short": short, "agreed": agreed})


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Callable[[Checklist], None]:
    """Adds the checklist to the registry: its one line there."""
    return lambda checklist: monkeypatch.setitem(CHECKLISTS, checklist.name, lambda: checklist)


def test_a_new_checklist_is_gone_through_without_a_screen(
    add: Callable[[Checklist], None],
    sample: Session,
) -> None:
    add(CANNOT_PAY)
    working = WorkingLedger(sample)
    working.take(sample.store.load())
    bill = next(each for each in working.book.bills.values() if not note_of(working.ledger, each))
    case = Case(bill, working.book, sample, ledger=working.ledger)
    assert topic_of(case, TOPIC) == TOPIC
    follows = leads_to(CANNOT_PAY.ask(case), "later")
    assert isinstance(follows, Then)
    follows = leads_to(CANNOT_PAY.ask(case, follows.ask), ANOTHER_DAY.isoformat())
    assert isinstance(follows, Commit)
    case = replace(case, ledger=follows.change(case.ledger, bill))
    follows = leads_to(CANNOT_PAY.ask(case), "yes")
    assert isinstance(follows, Commit)
    case = replace(case, ledger=follows.change(case.ledger, bill))
    assert CANNOT_PAY.ask(case) is None
    assert topic_of(case, TOPIC) == own(bill), "nothing of it is open: the bill's own checklist stands"


async def test_a_new_checklist_is_gone_through_on_the_screen(
    add: Callable[[Checklist], None],
    sample: Session,
) -> None:
    add(CANNOT_PAY)
    async with opened(sample) as (pilot, screen):
        bill = screen.detail.bill
        assert bill is not None
        assert note_of(on_disk(sample).ledger, bill) == ""

        def asked() -> str:
            return screen.conversation.question.id if screen.conversation.question else ""

        screen.ask_about(TOPIC)
        await choose("I can pay later", pilot, screen)
        assert asked() == "until"
        await pilot.press("escape")
        assert asked() == "short", "the half answer is dropped"
        await choose("I can pay later", pilot, screen)
        await pilot.press(*"soon", "enter")
        assert asked() == "until", "what cannot be read leads nowhere"
        await pilot.press("ctrl+u", *ANOTHER_DAY.isoformat(), "enter")
        assert note_of(on_disk(sample).ledger, bill) == ANOTHER_DAY.isoformat()
        assert asked() == "agreed"
        await pilot.press("escape")
        assert screen.conversation.topic == own(bill), "in the list the bill's own checklist stands"
        screen.ask_about(TOPIC)
        await choose("yes, it does", pilot, screen)
        assert note_of(on_disk(sample).ledger, bill) == "ok"
        assert screen.conversation.topic == own(bill)


async def test_a_half_answer_is_dropped_where_another_question_is_open_by_now(
    add: Callable[[Checklist], None],
    sample: Session,
) -> None:
    add(CANNOT_PAY)
    async with opened(sample) as (pilot, screen):
        bill = screen.detail.bill
        assert bill is not None
        screen.ask_about(TOPIC)
        await choose("I can pay later", pilot, screen)
        assert screen.conversation.standing is until
        by_another = noted("2026-12-31")
        Store(sample.store.path).commit(by_another.label, lambda ledger: by_another.change(ledger, bill), sample.now())
        screen.newest()
        assert screen.conversation.question is not None
        assert screen.conversation.question.id == "agreed"


@pytest.mark.parametrize("extra", [False, True])
def test_an_extra_is_asked_for_in_the_list_too_until_something_else_is_selected_or_done(
    add: Callable[[Checklist], None], extra: bool
) -> None:
    add(replace(CANNOT_PAY, extra=extra))
    selection = Selection(bill="huabei/2026-12-10", topic=TOPIC)
    assert selection.in_list == (selection if extra else Selection())
    assert selection.onward == replace(selection, topic=None if extra else TOPIC)
    bills_own = Selection(bill="huabei/2026-12-10")
    assert bills_own.onward == bills_own
    assert bills_own.in_list == Selection()
