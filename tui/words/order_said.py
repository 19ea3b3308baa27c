"""All that is known of an order beside its schedule: what was entered of it, and what happened to its bills."""

from collections.abc import Iterator

from models.bills.bill import Bill
from models.bills.book import Book
from models.channels.channel import Channel
from models.exchange.columns import COLUMNS
from models.exchange.typed_order import texts
from models.ledger.closing import Closing
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.dates import instant_said
from models.values.message import msg
from models.values.money import grouped, parse_amount, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.words.bill import deferred_here, over_said
from tui.words.corrected import beside_said, corrected_said, said_at_line
from tui.words.late import grace_said, late_said
from tui.words.order_edit import flag, value_said
from tui.words.punctuation import said_of

SHOWN_ABOVE = frozenset({"title", "order_no", "channel", "periods", "amount_per_period", "fee_per_period"})
"""The columns that the title, the account's line and the schedule say."""
NOTHING = frozenset({"", "False"})


def entered_said(order: Order, channel: Channel, t: Language) -> Iterator[str]:
    """Whose it is, as which order it is kept, and what else was entered of it: what is empty is left out."""
    yield t.t("{account} ({ident}), order {order}", account=channel.name, ident=order.account_id, order=order.id)
    if order.of:
        yield t.t("began as the bill {bill}", bill=order.of)
    said = (
        _labelled(_label(name, t), value_said(name, text, t))
        for name, text in texts(order).items()
        if name not in SHOWN_ABOVE and text not in NOTHING
    )
    yield " · ".join(said)


def _labelled(label: str, value: str) -> str:
    """The value behind its label; an amount as it is everywhere on a screen."""
    return f"{label}{grouped(parse_amount(value))}" if label.endswith("¥") else f"{label} {value}"


def _label(column: str, t: Language) -> str:
    asked = COLUMNS[column].asked
    return t.say(asked.label) if asked else t.say(LABELS[column]) if column in LABELS else flag(column)


LABELS = {
    "repaid_also": msg("repaid before it was entered, too: period"),
    "due_day": msg("due day"),
    "archived": msg("archived"),
    "entered_on": msg("entered"),
    "fee_rate": msg("fee a period"),
    "total_fee_rate": msg("fee in all"),
    "annual_rate": msg("a year"),
    "method": msg("repaid by"),
}
"""The columns that no form asks for."""


def happened(order: Order, book: Book, ledger: Ledger, session: Session) -> Iterator[str]:
    """What became of the order's bills, a sentence each, earliest due first, and then of the order itself."""
    for bill in book.bills_with(order):
        for sentence in _to_bill(bill, ledger, session):
            yield said_of(bill.due.isoformat(), sentence, session.language)
    yield from _to_order(order, book, ledger, session)


def _to_bill(bill: Bill, ledger: Ledger, session: Session) -> Iterator[str]:
    t = session.language
    yield from (text for text, _ in (*late_said(bill, session), *grace_said(bill, session)))
    turned = sum(each.amount for each in bill.conversions)
    if turned:
        yield t.t("{amount} of the bill was turned into instalments (账单分期)", amount=yuan(turned))
    yield from corrected_said(bill, t)
    yield from over_said(bill, session)
    yield from (text for text, _ in deferred_here(bill, ledger, session))
    own = (line for line in bill.lines if not line.order and not said_at_line(bill, line))
    yield from (said_of(t.say(beside_said(line, bill)), yuan(line.amount), t) for line in own)


def _to_order(order: Order, book: Book, ledger: Ledger, session: Session) -> Iterator[str]:
    t, zone = session.language, book.row(order.id).channel.zone
    for each in sorted(ledger.refunds.values(), key=lambda each: (each.at.timestamp(), each.id)):
        if each.order == order.id:
            said = {"amount": yuan(each.amount), "day": instant_said(each.at, zone)}
            whole = t.t("refunded {amount} on {day}: the whole purchase", **said)
            yield whole if each.full else t.t("refunded {amount} on {day}", **said)
    closing = ledger.closings.get(order.id)
    if closing is not None:
        yield settled_early_said(closing, zone, t)


def settled_early_said(closing: Closing, zone: str, t: Language) -> str:
    """When, for how much and from which period on, beside the estimate where there was one."""
    said = {"day": instant_said(closing.at, zone), "figure": yuan(closing.figure)}
    if closing.estimate is None:
        return t.t("settled early on {day} for {figure}, from period {first} on", first=closing.first, **said)
    return t.t(
        "settled early on {day} for {figure}, from period {first} on; the estimate was {estimate}",
        first=closing.first,
        estimate=yuan(closing.estimate),
        **said,
    )
