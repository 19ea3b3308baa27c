"""Two payments that both fit one record typed by hand: the earlier shows it, whichever is read first."""

from itertools import permutations

import pytest

from models.actions.finding import FindingKind, Sureness
from models.ledger.ids import line_id
from models.ledger.statement import StatementLine
from tests.models.actions.statements import alipay, beside, by_hand, repaid, six_orders

BILL = "huabei/2026-11-10"


def paid(when: str, reference: str, label: str = "2026-11") -> StatementLine:
    """Under the id that a source gives to a line with a reference."""
    ident = line_id("alipay", reference, f"{when}:00+08:00", "58120")
    return repaid(when, "581.20", label=label, reference=reference, id=ident)


FIRST, SECOND, THIRD = paid("2026-11-08T08:00", "1"), paid("2026-11-10T09:00", "2"), paid("2026-11-11T09:00", "3")


@pytest.mark.parametrize("label", ["2026-11", ""])
@pytest.mark.parametrize("order", permutations((FIRST, SECOND, THIRD)))
def test_in_whatever_order_they_are_read_the_earliest_shows_the_record(
    order: tuple[StatementLine, ...], label: str
) -> None:
    lines = [paid(f"{each.at:%Y-%m-%dT%H:%M}", each.reference, label) for each in order]
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    whole = beside(typed, alipay(*lines, covers=None)).ledger
    (made,) = whole.repayments.values()
    assert made.reference == "1"
    ledger = typed
    for each in lines:
        ledger = beside(ledger, alipay(each, covers=None)).ledger
    assert ledger == whole
    assert beside(ledger, alipay(*lines, covers=None)).ledger == whole


def test_the_one_that_gives_way_is_asked_about() -> None:
    typed = by_hand(six_orders(), BILL, "581.20", "yuebao", "2026-11-09T20:00:00+08:00")
    found = beside(beside(typed, alipay(SECOND, covers=None)).ledger, alipay(FIRST, covers=None))
    assert [(each.kind, each.level) for each in found.findings if each.key == SECOND.id] == [
        (FindingKind.DIFFERS, Sureness.ASK)
    ]
