"""支付宝: the export of the app in two layouts, and that of the web page of old."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from models.exchange.statement.cells import last4_in
from models.exchange.statement.lenders import lender_in
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import SheetSource, Told
from models.exchange.statement.status import PaymentOutcome, outcome
from models.exchange.statement.telling import mixed, of_goods, on_credit, repaid
from models.ledger.statement import SightingKind

_WHEN = ("交易时间", "付款时间", "交易创建时间")
_TITLE = ("商品说明", "商品名称")
_NUMBER = ("交易订单号", "交易号")
_GOES_BACK = re.compile(r"(?P<order>.+?)(?:_R\d*|\*REFUND_\d+|_\d+)$", re.IGNORECASE)
"""The number of a refund: that of the purchase, and what tells it from that."""


def _reader(sheet: Sheet, _now: datetime) -> partial[Told]:
    returned = {_number_bought(row) for row in sheet.rows if _is_refund(row)}
    credit = {
        number: row.text("收/付款方式")
        for row in sheet.rows
        if "花呗" in row.text("收/付款方式") and (number := row.reference(*_NUMBER))
    }
    return partial(_read, credit=credit, returned=frozenset(returned - {""}))


def _read(row: StatementRow, credit: Mapping[str, str], returned: frozenset[str]) -> Told:
    if _is_refund(row):
        return _refund(row, credit)
    title, who = row.words(*_TITLE), row.words("交易对方")
    if "还款" in title and row.text("收/支") != "收入":
        lender = lender_in(who) or (lender_in(title) if row.text("交易分类") in {"信用借还", ""} else None)
        if lender is not None:
            number = row.reference(*_NUMBER)
            bounced = bool(number) and number in returned
            return repaid(
                row,
                _WHEN,
                lender,
                PaymentOutcome.FAILED if bounced else outcome(row.words("交易状态")),
                amount=row.amount("金额").kept(),
                says=f"{title} {who}",
                paid_with=row.text("收/付款方式"),
                number=number,
                last4=last4_in(who) or last4_in(title),
            )
    if row.text("收/支") == "支出" and on_credit(row.text("收/付款方式"), "huabei"):
        return _purchase(row)
    return None


def _purchase(row: StatementRow) -> Told:
    if outcome(row.words("交易状态") or "成功") in {
        PaymentOutcome.NOTHING,
        PaymentOutcome.FAILED,
    } or "付款" in row.words("交易状态"):
        return None
    paid = row.amount("金额")
    back = row.amount("成功退款").fen if row.text("成功退款") else 0
    return mixed(row.text("收/付款方式")) or of_goods(
        row,
        _WHEN,
        SightingKind.BOUGHT,
        "huabei",
        amount=paid.kept() - back,
        title=row.text(*_TITLE),
        number=row.reference(*_NUMBER),
        order_no=row.reference("商家订单号"),
    )


def _is_refund(row: StatementRow) -> bool:
    return row.text("交易分类") == "退款" or "退款成功" in row.text("交易状态")


def _number_bought(row: StatementRow) -> str:
    """The number of what was paid, of which a refund is."""
    found = _GOES_BACK.fullmatch(row.reference(*_NUMBER))
    return found["order"] if found else ""


def _refund(row: StatementRow, credit: Mapping[str, str]) -> Told:
    """Money that came back to 花呗: by its own method, else by that of the purchase."""
    if "退款成功" not in row.text("交易状态"):
        return None
    back_to = row.text("收/付款方式") or credit.get(_number_bought(row), "")
    if not on_credit(back_to, "huabei"):
        return None
    return mixed(back_to) or of_goods(
        row,
        _WHEN,
        SightingKind.REFUNDED,
        "huabei",
        amount=row.amount("金额").fen,
        title=row.text(*_TITLE).removeprefix("退款-"),
        number=row.reference(*_NUMBER),
        order_no=row.reference("商家订单号"),
    )


ALIPAY = SheetSource(
    "alipay",
    (
        frozenset({"交易时间", "交易对方", "商品说明", "金额", "收/支", "交易状态"}),
        frozenset({"交易创建时间", "交易对方", "商品名称", "金额", "收/支", "交易状态"}),
    ),
    _reader,
    own=frozenset({"huabei"}),
    told_by=("交易对方", "商品说明", "商品名称"),
)
