"""What the app's figure is to the fen, by what is typed."""

from datetime import date, datetime

import pytest

from models.actions.comparison import compare
from models.actions.total import set_total
from models.bills.late_interest import late_interest
from models.ledger.ledger import Ledger
from models.ledger.reduction import Target
from models.values.money import Fen
from tests.models.builders import BEFORE, NOW, at, bill, book, found, ledger, order, plan, refund, repaid

DEC, JANUARY, LATE = date(2026, 12, 10), date(2027, 1, 10), at("2026-12-12T12:00:00+08:00")
FEE = ledger(order("tv", terms=plan(549_900, 12, 3_437)))
THREE = ledger(
    order("phone", terms=plan(120_000, 3, 0)),
    order("robot", terms=plan(60_000, 3, 600), bought_at=datetime(2026, 11, 3)),
    order("band", terms=plan(15_000, 3, 0), bought_at=datetime(2026, 11, 4)),
)
"""400.00 + 206.00 + 50.00 a month."""
ONE = ledger(order("phone", terms=plan(30_000, 3, 0)))
"""100.00 a month."""
OWED = late_interest(bill(ONE), LATE)


def coupon() -> Ledger:
    return set_total(ONE, bill(ONE), 9_500, NOW, target=Target.BILL)


def returned() -> Ledger:
    return refund(THREE, "band", 15_000, BEFORE, full=True)


CASES: dict[str, tuple[Ledger, date, datetime, Fen, str]] = {
    "the principal of a period": (
        FEE,
        DEC,
        NOW,
        45_825,
        "it is the principal of this period: its fee, ¥34.37",
    ),
    "its fee": (FEE, DEC, NOW, 3_437, "it is only the fee of this period"),
    "the principal of all": (
        THREE,
        DEC,
        NOW,
        65_000,
        "it is the principal of these periods: their fees",
    ),
    "one line": (
        THREE,
        DEC,
        NOW,
        20_600,
        "it is the instalment of robot alone, 1/3; 2 more",
    ),
    "two lines": (THREE, DEC, NOW, 45_000, "it is phone + band together; 1 more on this bill"),
    "late interest": (
        ONE,
        DEC,
        LATE,
        10_000 + OWED,
        "it is the bill and its late interest: ¥0.10 for 2",
    ),
    "a known coupon": (
        coupon(),
        JANUARY,
        NOW,
        9_500,
        "it is ¥5.00 less, as on the bill due 2026-12-10: the same",
    ),
    "a refund elsewhere": (
        refund(ONE, "phone", 5_000, NOW, full=False),
        DEC,
        NOW,
        5_000,
        "it is less by the refund of phone on 2026-12-05, ¥50.00",
    ),
    "a refunded instalment": (
        returned(),
        DEC,
        NOW,
        65_600,
        "the ¥50.00 that a refund took off band",
    ),
    "a part not taken off": (
        repaid(ONE, "huabei/2026-12-10", 4_000),
        DEC,
        NOW,
        10_000,
        "the app has not taken off the ¥40.00 repaid",
    ),
    "an overdue bill": (ONE, JANUARY, LATE, 20_000, "it includes the overdue bill of 2026-12-10"),
    "it and late interest": (
        ONE,
        JANUARY,
        LATE,
        20_000 + OWED,
        "it includes the bill of 2026-12-10, with about ¥0.10",
    ),
    "this month's": (ONE, DEC, LATE, 20_000, "it includes the bill of 2027-01-10"),
}


@pytest.mark.parametrize("name", CASES)
def test_of_a_figure_the_exact_match_is_named_first(name: str) -> None:
    of, due, now, figure, said = CASES[name]
    compared = compare(bill(of, due=due), figure, book(of), now, of)
    assert compared.exact
    assert str(compared.explanations[0]).startswith(said)


def test_a_guess_is_made_only_where_nothing_is_exact() -> None:
    for of, due, now, figure, _said in CASES.values():
        said = " ".join(map(str, compare(bill(of, due=due), figure, book(of), now, of).explanations))
        assert "another order" not in said
        assert "a coupon or a discount" not in said
    guessed = compare(bill(THREE), 99_999, book(THREE), NOW, THREE)
    assert not guessed.exact
    assert [str(each) for each in guessed.explanations] == [
        "maybe another order on the same bill that is not entered here"
    ]


def test_of_many_lines_not_every_sum_is_tried() -> None:
    many = ledger(*(order(f"o{n:02}", terms=plan(300 * (n + 1), 3, 0)) for n in range(60)))
    compared = compare(bill(many), 12_345, book(many), NOW, many)
    assert len(compared.explanations) < 5


def test_the_quote_of_early_settlement_is_compared_with_no_other_bill() -> None:
    one = found(ONE, "early/phone", LATE)
    for figure in (20_000, 20_000 + OWED, 12_345):
        said = [str(each) for each in compare(one, figure, book(ONE), LATE, ONE).explanations]
        assert not any("includes" in each for each in said)
