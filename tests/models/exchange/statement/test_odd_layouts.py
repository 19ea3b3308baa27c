"""What banks write of one thing in other words."""

from datetime import datetime

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
