"""Orders and the whole ledger as a file, for other programs and for fenqi itself."""

from collections.abc import Callable, Mapping
from itertools import zip_longest

from msgspec.structs import replace

from models.bills.book import Book
from models.bills.derive import derive
from models.bills.gone_over import gone_over
from models.bills.schedule import Line
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.exchange.column import Cell, Example
from models.exchange.columns import COLUMNS
from models.exchange.formats import FORMATS
from models.exchange.record import FieldCells, order_fields
from models.exchange.whole import counts, ledger_fields
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.values.message import Message


def export(form: str, ledger: Ledger, catalogue: Catalogue) -> str:
    """The ledger in the format of that name; importing its orders changes nothing.

    It is all that the ledger holds, as `ledger_fields` says, or its orders where the format has no room for more.
    Repayments are not among them, so `paid_periods` counts the periods from the first on that are settled by now;
    nothing stands there where none is and nobody said how many were. An order that began as a bill is only in a whole
    ledger: as a purchase it would be owed beside that bill.
    """
    to = FORMATS[form]
    if to.whole:
        return to.write(ledger_fields(ledger))
    settled = settled_periods(derive(ledger, catalogue))
    return to.write(
        {"orders": [_with_settled(order, settled[order.id]) for order in ledger.orders.values() if _bought(order)]}
    )


def _bought(order: Order) -> bool:
    return order.kind is Kind.PURCHASE


def _with_settled(order: Order, settled: int) -> FieldCells:
    fields = order_fields(order)
    if not settled:
        return fields
    later = COLUMNS["repaid_also"].cell(tuple(number for number in order.repaid_also if number > settled))
    return {**fields, "paid_periods": settled, "repaid_also": later}


def not_carried(form: str, ledger: Ledger, catalogue: Catalogue) -> Mapping[str, int]:
    """How many records there are of each kind that a file of that format has no room for.

    An account that is as its channel makes it is made again by the orders.
    """
    if FORMATS[form].whole:
        return {}
    channels = effective(catalogue, ledger.channels)
    known = {ident: Account.of(channels[ident]) for ident in ledger.accounts if ident in channels}
    own = {ident: each for ident, each in ledger.accounts.items() if known.get(ident) != _without_day(each)}
    said = {ident: each for ident, each in ledger.precautions.items() if each.last or each.off}
    left = replace(ledger, accounts=own, precautions=said)
    found = {table: count for table, count in counts(left).items() if table != "orders"}
    turned = sum(not _bought(order) for order in ledger.orders.values())
    return {**found, "conversions": max(turned, found.get("conversions", 0))} if turned else found


def _without_day(account: Account) -> Account:
    """The account without the day on which an order made it: the next one makes it again, with its own."""
    return replace(account, added_on=None, by_order=False) if account.by_order else account


def settled_periods(book: Book) -> Mapping[str, int]:
    """By order: how many of its periods from the first on are settled. One that never cost anything is not, nor one of
    which a part is owed on a later bill."""
    found = dict[str, int]()
    for ident, lines in book.schedules.items():
        over = gone_over(lines, book.bills)
        periods = over.periods if over else ()
        open_ones = (at for at, line in enumerate(lines) if line.number in periods or not _settled(line))
        found[ident] = next(open_ones, len(lines))
    return found


def _settled(line: Line) -> bool:
    entered = line.order is not None and line.number in line.order.repaid_periods
    return entered or (line.amount > 0 and line.outstanding <= 0)


def template(form: str, language: str = "en", say: Callable[[Message], str] = str) -> str:
    """An example to start from, in that language, which imports cleanly. The figures are a checkout page's, the rest is
    made up.
    """

    def cell(example: Example) -> Cell:
        if isinstance(example, Message):
            return say(example)
        return example[language] if isinstance(example, dict) else example

    rows = zip_longest(*(column.examples for column in COLUMNS.values()), fillvalue="")
    content = {"orders": [dict(zip(COLUMNS, map(cell, row), strict=True)) for row in rows]}
    to = FORMATS[form]
    if to.titled is None or language == "en":
        return to.write(content)
    return to.titled(content, [column.title for column in COLUMNS.values()])
