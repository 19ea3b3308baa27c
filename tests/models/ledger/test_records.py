"""Every small record refuses what cannot be, and names the field."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from models.ledger.auto_debit import AutoDebitSeen
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.conversion import Conversion
from models.ledger.correction import Correction
from models.ledger.credit import CreditUse
from models.ledger.deferral import Deferral
from models.ledger.figure import BillFigure
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.order import Kind
from models.ledger.page_seen import PageSeen
from models.ledger.precaution import Precaution
from models.ledger.progress import Progress
from models.ledger.promise import Promise
from models.ledger.reduction import Reduction, Target
from models.ledger.sighting import Sighting
from models.values.message import Problem
from models.values.money import MAX_AMOUNT
from tests.models.builders import NOW, order

BILL, NEXT = "huabei/2026-12-10", "huabei/2027-01-10"
BALANCE = Balance(id="招行 1234", amount=0, at=NOW)
BUDGET = Budget(income=8_000_00, payday=31, fixed=0)
CONVERSION = Conversion(id="a1", bill=BILL, amount=1, at=NOW)
CREDIT = CreditUse(id="r+1", account_id="huabei", of="r", bill=BILL, amount=1, at=NOW)
DEFERRAL = Deferral(id=BILL, to=NEXT, at=NOW)
FIGURE = BillFigure(id=BILL, total=0, seen_at=NOW, source="app")
MINIMUM = MinimumPaid(id=BILL, at=NOW, interest=4_19)
MOVED = MovedBill(id=BILL, to=NEXT)
PROMISE = Promise(id=BILL, on=date(2026, 12, 20), at=NOW)
REDUCTION = Reduction(id="b~1", bill=BILL, target=Target.FEE, amount=9_99, at=NOW, order="phone", number=1)
SIGHTING = Sighting(id="alipay:1", source="alipay", at=NOW, amount=268_00, repayment="huabei/2026-12-10#1")


@pytest.mark.parametrize(
    ("record", "field", "values"),
    [
        (BALANCE, "pay_account", {"id": ""}),
        (BALANCE, "pay_account", {"id": "招行 6222 0202"}),
        (BALANCE, "pay_account", {"id": "a\x1bb"}),
        (BALANCE, "pay_account", {"id": "招" * 121}),
        (BALANCE, "amount", {"amount": -1}),
        (BALANCE, "amount", {"amount": MAX_AMOUNT + 1}),
        (BUDGET, "id", {"id": "another"}),
        (BUDGET, "income", {"income": -1}),
        (BUDGET, "fixed", {"fixed": MAX_AMOUNT + 1}),
        (BUDGET, "payday", {"payday": 0}),
        (BUDGET, "payday", {"payday": 32}),
        (CONVERSION, "id", {"id": ""}),
        (CONVERSION, "bill", {"bill": "huabei"}),
        (CONVERSION, "amount", {"amount": 0}),
        (Correction(id=BILL, total=1, at=NOW), "id", {"id": "nowhere"}),
        (Progress(id="early/phone", started_at=NOW), "id", {"id": "huabei/2026-13-45"}),
        (AutoDebitSeen(id=BILL), "id", {"id": "early/phone"}),
        (CREDIT, "of", {"of": ""}),
        (CREDIT, "bill", {"account_id": "cmb"}),
        (CREDIT, "amount", {"amount": 0}),
        (DEFERRAL, "id", {"id": "/2026-12-10"}),
        (DEFERRAL, "to", {"to": BILL}),
        (DEFERRAL, "to", {"to": "cmb/2027-01-10"}),
        (FIGURE, "id", {"id": "huabei/2026-02-30"}),
        (FIGURE, "total", {"total": -1}),
        (FIGURE, "source", {"source": "The App"}),
        (MINIMUM, "id", {"id": "huabei/2026-12-1"}),
        (MINIMUM, "interest", {"interest": -1}),
        (MINIMUM, "estimate", {"estimate": -1}),
        (MOVED, "id", {"id": "nowhere"}),
        (MOVED, "to", {"to": ""}),
        (PageSeen(id="phone", seen_on=date(2026, 12, 9)), "id", {"id": "\x07"}),
        (PageSeen(id="phone", seen_on=date(2026, 12, 9)), "seen_on", {"seen_on": date(1999, 12, 31)}),
        (Precaution(id="balance-huabei"), "id", {"id": "\x07"}),
        (PROMISE, "id", {"id": "early/phone"}),
        (PROMISE, "on", {"on": date(1999, 12, 31)}),
        (REDUCTION, "bill", {"bill": ""}),
        (REDUCTION, "amount", {"amount": -9_99}),
        (REDUCTION, "order", {"number": 0}),
        (REDUCTION, "order", {"order": ""}),
        (REDUCTION, "reason", {"reason": "\x1b[2J"}),
        (SIGHTING, "id", {"id": ""}),
        (SIGHTING, "source", {"source": ""}),
        (SIGHTING, "amount", {"amount": 0}),
        (SIGHTING, "repayment", {"ignored": True}),
        (order(), "of", {"of": BILL}),
        (order(), "of", {"kind": Kind.BILL}),
        (order(), "stated_rate", {"stated_rate": Decimal("1.01")}),
        (order(), "stated_rate", {"stated_rate": Decimal("-0.01")}),
        (order(), "stated_rate", {"stated_rate": Decimal("NaN")}),
    ],
    ids=lambda each: type(each).__name__ if hasattr(each, "id") else str(each),
)
def test_what_cannot_be_is_refused_with_its_field(record, field, values):
    with pytest.raises(Problem) as refused:
        replace(record, **values)
    assert refused.value.field == field


def test_what_can_be_is_taken():
    assert replace(order(), kind=Kind.BILL, of=BILL, stated_rate=Decimal("0.1494")).of == BILL
    assert replace(BUDGET, income=None, payday=None, fixed=None) == Budget()
    assert replace(REDUCTION, order="", number=0, target=Target.BILL).order == ""
    assert replace(SIGHTING, repayment="", ignored=True).ignored
    assert replace(CREDIT, bill="招行 的卡/2026-12-10", account_id="招行 的卡").account_id == "招行 的卡"
