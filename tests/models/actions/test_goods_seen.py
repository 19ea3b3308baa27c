"""Periods that a card's statement charges: an order here has them, or may be entered."""

from datetime import date

from msgspec.structs import replace

from models.actions.finding import FindingKind
from models.ledger.ledger import Ledger
from tests.models.actions.statements import beside, card, line, one, six_orders

CHARGED = line("instalment", "2026-11-05", "167.33", period=10, periods=12, title="银联分期")


def test_a_period_on_a_card_that_is_no_account_here_is_offered_as_an_order_of_its_bank():
    for ledger, source, channel in (
        (Ledger(), "cgb-credit", "bank-card"),
        (Ledger(), "cmb-credit", "cmb"),
        (six_orders(), "boc-credit", "bank-card"),
    ):
        found = beside(ledger, card(CHARGED, source=source))
        finding = one(found)
        (offer,) = finding.offers
        assert (finding.kind, offer.account_id, found.ledger) == (FindingKind.ORDER, channel, ledger)
        assert (offer.title, offer.period, offer.periods, offer.amount_per_period) == ("银联分期", 10, 12, 167_33)
        known = beside(ledger, card(CHARGED, source=source), {CHARGED.id: "ignore"})
        assert not beside(known.ledger, card(CHARGED, source=source)).findings


def test_which_account_a_further_card_of_a_bank_is_nobody_says_for_whoever_enters_it():
    of = six_orders()
    of = replace(of, accounts={**of.accounts, "cmb": replace(of.accounts["cmb"], last4="5678")})
    other = replace(CHARGED, last4="1234")
    assert one(beside(of, card(other, card="1234"))).offers[0].account_id == ""


def test_of_a_card_that_was_said_to_be_no_account_here_nothing_is_offered():
    statement = card(replace(CHARGED, last4="1234"), card="1234")
    assert not beside(six_orders(), statement, {"account:cmb-credit": "none"}).asks


def test_the_fee_of_a_period_is_no_order_where_its_principal_is_in_another_piece_of_the_export():
    ledger = six_orders()
    owed = line("instalment", "2026-11-05", "250.00", channel="cmb", period=3, periods=12, title="分期本金")
    fee = line(
        "instalment", "2026-11-05", "18.00", channel="cmb", period=3, periods=12, title="分期利息", fee_alone=True
    )
    assert one(beside(ledger, card(owed))).kind is FindingKind.AGREES
    assert one(beside(ledger, card(fee))).kind is FindingKind.AGREES
    other = one(beside(ledger, card(replace(fee, periods=6))))
    assert (other.kind, other.asks, len(other.reasons)) == (FindingKind.UNPLACED, False, 1)
    assert not beside(Ledger(), card(fee)).findings


def test_the_day_of_the_purchase_is_that_of_the_statement_or_is_not_known():
    dated = replace(CHARGED, bought=date(2026, 1, 20))
    offers = [one(beside(Ledger(), card(each))).offers[0] for each in (dated, CHARGED)]
    assert [each.bought_said for each in offers] == ["2026-01-20", ""]
