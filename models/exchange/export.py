"""Orders and the whole ledger as CSV and JSON, for other programs and for fenqi itself."""

from models.exchange.csv_file import write_csv
from models.exchange.json_file import write_json
from models.exchange.record import Fields, order_fields
from models.exchange.row import Form
from models.ledger import Correction, Ledger
from models.money import plain
from models.repayment import Repayment


def export_csv(ledger: Ledger) -> str:
    """The ledger's orders; importing them changes nothing."""
    return write_csv(order_fields(order) for order in ledger.orders.values())


def export_json(ledger: Ledger) -> str:
    """The ledger's orders, repayments and corrections; importing them changes nothing."""
    return write_json(
        {
            "orders": [order_fields(order) for order in ledger.orders.values()],
            "repayments": [_repayment(repayment) for repayment in ledger.repayments.values()],
            "corrections": [_correction(correction) for correction in ledger.corrections.values()],
        }
    )


def template(form: Form) -> str:
    """An example to start from, which imports cleanly. The figures are a checkout page's, the rest is made up."""
    return write_json({"orders": list(_EXAMPLES)}) if form == "json" else write_csv(_EXAMPLES)


def _repayment(repayment: Repayment) -> dict[str, object]:
    return {
        "id": repayment.id,
        "channel": repayment.channel,
        "due": repayment.due.isoformat(),
        "amount": plain(repayment.amount),
        "paid_at": repayment.paid_at.isoformat(),
        "method": repayment.method,
        "reference": repayment.reference,
        "confirmed": repayment.confirmed,
        "allocations": [
            {
                "order": share.order,
                "number": share.number,
                "fee": plain(share.fee),
                "principal": plain(share.principal),
            }
            for share in repayment.allocations
        ],
    }


def _correction(correction: Correction) -> Fields:
    return {
        "id": correction.id,
        "total": plain(correction.total),
        "at": correction.at.isoformat(),
        "reason": correction.reason,
    }


def _example(order_no: str, title: str, bought_at: str, channel: str, first_due: str, **terms: str | int) -> Fields:
    blank: Fields = {"principal": "", "fee_per_period": "", "note": "", "paid_periods": 0, "due_day": ""}
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
)
