"""The institution's own figure for a bill, from a statement: beside what is derived, explained and kept."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.actions.seen import figure_seen
from models.bills.checked import Agreement, checked
from models.ledger.ledger import Ledger
from models.ledger.statement import StatementLine
from tests.models.actions.statements import NOW, alipay, beside, bill_of, card, line, one, repaid, six_orders
from tests.models.builders import order, plan
from tests.often import tried

BILL = "huabei/2026-12-10"


def figure(amount: str, due: date = date(2026, 12, 10), when: str = "2026-12-01", channel: str = "huabei", **rest):
    return line("bill", when, amount, channel=channel, due=due, **rest)


def kept(ledger: Ledger, bill: str = BILL) -> tuple[int, str] | None:
    found = ledger.figures.get(bill)
    return (found.total, found.source) if found else None


def test_a_figure_that_agrees_is_kept_with_its_source_until_a_newer_one():
    found = beside(six_orders(), alipay(figure("581.20"), covers=None))
    assert (one(found).kind, one(found).level, kept(found.ledger)) == (
        FindingKind.AGREES,
        Sureness.SURE,
        (581_20, "alipay"),
    )
    again = beside(found.ledger, found.statement)
    assert again.ledger == found.ledger and one(again).known
    older = beside(found.ledger, alipay(figure("581.20", when="2026-11-01"), covers=None))
    assert older.ledger == found.ledger


def test_a_figure_that_differs_is_explained_and_corrects_nothing_by_itself():
    higher = figure("681.20")
    found = beside(six_orders(), alipay(higher, covers=None))
    finding = one(found)
    assert (finding.kind, finding.level, finding.difference) == (FindingKind.DIFFERS, Sureness.ASK, 100_00)
    assert finding.reasons and bill_of(found.ledger, BILL).amount == 581_20
    assert kept(found.ledger) == (681_20, "alipay"), "it is what the institution says all the same"
    said = beside(six_orders(), alipay(higher, covers=None), {higher.id: "correct"})
    assert bill_of(said.ledger, BILL).amount == 681_20 and not said.asks
    assert not beside(said.ledger, alipay(higher, covers=None)).asks


def test_a_card_has_more_on_its_bill_than_its_instalments_and_its_repayment_is_of_all_of_it():
    whole = figure("3256.80", date(2026, 11, 25), "2026-11-05", channel="cmb")
    paid = repaid("2026-11-20", "3256.80", channel="cmb")
    found = beside(six_orders(), card(whole, paid, card="1234"))
    assert [each.level for each in found.findings] == [Sureness.SURE, Sureness.SURE]
    (made,) = found.ledger.repayments.values()
    assert (made.amount, made.credit, bill_of(found.ledger, "cmb/2026-11-25").outstanding) == (268_00, 0, 0)
    without = beside(six_orders(), card(paid, card="1234"))
    assert one(without).level is Sureness.ASK and one(without).choices[0].id == "rest"


def test_a_cards_bill_of_less_than_its_instalments_is_a_difference():
    less = figure("168.00", date(2026, 11, 25), "2026-11-05", channel="cmb")
    assert one(beside(six_orders(), card(less, card="1234"))).difference == -100_00


def test_a_figure_that_is_right_though_it_differs_is_not_asked_about_again():
    higher = figure("681.20")
    said = beside(six_orders(), alipay(higher, covers=None), {higher.id: "ignore"})
    assert not said.asks and not beside(said.ledger, alipay(higher, covers=None)).asks


def test_a_cards_bill_is_compared_with_the_instalments_of_its_statement():
    whole = figure("3256.80", date(2026, 11, 25), "2026-11-05", channel="cmb")
    there = line("instalment", "2026-11-05", "268.00", channel="cmb", period=3, periods=12)
    other = line("instalment", "2026-11-05", "99.00", channel="cmb", period=1, periods=3)

    def said(*lines: StatementLine) -> tuple[Sureness, str]:
        found = beside(six_orders(), card(whole, *lines, card="1234"))
        [mine] = (each for each in found.findings if each.line == whole)
        return mine.level, " ".join(map(str, mine.reasons))

    for agrees in (said(there, other), said()):
        assert agrees[0] is Sureness.SURE and "3/12" not in agrees[1]
    level, why = said(other)
    assert level is Sureness.ASK, "more was charged there, and yet not what is due here"
    assert "小米电视 S Pro 65 no instalment 3/12 of ¥268.00 is in the statement" in why


def test_a_bill_is_not_marked_as_checked_while_its_statement_lists_other_instalments():
    whole = figure("367.00", date(2026, 11, 25), "2026-11-05", channel="cmb")
    mine = line("instalment", "2026-11-05", "268.00", channel="cmb", period=3, periods=12)
    other = line("instalment", "2026-11-05", "99.00", channel="cmb", period=1, periods=3)
    agrees, more, another = (card(whole, *rest, card="1234") for rest in ((mine,), (mine, other), (other,)))
    assert stands(beside(six_orders(), agrees).ledger) is Agreement.AGREES

    asked = beside(six_orders(), more)
    [about] = (each for each in asked.findings if each.line == whole)
    assert about.level is Sureness.SURE and "not marked as checked yet" in str(about.reasons[-1])
    assert stands(asked.ledger) is Agreement.DIFFERS
    again = beside(asked.ledger, more)
    assert again.ledger == asked.ledger and again.asks and again.figure == ""
    left = beside(asked.ledger, more, {other.id: "leave"})
    assert left.ledger == asked.ledger

    said = beside(asked.ledger, more, {other.id: "ignore"})
    assert stands(said.ledger) is Agreement.AGREES and said.figure == CARD
    assert beside(said.ledger, more).ledger == said.ledger
    dishes = order("dishes", channel="cmb", terms=plan(297_00, 3, 0), due=date(2026, 11, 25))
    entered = replace(asked.ledger, orders={**asked.ledger.orders, dishes.id: dishes})
    assert stands(beside(entered, more).ledger) is Agreement.AGREES, "the order was entered, and the mail read again"

    without = beside(six_orders(), another)
    assert stands(without.ledger) is Agreement.DIFFERS
    right = beside(without.ledger, another, {whole.id: "ignore", other.id: "ignore"})
    assert stands(right.ledger) is Agreement.ACCEPTED and beside(right.ledger, another).ledger == right.ledger
    assert stands(beside(without.ledger, agrees).ledger) is Agreement.AGREES, "the newest reading of the same mail"


def test_a_difference_that_was_answered_is_not_asked_about_again_where_older_ledgers_know_less_of_it():
    whole = figure("367.00", date(2026, 11, 25), "2026-11-05", channel="cmb")
    mail = card(whole, line("instalment", "2026-11-05", "99.00", channel="cmb", period=1, periods=3), card="1234")
    made = beside(six_orders(), mail, {whole.id: "ignore"}).ledger
    seen = made.figures[CARD]
    assert seen.terms is not None and seen.terms.lists_others
    older = replace(made, figures={CARD: replace(seen, terms=replace(seen.terms, lists_others=False))})
    found = beside(older, mail)
    assert [each.known for each in found.findings if each.line == whole] == [True] and found.ledger == made


CARD = "cmb/2026-11-25"


def mailed(
    amount: str = "268.00",
    least: int | None = 268_00,
    when: str = "2026-11-08T09:12",
    due: date | None = date(2026, 11, 25),
    **rest,
):
    """The figure in the mail of a card whose bill is one instalment of ¥268.00 here, which is due on 11-25."""
    of = figure(amount, due, when, channel="cmb", minimum=least, **rest)
    return replace(of, id=f"mail{amount}{due}")


def stands(ledger: Ledger, bill: str = CARD) -> Agreement:
    found = checked(bill_of(ledger, bill), ledger)
    assert found is not None
    return found.agreement


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (mailed(due=date(2026, 11, 24)), "it is due on 2026-11-24 there, and on 2026-11-25 here"),
        (mailed(due=date(2026, 11, 15)), "it is due on 2026-11-15 there, and on 2026-11-25 here"),
        (mailed(least=26_80), "the minimum is ¥26.80 there, and about ¥268.00 here"),
        (mailed("3256.80", 162_84), "that is 5% of the total"),
        (mailed("0.00", None), "nothing is due there"),
    ],
)
def test_another_due_date_or_minimum_is_asked_about_said_and_kept_as_is_another_total(line, said):
    found = beside(six_orders(), card(line, card="1234"))
    finding = one(found)
    assert (finding.kind, finding.level) == (FindingKind.DIFFERS, Sureness.ASK)
    assert said in " ".join(map(str, finding.reasons))
    seen = found.ledger.figures[CARD]
    assert seen.terms is not None and (seen.terms.due, seen.terms.minimum) == (line.due, line.minimum)
    assert stands(found.ledger) is Agreement.DIFFERS
    assert one(beside(found.ledger, found.statement)).asks, "nobody has answered"
    answered = beside(found.ledger, found.statement, {line.id: "ignore"})
    assert stands(answered.ledger) is Agreement.ACCEPTED
    again = beside(answered.ledger, found.statement)
    assert one(again).known and again.ledger == answered.ledger


@pytest.mark.parametrize("least", [268_00, 268_99, 417_44, 3256_80, None])
def test_of_the_minimum_of_a_whole_card_only_what_cannot_be_is_another(least):
    found = beside(six_orders(), card(mailed("3256.80", least), card="1234"))
    assert one(found).kind is FindingKind.AGREES and stands(found.ledger) is Agreement.AGREES


def test_of_a_mail_without_a_due_date_the_bill_is_that_of_its_month():
    found = beside(six_orders(), card(mailed(due=None, label="2026-11"), card="1234"))
    assert (one(found).bill, one(found).kind) == (CARD, FindingKind.AGREES)


def test_of_several_mails_of_a_bill_the_newest_counts_in_whatever_order_they_are_read():
    first, newer = mailed("300.00", 280_00), mailed("268.00", None, "2026-11-09T08:00")
    same_time = mailed("310.00", 268_00, due=date(2026, 11, 24))
    made = set()
    for turn in permutations((first, newer, same_time)):
        ledger = six_orders()
        for each in turn:
            ledger = beside(ledger, card(each, card="1234")).ledger
        seen = ledger.figures[CARD]
        assert (seen.total, seen.terms and seen.terms.minimum) == (268_00, None)
        made.add(repr((ledger.figures, ledger.sightings)))
    assert len(made) == 1
    tie = {
        repr(beside(beside(six_orders(), card(a)).ledger, card(b)).ledger) for a, b in permutations((first, same_time))
    }
    assert len(tie) == 1, "of one instant the larger counts"
    late = beside(beside(six_orders(), card(newer, card="1234")).ledger, card(first, card="1234"))
    assert one(late).known and not late.asks, "an older one asks nothing"


MAILS = st.builds(
    mailed,
    st.sampled_from(("268.00", "3256.80", "300.00", "0.00")),
    st.sampled_from((None, 26_80, 268_00)),
    st.sampled_from(("2026-11-07", "2026-11-08T09:12", "2026-11-09T10:00")),
    st.sampled_from((date(2026, 11, 25), date(2026, 11, 24), None)),
    label=st.just("2026-11"),
)


@tried(0.4)
@given(st.lists(MAILS, min_size=1, max_size=3), st.sampled_from(("268.00", "3256.80", "300.00", "")), st.randoms())
def test_mails_that_contradict_each_other_and_a_payment_come_to_the_same_in_any_order(mails, paid, chance):
    files = [*map(card, mails), *([card(repaid("2026-11-20", paid, channel="cmb"))] if paid else [])]
    made = set()
    for _ in range(4):
        chance.shuffle(files)
        ledger = six_orders()
        for each in (*files, files[0]):
            ledger = beside(ledger, replace(each, card="1234")).ledger
        tables = ledger.figures, ledger.repayments, ledger.sightings
        made.add(repr([sorted(each.items()) for each in tables]))
    assert len(made) == 1


def test_what_was_said_of_a_mail_holds_where_the_bank_sends_it_again():
    first, again = mailed(due=date(2026, 11, 24)), mailed(due=date(2026, 11, 24), when="2026-11-12T08:00")
    said = beside(six_orders(), card(first, card="1234"), {first.id: "ignore"}).ledger
    there = beside(said, card(again, card="1234"))
    assert not there.asks and stands(there.ledger) is Agreement.ACCEPTED
    back = beside(beside(six_orders(), card(again, card="1234"), {again.id: "ignore"}).ledger, card(first, card="1234"))
    assert back.ledger.figures == there.ledger.figures and back.ledger.sightings == there.ledger.sightings


def test_the_total_in_the_app_takes_no_due_date_of_a_statement_away():
    ledger = beside(six_orders(), card(mailed(due=date(2026, 11, 24)), card="1234")).ledger
    ledger = figure_seen(ledger, bill_of(ledger, CARD), 268_00, NOW)
    assert kept(ledger, CARD) == (268_00, "app") and stands(ledger) is Agreement.DIFFERS
    late = beside(figure_seen(six_orders(), bill_of(ledger, CARD), 268_00, NOW), card(mailed(), card="1234"))
    assert one(late).kind is FindingKind.AGREES and late.ledger.figures[CARD].terms is not None
