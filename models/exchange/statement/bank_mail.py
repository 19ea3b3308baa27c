"""The mail of a card's statement, which alone has the total, the minimum and the due date.

That of 招商银行 has each payment in a table of its own; other banks' payments are read where their columns are known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from msgspec.structs import replace

from models.exchange.statement.bill_figures import BillFigures, figures_of
from models.exchange.statement.boc_credit import BOC_CREDIT
from models.exchange.statement.bocomm_credit import BOCOMM_CREDIT
from models.exchange.statement.cells import midnight
from models.exchange.statement.cgb_credit import CGB_CREDIT
from models.exchange.statement.cmb_credit import CMB_CREDIT
from models.exchange.statement.gathering import gathered
from models.exchange.statement.icbc_credit import ICBC_CREDIT
from models.exchange.statement.lenders import OTHER_BANK
from models.exchange.statement.mail import MailText
from models.exchange.statement.recognition import known
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import SheetSource
from models.exchange.statement_sources import names_of
from models.ledger.ids import line_id
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.message import Problem
from models.values.text import clean, normalise

_BANKS = (
    (CMB_CREDIT, re.compile("招商银行|招行信用卡|掌上生活|cmbchina", re.IGNORECASE)),
    (ICBC_CREDIT, re.compile("工商银行|牡丹卡|icbc", re.IGNORECASE)),
    (BOC_CREDIT, re.compile("中国银行(?!业|保险)|中银信用卡|boc\\.cn", re.IGNORECASE)),
    (CGB_CREDIT, re.compile("广发银行|广发信用卡|cgbchina", re.IGNORECASE)),
    (BOCOMM_CREDIT, re.compile("交通银行|bankcomm", re.IGNORECASE)),
)
_ANOTHER_BANK = re.compile(
    "(?:中信|浦发|浦东发展|民生|光大|平安|兴业|华夏|邮储|邮政储蓄|建设|农业|北京|上海|江苏|南京|宁波|杭州|浙商|渤海|恒丰|徽商|汇丰|花旗|渣打)"
    "(?:银行|信用卡)|龙卡|金穗卡|农村?商业?银行|农信|信用社"
)
"""Whose mails are not read: many of them name the banks from whose cards the bill may be repaid."""
_A_BILL = re.compile("信用卡.{0,12}账单|账单周期|本期应还|本期还款总额|最低还款额|到期还款日|欠款总计")
_OF_A_DAY = re.compile("每日信用管家|每日消费提醒")
"""What 招商银行 calls the mail of a day's purchases: what is due stands in it as news, and it is no bill."""
_OF_A_MONTH = re.compile("账单周期|月信用卡账单")
_CARD = re.compile(
    r"(?:尾号|末四位|卡号)(?:(?!交易|金额|日期|摘要|描述|说明)[^\d\n]){0,12}(?:\d{4}[ *]*[* ]+)?(\d{4})(?!\d)", re.ASCII
)
"""The last digits of a card beside their label; behind a row of labels the day of the first payment stands."""

_AMOUNT = re.compile(r"[¥￥]?\s*[-−]?\s*[\d,]+\.\d\d")
_LAST4 = re.compile(r"\d{4}", re.ASCII)
_MONTH_DAY = re.compile(r"(\d\d)[/月-]?(\d\d)日?", re.ASCII)
_COLUMNS = {name: at for at, name in enumerate(("交易日", "记账日", "交易摘要", "人民币金额", "卡号末四位"))}


def read_bank_mail(pages: Iterable[MailText], now: datetime) -> Statement | None:
    """The statement in the first of these texts that is one of these banks; None where none is.

    Problem where all that is there is the mail of a day.
    """
    of_a_day = False
    for page in pages:
        if _is_of_a_day(page):
            of_a_day = True
        elif source := bank_of(page):
            return _statement(source, page, now)
    if of_a_day:
        raise Problem("this mail lists the purchases of a day, and is no bill: save the mail of the month's bill")
    return None


def _is_of_a_day(page: MailText) -> bool:
    """By its subject or title, else by what stands before the figures; the mail of a month may name the other."""
    found = _A_BILL.search(page.text)
    head = page.text[: found.start()] if found else page.text
    return bool(_OF_A_DAY.search(page.about) or (_OF_A_DAY.search(head) and not _OF_A_MONTH.search(page.text)))


def bank_of(page: MailText) -> SheetSource | None:
    """The bank of a text about a card's bill: that which is named first before the first words about that, or in the
    mail's headers and title, as many a mail has its name in pictures only; else that which is named first at all. None
    for another bank's, whatever banks it names besides."""
    found = _A_BILL.search(page.text)
    if found is None and not _A_BILL.search(page.about):
        return None
    head = page.text[: found.end()] if found else ""
    named = (_first_named(text) for text in (head, page.about, page.text))
    return next((each.bank for each in named if each is not None), None)


class _Named(NamedTuple):
    """Where a bank is named, and which: None for one whose mails are not read."""

    at: int
    bank: SheetSource | None


def _first_named(text: str) -> _Named | None:
    found = ((words.search(text), source) for source, words in (*_BANKS, (None, _ANOTHER_BANK)))
    return min((_Named(at.start(), source) for at, source in found if at), key=lambda each: each.at, default=None)


def _statement(source: SheetSource, page: MailText, now: datetime) -> Statement:
    figures = figures_of(page)
    found = gathered(source, _payments(source, page, figures.last_day()), now)
    bill = _bill(source, figures, found.card or _card(page.text), page, now)
    if bill is None and not found.rows:
        raise Problem(
            "this mail of {bank} has no amount that is due, and no table of payments", bank=names_of([source.id])
        )
    # A mail without its lines says nothing of what was repaid.
    own = found.own if found.rows else frozenset[str]()
    lines = (*((bill,) if bill else ()), *found.lines)
    return replace(found, lines=lines, covers=figures.cycle or found.covers, own=own)


def _payments(source: SheetSource, page: MailText, until: date | None) -> Sheet:
    """The payments of a mail, below the month that they are of."""
    above = f"{until.year}年{until.month:02}月" if until else ""
    if source is CMB_CREDIT:
        return Sheet(_COLUMNS, above, tuple(_rows(page.rows)), ())
    found = known(page.numbered(), iter(()))
    if found is None or found[0] is not source:
        return Sheet({}, above, (), ())
    return replace(found[1], above=f"{above}\n{found[1].above}")


def _rows(rows: Sequence[Sequence[str]]) -> Iterator[StatementRow]:
    """The payments: a text with a day before it, an amount and the last four digits of a card behind it."""
    for number, cells in enumerate(rows, 1):
        at = next((at for at in range(2, len(cells) - 1) if _is_amount_at(cells, at)), None)
        if at is not None:
            sold = cells[at - 3] if at >= 3 else ""
            read = (_day(sold), _day(cells[at - 2]), clean(cells[at - 1]), cells[at], normalise(cells[at + 1]))
            yield StatementRow(number, read, _COLUMNS)


def _is_amount_at(cells: Sequence[str], at: int) -> bool:
    return (
        _AMOUNT.fullmatch(normalise(cells[at])) is not None
        and _LAST4.fullmatch(normalise(cells[at + 1])) is not None
        and _MONTH_DAY.fullmatch(normalise(cells[at - 2])) is not None
        and bool(cells[at - 1])
    )


def _day(cell: str) -> str:
    """`0827` as `08/27`; "" for what is no day."""
    found = _MONTH_DAY.fullmatch(normalise(cell))
    return f"{found[1]}/{found[2]}" if found else ""


def _card(text: str) -> str:
    found = {each[1] for each in _CARD.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _bill(source: SheetSource, figures: BillFigures, last4: str, page: MailText, now: datetime) -> StatementLine | None:
    """The institution's own figure of when the mail was sent; None where it has no total, or neither date nor month.

    Where the card has credit, nothing is due.
    """
    least, due, sent = figures.least, figures.due, page.sent
    day = due or figures.month
    if figures.total is None or day is None:
        return None
    total, known = max(0, figures.total), sent is not None and sent <= now
    return StatementLine(
        id=line_id(source.id, "bill", day.isoformat(), last4, str(total)),
        row=0,
        kind=SightingKind.BILL,
        at=sent if sent is not None and known else midnight(figures.made or day),
        time_known=known,
        amount=total,
        channel="".join(source.own - {OTHER_BANK}),
        last4=last4,
        label=figures.month,
        due=due,
        minimum=least if least is not None and 0 < least <= total else None,
        text=clean(page.text, 200),
    )
