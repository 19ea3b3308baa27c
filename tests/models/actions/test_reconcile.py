"""Statements beside the ledger: of which bill each repayment is, what is sure of it, and what is asked."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from models.actions.finding import FindingKind, Sureness
from models.actions.what_is_new import not_asked
from models.ledger.ledger import Ledger
from models.ledger.repayment import OTHER
from models.ledger.statement import StatementLine
from models.values.message import Problem
from tests.models.actions.statements import (
    CASES,
    alipay,
    beside,
    bill_of,
    by_hand,
    card,
    entered,
    line,
    one,
    repaid,
    six_orders,
)
from tests.models.builders import at

BILL = "huabei/2026-11-10"


def test_a_repayment_that_names_its_month_is_recorded_of_that_bill_whatever_the_day():
    of = six_orders()
    found = beside(of, alipay(repaid("2026-06-25T10:22", "418.00", label="2026-07", method="debit-card")))
    assert (found.taken, found.asks) == (1, True)  # other bills have no repayment in a file that has them all
    (made,) = found.ledger.repayments.values()
    assert (made.due, made.amount, made.method) == (date(2026, 7, 10), 418_00, "debit-card")
    assert made.paid_at == at("2026-06-25T10:22:00+08:00") and made.confirmed
    again = beside(found.ledger, found.statement)
    assert again.ledger == found.ledger and again.taken == 0


def test_of_equal_amounts_the_bill_that_is_due_nearest_is_meant_and_not_the_oldest():
    found = beside(six_orders(), alipay(repaid("2026-11-09T08:00", "581.20"), covers=None))
    assert one(found).bill == BILL and one(found).level is Sureness.SURE


def test_between_two_bills_of_one_amount_it_is_asked_and_the_answer_may_be_any_of_them():
    between = repaid("2026-10-26T08:00", "581.20")
    found = beside(six_orders(), alipay(between, covers=None))
    finding = one(found)
    assert finding.level is Sureness.ASK and found.ledger.repayments == {}
    assert [each.id for each in finding.choices][:2] == [BILL, "huabei/2026-10-10"]
    taken = beside(six_orders(), alipay(between, covers=None), {between.id: "huabei/2026-10-10"})
    assert bill_of(taken.ledger, "huabei/2026-10-10").outstanding == 0 and not taken.asks


def test_one_payment_repays_several_bills_and_parts_add_up_with_the_days_that_they_are_late():
    lines = (
        repaid("2026-10-02T19:40", "508.40", channel="jd-baitiao"),
        repaid("2026-11-16T21:14", "100.00", channel="jd-baitiao"),
        repaid("2026-11-18T08:00", "103.00", channel="jd-baitiao"),
    )
    found = beside(six_orders(), alipay(*lines, covers=None))
    late, part, both = found.findings
    assert both.bills == ("jd-baitiao/2026-10-03", "jd-baitiao/2026-10-17") and found.taken == 3
    assert (part.kind, part.late_days, late.late_days) == (FindingKind.PART, 0, 1)
    assert bill_of(found.ledger, "jd-baitiao/2026-11-17").outstanding == 0


@pytest.mark.parametrize(
    ("answer", "amount", "paid", "credit"),
    [("rest", 581_20, 581_20, 0), ("correct", 681_20, 681_20, 0), ("again", 581_20, 581_20, 100_00)],
)
def test_more_than_is_owed_is_never_taken_silently(answer: str, amount: int, paid: int, credit: int):
    higher = repaid("2026-11-10T12:20", "681.20", label="2026-11", others=("信用购",))
    statement = alipay(higher, covers=None)
    found = beside(six_orders(), statement)
    assert (one(found).kind, one(found).difference, found.taken) == (FindingKind.DIFFERS, 100_00, 0)
    assert found.ledger == six_orders() and "信用购" in str(one(found).reasons[0])
    taken = beside(six_orders(), statement, {higher.id: answer})
    bill = bill_of(taken.ledger, BILL)
    (made,) = taken.ledger.repayments.values()
    assert (bill.amount, bill.paid, made.credit, bill.outstanding) == (amount, paid, credit, 0)


def test_tries_that_a_later_one_made_good_are_no_alarm():
    lines = [line("failed", f"2026-11-{day}", "581.20", channel="huabei") for day in ("09T16:30", "10T09:20")]
    found = beside(six_orders(), alipay(*lines, repaid("2026-11-10T19:13", "581.20", automatic=True), covers=None))
    assert not found.alarm and one(found).kind is FindingKind.RECORD


TRIES = [line("failed", f"2026-11-{day}", "581.20", channel="huabei") for day in ("09T16:30", "10T09:20")]
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 22))


def test_a_record_that_the_statement_contradicts_is_the_first_thing_to_look_at():
    of = by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T20:00:00+08:00")
    statement = alipay(*TRIES, covers=NOVEMBER)
    found = beside(of, statement)
    assert found.alarm and found.ledger == of
    assert (one(found).kind, one(found).tries) == (FindingKind.CONTRADICTION, tuple(each.at for each in TRIES))
    off = beside(of, statement, {f"bill:{BILL}": "take-off"})
    assert off.ledger.repayments == {} and bill_of(off.ledger, BILL).not_taken and not off.alarm
    assert beside(off.ledger, statement).findings == ()
    kept = beside(of, statement, {f"bill:{BILL}": "keep"})
    assert kept.ledger.repayments == of.repayments and beside(kept.ledger, statement).findings == ()


def test_a_failed_debit_without_a_record_is_an_alarm_until_it_is_known():
    statement = alipay(*TRIES, covers=NOVEMBER)
    found = beside(six_orders(), statement)
    assert found.alarm and one(found).kind is FindingKind.NO_REPAYMENT
    known = beside(six_orders(), statement, {f"bill:{BILL}": "unpaid"})
    assert bill_of(known.ledger, BILL).not_taken and beside(known.ledger, statement).findings == ()


def test_a_figure_of_a_bill_hides_neither_a_failed_debit_nor_that_nothing_was_repaid():
    of = six_orders()
    figure = line("bill", "2026-11-01", "581.20", channel="huabei", due=date(2026, 11, 10))
    assert beside(of, alipay(figure, *TRIES, covers=NOVEMBER)).alarm
    assert beside(of, alipay(figure, covers=NOVEMBER)).alarm


def test_the_same_bill_and_amount_confirm_a_record_whatever_its_day_and_replace_what_was_assumed():
    of = by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T23:59:59+08:00")
    paid = repaid("2026-11-02T21:00", "581.20", label="2026-11", method="yuebao", reference="2026110229")
    found = beside(of, alipay(paid, covers=None))
    (made,) = found.ledger.repayments.values()
    assert one(found).kind is FindingKind.CONFIRM and found.taken == 1
    assert (made.id, made.paid_at, made.method, made.reference) == (f"{BILL}#1", paid.at, "yuebao", "2026110229")
    typed = by_hand(six_orders(), BILL, "581.20", "balance", "2026-11-01T08:00:00+08:00", confirmed=False)
    (kept,) = beside(typed, alipay(paid, covers=None)).ledger.repayments.values()
    assert (kept.paid_at, kept.method, kept.confirmed) == (at("2026-11-01T08:00:00+08:00"), "balance", True)


@pytest.mark.parametrize("first", [0, 1])
def test_one_payment_that_two_sources_show_is_one_repayment(first: int):
    both = (
        alipay(repaid("2026-09-24T21:10", "268.00", channel="cmb", reference="2026092429"), covers=None),
        card(repaid("2026-09-25", "268.00", channel="cmb", last4="1234"), card="1234"),
    )
    once = beside(six_orders(), both[first])
    twice = beside(once.ledger, both[1 - first])
    (made,) = twice.ledger.repayments.values()
    assert (made.amount, bool(made.reference), twice.asks) == (268_00, True, False)
    assert {each.repayment for each in twice.ledger.sightings.values() if ":" not in each.id} == {made.id}


def test_digits_in_another_order_are_a_slip_of_the_record():
    of = by_hand(six_orders(), "huabei/2026-10-10", "518.20", "auto-debit", "2026-10-10T20:00:00+08:00")
    paid = repaid("2026-10-10T12:25", "581.20", label="2026-10")
    found = beside(of, alipay(paid, covers=None))
    assert (one(found).kind, one(found).recorded) == (FindingKind.AMEND, 518_20)
    assert found.ledger.repayments == of.repayments
    (made,) = beside(of, alipay(paid, covers=None), {paid.id: "amend"}).ledger.repayments.values()
    assert (made.amount, made.id) == (581_20, "huabei/2026-10-10#1")


def test_what_is_missing_is_said_only_by_the_channels_own_source_and_not_of_its_first_or_last_day():
    of = by_hand(six_orders(), "huabei/2026-08-10", "418.00", "yuebao", "2026-08-09T20:00:00+08:00")
    whole = alipay(covers=(date(2026, 8, 1), date(2026, 9, 30)))
    found = beside(of, whole)
    assert [(each.kind, each.bill) for each in found.findings] == [
        (FindingKind.NO_REPAYMENT, "huabei/2026-09-10"),
        (FindingKind.RECORDED_ONLY, "huabei/2026-08-10"),
    ]
    assert beside(of, alipay(covers=(date(2026, 8, 9), date(2026, 9, 10)))).findings == ()
    assert beside(of, replace(whole, own=frozenset())).findings == ()
    kept = beside(of, whole, {"repayment:huabei/2026-08-10#1": "keep", "bill:huabei/2026-09-10": "unpaid"})
    assert not kept.asks and beside(kept.ledger, whole).findings == ()


def test_a_past_that_nobody_spoke_of_is_answered_by_the_statement():
    of = six_orders()
    (phone,) = (each for each in of.orders.values() if each.order_no == "5261122000001001")
    unsaid = replace(phone, paid_periods=None, entered_on=date(2026, 11, 22))
    of = replace(of, orders={**of.orders, phone.id: unsaid})
    assert bill_of(of, "huabei/2026-07-10").unsaid
    paid = repaid("2026-07-10T12:00", "418.00", label="2026-07")
    assert not bill_of(beside(of, alipay(paid, covers=None)).ledger, "huabei/2026-07-10").outstanding
    before = replace(of, orders={**of.orders, phone.id: replace(unsaid, paid_periods=5)})
    found = beside(before, alipay(paid, covers=None))
    assert one(found).kind is FindingKind.AGREES and found.ledger == before


def test_which_account_a_card_is_is_asked_once_and_remembered():
    of = entered(CASES / "ledger.csv", CASES / "06-cgb-instalment-lines" / "extra.csv")
    paid = repaid("2026-10-26", "387.42", channel="")
    statement, key = card(paid, source="cgb-credit"), "account:cgb-credit"
    found = beside(of, statement)
    assert (found.findings[0].key, found.findings[1].bill) == (key, "bank-card/2026-10-28")
    assert found.ledger == of, "nothing is taken before it is said"
    said = beside(of, statement, {key: "bank-card"})
    assert said.taken == 1 and said.ledger.accounts["bank-card"].label == "广发"
    later = card(repaid("2026-11-27", "387.42", channel=""), source="cgb-credit")
    assert one(beside(said.ledger, later)).bill == "bank-card/2026-11-28"
    nobody = beside(of, statement, {key: "none"})
    assert nobody.ledger == replace(of, sightings=nobody.ledger.sightings) and not nobody.asks
    assert not beside(nobody.ledger, later).asks, "nobody is asked about that card again"


@pytest.mark.parametrize(
    ("bank_card", "cmb", "asks"),
    [
        ({"last4": "2875"}, "", False),
        ({"last4": "2875", "label": "中行"}, "", False),
        ({"last4": "2875", "label": "浦发"}, "", True),  # it is a card of another bank
        ({"last4": "2875"}, "2875", True),  # two cards have these digits
        ({}, "", True),
        ({"last4": "1234"}, "", False),  # no card here has them
    ],
)
def test_the_digits_of_the_only_card_that_has_them_say_which_it_is(bank_card: dict[str, str], cmb: str, asks: bool):
    of = entered(CASES / "ledger.csv", CASES / "06-cgb-instalment-lines" / "extra.csv")
    changed = {"bank-card": bank_card, "cmb": {"last4": cmb}}
    accounts = {ident: replace(each, **changed.get(ident, {})) for ident, each in of.accounts.items()}
    of = replace(of, accounts=accounts)
    paid = repaid("2026-10-26", "387.42", channel="", last4="2875")
    found = beside(of, card(paid, source="boc-credit"))
    assert found.asks is asks and found.taken == (not asks and bank_card.get("last4") == "2875")


def test_money_that_came_onto_a_card_without_a_word_is_asked_about_each_time():
    two = [line("money_in", "2026-10-24", "268.00", last4="1234", id=f"00000000000{n}") for n in (1, 2)]
    found = beside(six_orders(), card(*two, card="1234"))
    assert [each.level for each in found.findings] == [Sureness.ASK] * 2 and found.ledger == six_orders()
    answers = {two[0].id: "repayment", two[1].id: "ignore"}
    taken = beside(six_orders(), card(*two, card="1234"), answers)
    (made,) = taken.ledger.repayments.values()
    assert (made.due, made.method, made.other) == (date(2026, 10, 25), OTHER, "")
    assert not taken.asks and not beside(taken.ledger, card(*two, card="1234")).asks


@pytest.mark.parametrize(
    ("source", "day", "why"),
    [
        ("boc-credit", "2026-10-24", "no account here is with this institution"),
        ("cmb-credit", "2030-10-24", "nothing here was due then"),
    ],
    ids=["no account", "no bill"],
)
def test_money_is_not_offered_to_be_a_repayment_where_nothing_is_owed_and_why_is_said(source: str, day: str, why: str):
    money = line("money_in", day, "361.19")
    asked = one(beside(six_orders(), card(money, source=source)))
    assert [each.id for each in asked.choices] == ["ignore", "leave"] and asked.asks
    assert [str(each) for each in asked.reasons][1:] == [why]


def test_an_answer_that_is_none_changes_nothing():
    paid = repaid("2026-10-26T08:00", "581.20")
    with pytest.raises(Problem, match="is no answer to"):
        beside(six_orders(), alipay(paid, covers=None), {paid.id: "amend"})


def test_an_answer_to_what_is_not_asked_is_named_but_for_what_another_answer_has_settled():
    def unasked(ledger: Ledger, lines: Sequence[StatementLine], answers: Mapping[str, str]) -> tuple[str, ...]:
        statement = alipay(*lines, covers=None)
        return not_asked(beside(ledger, statement, answers), lambda: beside(ledger, statement))

    paid = repaid("2026-10-26T08:00", "581.20")
    said = {"abc": "leave", f"bill:{BILL}": "leave", paid.id: "leave"}
    assert unasked(six_orders(), [paid], said) == ("abc", f"bill:{BILL}")
    assert beside(six_orders(), alipay(paid, covers=None), said).nameless == {"abc"}
    done = beside(six_orders(), alipay(paid, covers=None), {paid.id: BILL}).ledger
    assert unasked(done, [paid], {paid.id: "ignore"}) == (paid.id,), "it was answered, and is read again"
    asked = beside(six_orders(), alipay(paid, covers=None))
    settled = replace(asked, findings=(), unused=frozenset({paid.id}))
    assert not not_asked(settled, lambda: asked), "it was asked before the other answers"


def test_a_record_of_another_amount_of_the_bill_that_is_named_is_to_be_corrected():
    of = by_hand(six_orders(), BILL, "418.00", "balance", "2026-11-10T20:00:00+08:00")
    paid = repaid("2026-11-10T12:25", "581.20", label="2026-11")
    found = beside(of, alipay(paid, covers=None))
    assert (one(found).kind, one(found).recorded, one(found).difference) == (FindingKind.AMEND, 418_00, 163_20)
    both = beside(of, alipay(paid, covers=None), {paid.id: "another"})
    assert sorted(each.amount for each in both.ledger.repayments.values()) == [418_00, 581_20]


def test_a_payment_that_a_card_shows_by_its_day_gets_its_instant_from_the_app_that_sent_it():
    late = repaid("2026-09-26", "268.00", channel="cmb", last4="1234")
    sent = repaid("2026-09-25T16:10", "268.00", channel="cmb", method_text="余额宝", reference="2026092529")
    once = beside(six_orders(), card(late, card="1234"))
    (made,) = beside(once.ledger, alipay(sent, covers=None)).ledger.repayments.values()
    assert (made.paid_at, made.other, made.reference) == (sent.at, "余额宝", "2026092529")


def test_two_repayments_by_hand_are_one_payment_of_their_sum():
    of = by_hand(six_orders(), BILL, "281.20", "balance", "2026-11-09T20:00:00+08:00")
    of = by_hand(of, BILL, "300.00", "balance", "2026-11-10T20:00:00+08:00")
    found = beside(of, alipay(repaid("2026-11-10T12:25", "581.20", label="2026-11", reference="7"), covers=None))
    assert one(found).kind is FindingKind.CONFIRM
    assert {each.reference for each in found.ledger.repayments.values()} == {"7"}


def test_a_period_of_another_amount_than_the_orders_is_corrected_by_an_answer():
    charged = line("instalment", "2026-11-05", "268.50", channel="cmb", period=3, periods=12)
    found = beside(six_orders(), card(charged, card="1234"))
    assert (one(found).kind, one(found).difference) == (FindingKind.DIFFERS, 50)
    said = beside(six_orders(), card(charged, card="1234"), {charged.id: "correct"})
    assert bill_of(said.ledger, "cmb/2026-11-25").amount == 268_50
    principal = line("instalment", "2026-08-20", "250.00", channel="cmb", period=3, periods=12)
    assert one(beside(six_orders(), card(principal, card="1234"))).kind is FindingKind.AGREES


def test_of_a_card_that_no_account_here_may_be_nothing_is_asked():
    found = beside(six_orders(), card(repaid("2026-10-24", "268.00"), source="cgb-credit"))
    assert one(found).concerns_nothing and not found.asks


def test_a_payment_of_two_bills_of_which_one_was_typed_records_the_other():
    of = by_hand(six_orders(), "jd-baitiao/2026-10-03", "305.40", "auto-debit", "2026-10-03T12:00:00+08:00")
    paid = repaid("2026-10-02T19:40", "508.40", channel="jd-baitiao", reference="B1")
    found = beside(of, alipay(paid, covers=None))
    assert (one(found).level, one(found).bills) == (Sureness.SURE, ("jd-baitiao/2026-10-17",))
    assert bill_of(found.ledger, "jd-baitiao/2026-10-17").outstanding == 0
    assert {each.reference for each in found.ledger.repayments.values()} == {"B1"}
    both = by_hand(of, "jd-baitiao/2026-10-17", "203.00", "balance", "2026-10-09T12:00:00+08:00")
    assert one(beside(both, alipay(paid, covers=None))).kind is FindingKind.CONFIRM


def test_a_payment_that_may_be_late_or_early_is_asked_though_one_bill_is_a_day_nearer():
    paid = repaid("2026-10-25T08:00", "581.20")
    statement = alipay(paid, covers=(date(2026, 10, 20), date(2026, 11, 22)))
    found = beside(six_orders(), statement)
    bills = ["huabei/2026-10-10", "huabei/2026-11-10"]
    assert one(found).level is Sureness.ASK and [each.id for each in one(found).choices][:2] == bills
    assert found.ledger.repayments == {}
    assert bill_of(beside(six_orders(), statement, {paid.id: bills[1]}).ledger, bills[1]).outstanding == 0


def test_a_part_that_was_paid_after_a_debit_failed_contradicts_that_it_was_taken():
    of = by_hand(six_orders(), BILL, "581.20", "auto-debit", "2026-11-10T20:00:00+08:00")
    part = repaid("2026-11-10T22:00", "300.00", label="2026-11")
    found = beside(of, alipay(*TRIES, part, covers=NOVEMBER))
    assert (one(found).kind, one(found).level) == (FindingKind.AMEND, Sureness.ALARM)
    assert found.ledger.repayments == of.repayments
    amended = beside(of, alipay(*TRIES, part, covers=NOVEMBER), {part.id: "amend"})
    assert bill_of(amended.ledger, BILL).outstanding == 281_20 and not amended.alarm


def test_a_part_that_an_app_paid_to_a_card_with_digits_is_asked_where_the_account_has_none():
    ledger, line = six_orders(), repaid("2026-10-24T10:00", "50.00", channel="cmb", last4="5678")
    asked = one(beside(ledger, alipay(line, covers=None)))
    assert (asked.kind, asked.level) == (FindingKind.PART, Sureness.ASK)
    whole = repaid("2026-10-24T10:00", "268.00", channel="cmb", last4="5678")
    assert one(beside(ledger, alipay(whole, covers=None))).level is Sureness.SURE, "its amount says which bill it is of"
    mine = replace(ledger.accounts["cmb"], last4="5678")
    known = replace(ledger, accounts={**ledger.accounts, "cmb": mine})
    assert one(beside(known, alipay(line, covers=None))).level is Sureness.SURE
