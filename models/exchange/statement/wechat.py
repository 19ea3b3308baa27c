"""微信支付: the export of the app, CSV once and a workbook since 2025, with the same columns."""

import re
from datetime import datetime

from models.exchange.statement.cells import given_back, last4_in
from models.exchange.statement.lenders import Payee, lender_in
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource
from models.exchange.statement.status import outcome
from models.exchange.statement.telling import REPAYS, repaid

_PARTLY = re.compile(r"已退款[(:]?[¥￥\d]")


def _reader(_sheet: Sheet, _now: datetime) -> RowReader:
    return _read


def _read(row: StatementRow) -> RowMeaning:
    payee = _payee(row)
    if payee is None:
        return None
    status = row.words("当前状态")
    paid = row.amount("金额").kept()
    back = given_back(paid, status) if _PARTLY.search(status) else 0
    came = _PARTLY.sub("已退回" if 0 < paid <= back else "支付成功", status)
    cells = (row.words(name) for name in ("交易类型", "商品", "交易对方"))
    says = " ".join(each for each in cells if each != "/")
    return repaid(
        row,
        ("交易时间",),
        payee,
        outcome(came),
        amount=paid - back if back < paid else paid,
        sent=paid,
        says=says,
        paid_with=row.text("支付方式"),
        app="wechat",
        number=row.reference("交易单号"),
        last4=last4_in(row.words("交易对方")) or last4_in(row.words("商品")),
    )


def _payee(row: StatementRow) -> Payee | None:
    """Who is repaid; None where nobody is. A transfer to a person is none, whatever its note says."""
    kind, who = row.words("交易类型"), row.words("交易对方")
    if kind == "信用卡还款":
        return lender_in(who, kind) or lender_in(row.words("商品"), kind) or Payee()
    goods = row.words("商品")
    if kind != "商户消费" or not REPAYS.search(f"{who}{goods}") or row.text("收/支") == "收入":
        return None
    return lender_in(who, goods) or lender_in(goods)


WECHAT = SheetSource(
    "wechat",
    (frozenset({"交易时间", "交易类型", "交易对方", "商品", "收/支", "金额", "支付方式", "当前状态"}),),
    _reader,
    own=frozenset(),
    identified_by=("交易类型", "交易对方", "商品"),
)
