"""The figures that other programs get add up, whatever was taken off a line."""

from decimal import Decimal

from hypothesis import given

from models.bills.status import Moment
from models.channels.builtin import builtin
from models.exchange.contract import bill_json
from models.exchange.contract_orders import order_json
from models.ledger.ledger import Ledger
from models.values.money import Fen
from tests.models import builders
from tests.models.builders import NOW, book, refund
from tests.models.strategies import ledgers


def fen(text: str) -> Fen:
    return int(Decimal(text) * 100)


def adds_up(row: dict[str, str]) -> bool:
    return fen(row["principal"]) + fen(row["fee"]) - fen(row["reduced"]) == fen(row["amount"])


def check(ledger: Ledger) -> None:
    all_of_it = book(ledger, builtin())
    for bill in all_of_it.bills.values():
        said = bill_json(bill, Moment(NOW), ledger)
        assert all(map(adds_up, said["lines"]))
        assert sum(fen(line["amount"]) for line in said["lines"]) == fen(said["amount"])
    for order in ledger.orders.values():
        said = order_json(order, all_of_it, Moment(NOW), ledger, builtin())
        assert all(map(adds_up, said["schedule"]))
        assert adds_up(said["totals"])
        for name in ("principal", "fee", "reduced", "amount", "paid"):
            assert sum(fen(line[name]) for line in said["schedule"]) == fen(said["totals"][name])


@given(ledgers(most=2))
def test_principal_and_fee_without_what_was_reduced_are_the_amount(ledger: Ledger) -> None:
    check(ledger)


def test_a_refund_shows_as_reduced() -> None:
    ledger = refund(builders.ledger(builders.order()), "phone", 150_00, NOW, full=False)
    check(ledger)
    said = order_json(ledger.orders["phone"], book(ledger), Moment(NOW), ledger, builtin())
    assert [line["reduced"] for line in said["schedule"]] == ["0.00", "50.00", "100.00"]
    assert (said["totals"]["reduced"], said["totals"]["amount"]) == ("150.00", "153.00")


def test_what_early_settlement_cost_is_written_beside_the_lines() -> None:
    ledger = builders.settled_early(builders.ledger(builders.order(channel="cmb")), "phone")
    check(ledger)
    said = order_json(ledger.orders["phone"], book(ledger), Moment(NOW), ledger, builtin())["totals"]
    paid = sum(each.amount for each in ledger.repayments.values())
    assert fen(said["early_charge"]) > 0
    assert fen(said["paid"]) + fen(said["early_charge"]) == paid
    assert said["outstanding"] == "0.00"
    assert fen(said["reduced"]) == 3_00, "the fees are not owed after all"


def test_without_early_settlement_there_is_no_charge() -> None:
    ledger = builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10")
    assert (
        order_json(ledger.orders["phone"], book(ledger), Moment(NOW), ledger, builtin())["totals"]["early_charge"]
        == "0.00"
    )
