"""The checklist of a repayment: its questions, one for each step, and the warnings between them."""

from functools import partial

from models.actions import checklist
from models.actions.warnings import Warn
from models.bills.standing import current, to_pay
from models.channels.rules import App
from models.ledger.progress import Step
from models.values.message import msg
from models.values.money import yuan
from tui.state.amount import amount, in_part, part_of_bill
from tui.state.paid import paid
from tui.state.question import Answer, Asker, Case, Commit, Line, Question, stop
from tui.state.step import guide, step
from tui.terminal.ahead import Care
from tui.words.part import rest_said


def repayment(case: Case, standing: Asker | None = None) -> Question | None:
    """The question that a repayment's checklist is at; None where it has none.

    A warning comes first. `standing` is asked in the middle of an answer to the step's question.
    """
    if case.progress is None:
        return None
    warning = next(iter(checklist.warnings(case.progress, case.bill, case.now)), None)
    if warning is not None:
        return _warned(case, warning)
    at = current(case.progress, case.bill, case.now)
    return (standing or ASKED[at])(case) if at else None


def _warned(case: Case, warning: Warn) -> Question:
    t = case.session.language
    reasons = (
        Answer(key, t.say(words), partial(_reason, case, warning, key)) for key, words in warning.reasons.items()
    )
    return Question(
        id=f"warning:{warning.id}",
        text=((t.say(warning.message), "bad"),),
        answers=(*reasons, stop(t.t("stop here"))),
    )


def _reason(case: Case, warning: Warn, reason: str) -> Commit:
    bill, now = case.bill, case.now
    return Commit(
        msg("warning answered for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat()),
        lambda ledger, newest: checklist.answer(ledger, newest, warning.id, reason, now),
    )


def platform(case: Case) -> Question:
    """Whether the institution's own app is open."""
    t = case.session.language
    link = Answer("link", t.t("I came by a link, or it is another app"), lambda: _opened(case, "link"))
    return Question(
        id="platform",
        text=(guide(case, Step.PLATFORM),),
        answers=(*(_official(case, app) for app in checklist.official(case.bill)), link),
        care=Care.FRESH,
    )


def _official(case: Case, app: App) -> Answer:
    t, name = case.session.language, app.name["zh_CN"]
    words = (
        t.t("I opened {app} myself ({domain})", app=app.name, domain=app.domain)
        if app.domain
        else t.t("I opened {app} myself", app=app.name)
    )
    return Answer(name, words, lambda: _opened(case, name))


def _opened(case: Case, app: str) -> Commit:
    now = case.now
    return step(case, Step.PLATFORM, lambda ledger, newest: checklist.confirm_platform(ledger, newest, app, now))


def entry(case: Case) -> Question:
    """Whether the way to repay was found."""
    t = case.session.language
    path: tuple[Line, ...] = () if case.bill.settles else ((t.words(case.bill.channel.entry), "accent"),)
    return Question(
        id="entry",
        text=(guide(case, Step.ENTRY), *path),
        answers=(Answer("found", t.t("I am there"), lambda: _found(case)), stop(t.t("stop here"))),
        care=Care.FRESH,
    )


def _found(case: Case) -> Commit:
    now = case.now
    return step(case, Step.ENTRY, lambda ledger, newest: checklist.confirm_entry(ledger, newest, now))


def method(case: Case) -> Question:
    """By which of the channel's methods it is paid."""
    t, bill = case.session.language, case.bill
    pay = (case.progress and to_pay(case.progress, bill, case.now)) or 0
    methods = (Answer(each.id, t.words(each.name), partial(_chosen, case, each.id)) for each in bill.channel.methods)
    to_be_paid: Line = (t.t("to pay: {amount}", amount=yuan(pay)), "bold")
    return Question(
        id="method",
        text=(guide(case, Step.METHOD), *rest_said(bill, pay, case.session), to_be_paid),
        answers=(*methods, *in_part(case, part_of_bill)),
        care=Care.NONE,
    )


def _chosen(case: Case, ident: str) -> Commit:
    now = case.now
    return step(case, Step.METHOD, lambda ledger, newest: checklist.choose_method(ledger, newest, ident, now))


ASKED: dict[Step, Asker] = {
    Step.PLATFORM: platform,
    Step.ENTRY: entry,
    Step.AMOUNT: amount,
    Step.METHOD: method,
    Step.COMPLETE: paid,
}
"""The checklist: the question of each step."""
