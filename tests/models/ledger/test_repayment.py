from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.schedule import Line
from models.ledger.repayment import Allocation, allocate
from tests.models.builders import NOW, bill, corrected, ledger, order, repaid

TODAY = date(2026, 12, 10)
PHONE, ROBOT = order("phone", bought_at=datetime(2026, 11, 1)), order("robot", bought_at=datetime(2026, 11, 3))


def line(of=PHONE, number=1, due=TODAY, principal=10_000, fee=100, **rest) -> Line:
    return Line(order=of, number=number, due=due, principal=principal, fee=fee, **rest)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A line that is paid to any part, and perhaps reduced."""
    principal, fee = draw(st.integers(0, 10_000)), draw(st.integers(0, 300))
    paid_fee = draw(st.integers(0, fee))
    paid_principal = draw(st.integers(0, principal)) if paid_fee == fee else 0
    return line(
        draw(st.sampled_from((PHONE, ROBOT, None))),
        draw(st.integers(1, 100)),
        draw(st.dates(date(2026, 10, 1), date(2027, 2, 28))),
        principal,
        fee,
        paid_principal=paid_principal,
        paid_fee=paid_fee,
        reduced=draw(st.integers(0, principal + fee - paid_principal - paid_fee)),
    )


OWED = st.lists(lines(), max_size=6, unique_by=lambda each: (each.order_id, each.number))


@given(st.integers(0, 60_000), OWED)
def test_allocation_conserves_money_and_gives_no_line_more_than_is_owed_on_it(amount, owed):
    shares = allocate(amount, owed, TODAY)
    given_out = sum(share.amount for share in shares)
    assert given_out == min(amount, sum(each.outstanding for each in owed))
    wants = {(each.order_id, each.number): each for each in owed}
    assert len({(share.order, share.number) for share in shares}) == len(shares)
    for share in shares:
        wanted = wants[share.order, share.number]
        assert 0 <= share.fee <= wanted.owed_fee
        assert 0 <= share.principal <= wanted.owed_principal
        assert share.amount > 0


@given(st.integers(0, 60_000), OWED)
def test_a_line_gets_principal_only_when_its_fee_is_paid(amount, owed):
    wants = {(each.order_id, each.number): each for each in owed}
    for share in allocate(amount, owed, TODAY):
        assert not share.principal or share.fee == wants[share.order, share.number].owed_fee


@given(st.integers(0, 60_000), OWED)
def test_only_the_last_line_reached_is_paid_in_part_and_overdue_lines_come_first(amount, owed):
    wants = {(each.order_id, each.number): each for each in owed}
    reached = [(wants[share.order, share.number], share) for share in allocate(amount, owed, TODAY)]
    assert all(share.amount == wanted.outstanding for wanted, share in reached[:-1])
    order_paid = [(wanted.due >= TODAY, wanted.due) for wanted, _ in reached]
    assert order_paid == sorted(order_paid)


@given(OWED, st.randoms(use_true_random=False))
def test_the_order_in_which_lines_are_given_does_not_matter(owed, random):
    shuffled = random.sample(owed, len(owed))
    assert allocate(15_000, shuffled, TODAY) == allocate(15_000, owed, TODAY)


def test_overdue_first_then_the_oldest_purchase_and_corrections_last():
    overdue = line(ROBOT, due=date(2026, 12, 9))
    raised = line(None, number=0, principal=500, fee=0)
    shares = allocate(100_000, [raised, line(ROBOT, number=2), line(PHONE), overdue], TODAY)
    assert [(share.order, share.number) for share in shares] == [("robot", 1), ("phone", 1), ("robot", 2), ("", 0)]


def test_the_fee_comes_before_the_principal():
    assert allocate(60, [line()], TODAY) == (Allocation("phone", 1, 60, 0),)
    assert allocate(160, [line()], TODAY) == (Allocation("phone", 1, 100, 60),)


def test_what_is_reduced_is_taken_off_the_principal_first():
    assert allocate(20_000, [line(reduced=4_000)], TODAY) == (Allocation("phone", 1, 100, 6_000),)
    assert allocate(20_000, [line(reduced=10_030)], TODAY) == (Allocation("phone", 1, 70, 0),)


def test_what_was_paid_beyond_what_was_owed_is_credit():
    (made,) = repaid(ledger(PHONE), "huabei/2026-12-10").repayments.values()
    assert made.credit == 0
    assert replace(made, amount=made.amount + 500).credit == 500


def test_a_repayment_of_a_corrected_bill_reaches_the_correction_last():
    of = corrected(ledger(PHONE, ROBOT), "huabei/2026-12-10", 20_700)
    shares = allocate(20_300, bill(of).lines, NOW.date())
    assert [(share.order, share.amount) for share in shares] == [("phone", 10_100), ("robot", 10_100), ("", 100)]
