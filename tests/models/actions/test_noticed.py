"""A message beside the ledger: which bill, whether the two agree, and what comes next; nothing is ever written."""

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from models.actions.noticed import NextStep, Noticed, ToAlarm, ToCompare, ToOrder, ToRecord, noticed
from models.actions.noticed_figure import noticed_figure
from models.actions.orders import add_orders
from models.actions.seen import figure_seen
from models.bills.checked import Agreement, checked
from models.exchange.statement.message import read_messages
from models.ledger.ledger import Ledger
from tests.models.builders import book, by_hand, order, plan, repaid

NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")
OLD = datetime(2026, 9, 1, 20)
LEDGER = add_orders(
    Ledger(),
    (
        order("phone", due=date(2026, 11, 10), bought_at=OLD, order_no="5261"),
        order("vacuum", channel="jd-baitiao", due=date(2026, 11, 17), bought_at=OLD, terms=plan(60_000, 3, 300)),
        order("fridge", channel="cmb", due=date(2026, 11, 25), bought_at=OLD, terms=plan(300_000, 12, 1_800)),
    ),
    by_hand(),
)
"""¥101.00 on 11-10, 12-10, 01-10 to 花呗; ¥203.00 on 11-17, 12-17, 01-17 to 白条; ¥268.00 from 11-25 on to 招行."""


def beside(text: str, ledger: Ledger = LEDGER, now: datetime = NOW) -> Noticed:
    """The one message of a text, beside the ledger."""
    (notice,) = read_messages(text, now)
    return noticed(notice, ledger, book(ledger), now)


def found(text: str, ledger: Ledger = LEDGER) -> tuple[str, str]:
    """What comes next, and the bill."""
    seen = beside(text, ledger)
    return seen.next.value, seen.bill.id if seen.bill else ""


def with_digits(**last4: str) -> Ledger:
    """With the digits of these cards."""
    accounts = {ident: replace(each, last4=last4.get(ident, each.last4)) for ident, each in LEDGER.accounts.items()}
    return replace(LEDGER, accounts=accounts)


@pytest.mark.parametrize(
    ("text", "due", "least"),
    [
        ("花呗本期应还101.00元，最低还款101.00元，还款日12月10日", None, None),
        ("花呗本期应还101.00元，最低还款10.10元，还款日12月10日", None, 10_10),
        ("花呗本期应还101.00元，还款日12月12日", date(2026, 12, 12), None),
        ("花呗本期应还101.00元，将于12月9日自动扣款", None, None),
        ("招商银行信用卡本期应还3256.80元，最低还款162.84元，到期还款日11月25日", None, 162_84),
        ("招商银行信用卡本期应还3256.80元，最低还款417.44元，到期还款日11月24日", date(2026, 11, 24), None),
    ],
)
def test_the_due_date_and_the_minimum_of_a_bill_are_compared_with_those_here(text, due, least):
    apart = beside(text).apart
    assert (apart.due, apart.least) == (due, least)


def test_a_bill_with_its_amount_is_kept_as_the_figure_but_not_where_a_link_is_of_others():
    text = "花呗本期应还101.00元，最低还款10.10元，还款日12月12日"
    seen = beside(text)
    assert seen.keeps and seen.bill is not None
    kept = noticed_figure(LEDGER, seen.bill, seen.notice, NOW)
    found = checked(seen.bill, kept)
    assert found is not None and (found.agreement, found.apart.due) == (Agreement.DIFFERS, date(2026, 12, 12))
    looked = figure_seen(kept, seen.bill, 101_00, NOW + timedelta(hours=1))
    after = checked(seen.bill, looked)
    assert after is not None and after.agreement is Agreement.AGREES, "somebody looked in the app since"
    assert not beside(f"{text} 1.cn/2311").keeps
    assert not any(beside(each).keeps for each in ("花呗本期应还181.00元", "花呗还款成功 还款金额101.00元"))


@pytest.mark.parametrize(
    ("text", "step", "bill"),
    [
        ("花呗本期应还101.00元，还款日12月10日", "agrees", "huabei/2026-12-10"),
        ("花呗本期应还181.00元，还款日12月10日", "compare", "huabei/2026-12-10"),
        ("花呗本期应还101.00元，还款日12月12日", "agrees", "huabei/2026-12-10"),
        ("花呗12月账单应还101.00元", "agrees", "huabei/2026-12-10"),
        ("花呗本期应还101.00元", "agrees", "huabei/2026-12-10"),
        ("花呗已逾期，逾期金额101.00元", "agrees", "huabei/2026-11-10"),
        ("花呗11月账单已逾期，逾期金额101.00元", "agrees", "huabei/2026-11-10"),
        ("花呗还款日提醒：您的账单将于12月10日到期，请按时还款", "none", "huabei/2026-12-10"),
        ("花呗3月账单应还101.00元", "ask", ""),
        ("花呗还款成功 还款金额101.00元 还款时间11月10日", "record", "huabei/2026-11-10"),
        ("花呗还款成功 还款金额50.00元 还款时间11月10日", "record", "huabei/2026-11-10"),
        ("花呗还款成功 还款金额202.00元 还款时间11月10日", "record", "huabei/2026-11-10"),
        ("花呗还款成功 还款金额999.00元 还款时间11月10日", "compare", "huabei/2026-11-10"),
        ("花呗自动还款成功", "ask", "huabei/2026-11-10"),
        ("白条自动扣款失败，应还203.00元", "alarm", "jd-baitiao/2026-11-17"),
        ("白条扣款未足额，应扣203.00元，实扣3.00元", "alarm", "jd-baitiao/2026-11-17"),
        ("11月花呗账单已还清", "ask", "huabei/2026-11-10"),
        ("美团月付本期应还10.00元", "none", ""),
        ("美团月付自动扣款失败，应还10.00元", "alarm", ""),
        ("本期应还10.00元", "ask", ""),
        ("借呗本期应还10.00元", "none", ""),
        ("花呗退款10.00元已退回花呗", "ask", ""),
        ("美团月付：退款10.00元已退回美团月付", "none", ""),
        ("您使用花呗支付58.00元", "order", ""),
        ("花呗额度提升，立即领取", "none", ""),
        ("您的外卖已送达", "none", ""),
    ],
)
def test_each_message_is_about_one_bill_and_leads_to_one_step(text: str, step: str, bill: str) -> None:
    assert found(text) == (step, bill)


@pytest.mark.parametrize(
    ("now", "day", "bill"),
    [
        ("2026-11-25", "", "cmb/2026-11-25"),
        ("2026-12-20", "", ""),  # 11-25 is overdue: repaid by it, or before it and not recorded
        ("2027-03-25", "", ""),
        ("2026-12-25", " 还款时间12月25日", "cmb/2026-12-25"),
        ("2026-12-25", " 12月账单", "cmb/2026-12-25"),
    ],
)
def test_a_debit_of_no_day_is_asked_about_where_an_overdue_bill_and_another_have_its_amount(now, day, bill) -> None:
    at = datetime.fromisoformat(f"{now}T20:00:00+08:00")
    seen = beside(f"招商银行信用卡自动还款268.00元成功{day}", now=at)
    assert (seen.bill.id if seen.bill else "", seen.next) == (bill, NextStep.RECORD if bill else NextStep.ASK)
    assert [each.due.isoformat() for each in seen.several][:2] == ([] if bill else ["2026-11-25", "2026-12-25"])


def test_a_figure_that_is_another_is_compared_as_one_in_the_app_is() -> None:
    seen = beside("花呗本期应还181.00元，还款日12月10日")
    assert (seen.derived, seen.difference, seen.leads) == (10_100, 8_000, ToCompare("huabei/2026-12-10", 18_100))
    assert seen.explanations


def test_a_repayment_fills_in_the_record_step_and_no_more() -> None:
    seen = beside("花呗还款成功 还款金额101.00元 还款时间2026-11-10 19:13 付款方式：余额宝，预计2小时内到账")
    at = datetime.fromisoformat("2026-11-10T19:13:00+08:00")
    assert seen.leads == ToRecord(bill="huabei/2026-11-10", amount=10_100, method="yuebao", paid_at=at, confirmed=False)
    assert beside("花呗已于11月10日自动扣款成功，扣款金额101.00元").leads == ToRecord(
        bill="huabei/2026-11-10",
        amount=10_100,
        method="auto-debit",
        paid_at=datetime.fromisoformat("2026-11-10T00:00:00+08:00"),
    )


def test_a_method_that_the_channel_does_not_take_is_left_to_choose() -> None:
    seen = beside("微信支付 白条还款成功 还款金额203.00元 11月17日")
    assert isinstance(seen.leads, ToRecord) and seen.leads.method == ""


def test_a_repayment_that_is_on_record_already_agrees() -> None:
    paid = repaid(LEDGER, "huabei/2026-11-10", now=NOW)
    assert found("花呗还款成功 还款金额101.00元 还款时间11月22日", paid) == ("agrees", "huabei/2026-11-10")
    assert found("花呗11月账单应还101.00元", paid) == ("agrees", "huabei/2026-11-10")
    assert found("11月花呗账单已还清", paid) == ("agrees", "huabei/2026-11-10")


def test_a_debit_that_failed_is_an_alarm_with_what_was_taken() -> None:
    assert beside("白条自动扣款失败，应还203.00元").leads == ToAlarm("jd-baitiao/2026-11-17", 0)
    assert beside("白条扣款未足额，应扣203.00元，实扣3.00元").leads == ToAlarm("jd-baitiao/2026-11-17", 300)


def test_other_digits_are_another_card() -> None:
    text = "【招商银行】您尾号8866的信用卡本期应还268.00元，还款日11月25日"
    assert found(text) == ("agrees", "cmb/2026-11-25"), "nobody said the digits of the only card"
    assert found(text, with_digits(cmb="8866")) == ("agrees", "cmb/2026-11-25")
    assert found(text, with_digits(cmb="1234")) == ("none", "")


def test_of_two_cards_the_digits_decide_and_without_them_it_is_asked() -> None:
    first = with_digits(cmb="8866")
    two = replace(first, accounts={**first.accounts, "cmb-1": replace(first.accounts["cmb"], id="cmb-1", last4="1111")})
    text = "【招商银行】您尾号8866的信用卡本期应还268.00元，还款日11月25日"
    assert found(text, two) == ("agrees", "cmb/2026-11-25")
    seen = beside(text.replace("尾号8866的", ""), two)
    assert (seen.next, seen.account.among) == (NextStep.ASK, ("cmb", "cmb-1"))


def test_digits_alone_are_the_only_card_that_has_them() -> None:
    text = "您尾号8866的信用卡本期应还268.00元，还款日11月25日"
    assert found(text, with_digits(cmb="8866")) == ("agrees", "cmb/2026-11-25")
    assert found(text) == ("ask", "")


def test_a_bank_without_a_channel_is_known_by_the_label_or_the_digits_of_the_card() -> None:
    card = order("tv", channel="bank-card", due=date(2026, 12, 12), bought_at=OLD)
    mine = add_orders(LEDGER, (card,), by_hand())
    text = "【交通银行】您尾号4321的信用卡本期账单应还101.00元，到期还款日12月12日。"

    def named(**fields: str) -> Ledger:
        return replace(mine, accounts={**mine.accounts, "bank-card": replace(mine.accounts["bank-card"], **fields)})

    assert found(text, mine) == ("none", ""), "it may be a card of any bank"
    assert found(text, named(label="交行")) == ("agrees", "bank-card/2026-12-12")
    assert found(text, named(last4="4321")) == ("agrees", "bank-card/2026-12-12")
    assert found(text, named(label="中信")) == ("none", "")


def test_a_purchase_fills_in_the_form_of_an_order() -> None:
    text = (
        "【小米商城】您的订单9999已提交，Xiaomi 15，实付6499.00元，花呗分12期，每期597.35元（含手续费55.77元），"
        "首期还款日2027年1月10日。"
    )
    assert beside(text.replace("9999", "5261121000007007")).leads == ToOrder(
        {
            "order_no": "5261121000007007",
            "title": "Xiaomi 15",
            "bought_at": "2026-11-22",
            "channel": "huabei",
            "principal": "6499.00",
            "periods": "12",
            "amount_per_period": "597.35",
            "fee_per_period": "55.77",
            "first_due": "2027-01-10",
        }
    )


def test_an_order_that_is_entered_already_agrees() -> None:
    text = "【小米商城】您的订单526100001已提交，实付300.00元，花呗分3期，每期101.00元"
    numbered = add_orders(LEDGER, (order("other", bought_at=OLD, order_no="526100001"),), by_hand())
    seen = beside(text, numbered)
    assert (seen.next, seen.order and seen.order.id) == (NextStep.AGREES, "other")


def test_a_bill_that_was_turned_into_instalments_is_no_new_order() -> None:
    text = "【招商银行】您的信用卡账单分期已成功，分期金额150.00元，分3期，每期51.00元"
    assert (beside(text).next, beside(text).leads) == (NextStep.ASK, None)
