"""Orders and the whole ledger as CSV and JSON, for other programs and for fenqi itself."""

from collections.abc import Mapping
from itertools import zip_longest

from models.bills.book import Book
from models.bills.schedule import Line
from models.exchange.columns import COLUMNS
from models.exchange.csv_file import write_csv
from models.exchange.json_file import write_json
from models.exchange.record import order_fields
from models.exchange.row import Form
from models.exchange.whole import ledger_fields
from models.ledger.ledger import Ledger


def export_csv(ledger: Ledger, book: Book) -> str:
    """The ledger's orders; importing them changes nothing.

    Repayments have no place in it, so `paid_periods` counts the periods from the first on that are settled by now.
    """
    settled = settled_periods(book)
    return write_csv({**order_fields(order), "paid_periods": settled[order.id]} for order in ledger.orders.values())


def settled_periods(book: Book) -> Mapping[str, int]:
    """By order: how many of its periods from the first on are settled. One that never cost anything is not."""
    return {
        ident: next((number for number, line in enumerate(lines) if not _settled(line)), len(lines))
        for ident, lines in book.schedules.items()
    }


def _settled(line: Line) -> bool:
    entered = line.order is not None and line.number <= line.order.paid_periods
    return entered or (line.amount > 0 and line.outstanding <= 0)


def export_json(ledger: Ledger) -> str:
    """All that the ledger holds, as `ledger_fields` says; importing its orders changes nothing."""
    return write_json(ledger_fields(ledger))


def template(form: Form) -> str:
    """An example to start from, which imports cleanly. The figures are a checkout page's, the rest is made up."""
    examples = zip_longest(*(column.examples for column in COLUMNS.values()), fillvalue="")
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in examples]
    return write_json({"orders": rows}) if form == "json" else write_csv(rows)
