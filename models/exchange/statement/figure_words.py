"""What the figures of a bill are called on a bank's own page, and how they are written."""

import re
from collections.abc import Mapping

from models.exchange.statement.cells import parse_signed
from models.values.message import Problem
from models.values.money import Fen

_SIZE = r"(?<![\d,])[\d,]{1,15}"
"""Bounded, as whatever a page holds may be tried at each of its characters."""
MONEY = rf"(-?\s?[¥￥]\s{{0,9}}-?{_SIZE}(?:\.\d\d?)?(?![\d.])|-?{_SIZE}\.\d\d(?!\d|\.\d|%)|-?{_SIZE}(?:\.\d)?(?=\s?元))"
DAY = r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
MONTH_DAY = r"(\d{1,2})月(\d{1,2})日"
_SUM = "(?:总额|金额|总金额|总计|合计|额)"
TOTALS = (
    rf"(?<!上期)(?<!最低)(?:应还|欠款)款?{_SUM}",
    rf"(?<!上期)(?<!最低)(?<!已)还款{_SUM}",
    f"(?:本期|当期|新)账单(?:总)?{_SUM}",
    "(?:本期|当期)应还款?",
)
"""What the total is called, the clearest first: a page may call other figures by the others."""
LEASTS = (r"(?<!上期)最低(?:还款|应还|应缴)(?:金额|额)?",)
DUE = (
    r"(?:(?<!上期)(?:(?:到期|最后|最晚)还款日期?|还款到期日期?)|(?<!上期)(?<!上期(?:到期|最后|最晚))(?<!自动)还款日期?)"
)
BEFORE = r"[于在]\s?(\d{1,2})月(\d{1,2})日(?:之|以)?前[^,，。;；\d]{0,6}还"
"""The day before the end of which it is to be repaid."""
FOREIGN = re.compile("[$€£]|美元|港[币元]|欧元|日元|英镑|外币|USD|HKD|EUR|JPY|GBP", re.IGNORECASE)
_IN_FOREIGN = re.compile(
    rf"(?:{FOREIGN.pattern})\s{{0,9}}-?[\d,]{{1,15}}(?:\.\d\d?)?"
    rf"|-?{_SIZE}(?:\.\d\d?)?\s{{0,9}}(?:{FOREIGN.pattern})",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    rf"(?P<least>{LEASTS[0]})|(?P<total>{TOTALS[0]}|{TOTALS[-1]})"
    rf"|(?P<other>(?:信用|可用|取现|现金|剩余)额度|上期\w{{2,6}}|可用积分)|(?P<day>{DAY})|(?P<money>{MONEY})"
)
_FAR = 60
"""Characters from a label to the next, or to its figure, at most."""


def money(text: str) -> Fen | None:
    """The amount that is written so; None where it is none."""
    try:
        return parse_signed(text).fen
    except Problem:
        return None


def without_foreign(text: str) -> str:
    """The text without the amounts in other currencies."""
    return _IN_FOREIGN.sub(" ", text)


def in_turn(text: str) -> Mapping[str, Fen | None]:
    """The `total` and the `least` of a text that has several labels in a row, and behind them a row of figures."""
    labels, figures, last = list[str](), list[Fen | None](), 0
    found = dict[str, Fen | None]()
    for token in _TOKEN.finditer(text):
        kind, close = token.lastgroup, token.start() - last <= _FAR
        if kind == "money":
            figures = [*figures, money(token["money"])] if close and labels else []
        elif kind != "day":
            if figures or not close:
                found = {**_of_both(labels, figures), **found}
                labels, figures = [], []
            labels.append(kind or "")
        last = token.end()
    return {**_of_both(labels, figures), **found}


def _of_both(labels: list[str], figures: list[Fen | None]) -> Mapping[str, Fen | None]:
    """Each label's figure, where there are several and as many of each, and none of them twice."""
    mine = [each for each in labels if each != "other"]
    if len(labels) < 2 or len(labels) != len(figures) or len(set(mine)) != len(mine):
        return {}
    return {label: figure for label, figure in zip(labels, figures, strict=True) if label != "other"}
