"""Statements of payment apps and banks, known by what stands in them: they list payments and no orders."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from models.exchange.header import header_key
from models.values.identity import plain_key
from models.values.message import Problem, Words


class StatementSource(msgspec.Struct, frozen=True):
    """Who hands out a statement. `titles`: one of them stands above its header; `columns`: all of these are in that."""

    name: Words
    titles: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]


def _both(zh: str, en: str) -> Words:
    return {"zh_CN": zh, "en": en}


SOURCES = (
    StatementSource(
        _both("支付宝", "Alipay 支付宝"),
        ("支付宝交易记录", "支付宝(中国)网络技术有限公司", "支付宝支付科技有限公司", "支付宝账户", "支付宝账单"),
        (("交易对方", "收/支", "商品说明"), ("交易对方", "收/支", "商家订单号"), ("交易号", "商家订单号")),
    ),
    StatementSource(
        _both("微信支付", "WeChat Pay 微信支付"),
        ("微信支付账单", "微信昵称"),
        (("交易对方", "收/支", "当前状态"), ("交易单号", "商户单号")),
    ),
    StatementSource(
        _both("京东", "JD 京东"),
        ("京东账号名", "京东交易流水", "京东账单"),
        (("商户名称", "交易说明", "收/支"),),
    ),
    StatementSource(
        _both("美团", "Meituan 美团"),
        ("美团交易账单", "美团账单", "美团用户名"),
        (("交易创建时间", "订单标题", "收/支"),),
    ),
    StatementSource(
        _both("抖音支付", "Douyin Pay 抖音支付"),
        ("抖音支付账单", "抖音支付交易"),
        (("抖音订单号", "收/支"),),
    ),
    StatementSource(
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
        _both("支付 App", "a payment app"),
        (),
        (("收/支", "交易时间"), ("收支类型", "交易时间"), ("收支", "交易时间"), ("收/支", "金额")),
    ),
)


def check_statement(above: Iterable[Sequence[str]], rows: Iterable[Collection[str]]) -> None:
    """Problem that names the source, where the rows `above` a header, or one of the first `rows`, show a statement."""
    said = [plain_key("".join(cells)) for cells in above]
    headers = [set(map(header_key, cells)) for cells in rows]
    for source in SOURCES:
        named = any(title in line for title in source.titles for line in said)
        if named or any(header >= {*columns} for columns in source.columns for header in headers):
            raise Problem(
                "this is a statement of {source}: it lists payments, and fenqi takes no orders from it; "
                "fill in the orders in the file that `fenqi import --template csv` prints",
                source=source.name,
            )
