"""Who hands out statements, known by what stands in them: they list payments and no orders."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from models.exchange.header_key import header_key
from models.values.identity import plain_key
from models.values.message import Message, Problem, Words, msg


class StatementSource(msgspec.Struct, frozen=True):
    """Who hands out a statement. `titles`: one of them stands above its header; `columns`: all of these are in that.

    `id`: that of the source in `statement`, which reads it; "" where nothing does.
    """

    id: str
    name: Words
    titles: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]


_LONGEST = 500
"""Characters of a title or a name of a column that are looked at."""


def _both(zh: str, en: str) -> Words:
    return {"zh_CN": zh, "en": en}


SOURCES = (
    StatementSource(
        "alipay",
        _both("支付宝", "Alipay 支付宝"),
        ("支付宝交易记录", "支付宝(中国)网络技术有限公司", "支付宝支付科技有限公司", "支付宝账户", "支付宝账单"),
        (
            ("交易对方", "收/支", "商品说明"),
            ("交易对方", "收/支", "商家订单号"),
            ("交易号", "商家订单号"),
            ("交易创建时间", "交易对方", "商品名称"),
        ),
    ),
    StatementSource(
        "wechat",
        _both("微信支付", "WeChat Pay 微信支付"),
        ("微信支付账单", "微信昵称"),
        (("交易对方", "收/支", "当前状态"), ("交易单号", "商户单号")),
    ),
    StatementSource(
        "jd",
        _both("京东", "JD 京东"),
        ("京东账号名", "京东交易流水", "京东账单"),
        (("商户名称", "交易说明", "收/支"),),
    ),
    StatementSource(
        "meituan",
        _both("美团", "Meituan 美团"),
        ("美团交易账单", "美团账单", "美团用户名"),
        (("交易创建时间", "订单标题", "收/支"),),
    ),
    StatementSource(
        "",
        _both("抖音支付", "Douyin Pay 抖音支付"),
        ("抖音支付账单", "抖音支付交易"),
        (("抖音订单号", "收/支"),),
    ),
    StatementSource(
        "cmb-credit",
        _both("招商银行信用卡", "China Merchants Bank card 招行"),
        ("招商银行信用卡对账单", "招商银行信用卡账单"),
        (("记账日", "交易摘要", "人民币金额"),),
    ),
    StatementSource(
        "cgb-credit",
        _both("广发信用卡", "China Guangfa Bank card 广发"),
        ("广发信用卡", "广发银行信用卡"),
        (("交易日期", "入账日期", "交易摘要", "入账金额"),),
    ),
    StatementSource(
        "bocomm-credit",
        _both("交通银行信用卡", "Bank of Communications card 交行"),
        ("交通银行信用卡",),
        (("记账日期", "交易说明", "入账币种/金额"),),
    ),
    StatementSource(
        "boc-credit",
        _both("中国银行信用卡", "Bank of China card 中行"),
        ("中国银行信用卡账单", "中国银行信用卡"),
        (("银行记账日", "交易描述", "存入", "支出"),),
    ),
    StatementSource(
        "icbc-credit",
        _both("工商银行信用卡", "ICBC card 工行"),
        ("工商银行信用卡", "牡丹卡"),
        (("记账日期", "摘要", "记账金额(收入)", "记账金额(支出)"),),
    ),
    StatementSource(
        "",
        _both("银行", "a bank"),
        ("信用卡账单", "信用卡对账单", "账户交易明细", "交易流水", "交易明细"),
        (
            ("交易日", "记账日"),
            ("交易日期", "记账日期"),
            ("交易日期", "入账日期"),
            ("交易日期", "卡号末四位"),
            ("交易日期", "余额"),
            ("交易时间", "余额"),
            ("记账日期", "余额"),
            ("收入", "支出"),
            ("借方发生额", "贷方发生额"),
            ("transactiondate", "postingdate"),
            ("date", "debit", "credit"),
        ),
    ),
    StatementSource(
        "",
        _both("支付 App", "a payment app"),
        (),
        (("收/支", "交易时间"), ("收支类型", "交易时间"), ("收支", "交易时间"), ("收/支", "金额")),
    ),
)


def names_of(ids: Iterable[str]) -> Words:
    """The sources with these ids, by name."""
    known = set(ids)
    names = [source.name for source in SOURCES if source.id in known]
    return _both("、".join(name["zh_CN"] for name in names), ", ".join(name["en"] for name in names))


def _is_title(cells: Sequence[str]) -> bool:
    """Whether a row is a line of text above a table, and none of its payments, which may name anybody."""
    return sum(1 for cell in cells for part in cell.split("\t") if part.strip()) <= 2


def source_of(above: Iterable[Sequence[str]], rows: Iterable[Collection[str]]) -> StatementSource | None:
    """Who hands out what has these rows `above` a header, or these first `rows`; None where it is no statement."""
    said = [plain_key("".join(cells)[:_LONGEST]) for cells in above if _is_title(cells)]
    headers = [{header_key(cell) for cell in cells if len(cell) <= _LONGEST} for cells in rows]
    for source in SOURCES:
        named = any(title in line for title in source.titles for line in said)
        if named or any(header >= {*columns} for columns in source.columns for header in headers):
            return source
    return None


def check_statement(above: Iterable[Sequence[str]], rows: Iterable[Collection[str]]) -> None:
    """Problem that names the source, where the rows `above` a header, or one of the first `rows`, show a statement."""
    source = source_of(above, rows)
    if source is not None:
        raise Problem.of(no_orders(source))


def no_orders(source: StatementSource) -> Message:
    """That it is a statement of that source, and what reads it."""
    if source.id:
        return msg(
            "this is a statement of {source}: it lists payments, and no orders; `fenqi reconcile FILE` reads it",
            source=source.name,
        )
    return msg(
        "this is a statement of {source}: it lists payments, and fenqi takes no orders from it; "
        "fill in the orders in the file that `fenqi import --template csv` prints",
        source=source.name,
    )
