"""Rows that say that the money of a repayment came back: each source has its words for it."""

import pytest

from models.exchange.statement.read import read_statement
from models.ledger.statement import SightingKind, StatementLine
from tests.models.builders import at

NOW = at("2026-12-10T14:00:00+08:00")
ALIPAY = "交易时间,交易分类,交易对方,商品说明,金额,收/支,收/付款方式,交易状态,交易订单号,商家订单号"
JD = "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号"
CMB = "招商银行信用卡对账单 2026年12月\n交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额"
BOCOMM = "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额"
WECHAT = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"


def one(head: str, row: str) -> StatementLine:
    (line,) = read_statement(f"{head}\n{row}\n".encode(), NOW).lines
    return line


@pytest.mark.parametrize(
    ("head", "row", "reference"),
    [
        (ALIPAY, "2026-11-12 18:21:00,退款,花呗,退款-还款退回,581.20,不计收支,余额宝,退款成功,B7_R1,", "B7"),
        (ALIPAY, "2026-11-12 18:21:00,退款,花呗,退款-还款退回,581.20,不计收支,余额宝,退款成功,B7*REFUND_1,", "B7"),
        (
            JD,
            "2026-11-12 18:21:00,京东金融,退款-白条主动还款,581.20,储蓄卡,退款成功,不计收支,白条,3001,1075007",
            "1075007",
        ),
        (CMB, ",11/12,还款冲正,581.20,1234,581.20", ""),
        (CMB, ",11/12,支付宝还款退票,581.20,1234,581.20", ""),
        (CMB, ",11/12,还款撤销,581.20,1234,581.20", ""),
        (BOCOMM, "2026-11-12,2026-11-12,还款冲正 某某,CNY 581.20,CNY 581.20", ""),
        (BOCOMM, "2026-11-12,2026-11-12,信用卡还款退回 某某,CNY 581.20,CNY 581.20", ""),
    ],
)
def test_money_of_a_repayment_that_came_back_is_no_repayment(head: str, row: str, reference: str) -> None:
    line = one(head, row)
    assert (line.kind, line.returned, line.amount, line.reference) == (SightingKind.FAILED, True, 581_20, reference)


@pytest.mark.parametrize("status", ["已全额退款", "对方已退还", "已退款(￥581.20)", "已退款￥581.20"])
def test_a_payment_of_which_all_went_back_failed(status: str) -> None:
    row = f"2026-11-12 18:21:00,信用卡还款,招商银行信用卡还款,/,/,¥581.20,零钱,{status},42,1,/"
    line = one(WECHAT, row)
    assert (line.kind, line.amount) == (SightingKind.FAILED, 581_20)


def test_a_payment_failed_where_the_note_at_its_amount_says_that_all_went_back() -> None:
    jd = one(JD, "2026-10-03 09:00:00,京东金融,白条还款,305.40(已全额退款),钱包余额,交易成功,不计收支,白条,3,P5")
    assert (jd.kind, jd.amount) == (SightingKind.FAILED, 305_40)
    part = one(JD, "2026-10-03 09:00:00,京东金融,白条还款,305.40(已退款5.40),钱包余额,交易成功,不计收支,白条,3,P5")
    assert (part.kind, part.amount) == (SightingKind.REPAID, 300_00)


def test_a_payment_of_which_a_part_went_back_is_the_same_payment_as_before_that() -> None:
    rows = [
        f"2026-11-12 18:21:00,信用卡还款,招商银行信用卡还款,/,/,¥268.00,零钱,{status},42,1,/"
        for status in ("支付成功", "已退款(￥5.40)", "已全额退款")
    ]
    paid, part, none = (one(WECHAT, row) for row in rows)
    assert paid.id == part.id == none.id
    assert (part.kind, part.amount, part.came_back, part.sent) == (SightingKind.REPAID, 262_60, 5_40, 268_00)
    assert (paid.came_back, none.kind, none.came_back) == (0, SightingKind.FAILED, 0)
