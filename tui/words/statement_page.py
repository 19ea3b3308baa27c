"""The page of a statement in styled lines: the table of its findings, and all there is to say of one of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
from rich.cells import cell_len

from models.actions.finding import LEAVE, LineFinding, Reconciled, Sureness
from models.exchange.statement.sources import READ
from models.exchange.statement_sources import names_of
from models.values import quantity
from models.values.message import Message, msg
from models.values.text import clean
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, flow, line_len, right, wrap
from tui.words.finding_sentences import sentences
from tui.words.findings import FindingRow, FindingSection, answers, head_parts, rows_left_out

MARK, DAY, AMOUNT, SIGN, SO = 4, 6, 10, 5, 14
"""Cells of a column: the mark, the day, an amount, the sign between the two sides, and what it comes to."""
BOTH, NARROW = 92, 60
"""Cells from which on the record's own amount has a column, too; and under which what is here has none."""
SIGNS: Mapping[str, str] = {"!!": "≠", "+": "›", "?": "·", "=": "=", "-": " "}
"""The sign between what the statement has and what is here, by the mark of the row."""
SKIP = "n"
"""The key that leaves a finding as it is."""


NAMED = 2
"""So many of the rows that were left out are named above the table; the shell names more."""
FOLD = "fold"
"""Stands for a key in the line that opens those that agree."""
FOLD_FROM, IN_SIGHT = 6, 3
"""From how many lines that agree on they are folded, and how many of them stay in sight."""


class TableLine(NamedTuple):
    """A line of the table: the `key` of its finding and its cells; FOLD; or "" for the head of a section."""

    key: str
    section: FindingSection
    row: FindingRow | None = None


def table(sections: Iterable[FindingSection], *, unfolded: bool) -> list[TableLine]:
    """The lines of the table: of many findings that agree only the first, until they are opened."""
    lines = []
    for section in sections:
        agree = section.rows[0].mark == "="
        folded = agree and len(section.rows) >= FOLD_FROM and not unfolded
        lines.append(TableLine("", section))
        lines += [TableLine(row.key, section, row) for row in section.rows[: IN_SIGHT if folded else None]]
        lines += [TableLine(FOLD, section)] if folded else []
    return lines


def table_line(line: TableLine, width: int, session: Session) -> Cells:
    """A line of the table in cells."""
    if line.row is not None:
        return row_line(line.row, width)
    if line.key == FOLD:
        more = session.language.t("{count} more agree", count=len(line.section.rows) - IN_SIGHT)
        return ((f"      ▸ {more}", "dim"),)
    return section_line(line.section, width)


class TableColumns(msgspec.Struct, frozen=True):
    """How many cells the texts of both sides have; `beside`: those of the record's own amount."""

    statement: int
    here: int
    beside: int


def columns_within(width: int) -> TableColumns:
    """The columns in so many cells."""
    beside = AMOUNT + 2 if width >= BOTH else 0
    rest = max(4, width - MARK - DAY - AMOUNT - SIGN - SO - beside - 1)
    here = rest * 4 // 9 if width >= NARROW else 0
    return TableColumns(rest - here, here, beside)


def heads(width: int, session: Session) -> Cells:
    """The names of the columns."""
    t, of = session.language.t, columns_within(width)
    said = " " * MARK + fit(t("statement"), DAY + of.statement) + right(t("sum"), AMOUNT) + " " * SIGN
    said += fit(t("my record"), of.here) if of.here else ""
    said += right(t("sum"), of.beside) if of.beside else ""
    return ((f"{said} {cut(t('comes to'), SO)}", "dim"),)


def section_line(section: FindingSection, width: int) -> Cells:
    """The head of a section: its title, with a rule behind it."""
    title = f"{section.title} "
    return ((title, f"bold {section.rows[0].style}"), ("─" * max(0, width - cell_len(title)), "line"))


def row_line(row: FindingRow, width: int) -> Cells:
    """A finding in the cells of a line."""
    of = columns_within(width)
    return (
        (fit(f" {row.mark}", MARK), row.style),
        (fit(row.day, DAY), ""),
        (fit(clean(row.statement), of.statement), ""),
        (right(row.amount, AMOUNT), "bold"),
        (f"{SIGNS[row.mark]:^{SIGN}}", row.style),
        (fit(row.here or "—", of.here) if of.here else "", "dim" if row.mark == "=" else ""),
        (right(row.here_amount, of.beside) if of.beside else "", "dim"),
        (f" {cut(row.so, SO)}", row.style),
    )


def head_lines(found: Reconciled, sections: Iterable[FindingSection], session: Session, width: int) -> list[Cells]:
    """What the statement is; and how many lines there are of each kind, in as many lines as that takes."""
    t = session.language.t
    (first, *parts), statement = head_parts(found, session), found.statement
    line: Cells = ((f" {t('Statement')}  ", "key"), (first, "dim"))
    while parts and line_len(line) + cell_len(f" · {parts[0]}") <= width:
        line += ((f" · {parts.pop(0)}", "dim"),)
    pieces: list[Cells] = [((each, "dim"),) for each in parts]
    for each in sections:
        mark = each.rows[0]
        pieces.append(((f"{mark.mark} {len(each.rows)}", f"bold {mark.style}"), (f" {each.title}", "")))
    unread = len(statement.unreadable) + statement.more_unreadable
    if unread:
        pieces.append(((t("rows that cannot be read: {count}", count=unread), "bad"),))
    if statement.lacks:
        pieces.append(((session.language.say(statement.lacks), "warn"),))
    pieces += [((each, "dim"),) for each in _left_out(found, session, width)]
    lines = [*flow([line], width), *(((" " * 2, ""), *each) for each in flow(pieces, width - 2, indent=0))]
    unchanged: Cells = ((f"  {t('nothing is changed before you save')}", "dim"),)
    if len(lines) > 1 and line_len(lines[-1]) + line_len(unchanged) <= width:
        lines[-1] += unchanged
    return lines


def _left_out(found: Reconciled, session: Session, width: int) -> list[str]:
    """The rows that were left out, the first by their reasons where there is room for these."""
    rows, t = list(rows_left_out(found.statement, session.language)), session.language.t
    if width < NARROW:
        return [t("rows left out: {count}", count=len(rows))] if rows else []
    return [*rows[:NAMED], *([t("and {count} more", count=len(rows) - NAMED)] if rows[NAMED:] else [])]


def finding_text(finding: LineFinding, found: Reconciled, session: Session, width: int) -> list[Cells]:
    """All there is to say of a finding: the sentences, the answers with their keys, and the line as it was read."""
    lines: list[Cells] = []
    gap: list[Cells] = [()] if width >= BOTH else []  # where it is narrow, there is little height as well
    for sentence, style in sentences(finding, session, found, dated=False):
        ink = "bold" if not lines and not style else style
        lines += [((part, ink),) for part in wrap(sentence, width)]
    if keys := tuple(_keys(finding, session, found)):
        lines += [*gap, *flow(keys, width, indent=0)]
    if finding.line is not None and finding.line.text:
        read = f"{session.language.t('as read')}  {clean(finding.line.text, 400)}"
        lines += [*gap, *(((part, "dim"),) for part in wrap(read, width, indent=4))]
    return lines


def _keys(finding: LineFinding, session: Session, found: Reconciled) -> Iterator[Cells]:
    """The answers, each behind the key that gives it."""
    if finding.known:
        return
    number = 0
    for ident, words in answers(finding, session, found):
        if ident != LEAVE:
            number += 1
            yield ((f"{number} ", "key"), (f"{words}    ", ""))
    if left := leaving(finding):
        yield ((f"{SKIP} ", "key"), (session.language.say(left), ""))


def leaving(finding: LineFinding) -> Message | None:
    """What it is called to take nothing of a line; None where there is nothing to take."""
    if finding.known or not (finding.writes or finding.choices):
        return None
    taken = finding.level is Sureness.SURE and finding.chosen != LEAVE
    return msg("leave it out") if taken else msg("leave it as it is")


def when(finding: LineFinding) -> str:
    """When it was, by the institution's clock; "" for what is in no line."""
    if finding.at is None:
        return ""
    return f"{finding.at:%Y-%m-%d %H:%M}" if finding.time_known else f"{finding.at:%Y-%m-%d}"


def statement_needs(language: Language) -> tuple[str, ...]:
    """Which files it takes."""
    t = language.t
    sources = language.words(names_of(each.id for each in READ))
    return (
        t("statements of {sources}, as they are handed out: CSV, XLSX or e-mail", sources=sources),
        t("nothing is changed before you save"),
    )


def changes(count: int) -> Message:
    """How many changes would be saved."""
    return msg("save {changes}", changes=quantity.changes(count)) if count else msg("save")
