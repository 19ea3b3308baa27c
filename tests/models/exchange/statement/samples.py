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
            "refunded huabei 120.00 耳机 T200P07_R1",
            "bought huabei 320.00 耳机 T200P07",
            "repaid cmb 1268.00 card 1234 debit-card",
            "repaid bank-card 88.00",
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
            "failed huabei 81.20 of 2026-11 balance",
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
        ("repaid jd-baitiao 103.00 balance", "refunded jd-baitiao 1.00 洁面乳150ml 88438843884"),
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
