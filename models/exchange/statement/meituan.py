"""美团: the export of the app, which has what was owed and what was paid apart."""

from datetime import datetime

from models.exchange.statement.cells import last4_in
from models.exchange.statement.lenders import Payee, lender_in
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource
from models.exchange.statement.status import PaymentOutcome
from models.exchange.statement.telling import REPAYS, came_back, mixed, of_goods, on_credit, repaid
from models.ledger.statement import SightingKind
from models.values.message import msg

_WHEN = ("交易成功时间", "交易创建时间")
_KINDS = {"支付": SightingKind.BOUGHT, "退款": SightingKind.REFUNDED}


def _reader(_sheet: Sheet, _now: datetime) -> RowReader:
    return _read


def _read(row: StatementRow) -> RowMeaning:
    kind, title = row.words("交易类型"), row.words("订单标题")
    if kind == "还款":
        lender = lender_in(title) or Payee("meituan")
        failed = "失败" in title or "失败" in row.text("备注")
        is_open = not failed and len(row.text("交易成功时间")) < 2 and "交易成功时间" in row.columns
        outcome = PaymentOutcome.FAILED if failed else PaymentOutcome.OPEN if is_open else PaymentOutcome.DONE
        return repaid(
            row,
            _WHEN if outcome is PaymentOutcome.DONE else _WHEN[::-1],
            lender,
            outcome,
            amount=row.amount(*(("订单金额", "实付金额") if is_open else ("实付金额", "订单金额"))).fen,
            why=msg("the row does not say that the repayment went through"),
            owed=row.amount("订单金额").fen if row.text("订单金额") else None,
            says=title,
            paid_with=row.text("支付方式"),
            app="meituan",
            number=row.reference("交易单号"),
            last4=last4_in(title),
        )
    if kind == "退款" and REPAYS.search(title):
        return came_back(
            row,
            _WHEN,
            lender_in(title) or Payee("meituan"),
            amount=row.amount("实付金额", "订单金额").fen,
            says=title,
            number=row.reference("交易单号"),
        )
    if kind not in _KINDS or not on_credit(row.text("支付方式"), "meituan"):
        return None
    return mixed(row.text("支付方式")) or of_goods(
        row,
        _WHEN,
        _KINDS[kind],
        "meituan",
        amount=row.amount("实付金额", "订单金额").kept(),
        title=row.text("订单标题"),
        number=row.reference("交易单号"),
        order_no=row.reference("商家单号"),
        paid_with=row.text("支付方式") if kind == "支付" else "",
    )


MEITUAN = SheetSource(
    "meituan",
    (frozenset({"交易创建时间", "交易类型", "订单标题", "收/支", "支付方式", "实付金额"}),),
    _reader,
    own=frozenset({"meituan"}),
    identified_by=("交易类型", "订单标题"),
)
