"""Which account a card's statement is of: where it is of several cards, and what is remembered of an answer."""

import pytest
from msgspec.structs import replace

from models.actions.finding import Sureness
from models.actions.whose_line import NONE, account_key
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement
from tests.models.actions.statements import beside, bill_of, card, repaid, six_orders

MINE = repaid("2026-09-25", "268.00", channel="cmb", last4="1234")
OTHER = repaid("2026-10-24", "268.00", channel="cmb", last4="5678")
BOTH = card(MINE, OTHER)
KEY = account_key(BOTH)


def digits(last4: str) -> Ledger:
    """The six orders, with these last digits of the card of 招行."""
    ledger = six_orders()
    return replace(ledger, accounts={**ledger.accounts, "cmb": replace(ledger.accounts["cmb"], last4=last4)})


def test_of_several_cards_it_is_asked_which_is_the_account_that_has_no_digits() -> None:
    found = beside(digits(""), BOTH)
    asked = found.findings[0]
    assert asked.key == KEY and "1234、5678" in str(asked.reasons[0])
    assert found.ledger == digits("") and found.asks, "nothing is taken before it is said"
    said = beside(digits(""), BOTH, {KEY: "cmb"})
    assert said.taken == 2 and not said.asks
    assert not beside(said.ledger, BOTH).asks, "it is remembered by what it repaid"


def test_of_several_cards_the_one_with_the_digits_is_the_account_and_the_other_is_not() -> None:
    found = beside(digits("1234"), BOTH)
    assert [(each.line, each.level) for each in found.findings if each.bill] == [(MINE, Sureness.SURE)]
    assert bill_of(found.ledger, "cmb/2026-09-25").outstanding == 0
    assert bill_of(found.ledger, "cmb/2026-10-25").outstanding > 0
    assert [each.line for each in found.findings if each.concerns_nothing] == [OTHER]


@pytest.mark.parametrize("statement", [BOTH, card(OTHER)], ids=["several cards", "a card"])
def test_a_card_that_is_none_of_the_accounts_is_not_asked_about_again_until_there_is_another(
    statement: Statement,
) -> None:
    said = beside(digits(""), statement, {KEY: NONE})
    assert not said.asks and said.ledger.repayments == {}
    later = replace(statement, lines=tuple(replace(each, id=each.id[::-1]) for each in statement.lines))
    again = beside(said.ledger, later)
    assert not again.asks and again.ledger == said.ledger
    mine = replace(said.ledger.accounts["cmb"], last4=OTHER.last4)
    known = replace(said.ledger, accounts={**said.ledger.accounts, "cmb": mine})
    assert beside(known, later).taken == 1
