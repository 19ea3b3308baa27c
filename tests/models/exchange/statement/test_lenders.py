"""Who is repaid is known by name, and what is no instalment order is left out."""

import pytest

from models.exchange.statement.lenders import lender_in, method_of, others_in
from models.exchange.statement.read import read_statement
from models.exchange.statement.status import PaymentOutcome, bought, outcome
from models.values.message import Problem
from tests.models.builders import at


@pytest.mark.parametrize(
    ("text", "beside", "channel", "loan"),
    [
        ("花呗", "", "huabei", ""),
        ("花呗|信用购", "", "huabei", ""),
        ("信用购", "自动还款-信用购2026年07月账单", "", "信用购"),
        ("借呗", "", "", "借呗"),
        ("白条主动还款", "", "jd-baitiao", ""),
        ("金条主动还款", "", "", "金条"),
        ("【美团月付】主动还款2026年3月账单", "", "meituan", ""),
        ("抖音月付", "", "douyin", ""),
        ("招商银行信用卡", "信用卡还款", "cmb", ""),
        ("中国建设银行信用卡还款", "", "ccb", ""),
        ("中国工商银行", "信用卡还款", "icbc", ""),
        ("中国银行信用卡", "", "bank-card", ""),
        ("浦发银行信用卡还款", "", "bank-card", ""),
        ("招商银行", "房贷还款", "", "房贷"),
        ("招商银行", "还款", "", "招商银行"),
        ("张三", "", None, ""),
        ("重庆市蚂蚁小微小额贷款有限公司", "花呗主动还款", None, ""),
        ("重庆市蚂蚁小微小额贷款有限公司", "借呗还款", "", "借呗"),
        ("重庆小米小额贷款有限公司", "", "xiaomi", ""),
        ("招商银行", "掌上生活信用卡还款", "cmb", ""),
        ("", "", None, ""),
    ],
)
def test_a_lender_is_known_by_its_name(text: str, beside: str, channel: str | None, loan: str) -> None:
    found = lender_in(text, beside)
    assert (found and found.channel, found.loan if found else "") == (channel, loan)


def test_what_else_is_paid_in_the_same_amount_is_named_once() -> None:
    assert others_in("自动还款-花呗|信用购2026年11月账单 花呗|信用购") == ("信用购",)
    assert others_in("花呗主动还款 重庆市蚂蚁小微小额贷款有限公司") == ()


@pytest.mark.parametrize(
    ("channel", "text", "method"),
    [
        ("huabei", "余额宝", "yuebao"),
        ("huabei", "账户余额", "balance"),
        ("huabei", "工商银行储蓄卡(1230)", "debit-card"),
        ("huabei", "工商银行(1230)", "debit-card"),
        ("huabei", "", ""),
        ("cmb", "余额宝", ""),
        ("cmb", "银联转账还款", "bank-transfer"),
        ("cmb", "支付宝还款", ""),
        ("jd-baitiao", "小金库零用钱", "balance"),
        ("unknown", "余额宝", ""),
    ],
)
def test_a_method_is_one_of_the_channel_or_none(channel: str, text: str, method: str) -> None:
    assert method_of(channel, text) == method


@pytest.mark.parametrize(
    ("channel", "text", "app", "method"),
    [
        ("huabei", "余额", "alipay", "balance"),
        ("huabei", "余额宝", "alipay", "yuebao"),
        ("jd-baitiao", "余额宝", "alipay", ""),
        ("jd-baitiao", "钱包余额", "jd", "balance"),
        ("douyin", "余额宝", "alipay", "alipay"),
        ("douyin", "零钱", "wechat", ""),
        ("xiaomi", "零钱通", "wechat", "wechat"),
        ("meituan", "零钱", "wechat", ""),
        ("meituan", "美团余额", "meituan", "balance"),
        ("meituan", "招商银行(1234)", "wechat", "debit-card"),
        ("jd-baitiao", "工商银行储蓄卡(0001)&余额", "alipay", "debit-card"),
    ],
)
def test_a_wallet_is_that_of_the_app_in_which_it_was_paid(channel: str, text: str, app: str, method: str) -> None:
    assert method_of(channel, text, app) == method


@pytest.mark.parametrize(
    ("status", "came"),
    [
        ("还款成功", PaymentOutcome.DONE),
        ("交易成功", PaymentOutcome.DONE),
        ("支付成功", PaymentOutcome.DONE),
        ("还款失败", PaymentOutcome.FAILED),
        ("支付失败", PaymentOutcome.FAILED),
        ("对方已退还", PaymentOutcome.FAILED),
        ("已全额退款", PaymentOutcome.FAILED),
        ("交易关闭", PaymentOutcome.NOTHING),
        ("解冻成功", PaymentOutcome.NOTHING),
        ("放款成功", PaymentOutcome.NOTHING),
        ("芝麻免押下单成功", PaymentOutcome.NOTHING),
        ("处理中", PaymentOutcome.OPEN),
        ("退票", PaymentOutcome.FAILED),
        ("资金已退还", PaymentOutcome.FAILED),
        ("等待付款", PaymentOutcome.OPEN),
    ],
)
def test_what_came_of_a_payment_is_known_by_its_status(status: str, came: PaymentOutcome) -> None:
    assert outcome(status) is came


def test_a_status_that_is_not_known_is_no_success() -> None:
    for status in ("", "?", "成"):
        with pytest.raises(Problem):
            outcome(status)


@pytest.mark.parametrize(
    ("status", "paid"), [("交易成功", True), ("等待确认收货", True), ("交易关闭", False), ("等待付款", False)]
)
def test_goods_that_are_yet_to_arrive_are_bought_and_unpaid_ones_are_not(status: str, paid: bool) -> None:
    assert bought(status) is paid


@pytest.mark.parametrize(
    ("kind", "who", "title", "status", "left_out"),
    [
        ("信用借还", "小明", "还款-小明", "还款成功", 1),
        ("信用借还", "某某消费金融", "还款", "交易成功", 1),
        ("信用借还", "小明", "还款-小明", "还款失败", 0),
        ("信用借还", "花呗", "芝麻免押下单成功", "芝麻免押下单成功", 0),
        ("信用借还", "某店", "充电宝租赁", "解冻成功", 0),
        ("转账红包", "小明", "还款", "交易成功", 0),
    ],
)
def test_what_repays_somebody_who_is_no_channel_is_left_out_without_the_name(
    kind: str, who: str, title: str, status: str, left_out: int
) -> None:
    head = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号"
    text = f"{head}\n2026-11-10 09:00:00,{kind},{who},{title},不计收支,500.00,余额宝,{status},A4\n"
    found = read_statement(text.encode(), at("2026-11-22T14:00:00+08:00"))
    assert (found.lines, found.is_whole) == ((), True)
    assert [str(each.message) for each in found.left_out] == ["it repays nobody that fenqi knows"] * left_out


@pytest.mark.parametrize(
    ("title", "lines"),
    [("花呗还款-代他人还款", 0), ("帮TA还款-花呗", 0), ("花呗主动还款-2026年11月账单", 1), ("花呗代扣还款", 1)],
)
def test_what_repays_the_debt_of_somebody_else_is_left_out(title: str, lines: int) -> None:
    head = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号"
    text = f"{head}\n2026-11-10 09:00:00,信用借还,花呗,{title},不计收支,418.00,余额宝,还款成功,A4\n"
    found = read_statement(text.encode(), at("2026-11-22T14:00:00+08:00"))
    assert (len(found.lines), len(found.left_out)) == (lines, 1 - lines)
