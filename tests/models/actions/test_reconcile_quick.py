"""A long statement beside a long ledger: what follows from that is derived once, and then only what a line changes."""

import pytest

from models.actions import beside as module
from models.actions.reconcile import findings
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.values.money import plain
from tests.models.actions.statements import NOW, alipay, by_hand, repaid, six_orders


def typed() -> Ledger:
    """With a record of each bill of 花呗 so far."""
    ledger = six_orders()
    for bill in derive(ledger, builtin()).bills.values():
        if bill.channel.id == "huabei" and bill.due < NOW.date():
            ledger = by_hand(ledger, bill.id, plain(bill.amount), "debit-card", f"{bill.due}T10:00+08:00")
    return ledger


def test_a_book_is_not_derived_again_for_each_line(monkeypatch: pytest.MonkeyPatch):
    ledger = typed()
    statement = alipay(*(repaid(f"{each.due}T10:00", plain(each.amount)) for each in ledger.repayments.values()))
    counts = list[int]()
    monkeypatch.setattr(module, "derive", lambda *of: counts.append(1) or derive(*of))
    found = findings(ledger, builtin(), statement, {}, NOW)
    assert (found.taken, len(statement.lines)) == (5, 5)
    assert len(counts) <= 3, "as it is, without what lines have recorded, and that once more for what they confirmed"
