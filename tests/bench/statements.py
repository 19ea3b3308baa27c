"""Statements of years, in this process: 100,000 rows of text, 20,000 of a workbook. Processor time, no disk."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from time import process_time

from openpyxl import Workbook

from models.exchange.statement.read import read_statement
from tests.bench.programs import Bench
from tests.bench.report import Row, at_most

NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")
FIRST = datetime(2020, 1, 1, 8)
TEXT_ROWS, BOOK_ROWS = 100_000, 20_000
LIMIT = 10
"""Seconds that either may take."""

_ALIPAY = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
_WECHAT = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"


def statements(bench: Bench) -> Iterator[Row]:
    """The time to read an export of 支付宝 with padded cells, and one of 微信; one row in ten is a repayment."""
    text = "\n".join((_ALIPAY, *map(_alipay, range(TEXT_ROWS)))).encode("gb18030")
    yield _read(f"statement: {TEXT_ROWS:,} rows of CSV, {len(text) // 1_000_000} MB", text, bench)
    yield _read(f"statement: {BOOK_ROWS:,} rows of a workbook", _book(), bench)


def _read(name: str, data: bytes, bench: Bench) -> Row:
    taken = []
    for _ in range(1 if bench.quick else 3):
        begun = process_time()
        assert read_statement(data, NOW).lines
        taken.append(process_time() - begun)
    seconds = sorted(taken)[len(taken) // 2]
    return Row(name, seconds, "s", aim=at_most(seconds, LIMIT, "s"))


def _alipay(number: int) -> str:
    at = FIRST + timedelta(minutes=17 * number)
    if number % 10:
        cells = ("餐饮美食", "某店", "午饭", "支出", "花呗" if number % 3 else "余额宝", "交易成功")
    else:
        cells = ("信用借还", "花呗", f"花呗主动还款-{at:%Y年%m月}账单", "不计收支", "余额宝", "还款成功")
    kind, who, what, direction, method, status = (each.ljust(16) for each in cells)
    cells = (at, kind, who, "/", what, direction, f"{number / 100:.2f}", method, status, f"{number:028d}\t", "T1\t", "")
    return ",".join(f"{cell} " for cell in (*cells, ""))


def _book() -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(_WECHAT.split(","))
    for number in range(BOOK_ROWS):
        at = FIRST + timedelta(minutes=17 * number)
        cells = ("商户消费", "某店", "米线") if number % 10 else ("信用卡还款", "招商银行信用卡还款", "/")
        sheet.append([at, *cells, "/", number + 0.28, "零钱", "支付成功", f"{number:028d}", f"{number}", "/"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
