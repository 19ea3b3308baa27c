"""The checklist as a conversation: what to ask next, and what an answer does.

Pure: `ask` makes the question out of the bill and its progress, `reply` makes the change, or the aside that is asked
about next. Asides are what is not on disk yet: half of an answer.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from models.actions import auto_debit as debit
from models.actions import checklist, payment, verifying
from models.actions.comparison import compare, doubtful
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.late_interest import cost_a_day, counted, days_late, late_interest, left_bearing
from models.bills.standing import STEPS, current, stale, to_pay
from models.ledger.ids import order_settled
from models.ledger.ledger import Ledger
from models.ledger.progress import Progress, Step, Way
from models.values.message import Message, Problem, msg
from models.values.money import Fen, parse_amount, plain, yuan
from models.values.typed import parse_local_time
from tui.run.session import Session
from tui.terminal.ahead import Care
from tui.words.minimum import minimum_said
from tui.words.stale import why_stale

STEP_NAMES = {
    Step.PLATFORM: msg("official platform"),
    Step.ENTRY: msg("repayment entry"),
    Step.AMOUNT: msg("verify the amount"),
    Step.METHOD: msg("payment method"),
    Step.COMPLETE: msg("pay and record"),
}


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """Half an answer: the figure that does not match, that a part is to be paid, that it was paid `earlier`.

    `nothing`: the app shows ¥0.00. `doubt`: whether a figure so far off is right was asked. `unseen`: it was paid, but
    the app does not show it yet.
    """

    figure: Fen | None = None
    part: bool = False
    earlier: bool = False
    unseen: bool = False
    doubt: bool = False
    nothing: bool = False

    @property
    def shown(self) -> bool:
        """Whether it holds what the app showed."""
        return self.figure is not None or self.nothing


class Option(msgspec.Struct, frozen=True):
    """A choice: its key for `reply`, and its words."""

    key: str
    label: str


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question: sentences with styles, and either options to choose from or a line to type, with a `proposal`.

    `care`: what it asks of the key that answers it. A question is taken to be about what happened outside, Care.SEEN,
    unless it says otherwise.
    """

    text: tuple[tuple[str, str], ...]
    options: tuple[Option, ...] = ()
    placeholder: str = ""
    proposal: str = ""
    care: Care = Care.SEEN


class Commit(msgspec.Struct, frozen=True):
    """An answer that changes the ledger: its name for undo, and the change for the newest ledger and bill."""

    label: Message
    change: Callable[[Ledger, Bill], Ledger]


class Leave(msgspec.Struct, frozen=True):
    """An answer that stops here; what is done stays done."""


Reply = Commit | Aside | Leave
STOP = "stop"
LINK = "link"


def ask(bill: Bill, progress: Progress, book: Book, aside: Aside, session: Session) -> Ask:
    """The question that is open."""
    t, now = session.tongue, session.now()
    for warn in checklist.warnings(progress, bill, now):
        reasons = tuple(Option(f"{warn.id}:{key}", t.say(words)) for key, words in warn.reasons.items())
        return Ask(text=((t.say(warn.message), "bad"),), options=(*reasons, Option(STOP, t.t("stop here"))))
    step = current(progress, bill, now)
    if step is None:
        return Ask(text=())
    guide = (_guide(bill, step, session), "")
    match step:
        case Step.PLATFORM:
            options = tuple(
                Option(
                    app.name["zh_CN"],
                    t.t("I opened {app} myself ({domain})", app=app.name, domain=app.domain)
                    if app.domain
                    else t.t("I opened {app} myself", app=app.name),
                )
                for app in checklist.official(bill)
            )
            link = Option(LINK, t.t("I came by a link, or it is another app"))
            return Ask(text=(guide,), options=(*options, link), care=Care.FRESH)
        case Step.ENTRY:
            path = () if order_settled(bill.id) else ((t.words(bill.channel.entry), "accent"),)
            return Ask(
                text=(guide, *path),
                options=(Option("found", t.t("I am there")), Option(STOP, t.t("stop here"))),
                care=Care.FRESH,
            )
        case Step.AMOUNT:
            return _ask_amount(bill, progress, book, aside, guide, session)
        case Step.METHOD:
            return _ask_method(bill, progress, aside, guide, session)
        case Step.COMPLETE:
            return _ask_completion(bill, progress, aside, guide, session)


def _guide(bill: Bill, step: Step, session: Session) -> str:
    """What to do at a step: in the channel's own words, or those of early settlement."""
    if order_settled(bill.id) is not None:
        if step is Step.ENTRY:
            return session.tongue.t("Find 提前结清 (early settlement) of this order in the app; not the monthly bill")
        if step is Step.AMOUNT:
            return session.tongue.t("Read what the app quotes for settling the order today; do not confirm it yet")
        if step is Step.COMPLETE:
            return session.tongue.t("Then check in the app that the whole order shows as settled, with nothing left")
    return session.tongue.words(getattr(bill.channel.steps, step))


def _ask_amount(
    bill: Bill, progress: Progress, book: Book, aside: Aside, guide: tuple[str, str], session: Session
) -> Ask:
    t = session.tongue
    if aside.part:
        return _ask_part(bill, session)
    if aside.nothing:
        return _ask_nothing(bill, session)
    if aside.figure is None:
        before = stale(progress, bill, session.now())
        hint = (*_late_hint(bill, session), *(((why_stale(bill, before, session), "warn"),) if before else ()))
        return Ask(
            text=(guide, *hint, (t.t("What does the app show? Type it from the phone."), "bold")),
            placeholder="0.00",
            proposal=plain(before.figure) if before else "",
            care=Care.NONE,
        )
    found = compare(bill, aside.figure, book, session.now())
    sign = "+" if found.difference > 0 else ""
    if aside.doubt:
        far, owed = yuan(found.figure), yuan(found.owed)
        doubt = t.t("{figure} is far from the bill's {owed}. Look at the app again.", figure=far, owed=owed)
        return Ask(
            text=((doubt, "bad"), *((f"· {t.say(each)}", "") for each in found.explanations)),
            options=(
                Option("again", t.t("I mistyped: type it again")),
                Option("correct", t.t("pay {figure}: it does say so, correct the bill", figure=yuan(found.figure))),
                Option(STOP, t.t("stop: pay nothing now")),
            ),
            care=Care.NONE,
        )
    return Ask(
        text=(
            (t.t("app {figure}", figure=yuan(found.figure)), "bad"),
            (
                t.t(
                    "bill {owed} · difference {difference}",
                    owed=yuan(found.owed),
                    difference=sign + yuan(found.difference),
                ),
                "bad",
            ),
            *((f"· {t.say(each)}", "") for each in found.explanations),
        ),
        options=(
            Option("again", t.t("I mistyped: type it again")),
            Option("correct", t.t("pay {figure}: the app is right, correct the bill", figure=yuan(found.figure))),
            *_in_part(bill, session),
            Option(STOP, t.t("stop: pay nothing now")),
        ),
        care=Care.NONE,
    )


def _ask_nothing(bill: Bill, session: Session) -> Ask:
    """The app wants nothing, the bill does: somebody may have repaid it already."""
    t = session.tongue
    state = t.t("The app shows nothing to pay, the bill {owed}.", owed=yuan(bill.outstanding))
    return Ask(
        text=((state, "warn"), (t.t("Was it repaid already, by hand or by auto-debit?"), "bold")),
        options=(
            Option("again", t.t("I mistyped: type it again")),
            Option("repaid", t.t("yes, all of it: record it")),
            Option(STOP, t.t("no, or I do not know: stop here")),
        ),
    )


def _late_hint(bill: Bill, session: Session) -> tuple[tuple[str, str], ...]:
    """Of an overdue bill: how much it may have grown."""
    days = days_late(bill, session.now())
    if not days or order_settled(bill.id) is not None:
        return ()
    interest = yuan(late_interest(bill, session.now()))
    text = session.tongue.t(
        "Overdue by {days} days: about {interest} of interest may be on top ({how}).",
        days=days,
        interest=interest,
        how=session.tongue.say(counted(bill.channel)),
    )
    return ((text, "warn"),)


def _ask_part(bill: Bill, session: Session) -> Ask:
    t = session.tongue
    cost = yuan(cost_a_day(100_00, bill.channel))
    minimum = minimum_said(bill, session)
    words = t.words(bill.channel.minimum.words) if bill.channel.minimum else ""
    named = t.t("This is a part payment, not the bill: the rest of {owed} stays owed.", owed=yuan(bill.outstanding))
    how = t.say(counted(bill.channel))
    price = t.t("After the due date every ¥100.00 of the rest costs about {cost} a day ({how}).", cost=cost, how=how)
    return Ask(
        text=(
            (named, "warn"),
            (price, "warn"),
            *(((minimum, "warn"),) if minimum else ()),
            *(((t.t("The minimum payment: {words}", words=words), "dim"),) if words else ()),
            (t.t("How much will you pay now?"), "bold"),
        ),
        placeholder="0.00",
        care=Care.NONE,
    )


def _ask_method(bill: Bill, progress: Progress, aside: Aside, guide: tuple[str, str], session: Session) -> Ask:
    t = session.tongue
    if aside.part:
        return _ask_part(bill, session)
    pay = to_pay(progress, bill, session.now()) or 0
    methods = tuple(Option(each.id, t.words(each.name)) for each in bill.channel.methods)
    return Ask(
        text=(guide, *_rest(bill, pay, session), (t.t("to pay: {amount}", amount=yuan(pay)), "bold")),
        options=(*methods, *_in_part(bill, session)),
        care=Care.NONE,
    )


def _in_part(bill: Bill, session: Session) -> tuple[Option, ...]:
    """That only a part is paid: early settlement is paid whole, or not at all."""
    return () if order_settled(bill.id) else (Option("part", session.tongue.t("pay only a part of the bill")),)


def _rest(bill: Bill, pay: Fen, session: Session) -> tuple[tuple[str, str], ...]:
    """Of a part payment: what stays owed, and what that costs."""
    rest = bill.outstanding - pay
    if rest <= 0:
        return ()
    text = session.tongue.t(
        "A part payment: {rest} stays owed and costs about {cost} a day after the due date ({how}).",
        rest=yuan(rest),
        cost=yuan(cost_a_day(left_bearing(bill, pay), bill.channel)),
        how=session.tongue.say(counted(bill.channel)),
    )
    return ((text, "warn"),)


def _ask_completion(bill: Bill, progress: Progress, aside: Aside, guide: tuple[str, str], session: Session) -> Ask:
    t = session.tongue
    if aside.earlier:
        return Ask(text=((t.t("When was it paid? The time as the app shows it, like 2026-12-10 21:30."), "bold"),))
    pay = to_pay(progress, bill, session.now()) or 0
    once = t.t("Pay {amount} on the phone, once. Then answer here.", amount=yuan(pay))
    text = ((once, "bold"), *(_rest(bill, pay, session) or (guide,)))
    before = stale(progress, bill, session.now())
    if before is not None:
        asked = t.t("Pay nothing now. Was {amount} paid before that?", amount=yuan(pay))
        text = ((why_stale(bill, before, session), "warn"), (asked, "bold"))
    return Ask(
        text=text,
        options=(
            Option(STOP, t.t("not paid yet: stop here")),  # where the cursor stands: enter alone records nothing
            *(() if before else (Option("now", t.t("paid, just now")),)),
            Option("unseen", t.t("paid, but the app does not show it yet")),
            Option("earlier", t.t("paid earlier")),
            *((Option("again", t.t("no: verify the amount again")),) if before else ()),
            *_debited(bill, session),
        ),
    )


def _debited(bill: Bill, session: Session) -> tuple[Option, ...]:
    """That it need not be paid: where auto-debit is on and may have taken the money by now."""
    if not debit.may_have_taken(bill, session.now()):
        return ()
    return (
        Option("debited", session.tongue.t("{amount}: auto-debit took it already", amount=yuan(debit.due_then(bill)))),
    )


def reply(bill: Bill, progress: Progress, aside: Aside, value: str, session: Session) -> Reply:
    """What the answer `value` (an option's key, or what was typed) does. Raises Problem where it will not do."""
    now = session.now()
    if value == STOP:
        return Leave()
    raised = checklist.warnings(progress, bill, now)
    if raised:
        warning, _, reason = value.partition(":")
        if all(warn.id != warning for warn in raised):  # it was raised while the answer was given
            raise Problem("a warning has to be answered first")
        return Commit(
            msg("warning answered for {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat()),
            lambda ledger, newest: checklist.answer(ledger, newest, warning, reason, now),
        )
    match current(progress, bill, now):
        case Step.PLATFORM:
            return _step(bill, Step.PLATFORM, lambda each, new: checklist.confirm_platform(each, new, value, now))
        case Step.ENTRY:
            return _step(bill, Step.ENTRY, lambda each, new: checklist.confirm_entry(each, new, now))
        case Step.AMOUNT:
            return _reply_amount(bill, aside, value, now)
        case Step.METHOD:
            return _reply_method(bill, aside, value, now)
        case _:
            return _reply_completion(bill, progress, aside, value, now)


def _step(bill: Bill, step: Step, change: Callable[[Ledger, Bill], Ledger]) -> Commit:
    number = STEPS.index(step) + 1
    return Commit(
        msg("step {number} for {channel} {due}", number=number, channel=bill.channel.name, due=bill.due.isoformat()),
        change,
    )


def _reply_amount(bill: Bill, aside: Aside, value: str, now: datetime) -> Reply:
    if aside.nothing:
        owed = bill.outstanding
        return _amount(bill, owed, Way.MATCH, owed, now) if value == "repaid" else Aside()
    if aside.figure is None:
        figure = parse_amount(value)
        if figure == bill.outstanding:
            return _amount(bill, figure, Way.MATCH, figure, now)
        return Aside(figure=figure) if figure else Aside(nothing=True)
    if aside.part:
        return _amount(bill, aside.figure, Way.PART, parse_amount(value), now)
    return _reply_difference(bill, aside.figure, aside, value, now)


def _reply_difference(bill: Bill, figure: Fen, aside: Aside, value: str, now: datetime) -> Reply:
    match value:
        case "correct" if doubtful(bill, figure) and not aside.doubt:
            return Aside(figure=figure, doubt=True)
        case "correct":
            return _amount(bill, figure, Way.CORRECT, figure, now)
        case "part":
            return Aside(figure=figure, part=True)
        case _:
            return Aside()


def _amount(bill: Bill, figure: Fen, way: Way, pay: Fen, now: datetime) -> Commit:
    return _step(bill, Step.AMOUNT, lambda each, new: verifying.settle_amount(each, new, figure, way, pay, now))


def _reply_method(bill: Bill, aside: Aside, value: str, now: datetime) -> Reply:
    if aside.part:
        pay = parse_amount(value)
        return _step(bill, Step.AMOUNT, lambda each, new: verifying.pay_part(each, new, pay, now))
    if value == "part":
        return Aside(part=True)
    return _step(bill, Step.METHOD, lambda each, new: checklist.choose_method(each, new, value, now))


def _reply_completion(bill: Bill, progress: Progress, aside: Aside, value: str, now: datetime) -> Reply:
    if aside.earlier:
        local = parse_local_time(value).replace(tzinfo=ZoneInfo(bill.channel.zone))
        return _paid(bill, local.astimezone(UTC), now, seen=not aside.unseen)
    match value:
        case "now":
            return _paid(bill, now, now, seen=True)
        case "unseen" if stale(progress, bill, now) is None:
            return _paid(bill, now, now, seen=False)
        case "unseen" | "earlier":
            return Aside(earlier=True, unseen=value == "unseen")
        case "again":
            return _step(bill, Step.AMOUNT, lambda each, new: payment.verify_again(each, new, now))
        case "debited":
            took = debit.due_then(bill)
            label = msg("auto-debit of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
            return Commit(label, lambda each, new: payment.taken_meanwhile(each, new, took, now))
        case _:
            raise Problem("that answers another question; read this one first")


def _paid(bill: Bill, paid_at: datetime, now: datetime, *, seen: bool) -> Commit:
    label = msg("repayment of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    return Commit(label, lambda each, new: payment.complete(each, new, paid_at, now, confirmed=seen))
