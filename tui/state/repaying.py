"""The questions of the checklist of a repayment, one for each step, and the warnings between them."""

from functools import partial

from models.actions import checklist
from models.actions.warnings import TOO_SLOW, Warn
from models.bills.bill import past_due
from models.bills.standing import to_pay
from models.channels.arrival import Takes
from models.channels.rules import Method
from models.ledger.progress import Step
from models.ledger.repayment import OTHER
from models.values.message import Problem, msg
from models.values.money import Fen, yuan
from tui.state.order_page import with_pages
from tui.state.own_app import own_apps
from tui.state.question import Answer, Case, Commit, Question, Then, stop, typed
from tui.state.settling import in_part, part_of_bill
from tui.state.step import guide, step
from tui.terminal.ahead import Care
from tui.words.not_in_order import not_in_order
from tui.words.part import rest_said
from tui.words.rule_words import time_said
from tui.words.styled import Styled


def first_warning(case: Case) -> Question | None:
    """The first warning that is to be answered; None where there is none."""
    warnings = checklist.warnings(case.progress, case.bill, case.now) if case.progress else ()
    return _warned(case, warnings[0]) if warnings else None


def _warned(case: Case, warning: Warn) -> Question:
    t = case.session.language
    reasons = (
        Answer(key, t.say(words), partial(_reason, case, warning, key)) for key, words in warning.reasons.items()
    )
    return Question(
        id=f"warning:{warning.id}",
        text=((t.say(warning.message), "warn"), (t.say(warning.ask), "bold")),
        answers=(stop(t.t("stop here")), *reasons, *_another(case, warning)),
    )


def _another(case: Case, warning: Warn) -> tuple[Answer, ...]:
    """That it is paid in another way, where the one that was chosen is too slow."""
    if warning.id != TOO_SLOW:
        return ()
    now = case.now
    commit = step(case, Step.METHOD, lambda ledger, newest: checklist.step_back(ledger, newest, now))
    return (Answer("another", case.session.language.t("choose another way to pay"), lambda: commit),)


def _reason(case: Case, warning: Warn, reason: str) -> Commit:
    bill, now = case.bill, case.now
    return Commit(
        msg("warning answered for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat()),
        lambda ledger, newest: checklist.answer(ledger, newest, warning.id, reason, now),
    )


def platform(case: Case) -> Question:
    """Whether the institution's own app is open; with the worst that is not in order for the bill."""
    wrong = not_in_order(case.bill, case.ledger, case.book, case.session)
    return Question(
        id="platform",
        text=(guide(case, Step.PLATFORM), *((wrong,) if wrong else ())),
        answers=own_apps(checklist.official(case.bill), case.session.language, partial(_opened, case)),
        care=Care.FRESH,
    )


def _opened(case: Case, app: str) -> Commit:
    now = case.now
    return step(case, Step.PLATFORM, lambda ledger, newest: checklist.confirm_platform(ledger, newest, app, now))


def entry(case: Case) -> Question:
    """Whether the way to repay was found."""
    path = (case.session.language.words(case.bill.channel.entry), "accent")
    return with_pages(case, found_it(case, (guide(case, Step.ENTRY), path)))


def found_it(case: Case, where: tuple[Styled, ...]) -> Question:
    """Whether what these lines say was found."""
    t = case.session.language
    return Question(
        id="entry",
        text=where,
        answers=(Answer("found", t.t("I found it"), lambda: _found(case)), stop(t.t("stop here"))),
        care=Care.FRESH,
    )


def _found(case: Case) -> Commit:
    now = case.now
    return step(case, Step.ENTRY, lambda ledger, newest: checklist.confirm_entry(ledger, newest, now))


def method(case: Case) -> Question:
    """By which method it is paid, or a part of it."""
    return by_which(case, guide(case, Step.METHOD), in_part(case, part_of_bill))


def by_which(case: Case, how: Styled, part: tuple[Answer, ...] = (), *, timed: bool = True) -> Question:
    """By which of the channel's methods it is paid, and `how` to choose; `part` says that only a part is, where that
    may be. `timed`: it counts when the money is there, so that it is said how long a method takes."""
    t, bill = case.session.language, case.bill
    pay = (case.progress and to_pay(case.progress, bill, case.now)) or 0
    if case.progress and case.progress.repaid_already:
        return _was_repaid(case, pay)
    methods = (
        Answer(each.id, _with_time(case, each) if timed else t.words(each.name), partial(_chosen, case, each.id))
        for each in bill.channel.methods
    )
    another = Answer("another-way", t.t("another way: say which"), lambda: Then(partial(another_way, timed=timed)))
    to_be_paid: Styled = (t.t("to pay now: {amount}", amount=yuan(pay)), "bold")
    return Question(
        id="method",
        text=(how, *rest_said(bill, pay, case.session), to_be_paid),
        answers=(*methods, another, *part),
        care=Care.NONE,
    )


def _was_repaid(case: Case, paid_before: Fen) -> Question:
    """By which method it was repaid, where the app shows nothing to pay any more."""
    t, takes = case.session.language, case.bill.channel.methods
    return Question(
        id="method",
        text=((t.t("How was {amount} repaid?", amount=yuan(paid_before)), "bold"),),
        answers=(
            *(Answer(each.id, t.words(each.name), partial(_chosen, case, each.id)) for each in takes),
            Answer("another-way", t.t("another way: say which"), lambda: Then(another_way)),
        ),
        care=Care.NONE,
    )


def _with_time(case: Case, method: Method) -> str:
    """The method, and how long it takes where that is not at once."""
    t, arrival = case.session.language, case.bill.channel.arrival(method.id)
    if arrival is None or arrival.takes is Takes.AT_ONCE:
        return t.words(method.name)
    return f"{t.words(method.name)} · {t.say(time_said(arrival))}"


def another_way(case: Case, *, timed: bool = True) -> Question:
    """How it is paid where the channel does not name the way; `timed` as above."""
    t = case.session.language
    by = f"{case.bill.due_at:%m-%d %H:%M}"
    said = t.t("How long it takes is not known here; it must be there by {cutoff}.", cutoff=by)
    in_time = past_due(case.bill, case.now) or (case.progress is not None and case.progress.repaid_already)
    unknown: tuple[Styled, ...] = () if in_time or not timed else ((said, "warn"),)
    ask = t.t("How do you pay? Say it in a few words, no account number.")
    return Question(
        id="another-way",
        text=(*unknown, (ask, "bold")),
        field=typed(_in_words, partial(_chosen, case, OTHER), placeholder=t.t("like: at the counter of the bank")),
        care=Care.NONE,
    )


def _in_words(text: str) -> str:
    if not text.strip():
        raise Problem("say in words how it was paid", field="other")
    return text


def _chosen(case: Case, ident: str, other: str = "") -> Commit:
    now = case.now
    return step(
        case, Step.METHOD, lambda ledger, newest: checklist.choose_method(ledger, newest, ident, now, other=other)
    )
