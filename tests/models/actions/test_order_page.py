"""Which orders' pages are to be compared before their first repayment: purchases, once, and never again after a yes."""

from datetime import date, datetime

from msgspec.structs import replace

from models.actions.order_page import page_seen, pages_to_see
from models.actions.orders import delete_order
from models.bills.derive import derive
from models.ledger.ledger import Ledger
from models.ledger.order import Kind
from tests.models.builders import bill, by_hand, ledger, order, repaid

BILL, DAY = "huabei/2026-12-10", date(2026, 12, 9)
NEXT = date(2027, 1, 10)


def asked(of: Ledger, due: date = date(2026, 12, 10)) -> list[str]:
    return [each.id for each in pages_to_see(of, bill(of, due=due))]


def test_a_purchase_is_asked_about_until_something_of_it_is_repaid() -> None:
    of = ledger(order("phone"), order("shoes"))
    assert asked(of) == ["phone", "shoes"]
    assert asked(repaid(of, BILL), NEXT) == []
    assert asked(repaid(ledger(order("phone")), BILL, 1_00)) == [], "a part is a first repayment, too"


def test_what_was_repaid_before_it_was_entered_was_repaid_by_its_page() -> None:
    assert asked(ledger(order("phone", paid_periods=1)), NEXT) == []
    assert asked(ledger(order("phone", paid_periods=0)), NEXT) == ["phone"]
    assert asked(ledger(order("phone")), NEXT) == [], "nobody said whether the first was repaid"


def test_after_a_yes_it_is_never_asked_again_also_where_nothing_was_repaid() -> None:
    of = page_seen(ledger(order("phone"), order("shoes")), ["phone", "gone"], DAY)
    assert asked(of) == ["shoes"]
    assert {ident: each.seen_on for ident, each in of.pages.items()} == {"phone": DAY}


def test_an_order_that_is_deleted_takes_along_what_was_seen_of_it() -> None:
    of = page_seen(ledger(order("phone"), order("shoes")), ["phone", "shoes"], DAY)
    assert delete_order(of, "phone").pages.keys() == {"shoes"}


def test_a_bill_that_became_an_order_has_no_page() -> None:
    turned = replace(order("phone", bought_at=datetime(2026, 11, 10)), kind=Kind.BILL, of="huabei/2026-11-10")
    assert asked(ledger(turned)) == []


def test_seeing_a_page_changes_no_bill() -> None:
    of = ledger(order("phone"))
    seen = page_seen(of, ["phone"], DAY)
    before, after = (derive(each, by_hand()).bills[BILL] for each in (of, seen))
    assert (before.amount, before.due, before.outstanding) == (after.amount, after.due, after.outstanding)
