"""That a plan has more periods than its institution is known to allow, where an order is entered on the screen."""

import pytest

from models.channels.channel import LANGUAGES
from models.offers.offer import offer
from models.offers.terms import Terms
from models.values.message import msg
from tests.models.builders import DUE, book, by_hand, ledger, order, plan
from tui.run.language import language_of
from tui.words.compared_plans import Compared, OwedAnyway, compared
from tui.words.most_periods import too_many
from tui.words.order_follows import Follows, follows


def bare(lines: object) -> str:
    return "".join("".join(text for text, _ in cells) for cells in lines).replace(" ", "")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("periods", "said"), [(60, False), (61, True)])
def test_it_is_among_what_follows_from_an_order_and_beside_compared_plans(code: str, periods: int, said: bool) -> None:
    t, card = language_of(code), by_hand()["cmb"]
    words = too_many(periods, card, t)
    assert bool(words) is said
    sentence = too_many(61, card, t).replace("61", str(periods)).replace(" ", "")
    one = order(channel="cmb", terms=plan(periods * 100_00, periods, 0))
    rows = book(ledger(one)).schedules[one.id]
    assert (sentence in bare(follows(Follows(one, card, rows, (), {}, ()), t, 80, 20))) is said
    made = offer(Terms(principal=periods * 100_00, periods=periods, total_fee=0), card, DUE)
    plans = [Compared(made, msg("no fee"), None, month_only=False)]
    assert (sentence in bare(compared(plans, OwedAnyway((), 0, {}), None, t, 200))) is said


def test_of_no_institution_nothing_is_said() -> None:
    assert not too_many(360, None, language_of("en"))
