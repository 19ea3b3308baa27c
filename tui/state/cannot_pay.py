"""A bill that cannot be paid in time: what to do about it, and the day on which it is to be paid instead."""

from collections.abc import Iterator
from datetime import date

from models.actions.budget import budget_of
from models.actions.promise import promise, promised
from models.bills.bill import Bill
from models.bills.proportion import next_payday
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.message import msg
from models.values.spoken_date import spelt_out_from
from models.values.typed import parse_date
from tui.state.checklist import Checklist
from tui.state.happened import happened
from tui.state.question import Answer, Case, Commit, Question, Then, stop, typed
from tui.terminal.ahead import Care
from tui.terminal.cells import Cells
from tui.words.cannot_pay import advice, page
from tui.words.present import weekday


def cannot_pay(case: Case) -> Question:
    """What there is to know, and what to do."""
    t = case.session.language
    return Question(
        id="cannot-pay",
        text=tuple(each.said for each in advice(case.bill, case.ledger, case.book, case.session)),
        answers=(stop(t.t("stop here")), *_days(case), *_agreed(case)),
        care=Care.FRESH,
    )


def _days(case: Case) -> Iterator[Answer]:
    """On which day it can be paid: the next payday, or another."""
    t, day = case.session.language, _here(case)
    made, paid_on = promised(case.ledger, case.bill), budget_of(case.ledger).payday
    payday = None if paid_on is None else next_payday(day, paid_on)
    if payday is not None and (made is None or made.on != payday):
        said = t.t("I can pay it on the payday, {day}", day=f"{payday.isoformat()} {weekday(payday, t)}")
        yield Answer("payday", said, lambda: _promise(case, payday))
    words = t.t("another day: I can pay it on …") if made else t.t("I can pay it on … (a promise with its day)")
    yield Answer("day", words, lambda: Then(which_day))


def _agreed(case: Case) -> Iterator[Answer]:
    """What the institution agreed to, which then happened to the bill."""
    words = case.session.language.t("the app agreed to something: say what")
    yield Answer("agreed", words, lambda: Then(happened))


def which_day(case: Case) -> Question:
    """On which day it can be paid."""
    t, day = case.session.language, _here(case)
    return Question(
        id="promise-day",
        text=(
            (t.t("A day does not stop the interest: agree on it in the app first."), "warn"),
            (t.t("On which day can you pay it?"), "bold"),
        ),
        field=typed(
            lambda text: parse_date(spelt_out_from(text, day)),
            lambda on: _promise(case, on),
            placeholder=t.t("like {day}", day=f"{case.bill.due:%m-%d}"),
        ),
        care=Care.NONE,
    )


def _promise(case: Case, on: date) -> Commit:
    now = case.now

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        return promise(ledger, newest, on, now)

    return Commit(
        msg(
            "promise {channel} {due} for {day}",
            channel=case.bill.channel.name,
            due=case.bill.due.isoformat(),
            day=on.isoformat(),
        ),
        change,
    )


def _here(case: Case) -> date:
    """Which day it is where the bill is paid."""
    return today(case.now, case.bill.channel.zone)


def _page(case: Case, width: int, height: int) -> list[Cells]:
    return page(case.bill, case.ledger, case.book, case.session, width, height)


CANNOT_PAY = Checklist(
    name="cannot-pay",
    open=lambda case: "cannot-pay" if case.bill.outstanding > 0 else None,
    questions={"cannot-pay": cannot_pay},
    page=_page,
    once=True,
)
