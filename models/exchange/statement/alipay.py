"""支付宝: the export of the app in two layouts, and that of the web page of old."""

import re
from datetime import datetime

from models.exchange.statement.cells import last4_in
from models.exchange.statement.lenders import Payee, lender_in
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, RowReader, SheetSource
from models.exchange.statement.status import PaymentOutcome, bought, outcome
from models.exchange.statement.telling import REPAYS, came_back, mixed, of_goods, on_credit, repaid, unless_returned
from models.ledger.statement import SightingKind
from models.values.message import msg

_WHEN = ("交易时间", "付款时间", "交易创建时间")
_TITLE = ("商品说明", "商品名称")
_NUMBER = ("交易订单号", "交易号")
_OF_LOANS = "信用借还"
_TO_A_PERSON = re.compile("转账|红包|亲友")
_BY_OTHERS = frozenset({"jd-baitiao", "meituan", "douyin", "xiaomi"})
"""What is repaid to others than 支付宝 may stand under any kind of purchase."""
_GOES_BACK = re.compile(r"(?:_R\d*|\*REFUND_\d+|_\d+)$", re.IGNORECASE)
"""What the number of a refund has behind that of the purchase."""


def _reader(_sheet: Sheet, _now: datetime) -> RowReader:
    return _read


def _read(row: StatementRow) -> RowMeaning:
    title, who = row.words(*_TITLE), row.words("交易对方")
    payee = _payee(row, title, who) if REPAYS.search(title) else None
    if row.text("交易分类") == "退款" or "退款成功" in row.text("交易状态"):
        return _refund(row) if payee is None else _bounced(row, payee, f"{title} {who}")
    if payee is not None:
        amount, came = unless_returned(row.amount("金额"), outcome(row.words("交易状态")))
        return repaid(
            row,
            _WHEN,
            payee,
            came,
            amount=amount,
            sent=row.amount("金额").fen,
            says=f"{title} {who}",
            paid_with=row.text("收/付款方式"),
            app="alipay",
            number=row.reference(*_NUMBER),
            last4=last4_in(who) or last4_in(title),
        )
    if row.text("收/支") == "支出" and on_credit(row.text("收/付款方式"), "huabei"):
        return _purchase(row)
    return msg("it repays nobody that fenqi knows") if _repays_somebody(row, title) else None


def _repays_somebody(row: StatementRow, title: str) -> bool:
    """Whether 支付宝 itself says that a debt was repaid; what a note says under a transfer is no such thing."""
    status = row.words("交易状态")
    says = "还款成功" in status or (row.text("交易分类") == _OF_LOANS and REPAYS.search(title) is not None)
    done = "成功" in status and outcome(status) is PaymentOutcome.DONE
    return says and done and row.text("收/支") != "收入"


def _payee(row: StatementRow, title: str, who: str) -> Payee | None:
    """Who is repaid; None where nobody is. What a transfer to a person is for, nobody checked."""
    kind = row.text("交易分类")
    if row.text("收/支") == "收入":
        return None
    found = lender_in(who, title)
    if found is not None or _TO_A_PERSON.search(kind):
        return found
    named = lender_in(title)
    return named if kind in {_OF_LOANS, ""} or (named and named.channel in _BY_OTHERS) else None


def _bounced(row: StatementRow, payee: Payee, words: str) -> RowMeaning:
    """Money of a repayment that came back; of one that is yet to come, nothing is known."""
    if "退款成功" not in row.text("交易状态"):
        return None
    return came_back(
        row, _WHEN, payee, amount=row.amount("金额").fen, says=words, number=_of_purchase(row), last4=last4_in(words)
    )


def _of_purchase(row: StatementRow) -> str:
    """The number of what was paid, by that of its refund."""
    number = row.reference(*_NUMBER)
    mark = _GOES_BACK.search(number)
    return number.removesuffix(mark[0] if mark else "")


def _purchase(row: StatementRow) -> RowMeaning:
    if not bought(row.words("交易状态")):
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
        paid_with=row.text("收/付款方式"),
    )


def _refund(row: StatementRow) -> RowMeaning:
    """Money that came back to 花呗."""
    back_to = row.text("收/付款方式")
    if "退款成功" not in row.text("交易状态") or not on_credit(back_to, "huabei"):
        return None
    number = row.reference(*_NUMBER)
    mark = _GOES_BACK.search(number)
    return mixed(back_to) or of_goods(
        row,
        _WHEN,
        SightingKind.REFUNDED,
        "huabei",
        amount=row.amount("金额").fen,
        title=row.text(*_TITLE).removeprefix("退款-"),
        number=number,
        order_no=row.reference("商家订单号").removesuffix(mark[0] if mark else ""),
    )


ALIPAY = SheetSource(
    "alipay",
    (
        frozenset({"交易时间", "交易对方", "商品说明", "金额", "收/支", "交易状态"}),
        frozenset({"交易创建时间", "交易对方", "商品名称", "金额", "收/支", "交易状态"}),
    ),
    _reader,
    own=frozenset({"huabei"}),
    identified_by=("交易对方", "商品说明", "商品名称"),
)
