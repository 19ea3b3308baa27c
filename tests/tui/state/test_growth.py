"""Ten times the orders are at most ten times the work of a key, also where all are due on one day."""

from collections.abc import Callable

import pytest

from models.actions.refund import credit_with
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from tests.models.builders import NOW
from tests.models.skewed import IDENT, SKEWED, one_bill
from tests.steps import MOST, growth, steps
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import bill_text
from tui.run.session import Session
from tui.state.arrangement import Selection, conversation, detail, listing, next_turn
from tui.state.views import Conversation

SCREEN = 60
"""Lines: more than a terminal has room for."""


@pytest.fixture
def session() -> Session:
    return session_at(Hands(NOW), builtin())


@pytest.mark.parametrize("skewed", SKEWED)
def test_what_the_screen_shows_grows_with_the_ledger(skewed: Callable[[int], Ledger], session: Session) -> None:
    def asked(size: int) -> Callable[[], None]:
        of, selection = skewed(size), Selection(order="00000")

        def ask() -> None:
            book = derive(of, builtin())
            listing(of, book, selection, session.moment())
            next_turn(book, NOW)
            page = detail(of, book, credit_with(of, builtin()), selection, session)
            conversation(of, page, selection, session, Conversation())
            len(bill_text(page, session, 80)[:SCREEN])

        return ask

    assert growth(asked) <= MOST


def test_of_a_long_bill_only_the_lines_that_are_seen_are_made(session: Session) -> None:
    of = one_bill(1_000)
    page = detail(of, derive(of, builtin()), {}, Selection(order="00000", bill=IDENT), session)
    text = bill_text(page, session, 80)
    seen, whole = steps(lambda: text[:SCREEN]), steps(lambda: list(text))
    assert len(text) > 1_000
    assert seen * 10 < whole
