"""Rows as each source hands them out: that a bill was repaid, that it failed, that its money came back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from models.values.money import plain


class Payment(msgspec.Struct, frozen=True):
    """A payment of `amount` fen, by the card or the app, on which `less` was saved; its number tells it from others.

    `state`: paid, failed, back or part: of that ¥5.40 came back.
    """

    number: int
    when: datetime
    amount: int
    state: str = "paid"
    less: int = 0

    @property
    def day(self) -> str:
        return f"{self.when:%Y-%m-%d}"

    @property
    def at(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M:%S}"

    @property
    def yuan(self) -> str:
        return plain(self.amount - self.less)

    @property
    def later(self) -> "Payment":
        """When its money came back."""
        return msgspec.structs.replace(self, when=self.when + timedelta(1), less=0)


class RowsOf(msgspec.Struct, frozen=True):
    """The header of a source's table, and the rows of a payment in it; `due`: the day of the month of its bills."""

    head: str
    rows: Callable[[Payment], list[str]]
    due: int
    numbered: bool = True


def _alipay(pay: Payment) -> list[str]:
    month = f"-{pay.when:%Y年%m月}账单" if pay.number % 2 else ""
    status = "还款失败" if pay.state == "failed" else "还款成功"
    note = "(已退款5.40)" if pay.state == "part" else ""
    rows = [
        f"{pay.at},信用借还,花呗,/,花呗主动还款{month},不计收支,{pay.yuan}{note},余额宝,{status},B{pay.number}\t,,,"
    ]
    if pay.state == "back":
        back = pay.later
        rows += [f"{back.at},退款,花呗,/,退款-还款退回,不计收支,{pay.yuan},余额宝,退款成功,B{pay.number}_R1\t,,,"]
    return rows


def _jd(pay: Payment) -> list[str]:
    status = "交易失败" if pay.state == "failed" else "交易成功"
    note = "(已退款5.40)" if pay.state == "part" else ""
    rows = [f"{pay.at}\t,京东金融,白条主动还款,{pay.yuan}{note},钱包余额,{status},不计收支,白条,30\t,P{pay.number}\t,"]
    if pay.state == "back":
        rows += [
            f"{pay.later.at}\t,京东金融,退款-白条主动还款,{pay.yuan},钱包余额,退款成功,不计收支,白条,30\t,P{pay.number}\t,"
        ]
    return rows


def _meituan(pay: Payment) -> list[str]:
    title = f"【美团月付】主动还款{pay.when:%Y年%-m月}账单" + ("失败" if pay.state == "failed" else "")
    return [f'{pay.at},{pay.at},还款,{title},支出,储蓄卡,¥{plain(pay.amount)},¥{pay.yuan},"M{pay.number}\t","1\t",/']


def _wechat(pay: Payment) -> list[str]:
    status = {"paid": "支付成功", "failed": "支付失败", "back": "已全额退款", "part": "已退款(￥5.40)"}[pay.state]
    return [f"{pay.at},信用卡还款,招商银行信用卡还款,/,/,¥{pay.yuan},零钱,{status},W{pay.number},1,/"]


def _by_day(row: Callable[[Payment, str, bool], str], back: str) -> Callable[[Payment], list[str]]:
    def rows(pay: Payment) -> list[str]:
        paid = row(pay, "还款", True)
        return [paid, row(pay.later, back, False)] if pay.state in {"back", "failed"} else [paid]

    return rows


def _sign(pay: Payment, *, comes_in: bool) -> str:
    return f"{'-' if comes_in else ''}{pay.yuan}"


ROWS = {
    "alipay": RowsOf(
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,",
        _alipay,
        10,
    ),
    "jd": RowsOf(
        "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注",
        _jd,
        17,
    ),
    "meituan": RowsOf(
        "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注",
        _meituan,
        8,
    ),
    "wechat": RowsOf(
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
        _wechat,
        25,
    ),
    "cmb-credit": RowsOf(
        "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额",
        _by_day(
            lambda pay, words, into: f",{pay.when:%m/%d},支付宝{words},{_sign(pay, comes_in=into)},1234,", "还款冲正"
        ),
        25,
        numbered=False,
    ),
    "cgb-credit": RowsOf(
        "交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币",
        _by_day(
            lambda pay, words, into: f"{pay.day},{pay.day},（还款）{words},1,人民币,{_sign(pay, comes_in=into)},人民币",
            "还款退回",
        ),
        25,
        numbered=False,
    ),
    "bocomm-credit": RowsOf(
        "交易日期,记账日期,交易说明,交易币种/金额,入账币种/金额",
        _by_day(lambda pay, words, _: f"{pay.day},{pay.day},信用卡{words} 某某,CNY 1,CNY {pay.yuan}", "还款退回"),
        25,
        numbered=False,
    ),
    "boc-credit": RowsOf(
        "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种",
        _by_day(
            lambda pay, words, into: (
                f"{pay.day},{pay.day},2875,信用卡{words},{pay.yuan if into else ''},{'' if into else pay.yuan},CNY"
            ),
            "还款冲正",
        ),
        25,
        numbered=False,
    ),
    "icbc-credit": RowsOf(
        "交易日期,记账日期,摘要,交易场所,国家,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,户名",
        _by_day(
            lambda pay, words, into: (
                f"{pay.day},{pay.day},{words},银行,CHN,1,,人民币,{pay.yuan if into else ''},{'' if into else pay.yuan},"
                "人民币,0,"
            ),
            "还款冲正",
        ),
        25,
        numbered=False,
    ),
}
"""Each source that is read, by its id."""
