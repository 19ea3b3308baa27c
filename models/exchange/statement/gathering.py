"""The rows of a sheet become the statement: each line with the id that tells it from all others."""

import re
from collections import Counter
from datetime import datetime

from msgspec.structs import replace

from models.exchange.statement.cells import parse_moment
from models.exchange.statement.parts import whole_periods
from models.exchange.statement.sheet import Sheet, StatementRow
from models.exchange.statement.source import RowMeaning, SheetSource, UnderWay
from models.ledger.ids import line_id
from models.ledger.statement import LineProblem, SightingKind, Statement, StatementLine
from models.values.dates import CLOCK_SLACK
from models.values.identity import plain_key
from models.values.message import Problem
from models.values.text import normalise

_MONTH_DAY = re.compile(r"(\d{1,2})\s*[/.月-]\s*(\d{1,2})日?", re.ASCII)
NAMED = 100
"""So many of the rows that were left out, or could not be read, are named; the others are counted."""


class Gathered:
    """What the rows of a source came to so far."""

    def __init__(self, source: SheetSource) -> None:
        self._source = source
        self._equal = Counter[tuple[str, ...]]()
        self.lines: list[StatementLine] = []
        self.under_way: list[StatementLine] = []
        self.left_out: list[LineProblem] = []
        self.unreadable: list[LineProblem] = []
        self.silent = 0

    def take(self, row: StatementRow, meaning: RowMeaning) -> None:
        """Keep what a row says."""
        if meaning is None:
            self.silent += 1
        elif isinstance(meaning, StatementLine):
            self.lines.append(replace(meaning, id=self._id(row, meaning)))
        elif isinstance(meaning, UnderWay):
            self.under_way.append(meaning.line)
            self.left_out.append(LineProblem(row.number, meaning.why))
        else:
            self.left_out.append(LineProblem(row.number, meaning))

    def _id(self, row: StatementRow, line: StatementLine) -> str:
        if line.reference:
            return line_id(self._source.id, line.reference, line.at.isoformat(), str(line.sent))
        words = plain_key("".join(map(row.text, self._source.identified_by)))
        key = (
            self._source.id,
            line.at.isoformat() if line.time_known else line.at.date().isoformat(),
            str(line.sent),
            line.kind,
            words,
            *self._posted(row, line),
        )
        self._equal[key] += 1
        return line_id(*key, str(self._equal[key]))

    def _posted(self, row: StatementRow, line: StatementLine) -> tuple[str, ...]:
        """The day and the month on which the bank had it, where that is another day than that of the line."""
        cell = row.text(self._source.posted) if self._source.posted else ""
        day = _month_and_day(cell) if cell else ""
        return (day,) if day and day != f"{line.at:%m-%d}" else ()


def _month_and_day(cell: str) -> str:
    """`10-06` for `2026-10-06`, `10/6` and the number of that day in a workbook; "" for what is no day."""
    try:
        return f"{parse_moment(cell)[0]:%m-%d}"
    except Problem:
        found = _MONTH_DAY.fullmatch(normalise(cell))
    return f"{int(found[1]):02}-{int(found[2]):02}" if found else ""


def _until_now(meaning: RowMeaning, now: datetime) -> RowMeaning:
    """The same; Problem where it tells of what is yet to happen, by this host's clock. A bill may be of any day."""
    if isinstance(meaning, StatementLine) and meaning.kind is not SightingKind.BILL and meaning.at > now + CLOCK_SLACK:
        raise Problem("{day} is in the future", day=meaning.at.date().isoformat())
    return meaning


def gathered(source: SheetSource, sheet: Sheet, now: datetime) -> Statement:
    """The statement that a sheet of that source is."""
    read = source.reader(sheet, now)
    found = Gathered(source)
    for row in sheet.rows:
        try:
            meaning = _until_now(read(row), now)
        except Problem as problem:
            found.unreadable.append(LineProblem(row.number, problem.message, problem.field))
        else:
            found.take(row, meaning)
    found.unreadable += [LineProblem(number, why) for number, why in sheet.broken]
    unreadable = sorted(found.unreadable, key=lambda each: each.row)
    return Statement(
        source=source.id,
        lines=whole_periods(found.lines),
        under_way=tuple(found.under_way),
        covers=source.covers(sheet, now),
        own=source.own,
        card=source.card(sheet),
        lacks=sheet.lacks(),
        rows=len(sheet.rows) + len(sheet.broken),
        left_out=tuple(found.left_out[:NAMED]),
        more_left_out=len(found.left_out[NAMED:]) + found.silent,
        unreadable=tuple(unreadable[:NAMED]),
        more_unreadable=len(unreadable[NAMED:]),
    )
