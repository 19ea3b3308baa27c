"""A card's minimum: the share that no rule says is that of what was paid as the minimum before, as an estimate."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from models.actions.minimum_paid import minimum_paid
from models.actions.own_rules import set_override
from models.bills.bill import Bill
from models.bills.minimum import falls_short, minimum_of, reaches_minimum
from models.bills.minimum_share import inferred_share
from models.bills.rederive import rederive
from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from tests.models.builders import at, book, by_hand, ledger, order, plan, repaid

FIRST, NEXT = "cmb/2026-11-05", "cmb/2026-12-05"
CARD = Account(id="cmb", channel="cmb", mode=Mode.STATEMENT, bill_day=18, due_day=5)


def card(*rules: ChannelOverride) -> Ledger:
    """On the first bill an instalment of 101.00 and a purchase of 1,000.00, on the next the instalment and 2,000.00."""
    due, then = date(2026, 11, 5), date(2026, 12, 5)
    day = {"channel": "cmb", "bought_at": datetime(2026, 10, 2, 20)}
    of = ledger(
        order("phone", due=due, **day),
        order("shoes", due=due, terms=plan(1_000_00, 1, 0), **day),
        order("vase", due=then, terms=plan(2_000_00, 1, 0), **{**day, "bought_at": datetime(2026, 11, 2, 20)}),
    )
    of = replace(of, accounts={CARD.id: CARD})
    for rule in rules:
        of = set_override(of, by_hand(), rule)
    return of


def after(pay: int, *rules: ChannelOverride) -> tuple[Ledger, Bill]:
    of = repaid(card(*rules), FIRST, pay, at("2026-11-01T12:00:00+08:00"))
    was = of
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-11-06T12:00:00+08:00"))
    assert rederive(book(was), was, of, by_hand()) == book(of)
    return of, book(of).bill(NEXT)


@pytest.mark.parametrize(("pay", "share"), [(151_00, "0.05"), (201_00, "0.1"), (301_00, "0.2")])
def test_what_was_paid_as_the_minimum_says_the_share_to_the_fen(pay, share):
    _, nxt = after(pay)
    rule = nxt.channel.minimum
    assert rule is not None
    assert (rule.other, rule.inferred) == (share, True)
    other = nxt.amount - 101_00
    assert minimum_of(nxt) == 101_00 + round(other * float(share))


@pytest.mark.parametrize("pay", [101_00, 201_01, 200_99, 500_00])
def test_what_no_usual_share_comes_to_says_nothing(pay):
    _, nxt = after(pay)
    assert minimum_of(nxt) is None


def test_where_two_shares_come_to_the_same_it_says_nothing():
    due = date(2026, 11, 5)
    day = {"channel": "cmb", "due": due, "bought_at": datetime(2026, 10, 2, 20)}
    of = ledger(order("phone", **day), order("sticker", terms=plan(10, 1, 0), **day))
    of = repaid(replace(of, accounts={CARD.id: CARD}), FIRST, 101_01, at("2026-11-01T12:00:00+08:00"))
    of = minimum_paid(of, book(of).bill(FIRST), at("2026-11-06T12:00:00+08:00"))
    assert minimum_of(book(of).bill(NEXT)) is None, "5% and 10% of ten fen round to one"


def test_the_rule_that_somebody_set_is_never_another_by_it():
    own = ChannelOverride(id="cmb", values={"minimum": {"other": "0.2"}})
    _, nxt = after(201_00, own)
    rule = nxt.channel.minimum
    assert rule is not None
    assert (rule.other, rule.inferred) == ("0.2", False)


def test_nobody_is_refused_or_called_late_by_what_was_inferred():
    _, nxt = after(201_00)
    assert minimum_of(nxt) == 394_10, "the instalment, and a tenth of 2,000.00, of 900.00 and of 31.01 of interest"
    assert falls_short(nxt, 150_00) is None
    assert reaches_minimum(nxt, 150_00)
    assert falls_short(nxt, 50_00) == 101_00, "the instalments count by the rule"


def test_an_account_has_the_share_that_its_newest_bill_has():
    of, _ = after(201_00)
    assert inferred_share("cmb", book(of).bills.values()) == "0.1"
    assert inferred_share("huabei", book(of).bills.values()) is None
    assert inferred_share("cmb", book(card()).bills.values()) is None
