"""What a quote for early settlement is explained by, where it is not the estimate."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from models.actions.comparison import compare, doubtful
from models.channels.channel import Catalogue
from models.channels.rules import Early, EarlyRule
from models.plans.plan import FeeUnknown
from tests.models.builders import NOW, at, book, by_hand, found, ledger, order

EARLY = "early/phone"
OF = ledger(order("phone"), order("robot"))
LATE = at("2026-12-12T12:00:00+08:00")
NEXT_FEE: Catalogue = {
    **by_hand(),
    "huabei": replace(by_hand()["huabei"], early=Early(rule=EarlyRule.NEXT_FEE, percent="0")),
}
"""¥300.00 of principal are left and ¥3.00 of fees, of which ¥1.00 is billed and ¥1.00 charged."""


def explained(figure, now=NOW):
    one = found(OF, EARLY, now, NEXT_FEE)
    return [str(each) for each in compare(one, figure, book(OF, NEXT_FEE), now).explanations]


def test_a_quote_of_less_may_have_its_fees_waived_or_something_repaid_elsewhere():
    assert explained(25_000) == [
        "maybe fees waived, or charged otherwise than the rule says",
        "maybe a refund, or a part repaid elsewhere that is not recorded here",
    ]


def test_a_quote_of_more_may_have_other_fees_and_once_a_period_is_overdue_late_interest():
    fees = "maybe fees charged otherwise than the rule says, or a charge for settling early"
    assert explained(33_000) == [fees]
    assert explained(33_000, LATE) == [fees, "maybe late interest on a period that is overdue"]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (30_300, "it is all that is left with the fees of every period: none is waived"),
        (30_000, "it is the principal that is left: no fee is charged"),
        (20_200, "it is the amount of the bill due 2026-12-10"),
        (20_100, "it is without ¥101.00, which is billed already: repay that bill first, then settle"),
        (20_300, "the same digits in another order: typed wrongly?"),
    ],
)
def test_a_quote_that_happens_to_be_something_is_said_to_be_that(figure, words):
    assert explained(figure) == [words]


def test_nothing_is_said_that_belongs_to_a_monthly_bill():
    said = " ".join(
        words for now in (NOW, LATE) for low, high in pairwise(range(0, 60_001, 500)) for words in explained(high, now)
    )
    for other in ("minimum", "coupon", "another order on", "this period", "more lines"):
        assert other not in said


@pytest.mark.parametrize(
    ("figure", "doubted"),
    [(29_999, True), (30_000, False), (30_200, False), (30_300, False), (37_750, False), (37_751, True), (1, True)],
)
def test_a_quote_of_less_than_the_principal_or_of_a_quarter_more_may_be_a_slip(figure, doubted):
    one = found(OF, EARLY, catalogue=NEXT_FEE)
    assert one.outstanding == 30_200
    assert doubtful(one, figure) is doubted


@pytest.mark.parametrize(("figure", "doubted"), [(15_150, True), (15_151, False), (37_875, False), (37_876, True)])
def test_where_the_fee_is_not_known_neither_is_the_principal(figure, doubted):
    of = ledger(order("phone", terms=FeeUnknown(amounts=(10_100,) * 3)))
    one = found(of, EARLY)
    assert one.outstanding == 30_300
    assert doubtful(one, figure) is doubted
