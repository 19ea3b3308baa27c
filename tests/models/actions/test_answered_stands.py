"""What somebody answered stands: the same file, or pieces of it, change nothing of it, and do not ask it again."""

from hypothesis import given
from hypothesis import strategies as st

from models.actions.finding import LineFinding, Reconciled
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from models.values.message import Problem
from tests.models.actions.statements import alipay, beside, by_hand, repaid, six_orders
from tests.models.actions.test_typed_and_read_in_any_order import BILLS, payment, typed
from tests.often import tried

OPEN = {"leave", "order", "to-confirm"}
"""What settles nothing: it is asked again."""


def read(ledger: Ledger, lines: list[StatementLine], said: dict[str, str] | None = None) -> Reconciled:
    return beside(ledger, alipay(*lines, covers=None), said)


def to_answer(found: Reconciled, but: set[str]) -> list[tuple[LineFinding, str]]:
    """What is asked about payments, each with an answer that settles it."""
    asked = (each for each in found.findings if each.asks and ":" not in each.key and each.key not in but)
    return [(each, choice.id) for each in asked for choice in each.choices if choice.id not in OPEN]


def test_an_earlier_payment_does_not_take_the_bill_that_was_corrected_by_a_later_one() -> None:
    ledger = by_hand(six_orders(), "jd-baitiao/2026-10-03", "205.40", "debit-card", "2026-10-03T09:00:00+08:00")
    first = repaid("2026-09-22T11:00", "305.30", channel="jd-baitiao", owed=305_40)
    second = repaid("2026-09-22T12:00", "305.40", channel="jd-baitiao")
    found = read(ledger, [first, second])
    asked = {each.key: {choice.id for choice in each.choices} for each in found.findings if each.asks}
    assert "correct" in asked[second.id]
    answered = read(ledger, [first, second], {second.id: "correct"}).ledger
    again = read(answered, [first, second])
    assert again.ledger == answered and second.id in answered.sightings
    assert not any(each.asks and each.key == second.id for each in again.findings)


def test_a_bill_is_not_offered_to_what_was_paid_before_it_was_bought() -> None:
    paid = repaid("2026-08-20T10:00", "901.00", channel="xiaomi", label="2026-10")
    (finding,) = read(six_orders(), [paid]).findings
    assert {each.id for each in finding.choices} == {"order", "ignore", "leave"}
    assert any("before the purchase" in str(each) for each in finding.reasons)


@given(st.data())
@tried(0.5)
def test_what_was_answered_is_neither_overturned_nor_asked_again(data: st.DataObject) -> None:
    channel = data.draw(st.sampled_from(tuple(BILLS)))
    ledger, count = data.draw(typed(channel)), data.draw(st.integers(2, 4))
    lines = [each for number in range(count) for each in data.draw(payment(channel, number))]
    found, said = read(ledger, lines), set[str]()
    for _ in range(3):
        ledger, asked = found.ledger, to_answer(found, said)
        if not asked:
            return
        finding, answer = data.draw(st.sampled_from(asked))
        try:
            ledger = read(ledger, lines, {finding.key: answer}).ledger
        except Problem:  # the records stand against it: nothing is answered
            return
        said.add(finding.key)
        found = read(ledger, lines)
        assert found.ledger == ledger
        for piece in data.draw(st.permutations([[each] for each in lines])):
            again = read(ledger, piece)
            assert again.ledger == ledger
            assert not any(each.asks and each.key in said for each in again.findings)
