"""A repayment that a message is of, filled in: whether the app shows it, by what it was paid, then it is recorded."""

from collections.abc import Mapping
from functools import partial

import msgspec

from models.actions.direct import ReportedRepayment, repay, unanswered
from models.actions.noticed import ToRecord
from models.actions.warnings import Warn
from models.values.dates import instant_said
from models.values.message import Message, msg
from models.values.money import yuan
from tui.state.checklist import Checklist, Topic
from tui.state.question import Answer, Case, Commit, Next, Question, Then, stop
from tui.terminal.ahead import Care
from tui.words.styled import Styled

NAME = "from-message"
NO_ANSWERS: Mapping[str, str] = {}


def topic_of_record(to: ToRecord) -> Topic:
    """The checklist that asks about that repayment."""
    return Topic(NAME, msgspec.json.encode(to).decode())


def to_record(case: Case) -> ToRecord | None:
    """What the message says, while the bill is the one that it is about and something is still owed on it."""
    if not case.about:
        return None
    to = msgspec.json.decode(case.about, type=ToRecord)
    return to if to.bill == case.bill.id and case.bill.outstanding > 0 else None


def stated(case: Case) -> Question:
    """Whether the app shows what the message says: a message is never a payment."""
    t, to = case.session.language, to_record(case)
    said: tuple[Styled, ...] = ((t.say(_said(to, case)), ""),) if to else ()
    answers = (
        Answer("shown", t.t("yes: record it"), partial(_method_or_on, case, seen=True)),
        Answer(
            "unseen",
            t.t("paid, the app does not show it yet"),
            partial(_method_or_on, case, seen=False),
            t.t("recorded as ? to confirm"),
        ),
    )
    return Question(
        id="message-shown",
        text=(*said, (t.t("Look in the app: does it show that repayment?"), "bold")),
        answers=(stop(t.t("not yet: look again later"), t.t("nothing is recorded")), *answers),
    )


def _said(to: ToRecord, case: Case) -> Message:
    if to.paid_at is None:
        return msg("The message says that {amount} was repaid.", amount=yuan(to.amount))
    when = instant_said(to.paid_at, case.bill.channel.zone)
    return msg(
        "The message says that {amount} was repaid on {when}.",
        amount=yuan(to.amount),
        when=when.removesuffix(" 00:00"),
    )


def _method_or_on(case: Case, *, seen: bool) -> Next:
    to = to_record(case)
    if to is None or not to.method:
        return Then(partial(by_what, seen=seen))
    return _on(case, to.method, NO_ANSWERS, seen=seen)


def by_what(case: Case, *, seen: bool) -> Question:
    """What it was paid by, where the message does not say that."""
    t, methods = case.session.language, case.bill.channel.methods
    return Question(
        id="message-method",
        text=((t.t("What was it paid by?"), "bold"),),
        answers=(
            stop(t.t("stop here"), t.t("nothing is recorded")),
            *(
                Answer(each.id, t.words(each.name), partial(_on, case, each.id, NO_ANSWERS, seen=seen))
                for each in methods
            ),
        ),
        care=Care.NONE,
    )


def _on(case: Case, method: str, answers: Mapping[str, str], *, seen: bool) -> Next:
    """On to the next warning that is to be answered, or to the record."""
    to = to_record(case)
    if to is None:
        return Then(None)
    paid_at = to.paid_at or case.now
    said = ReportedRepayment(amount=to.amount, method=method, paid_at=paid_at, confirmed=seen, answers=answers)
    warned = unanswered(case.bill, said, case.now)
    if warned:
        return Then(partial(warned_of, method=method, warn=warned[0], answers=answers, seen=seen))
    label = msg("repayment of {channel} {due}", channel=case.bill.channel.name, due=case.bill.due.isoformat())
    return Commit(label, lambda ledger, newest: repay(ledger, newest, said, case.now))


def warned_of(case: Case, method: str, warn: Warn, answers: Mapping[str, str], *, seen: bool) -> Question:
    """What may cost money, as before every repayment."""
    t = case.session.language
    return Question(
        id=f"warning-of-message:{warn.id}",
        text=((t.say(warn.message), "warn"), (t.say(warn.ask), "bold")),
        answers=(
            stop(t.t("stop here"), t.t("nothing is recorded")),
            *(
                Answer(reason, t.say(words), partial(_on, case, method, {**answers, warn.id: reason}, seen=seen))
                for reason, words in warn.reasons.items()
            ),
        ),
    )


FROM_MESSAGE = Checklist(
    name=NAME,
    open=lambda case: "message-shown" if to_record(case) else None,
    questions={"message-shown": stated},
)
