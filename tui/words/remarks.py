"""What else is to be known of a bill: early settlement, auto-debit, late interest, grace, credit."""

from collections.abc import Iterator, Sequence

from models.actions.settled_early import Ended
from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, Window, auto_debit_of, is_unsaid
from models.bills.book import Book
from models.bills.debit_phase import Phase, phase, tried_again
from models.bills.minimum import rest_unsaid
from models.bills.unsaid import due_before_entering
from models.channels.due import due_before_move
from models.channels.effective import channel_of
from models.channels.rules import RUNS, Switch
from models.ledger.auto_debit import Outcome
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import today
from models.values.money import Fen, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.words.bill import over_said
from tui.words.cost import rate_said
from tui.words.late import grace_said, late_said
from tui.words.minimum import minimum_said
from tui.words.punctuation import said_of
from tui.words.styled import Styled
from tui.words.takes import when_taken


def remarks(bill: Bill, order: Order | None, book: Book, credit: Fen, session: Session) -> list[Styled]:
    """The remarks on a bill, the most pressing first."""
    found: list[Styled] = []
    if bill.settles and order is not None:
        found += _settled_early(bill, order, book, session)
    else:
        found += (
            *_over(bill, session),
            *_put_off(bill, session),
            *_auto_debit(bill, session),
            *_turned_since(bill, book, session),
            *_looked(bill, session),
            *_late(bill, session),
            *_minimum(bill, session),
        )
    return [*found, *_credit(bill, credit, session)]


def _settled_early(bill: Bill, order: Order, book: Book, session: Session) -> Sequence[Styled]:
    from models.actions.early import early_quote  # noqa: PLC0415  # few bills settle an order
    from tui.words.early import early_said  # noqa: PLC0415  # nor do they say what that costs

    quote = early_quote(order, book, bill.channel, bill.due_at)
    return early_said(quote, bill.channel, session, named=bill.outstanding)


def _put_off(bill: Bill, session: Session) -> Iterator[Styled]:
    """That it was out when the due day was moved, so that its institution may not have put it off."""
    day = due_before_move(bill.channel, bill.due) if bill.outstanding > 0 and bill.channel.due_moves else None
    if day is not None:
        yield (
            session.language.t(
                "out before the due day was moved: see in its app whether it is due on {day} all the same",
                day=f"{day:%m-%d}",
            ),
            "warn",
        )


def recorded(order: Order, bill: Bill, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """What was recorded of the order besides repayments of its bills: refunds, and its early settlement.

    Of refunds, also of the bill's other orders, what they took off this bill.
    """
    t = session.language.t
    for each in ledger.refunds.values():
        if each.order == order.id:
            day = today(each.at, bill.channel.zone).isoformat()
            yield t("refunded {amount} on {day}", amount=yuan(each.amount), day=day), "accent"
    turned = sum(each.amount for each in bill.conversions)
    if turned:
        yield t("{amount} of the bill was turned into instalments (账单分期)", amount=yuan(turned)), "accent"
    yield from _taken_off(bill, ledger, session)
    closing = ledger.closings.get(order.id)
    if closing is not None:
        text = t(
            "settled early on {day} for {figure}, from period {first} on",
            day=today(closing.at, bill.channel.zone).isoformat(),
            figure=yuan(closing.figure),
            first=closing.first,
        )
        yield text, "accent"


def came_to(ended: Ended | None, session: Session) -> Iterator[Styled]:
    """What an order that was settled early really cost, and saved against paying every remaining fee."""
    if ended is None:
        return
    t, rate = session.language, rate_said(ended.xirr, session.language)
    if ended.saved > 0:
        yield t.t("saved {saved} against paying every remaining fee", saved=yuan(ended.saved)), "good"
    elif ended.saved < 0:
        yield t.t("{more} more than every remaining fee", more=yuan(-ended.saved)), "warn"
    else:
        yield t.t("nothing saved: every remaining fee was charged"), "warn"
    fees = yuan(ended.fees)
    if 0 < ended.charged < ended.fees:
        fees = t.t("{fees}, of which {charged} for settling early", fees=fees, charged=yuan(ended.charged))
    yield t.t("really paid in fees: {fees} · {rate} a year by dates (XIRR)", fees=fees, rate=rate), ""


def _taken_off(bill: Bill, ledger: Ledger, session: Session) -> Iterator[Styled]:
    """What refunds took off the bill's lines; early settlement ends a line otherwise."""
    refunded = {each.order for each in ledger.refunds.values()} - ledger.closings.keys()
    for line in bill.lines:
        if line.order and line.refunded and line.order.id in refunded:
            text = session.language.t(
                "a refund took {amount} off period {number} of {title}",
                amount=yuan(line.refunded),
                number=line.number,
                title=line.order.title,
            )
            yield text, "accent"


def _late(bill: Bill, session: Session) -> Iterator[Styled]:
    t = session.language.t
    if bill.certain < bill.outstanding:
        unsaid = [line for line in bill.lines if line.outstanding > 0 and is_unsaid(line, bill)]
        if any(map(due_before_entering, unsaid)):
            yield t("due before the order was entered here: c says whether it was repaid"), "accent"
        else:
            yield t("done with before an order was entered here that is on it: c says whether it was repaid"), "accent"
    if bill.unsaid:
        return
    yield from late_said(bill, session)
    yield from grace_said(bill, session)


def _minimum(bill: Bill, session: Session) -> Iterator[Styled]:
    """Of a bill that was repaid in part: what its minimum has to do with that, unless its rest went over already."""
    said = minimum_said(bill, session) if bill.repayments and bill.over is None else ""
    if said:
        yield said, "warn"


def _over(bill: Bill, session: Session) -> Iterator[Styled]:
    """Where what is left of it stands, and the interest on that."""
    return ((said, "accent") for said in over_said(bill, session))


def _credit(bill: Bill, credit: Fen, session: Session) -> Iterator[Styled]:
    if credit:
        t = session.language.t
        yield t("credit with {channel}: {amount}", channel=bill.channel.short, amount=yuan(credit)), "accent"


def _auto_debit(bill: Bill, session: Session) -> list[Styled]:
    t, window, now = session.language, auto_debit_window(bill), session.now()
    stands = phase(bill, now)
    if window is None or stands is Phase.NONE or rest_unsaid(bill, now):
        return []
    if bill.certain < bill.outstanding and stands in {Phase.RUNNING, Phase.UNSEEN}:
        # What c asks first is said below: whether it was repaid before it was entered.
        return [(when_taken(bill, window, t), "dim")] if stands is Phase.RUNNING else []
    match stands:
        case Phase.CHECK:
            return [(said_of(when_taken(bill, window, t), t.t("c checks the balance"), t), "warn")]
        case Phase.RUNNING:
            return [(said_of(when_taken(bill, window, t), t.t("c says whether it was taken"), t), "warn")]
        case Phase.UNSEEN:
            end = f"{window.end:%m-%d %H:%M}"
            if window.known:
                return [(t.t("auto-debit ended at {end}: c says whether it was taken", end=end), "warn")]
            return [(t.t("auto-debit may have taken it until {end}: c says whether it did", end=end), "warn")]
        case Phase.UNPAID | Phase.FAILED:
            return [(_failed(bill, window, t, again=tried_again(bill, now)), "bad")]
        case _:
            return [(when_taken(bill, window, t), "dim")]


def _turned_since(bill: Bill, book: Book, session: Session) -> Iterator[Styled]:
    """That auto-debit is off by now, where the hours of the bill had begun while it was on; or the other way round."""
    rule = channel_of(book.channels, bill.channel.id).auto_debit.default
    now = {(line.order.auto_debit if line.order else None) or rule for line in bill.lines if line.outstanding > 0}
    then, t = auto_debit_of(bill), session.language.t
    if then is Switch.ON and now == {Switch.OFF}:
        yield t("auto-debit is off by now, but was on in the hours of this bill"), "warn"
    elif then is Switch.OFF and now and now <= RUNS:
        yield t("auto-debit is on by now, but was not on in the hours of this bill"), "warn"


def _failed(bill: Bill, window: Window, t: Language, *, again: bool) -> str:
    """What is left to do after an auto-debit that took nothing, or not all; it failed only where somebody saw that."""
    if again:
        end = f"{window.end:%m-%d %H:%M}"
        return t.t("auto-debit did not take all: repay the rest by hand; it may be tried again until {end}", end=end)
    outcome = bill.auto_debit.outcome if bill.auto_debit is not None else None
    if outcome in {Outcome.PART, Outcome.TAKEN}:
        return t.t("auto-debit took only a part: repay what is left by hand")
    if outcome is Outcome.FAILED and window.known:
        return t.t("auto-debit failed: repay it by hand")
    return t.t("it was not taken: repay it by hand")


def _looked(bill: Bill, session: Session) -> Iterator[Styled]:
    """Which account goes first, and when somebody saw that its balance is enough."""
    t, window, seen = session.language.t, auto_debit_window(bill), bill.auto_debit
    account = (seen.pay_account if seen else "") or (window.pay_account if window else "")
    when = ""
    if seen and seen.balance_at:
        when = f"{seen.balance_at.astimezone(bill.due_at.tzinfo):%m-%d %H:%M}"
    if account and when:
        yield t("auto-debit account: {account} · balance checked {when}", account=account, when=when), "dim"
    elif account:
        yield t("auto-debit account: {account}", account=account), "dim"
    elif when:
        yield t("balance for auto-debit checked {when}", when=when), "dim"
