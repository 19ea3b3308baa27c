"""Orders and the whole ledger as CSV and JSON, for other programs and for fenqi itself."""

from collections.abc import Mapping

from models.bills.book import Book
from models.bills.schedule import Line
from models.exchange.columns import TOLD
from models.exchange.csv_file import write_csv
from models.exchange.json_file import write_json
from models.exchange.record import Fields, order_fields
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
    return write_json({"orders": list(_EXAMPLES)}) if form == "json" else write_csv(_EXAMPLES)


def _example(order_no: str, title: str, bought_at: str, channel: str, first_due: str, **terms: str | int) -> Fields:
    blank: Fields = {
        "principal": "",
        "amount_per_period": "",
        "fee_per_period": "",
        "note": "",
        "paid_periods": 0,
        "due_day": "",
    }
    return {
        **blank,
        "order_no": order_no,
        "title": title,
        "bought_at": bought_at,
        "channel": channel,
        "first_due": first_due,
        "archived": False,
        "auto_debit": "",
        "account": "",
        "confirmed_on": "",
        **dict.fromkeys(TOLD, ""),
        **terms,
    }


_EXAMPLES = (
    _example(
        "5261111000000001",
        "Xiaomi 手机 64GB",
        "2026-11-11 20:05",
        "huabei",
        "2026-12-10",
        principal="1499.00",
        periods=12,
        amount_per_period="134.90",
        fee_per_period="9.99",
        note="principal and fee as the order page shows them",
    ),
    _example(
        "5261111000000002",
        "米家扫地机器人",
        "2026-10-31",
        "jd-baitiao",
        "2026-11-30",
        principal="1499.00",
        periods=6,
        amount_per_period="261.07",
        due_day=31,
        note="the fee follows from principal and amount; due on the 31st or the month's last day",
    ),
    _example(
        "5261111000000003",
        "小米手环",
        "2026-09-01 09:30",
        "cmb",
        "2026-10-18",
        periods=3,
        amount_per_period="83.00;83.00;83.02",
        paid_periods=1,
        note="amounts that differ are listed; without fees nothing else is needed; one period is repaid already",
    ),
    _example(
        "5261111000000004",
        "Redmi 显示器",
        "2026-09-28",
        "huabei",
        "2026-11-10",
        principal="1200.00",
        periods=12,
        fee_rate="0.6%",
        confirmed_on="2026-10-03",
        note="a rate tells the amounts; the cycle counts from the day on which receipt was confirmed",
    ),
)
