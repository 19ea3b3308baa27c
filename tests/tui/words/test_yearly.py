"""What an order costs a year, for those who ask, and what its page states beside it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from models.bills.true_cost import true_cost
from models.ledger.order import Order
from models.plans.annual_cost import parse_rate
from models.plans.plan import EqualAmounts, FeeUnknown, Flat
from tests.models.builders import book, ledger, order
from tui.run.language import language_of
from tui.words.yearly import cost_said, stated_said, yearly

EN = language_of("en")
PHONE = order("phone", terms=Flat(principal=12_000_00, periods=12, rate=Decimal("0.006")))
FREE = order("phone", terms=EqualAmounts(principal=12_000_00, periods=12, amount=1_000_00))


def said(of: Order, make=cost_said) -> list[str]:
    return [text for text, _ in make(of, book(ledger(of)), EN)]


def test_unasked_one_rate_is_said_beside_the_fees():
    assert said(PHONE) == [
        "fees ¥864.00: 0.60% a period, 7.20% in all",
        "advertised 0.6% a period · really 13.03% a year (单利)",
    ]


def test_asked_it_is_every_rate_and_the_lines_that_they_are_compared_with():
    _, _, others, neither, line, average = said(PHONE, yearly)
    assert others.startswith("IRR 1.0862% a month · compound 13.84% · XIRR ")
    assert neither == "neither simple nor compound is over 24%"
    assert line.startswith(
        "24%: the most for loans with a partner, all costs in, since 2025-10-01 (third-party reports"
    )
    assert average.startswith("20%: what consumer finance is to keep to on average, since 2025-10-31 (")


def test_what_is_over_the_average_alone_is_said_to_be_that():
    dear = replace(PHONE, plan=replace(PHONE.plan, rate=Decimal("0.0095")))
    *_, last = yearly(dear, book(ledger(dear)), EN)
    assert last == ("simple is over 20%, which a single loan may be", "")


@pytest.mark.parametrize("make", [cost_said, yearly])
def test_an_interest_free_order_is_said_to_be_that_without_a_zero(make):
    assert said(FREE, make) == ["interest-free"]
    assert said(replace(FREE, stated_rate=Decimal(0)), make) == ["interest-free"]


@pytest.mark.parametrize("make", [cost_said, yearly])
def test_of_an_unknown_fee_no_rate_is_said_and_none_compared(make):
    unknown = order("phone", terms=FeeUnknown(amounts=(1_000_00,) * 12), stated_rate=Decimal("0.12"))
    assert said(unknown, make) == ["fee not known: type the price"]


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("0.1303", "the page states 13.03% a year for all costs (综合融资成本): as ours, simple"),
        ("0.13", "the page states 13% a year for all costs (综合融资成本): as ours, simple"),
        ("0.130", "the page states 13% a year for all costs (综合融资成本): as ours, simple"),
        ("0.138", "the page states 13.8% a year for all costs (综合融资成本): as ours, compound"),
        ("0.1384", "the page states 13.84% a year for all costs (综合融资成本): as ours, compound"),
    ],
)
def test_a_page_that_states_the_same_rate_is_said_to_when_asked(stated, words):
    noted = replace(PHONE, stated_rate=Decimal(stated))
    assert said(noted) == said(PHONE)
    assert words in said(noted, yearly)


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [("14.45%", True), ("14.5%", True), ("14.4%", True), ("14%", True), ("14.6%", False), ("14.51%", False)],
)
def test_a_rate_agrees_as_exactly_as_it_was_typed(typed, agrees):
    # 14.45% simple, as it is shown
    dear = replace(PHONE, plan=EqualAmounts(principal=12_000_00, periods=12, amount=1_080_00, fee=80_00))
    shown = f"{true_cost(dear, book(ledger(dear))).simple:.2%}"
    assert shown == "14.45%"
    noted = replace(dear, stated_rate=parse_rate(typed))
    assert stated_said(noted, true_cost(noted, book(ledger(noted))), EN)[1] is agrees


@pytest.mark.parametrize("make", [cost_said, yearly])
@pytest.mark.parametrize("stated", ["0.072", "0.1996"])
def test_a_page_that_states_another_rate_is_said_to_unasked(make, stated):
    noted = replace(PHONE, stated_rate=Decimal(stated))
    rate = f"{Decimal(stated) * 100:f}".rstrip("0")
    assert (
        f"the page states {rate}% a year for all costs (综合融资成本), ours is 13.03% simple, 13.84% compound: one of "
        "them lacks a cost"
    ) in said(noted, make)


def test_a_page_that_states_a_rate_of_an_order_without_a_fee_is_said_to():
    noted = replace(FREE, stated_rate=Decimal("0.0599"))
    assert said(noted)[1:] == ["the page states 5.99% a year for all costs (综合融资成本), but no fee is noted here"]
