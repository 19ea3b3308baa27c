"""The last step: whether it was paid, and when."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from models.actions import payment
from models.actions.set_up import suggested
from models.actions.several import paid_with
from models.bills.bill import Bill, past_due
from models.bills.debit_phase import due_then, may_have_taken
from models.bills.standing import read, stale, to_pay
from models.ledger.ledger import Ledger
from models.ledger.paid_by import way_named
from models.ledger.progress import Step
from models.values.message import msg
from models.values.money import yuan
from models.values.spoken_date import instant_typed
from tui.state.question import Answer, Case, Commit, Question, Then, stop, typed
from tui.state.step import guide, step
from tui.words.board import ToPay
from tui.words.part import rest_said
from tui.words.present import due_when
from tui.words.stale import why_stale
from tui.words.styled import Styled
from tui.words.when_paid import when_paid


def paid(case: Case) -> Question:
    """Whether the money left."""
    return whether_paid(case, guide(case, Step.COMPLETE))


def whether_paid(case: Case, then: Styled) -> Question:
    """Whether the money left; `then` says what to do after it.

    The cursor stands on "not paid yet": enter alone records nothing.
    """
    before = case.progress and stale(case.progress, case.bill, case.now)
    if before:
        return _after(case)
    return _earlier(case) if case.progress and case.progress.repaid_already else _now(case, then)


def _earlier(case: Case) -> Question:
    """When it was repaid, where the app shows nothing to pay any more; or by auto-debit, where that may be."""
    t, asked = case.session.language, when(case, seen=True)
    nothing: Styled = (t.t("It is repaid, as the app shows: pay nothing."), "")
    taken = _taken_already(case)
    if not taken:
        return replace(asked, text=(nothing, *asked.text))
    return Question(
        id="paid-before",
        text=(nothing,),
        answers=(
            stop(t.t("I do not know: stop here")),
            Answer("earlier", t.t("paid earlier"), lambda: Then(partial(when, seen=True)), t.t("asks when")),
            *taken,
        ),
    )


def _now(case: Case, then: Styled) -> Question:
    t, bill = case.session.language, case.bill
    pay = _pay(case)
    once: Styled = (t.t("On the phone, pay this, once:"), "bold")
    return Question(
        id="paid",
        text=(once, *(rest_said(bill, pay, case.session) or (then,)), (t.t("Was it paid?"), "bold")),
        answers=(
            stop(t.t("not yet"), t.t("nothing is recorded")),
            Answer("now", t.t("paid, and the app says so"), lambda: _record(case, case.now, seen=True)),
            Answer(
                "unseen",
                t.t("paid, the app does not show it yet"),
                lambda: _record(case, case.now, seen=False),
                t.t("recorded as ? to confirm"),
            ),
            Answer("earlier", t.t("it was paid earlier"), lambda: Then(partial(when, seen=True)), t.t("asks when")),
            *_taken_already(case),
        ),
        board=ToPay(yuan(pay), tuple(_facts(case))),
        board_after=1,
    )


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    """To whom it is paid, from what, until when or since when it is due, and for which bills where they are several."""
    t, bill = case.session.language, case.bill
    yield t.t("to"), t.words(bill.channel.name)
    method = next((done for done in case.progress.done if done.step is Step.METHOD), None) if case.progress else None
    if method is not None and method.answer:
        yield t.t("from"), t.words(way_named(method.answer, method.other, bill.channel))
    amount = read(case.progress) if case.progress else None
    if amount is not None and amount.bills:
        yield t.t("for"), " + ".join(each.bill.rpartition("-")[0][-2:] + each.bill[-3:] for each in amount.bills)
    elif past_due(bill, case.now):
        yield t.t("was due"), due_when(bill, case.now)
    else:
        yield t.t("until"), due_when(bill, case.now)


def _after(case: Case) -> Question:
    """The amount no longer holds: what may have been paid while it did."""
    t, bill = case.session.language, case.bill
    before = case.progress and stale(case.progress, bill, case.now)
    over: tuple[Styled, ...] = ((why_stale(bill, before, case.session), "warn"),) if before else ()
    return Question(
        id="paid-before",
        text=(*over, (t.t("Pay nothing now. Was {amount} paid before that?", amount=yuan(_pay(case))), "bold")),
        answers=(
            stop(t.t("not paid yet: stop here")),
            Answer("unseen", t.t("paid, but the app does not show it yet"), lambda: Then(partial(when, seen=False))),
            Answer("earlier", t.t("paid earlier"), lambda: Then(partial(when, seen=True))),
            Answer("again", t.t("no: verify the amount again"), lambda: _verify_again(case)),
            *_taken_already(case),
        ),
    )


def _pay(case: Case) -> int:
    return (case.progress and to_pay(case.progress, case.bill, case.now)) or 0


def when(case: Case, *, seen: bool) -> Question:
    """When it was paid; `seen`: the app shows it."""
    return Question(
        id="when",
        text=((when_paid(case.bill, case.session), "bold"),),
        field=typed(
            lambda text: instant_typed(text, case.bill.channel.zone, case.now),
            lambda paid_at: _record(case, paid_at, seen=seen),
        ),
    )


def _record(case: Case, paid_at: datetime, *, seen: bool) -> Commit:
    bill = case.bill
    return Commit(
        msg("repayment of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat()),
        partial(_recorded, case, paid_at, seen=seen),
    )


def _recorded(case: Case, paid_at: datetime, ledger: Ledger, newest: Bill, *, seen: bool) -> Ledger:
    """With the repayment; and where more is owed to the account later, auto-debit is suggested beside it."""
    now, catalogue = case.now, case.session.catalogue
    others = paid_with(ledger, catalogue, newest)
    after = payment.complete(ledger, newest, paid_at, now, confirmed=seen, others=others)
    return suggested(ledger, after, catalogue, newest, now)


def _verify_again(case: Case) -> Commit:
    now = case.now
    return step(case, Step.AMOUNT, lambda ledger, newest: payment.verify_again(ledger, newest, now))


def _taken_already(case: Case) -> tuple[Answer, ...]:
    """That it need not be paid: where auto-debit is on and may have taken the money by now."""
    bill, now = case.bill, case.now
    if not may_have_taken(bill, now):
        return ()
    took = due_then(bill)
    if took is None:
        return ()
    label = msg("auto-debit of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    commit = Commit(label, lambda ledger, newest: payment.taken_meanwhile(ledger, newest, took, now))
    words = case.session.language.t("no need to pay: auto-debit took {amount}", amount=yuan(took))
    return (Answer("debited", words, lambda: commit),)
