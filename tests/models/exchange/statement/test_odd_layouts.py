"""What banks write of one thing in other words."""

from datetime import date, datetime

from models.exchange.statement.read import read_statement
from models.ledger.statement import SightingKind, Statement

NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")


def read(text: str) -> Statement:
    return read_statement(text.encode(), NOW)


def test_whoever_repaid_a_card_of_bocomm_its_amount_has_no_sign():
    head = "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额"
    rows = [f"2026-10-0{day},2026-10-0{day},{words},¥66.60,¥66.60" for day, words in enumerate(WORDS, 1)]
    found = read("\n".join([head, *rows]))
    assert [line.at.day for line in found.lines if line.kind is SightingKind.REPAID] == [1, 2, 3, 4]


WORDS = ("信用卡还款 网银跨行", "微信还款", "支付宝还款", "手机银行还款", "消费 小米金融还款", "分期还款手续费")


def test_a_mail_may_call_the_total_the_amount_of_the_bill():
    mail = (
        "From: a@cmbchina.com\nSubject: bill\nDate: Fri, 06 Nov 2026 09:00:00 +0800\n"
        "Content-Type: text/html; charset=utf-8\n\n"
        "<table><tr><td>招商银行信用卡 您2026年12月信用卡账单已出，到期还款日 12月25日。"
        "本期账单金额 ￥268.00 最低还款额 ￥26.80</td></tr></table>"
    )
    (bill,) = read(mail).lines
    assert (bill.kind, bill.amount, bill.minimum, str(bill.due)) == (SightingKind.BILL, 268_00, 26_80, "2026-12-25")


def test_a_row_of_sums_may_say_of_what():
    head = "卡号: 1234****5678\n交易日期,记账日期,摘要,交易场所,记账金额(收入),记账金额(支出),记账币种"
    found = read(f"{head}\n2026-10-25,2026-10-25,还款,,268.00,,人民币\n人民币合计,,,,268.00,0.00,\n")
    assert len(found.lines) == 1 and found.is_whole


MEITUAN = "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注"


def test_money_of_a_repayment_that_meituan_gave_back_is_no_refund_of_goods():
    at = "2026-11-0{day} 10:00:00,2026-11-0{day} 10:00:03"
    row = at + ",{kind},【美团月付】主动还款2026年11月账单,{way},招商银行(8705),100.00,100.00,M1,1,/"
    rows = row.format(day=7, kind="还款", way="支出"), row.format(day=9, kind="退款", way="收入")
    paid, back = read("\n".join([MEITUAN, *rows])).lines
    assert (paid.kind, back.kind, back.returned, back.reference) == (
        SightingKind.REPAID,
        SightingKind.FAILED,
        True,
        "M1",
    )


def test_a_purchase_says_in_how_many_periods_it_is_paid():
    head = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注"
    (line,) = read(f"{head}\n2026-10-19 06:12:00,京东,手机,900.00,白条分期(3期),交易成功,支出,手机数码,5,P5,").lines
    assert (line.kind, line.periods) == (SightingKind.BOUGHT, 3)


def test_a_period_is_of_the_bill_on_which_the_bank_put_it_whatever_the_day_of_the_purchase():
    table = "招商银行信用卡对账单（2026年10月）\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
    rows = "09/01,10/07,空调 分期 第01/06期,300.00,1234,\n09/01,10/07,退款 空调,-1.00,1234,\n"
    assert [line.at.date() for line in read(table + rows).lines] == [date(2026, 10, 7), date(2026, 9, 1)]
