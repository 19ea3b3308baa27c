"""What happened to a bill besides a repayment: turned into instalments, deferred, lowered, the minimum, paid twice."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from models.actions.checklist import without_checklist
from models.actions.defer import defer
from models.actions.minimum_paid import minimum_paid, some_in_time
from models.actions.refusal import may_be_twice, may_have_happened
from models.actions.rest_is_due import rest_is_due
from models.actions.total import set_total
from models.bills.bill import Bill, past_due
from models.bills.converting import convertible
from models.bills.following import following
from models.bills.given_back import taken_off_here
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.message import msg
from models.values.money import Fen, grouped, yuan
from tui.state import lowered, turned, twice
from tui.state.checklist import Checklist
from tui.state.question import Answer, Asker, Case, Commit, Question, Then, stop
from tui.terminal.ahead import Care
from tui.words.minimum import below_said


def happened(case: Case) -> Question:
    """What happened to the bill; why it is not asked whether it was turned, where an instalment is all that it has."""
    t, bill = case.session.language, case.bill
    whole = bill.outstanding > 0 >= convertible(bill)
    why = t.t("All of it is instalments, which cannot be turned into others (账单分期).")
    return Question(
        id="happened",
        text=((t.t("What happened to this bill?"), "bold"), *(((why, "dim"),) if whole else ())),
        answers=(stop(t.t("nothing: stop here")), *acts(case)),
        care=Care.FRESH,
    )


def acts(case: Case) -> Iterator[Answer]:
    """What may have happened to it, as it stands now."""
    if case.bill.outstanding > 0:
        yield from not_repaid(case)
        if some_in_time(case.bill):
            yield _to("minimum", case.session.language.t("the minimum was paid, the rest goes over"), the_rest)
    elif may_be_twice(case.bill):
        yield _to("twice", case.session.language.t("it was paid twice"), twice.how_much)


def not_repaid(case: Case, less: Fen = 0) -> Iterator[Answer]:
    """What makes a bill less, or later, and is no repayment. `less`: by how much less the app shows; 0: not known."""
    t = case.session.language
    if convertible(case.bill) > 0:
        yield _to("turned", t.t("turned into instalments (账单分期)"), partial(turned.how_much, less=less))
    yield from _off_here(case, less or case.bill.outstanding)
    yield _to("deferred", t.t("deferred to the next bill (延期还款)"), deferred)
    yield _to("lowered", t.t("lowered: a coupon, a waived fee"), partial(lowered.how_much, less=less))


def _off_here(case: Case, less: Fen) -> Iterator[Answer]:
    """That the refund of its goods was taken off this bill: it lowers no later one then."""
    t, bill, now = case.session.language, case.bill, case.now
    if not taken_off_here(bill, less, now):
        return

    def change(ledger: Ledger, newest: Bill) -> Ledger:
        lower = set_total(ledger, newest, newest.amount - less, now)
        return lower if newest.outstanding > less else without_checklist(lower, newest)

    yield Answer(
        "returned",
        t.t("goods returned: they are off this bill"),
        lambda: Commit(lowered.taken_off(bill, less), change),
        t.t("{left} stays due {due}", left=grouped(bill.outstanding - less), due=f"{bill.due:%m-%d}"),
    )


def _to(ident: str, words: str, ask: Asker) -> Answer:
    return Answer(ident, words, lambda: Then(ask))


def deferred(case: Case) -> Question:
    """Whether the institution agreed to it, in its app."""
    t, bill, now = case.session.language, case.bill, case.now
    to = following(bill, today(now, bill.channel.zone)).due
    owed = yuan(bill.outstanding)
    label = msg("defer {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    commit = Commit(label, lambda ledger, newest: without_checklist(defer(ledger, newest, now), newest))
    return Question(
        id="deferred",
        text=((t.t("Does the app say that {owed} is due on {to} instead?", owed=owed, to=to.isoformat()), "bold"),),
        answers=(
            stop(t.t("no: stop here"), t.t("the bill stays as it is")),
            Answer(
                "deferred",
                t.t("yes: it is deferred"),
                lambda: commit,
                t.t("its lines go to {to}", to=f"{to:%m-%d}"),
            ),
        ),
    )


def the_rest(case: Case) -> Question:
    """Whether the institution takes what was paid for the minimum: then the rest is on the next bill, with interest."""
    t, bill, now = case.session.language, case.bill, case.now
    to = following(bill).due
    commit = Commit(
        msg("the minimum of {channel} {due} was paid", channel=bill.channel.name, due=bill.due.isoformat()),
        partial(_minimum, now=now),
    )
    return Question(
        id="minimum",
        text=(
            (t.t("{paid} was paid of it.", paid=yuan(bill.paid)), ""),
            *((said, "warn") for said in below_said(bill, case.session)),
            (t.t("Does the app say that the minimum is paid, and nothing is overdue?"), "bold"),
        ),
        answers=(
            stop(t.t("I do not know yet"), t.t("the bill stays as it is")),
            Answer(
                "minimum",
                t.t("yes: the rest goes over"),
                lambda: commit,
                t.t("{rest} and its interest go to {to}", rest=grouped(bill.outstanding), to=f"{to:%m-%d}"),
            ),
            *_overdue(case),
        ),
    )


def _overdue(case: Case) -> tuple[Answer, ...]:
    """That the rest is on the bill still, once its due instant has passed."""
    t, bill, now = case.session.language, case.bill, case.now
    if not past_due(bill, now):
        return ()
    label = msg("the rest of {channel} {due} is overdue", channel=bill.channel.name, due=bill.due.isoformat())
    commit = Commit(label, lambda ledger, newest: rest_is_due(ledger, newest, now))
    rest = t.t("{rest} stays overdue", rest=grouped(bill.outstanding))
    return (Answer("overdue", t.t("no: the rest is overdue"), lambda: commit, rest),)


def _minimum(ledger: Ledger, newest: Bill, now: datetime) -> Ledger:
    return without_checklist(minimum_paid(ledger, newest, now), newest)


HAPPENED = Checklist(
    name="happened",
    open=lambda case: "happened" if may_have_happened(case.bill) else None,
    questions={"happened": happened},
    once=True,
)
