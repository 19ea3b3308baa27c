"""One invented file for each layout of each source, and what it says of repaying."""

from datetime import datetime
from pathlib import Path

import msgspec

from models.exchange.statement.read import read_statement
from models.ledger.statement import Statement, StatementLine
from models.values.money import plain

FOLDER = Path(__file__).parents[3] / "data" / "statements" / "samples"
NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")


class Sample(msgspec.Struct, frozen=True):
    """A file of that name, handed out in that encoding. `lines` as `said` has them."""

    file: str
    source: str
    encoding: str
    covers: str
    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    def text(self) -> str:
        return (FOLDER / self.file).read_text("utf-8")

    def data(self) -> bytes:
        return self.text().encode(self.encoding)


SAMPLES = (
    Sample(
        "alipay.csv",
        "alipay",
        "gb18030",
        "2026-06-01 2026-11-22",
        (
            "repaid huabei 100.00 of 2026-12 yuebao",
            "failed huabei 100.00 automatic",
            "refunded huabei 120.00 耳机 T200P07",
            "bought huabei 320.00 耳机 T200P07",
            "repaid cmb 1268.00 card 1234 debit-card",
            "repaid bank-card 88.00",
            "repaid xiaomi 207.80 alipay",
        ),
        left_out=(
            "借呗 is no instalment order; it is left out",
            "the repayment of 花呗主动还款 花呗 is still under way",
        ),
    ),
    Sample(
        "alipay-2026.csv",
        "alipay",
        "gb18030",
        "2026-11-01 2026-11-22",
        (
            "repaid huabei 681.20 of 2026-11 debit-card automatic with 信用购",
            "repaid huabei 100.00 of 2026-12 yuebao",
            "repaid huabei 81.20 of 2026-11 balance",
            "failed huabei 81.20",
            "bought huabei 300.00 小米 充电宝 20000 MI5261103000009009",
        ),
        left_out=(
            "信用购 is no instalment order; it is left out",
            "it was paid with 花呗&红包, and no figure says how much with each",
        ),
        unreadable=("the status 神秘状态 is not known",),
    ),
    Sample(
        "alipay-web.csv",
        "alipay",
        "gb18030",
        "2018-09-01 2018-10-01",
        ("repaid huabei 418.00 of 2018-09 automatic",),
    ),
    Sample(
        "wechat.csv",
        "wechat",
        "utf-8-sig",
        "2026-10-01 2026-10-31",
        (
            "repaid cmb 268.00",
            "failed cmb 268.00 debit-card",
            "failed ccb 548.58",
            "repaid bank-card 40.00",
            "repaid meituan 100.00 of 2026-11 debit-card",
        ),
    ),
    Sample(
        "jd.csv",
        "jd",
        "utf-8-sig",
        "2026-09-01 2026-11-22",
        (
            "repaid jd-baitiao 103.00 debit-card",
            "failed jd-baitiao 100.00 balance automatic",
            "refunded jd-baitiao 89.84 卫衣 XL 等多件 310000000009",
            "bought jd-baitiao 41.93 卫衣 XL 等多件 310000000009",
        ),
        left_out=("金条 is no instalment order; it is left out",),
    ),
    Sample(
        "jd-2021.csv",
        "jd",
        "utf-8",
        "2026-09-01 2026-11-22",
        (
            "repaid jd-baitiao 103.00 balance",
            "refunded jd-baitiao 1.00 洁面乳150ml 88438843884",
            "refunded jd-baitiao 0.05 价保退款 88438843885",
        ),
    ),
    Sample(
        "meituan.csv",
        "meituan",
        "utf-8-sig",
        "2026-10-01 2026-11-22",
        (
            "refunded meituan 30.00 小米手环配件 467219105",
            "repaid meituan 99.97 owed 100.00 of 2026-11 debit-card",
            "bought meituan 299.00 小米手环配件 0_2196949152977071",
        ),
        left_out=("the row does not say that the repayment went through",),
    ),
    Sample(
        "cmb-credit.csv",
        "cmb-credit",
        "utf-8",
        "2025-12-24 2026-01-07",
        (
            "repaid cmb 268.00 card 1234 debit-card",
            "repaid cmb 1345.67 card 1234 bank-transfer",
            "repaid cmb 30.00 card 1234 automatic",
            "instalment cmb 105.00 card 1234 2/12 分期还款 本金 第2/12期",
            "money_in cmb 16.78 card 1234",
        ),
        left_out=("掌上生活还款回馈金 is money back from the bank, and no repayment",),
    ),
    Sample(
        "cgb-credit.csv",
        "cgb-credit",
        "utf-8",
        "2026-10-26 2026-11-06",
        (
            "refunded 97.20 （退款）示例商户B",
            "instalment 387.42 10/12 （分期）银联分期00000000000/10/12期",
            "repaid 387.42",
        ),
        left_out=("15.90 is in 美元; only yuan are read",),
    ),
    Sample(
        "bocomm-credit.csv",
        "bocomm-credit",
        "utf-8",
        "2026-11-06 2026-11-10",
        (
            "refunded 123.18 退货 支付宝-滴滴顺风车",
            "repaid 666.60",
            "repaid 13.50 bank-transfer",
            "instalment 599.83 1/6 分期扣款 1/6期-商户分期-示例商户C-分6期",
        ),
        left_out=("USD 5.00 is in USD; only yuan are read",),
    ),
    Sample(
        "bocomm-credit-regular.csv",
        "bocomm-credit",
        "utf-8",
        "2026-11-08 2026-11-09",
        ("repaid 666.60 card 6666 bank-transfer",),
    ),
    Sample(
        "boc-credit.csv",
        "boc-credit",
        "utf-8",
        "2026-11-14 2026-11-20",
        (
            "money_in 0.01",
            "money_in 361.19 card 2875",
            "repaid 12.00 card 2875",
            "money_in 70.48 card 2875",
            "money_in 70.48 card 2875",
        ),
        left_out=("3.72 is in USD; only yuan are read",),
    ),
    Sample(
        "icbc-credit.csv",
        "icbc-credit",
        "gb18030",
        "2026-10-20 2026-11-22",
        (
            "repaid icbc 4621.01 card 5678 automatic",
            "refunded icbc 21.01 card 5678 退货 某旗舰店",
            "instalment icbc 210.00 card 5678 3/12 分期付款 第3/12期",
        ),
    ),
)
"""Every layout that is read, the newest of each source first."""


def read(data: bytes) -> Statement:
    return read_statement(data, NOW)


def said(line: StatementLine) -> str:
    """What a line says, without its id, its instant and its number."""
    parts = (
        line.kind.value,
        line.channel,
        plain(line.amount),
        line.owed and f"owed {plain(line.owed)}",
        line.last4 and f"card {line.last4}",
        line.label and f"of {line.label:%Y-%m}",
        line.period and f"{line.period}/{line.periods}",
        line.method,
        line.automatic and "automatic",
        line.others and f"with {' '.join(line.others)}",
        line.title,
        line.order_no,
        line.due and f"due {line.due}",
        line.minimum and f"at least {plain(line.minimum)}",
    )
    return " ".join(part for part in parts if part)


def covered(statement: Statement) -> str:
    return " ".join(day.isoformat() for day in statement.covers or ())
