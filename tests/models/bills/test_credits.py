"""Where the money came from that lies with an institution beyond what is owed there."""

from datetime import date, timedelta

from models.bills.contracts import contracts
from models.bills.credits import Credit, credits_of
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from tests.models.builders import NOW, book, by_hand, ledger, order, refund, repaid

OF = ledger(order("phone"), order("vacuum", channel="baitiao"))


def of_accounts(of: Ledger, *accounts: str):
    return credits_of(of, contracts(of, by_hand()), accounts or None)


def beyond(of: Ledger, ident: str, amount: int, days: int = 0) -> Ledger:
    """A repayment of which nothing went to a bill."""
    paid = Repayment(
        id=ident,
        account_id="huabei",
        due=date(2026, 12, 10),
        amount=amount,
        paid_at=NOW + timedelta(days=days),
        method="bank_card",
    )
    return Ledger(orders=of.orders, refunds=of.refunds, repayments={**of.repayments, ident: paid})


def test_where_nothing_is_too_much_there_is_no_credit():
    assert of_accounts(repaid(OF, "huabei/2026-12-10")) == {}


def test_what_was_repaid_beyond_a_bill_is_credit_from_when_it_was_paid():
    assert of_accounts(beyond(OF, "a", 2_500)) == {
        "huabei": (Credit(of="a", account_id="huabei", came=NOW, amount=2_500),)
    }


def test_each_refund_gives_what_of_it_was_too_much_and_no_bill_made_by_then_gets_it():
    of = OF
    for ident in ("huabei/2026-12-10", "huabei/2027-01-10", "huabei/2027-02-10"):
        of = repaid(of, ident)
    of = refund(of, "phone", 4_000, NOW, full=False)
    of = refund(of, "phone", 26_000, NOW + timedelta(days=2), full=True)
    assert [(each.of, each.amount, each.not_before) for each in of_accounts(of)["huabei"]] == [
        ("phone~1", 4_000, date(2026, 12, 5)),
        ("phone~2", 26_000, date(2026, 12, 7)),
    ]


def test_they_are_in_the_order_in_which_the_money_came():
    of = beyond(beyond(OF, "late", 300, days=3), "early", 200)
    assert [each.of for each in of_accounts(of)["huabei"]] == ["early", "late"]


def test_some_accounts_can_be_asked_for_alone():
    of = beyond(OF, "a", 2_500)
    assert book(of).bills.keys() >= {"baitiao/2026-12-10"}
    assert (of_accounts(of, "baitiao"), of_accounts(of, "huabei")) == ({}, of_accounts(of))
