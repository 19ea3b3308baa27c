"""京东: the export of the app. Amounts may have a note of what went back."""

from datetime import datetime

from models.exchange.statement.lenders import lender_in
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource
from models.exchange.statement.status import bought, outcome
from models.exchange.statement.telling import REPAYS, came_back, mixed, of_goods, on_credit, repaid, unless_returned
from models.ledger.statement import SightingKind

_WHEN = ("交易时间",)
_NUMBER = ("商家订单号", "交易订单号")
"""That of the payment; many payments have one number of an order."""


def _reader(_sheet: Sheet, _now: datetime) -> RowReader:
    return _read


def _read(row: StatementRow) -> RowMeaning:
    title, paid_with = row.words("交易说明"), row.text("收/付款方式")
    if "退款成功" in row.text("交易状态") or ("退款" in title and row.text("收/支") != "支出"):
        return _went_back(row, title, paid_with)
    if REPAYS.search(title) and row.text("收/支") != "收入":
        lender = lender_in(f"{title} {row.words('交易分类')}") or lender_in(row.words("商户名称"))
        if lender is not None:
            amount, came = unless_returned(row.amount("金额"), outcome(row.words("交易状态")))
            return repaid(
                row,
                _WHEN,
                lender,
                came,
                amount=amount,
                sent=row.amount("金额").fen,
                says=title,
                paid_with=paid_with,
                app="jd",
                number=row.reference(*_NUMBER),
            )
    if row.text("收/支") == "支出" and on_credit(paid_with, "jd-baitiao"):
        return mixed(paid_with) or _goods(row, SightingKind.BOUGHT)
    return None


def _went_back(row: StatementRow, title: str, paid_with: str) -> RowMeaning:
    """Money that came back: of a repayment, or of goods to 白条."""
    lender = lender_in(f"{title} {row.words('交易分类')}") if REPAYS.search(title) else None
    if lender is not None and bought(row.words("交易状态")):
        amount, number = row.amount("金额").fen, row.reference(*_NUMBER)
        return came_back(row, _WHEN, lender, amount=amount, says=title, number=number)
    return _goods(row, SightingKind.REFUNDED) if on_credit(paid_with, "jd-baitiao") else None


def _goods(row: StatementRow, kind: SightingKind) -> RowMeaning:
    if not bought(row.words("交易状态")):
        return None
    amount = row.amount("金额")
    return of_goods(
        row,
        _WHEN,
        kind,
        "jd-baitiao",
        amount=amount.kept() if kind is SightingKind.BOUGHT else amount.fen,
        title=row.text("交易说明").removeprefix("退款-"),
        number=row.reference(*_NUMBER),
        order_no=row.reference("交易订单号"),
        paid_with=row.text("收/付款方式") if kind is SightingKind.BOUGHT else "",
    )


JD = SheetSource(
    "jd",
    (frozenset({"交易时间", "商户名称", "交易说明", "金额", "收/付款方式", "交易状态", "收/支"}),),
    _reader,
    own=frozenset({"jd-baitiao"}),
    identified_by=("商户名称", "交易说明"),
)
