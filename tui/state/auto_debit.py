"""What to look at around an auto-debit, or after a repayment that the app did not show: questions and answers."""

from collections.abc import Callable
from datetime import datetime

from models.actions import auto_debit as debit
from models.actions import checklist, payment
from models.actions.auto_debit import DebitStep, Phase, phase
from models.bills.bill import Bill, Window, debit_window
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.values.message import Message, Problem, msg
from models.values.money import parse_amount, yuan
from tui.run.session import Session
from tui.state.conversation import STOP, Aside, Ask, Commit, Leave, Option, Reply


def why_not_look(bill: Bill, session: Session) -> Message | None:
    """Why there is nothing to look at for this bill now."""
    if unconfirmed(bill) is not None:
        return None
    match phase(bill, session.now()):
        case Phase.CHECK | Phase.RUNNING | Phase.UNSEEN:
            return None
        case Phase.AHEAD | Phase.READY:
            return debit.too_early(bill, session.now())
        case Phase.FAILED:
            return msg("the auto-debit failed or took only a part; p repays what is left by hand")
        case Phase.NONE:
            return msg("auto-debit is off here, and every repayment is confirmed")


def unconfirmed(bill: Bill) -> Repayment | None:
    """The bill's repayment that the institution was not yet seen to show."""
    return next((each for each in bill.repayments if not each.confirmed), None)


def ask_look(bill: Bill, aside: Aside, session: Session) -> Ask:
    """What to look at now."""
    t = session.tongue
    repayment = unconfirmed(bill)
    if repayment is not None:
        text = t.t(
            "{amount} was paid on {when}. Does the app show it as repaid?",
            amount=yuan(repayment.amount),
            when=f"{repayment.paid_at.astimezone(bill.due_at.tzinfo):%m-%d %H:%M}",
        )
        return Ask(
            text=((text, "bold"),),
            options=(
                Option("seen", t.t("yes, it shows it")),
                Option(STOP, t.t("not yet")),
                Option("back", t.t("no, the money came back or never left")),
            ),
        )
    window = debit_window(bill)
    if window is None:
        return Ask(text=())
    return (
        _ask_taken(bill, window, aside, session)
        if phase(bill, session.now()) in {Phase.RUNNING, Phase.UNSEEN}
        else _ask_check(bill, window, session)
    )


def _ask_taken(bill: Bill, window: Window, aside: Aside, session: Session) -> Ask:
    t = session.tongue
    if aside.part:
        return Ask(text=((t.t("How much was taken?"), "bold"),), placeholder="0.00")
    over = phase(bill, session.now()) is Phase.UNSEEN
    end = f"{window.end:%m-%d %H:%M}"
    state = (
        t.t("Auto-debit ended at {end}. Do not assume that it worked.", end=end)
        if over
        else t.t("Auto-debit runs until {end}.", end=end)
    )
    return Ask(
        text=((state, "warn"), (t.t("Look in the app: was {amount} taken?", amount=yuan(window.amount)), "bold")),
        options=(
            *(() if over else (Option(STOP, t.t("not yet: look again later")),)),
            Option("taken", t.t("yes, all of it")),
            Option("part", t.t("another amount")),
            Option("failed", t.t("no: repay it by hand now") if over else t.t("it failed: repay it by hand now")),
            *((Option(STOP, t.t("stop here")),) if over else ()),
        ),
    )


def _ask_check(bill: Bill, window: Window, session: Session) -> Ask:
    t = session.tongue
    when = t.words(bill.channel.auto_debit.when)
    head = (
        (
            t.t("{amount} is taken from {start} on.", amount=yuan(window.amount), start=f"{window.start:%m-%d %H:%M}"),
            "warn",
        ),
        *(((when, "dim"),) if when else ()),
    )
    if debit.next_step(bill) is DebitStep.BALANCE:
        account = window.account or t.t("the account that it takes from")
        return Ask(
            text=(*head, (t.t("Look at {account}: is the balance enough?", account=account), "bold")),
            options=(
                Option("enough", t.t("yes, it is enough")),
                Option("short", t.t("no")),
                Option(STOP, t.t("stop here")),
            ),
        )
    return Ask(
        text=(*head, (t.t("Which account goes first? A label is enough, no number."), "bold")),
        placeholder=window.account or t.t("like 招行储蓄卡 1234"),
    )


def reply_look(bill: Bill, aside: Aside, value: str, session: Session) -> Reply:
    """What the answer does. Raises Problem where it will not do."""
    if value == STOP:
        return Leave()
    repayment = unconfirmed(bill)
    if repayment is not None:
        turn = payment.confirm if value == "seen" else payment.never_arrived
        return _commit(bill, lambda ledger, _bill: turn(ledger, repayment.id))
    now = session.now()
    if phase(bill, now) in {Phase.RUNNING, Phase.UNSEEN}:
        return _reply_taken(bill, aside, value, now)
    if debit.next_step(bill) is DebitStep.BALANCE:
        if value != "enough":
            raise Problem("top the account up before the auto-debit, or repay by hand with p")
        return _commit(bill, lambda ledger, new: debit.confirm_balance(ledger, new, now))
    window = debit_window(bill)
    label = value or (window.account if window else "")
    if not label:
        raise Problem("give the account a label")
    return _commit(bill, lambda ledger, new: debit.confirm_account(ledger, new, label, now))


def _reply_taken(bill: Bill, aside: Aside, value: str, now: datetime) -> Reply:
    if aside.part:
        amount = parse_amount(value)
        return _commit(bill, lambda ledger, new: debit.taken(ledger, new, amount, now))
    if value == "part":
        return Aside(part=True)
    if value == "taken":
        seen = debit.due_then(bill)  # what was asked about, whatever another terminal has entered since
        return _commit(bill, lambda ledger, new: debit.taken(ledger, new, seen, now))
    return _commit(bill, lambda ledger, new: checklist.begin(debit.failed(ledger, new, now), new, now))


def _commit(bill: Bill, change: Callable[[Ledger, Bill], Ledger]) -> Commit:
    label = msg("what was seen of {channel} {due}", channel=bill.channel.name, due=bill.due.isoformat())
    return Commit(label, change)
