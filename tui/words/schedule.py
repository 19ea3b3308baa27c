"""The periods of an order under each other: what is settled in front in one row, the one on the bill marked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len

from models.bills.book import Book
from models.bills.schedule import Line
from models.bills.status import DONE, Moment, Status, line_status
from models.ledger.order import Order
from models.plans.plan import fee_known, fee_total
from models.values.money import Fen, grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right
from tui.words.bill_head import BROAD
from tui.words.cost import UNKNOWN
from tui.words.heading import TIMED
from tui.words.in_every_row import in_every_row
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES, status_words
from tui.words.when import when

FULL = 72
"""Cells from which on principal and fee have columns: they give way before the amount and the status do."""
MARK, GAP = 2, 2
FEW = 2
"""Settled periods from which on they are folded: one is a row either way."""


class PeriodRow(msgspec.Struct, frozen=True):
    """A row, and which periods it stands for: how many, the first and the last due date."""

    cells: Cells
    periods: int
    first: date
    last: date


class Widths(msgspec.Struct, frozen=True):
    """Where the columns are in so many cells: of the number, the date, the two shares (0: none) and the amount."""

    width: int
    number: int
    date: int
    amount: int
    gap: int
    principal: int = 0
    fee: int = 0

    @property
    def status(self) -> int:
        """The cells left for how a period stands."""
        return self.width - MARK - self.number - self.date - self.principal - self.fee - self.amount - self.gap


class Schedule(msgspec.Struct, frozen=True):
    """The names of the columns, the rows, and what the periods come to."""

    heading: Cells
    rows: tuple[PeriodRow, ...]
    total: Cells
    foldable: bool

    def above(self, upto: int, t: Language) -> str:
        """What stands in the rows before `upto`, that one among them."""
        rows = self.rows[: upto + 1]
        return t.t(
            "▴ {count} before, from {day}", count=sum(row.periods for row in rows), day=rows[0].first.isoformat()
        )

    def below(self, since: int, t: Language) -> str:
        """What stands in the rows from `since` on."""
        rows = self.rows[since:]
        return t.t("▾ {count} more, to {day}", count=sum(row.periods for row in rows), day=rows[-1].last.isoformat())


class Same(msgspec.Struct, frozen=True):
    """What of principal and fee is the same in every period, as it reads ("" of what differs), of so many `periods`.

    Only what comes to the sums of the plan: it is said once beside these, and has no column.
    """

    periods: int = 0
    principal: str = ""
    fee: str = ""


def same_shares(order: Order, book: Book) -> Same:
    """The shares of that order's periods that need no column."""
    lines, plan = book.schedules[order.id], order.plan
    if not fee_known(plan):
        return Same(len(lines), UNKNOWN, UNKNOWN)
    principals, fees = zip(*(_parts(line)[:2] for line in lines), strict=True)
    return Same(
        len(lines),
        in_every_row([*map(grouped, principals)]) if sum(principals) == plan.principal else "",
        in_every_row([*map(grouped, fees)]) if sum(fees) == fee_total(plan) else "",
    )


def schedule_said(
    order: Order, due: date, book: Book, moment: Moment, width: int, t: Language, *, same: Same, unfolded: bool
) -> Schedule:
    """The order's schedule with the period due on `due` marked; without a column of what is the `same` in every row."""
    lines = book.schedules[order.id]
    found, settled = _layout(lines, same, width), _settled_in_front(lines, due, book, moment)
    foldable = settled >= FEW
    folded = settled if foldable and not unfolded else 0
    rows = [_folded(lines[:folded], found, t)] if folded else []
    for line in lines[folded:]:
        hint = t.t("⏎ fold") if foldable and line is lines[0] else ""
        stands = _Stands(line_status(line, book.bill_of(line), moment), _remainder(line, lines, t), hint)
        rows.append(_row(line, stands, book, moment, found, t, here=line.due == due))
    sums = [sum(part) for part in zip(*map(_parts, lines), strict=True)]
    return Schedule(
        heading=_heading(found, t),
        rows=tuple(rows),
        total=(
            (" " * (MARK + found.number) + fit(t.t("total"), found.date), "dim"),
            (_shares(lines[0], sums[0], sums[1], found), "dim"),
            (right(grouped(sums[2]), found.amount), "bold"),
        ),
        foldable=foldable,
    )


def _layout(lines: Sequence[Line], same: Same, width: int) -> Widths:
    longest = max(cell_len(grouped(max(_parts(line)))) for line in lines)
    if width < BROAD:
        return Widths(width, 5, 10, max(8, longest + 1), GAP)
    amount = max(13, longest + 2)
    # Beside a fee that is always the same the principal says nothing that the amount does not.
    if width < FULL or same.fee:
        return Widths(width, 6, 11, amount, GAP + 1)
    share = max(11, longest + 2)
    return Widths(width, 6, 11, amount, GAP, principal=0 if same.principal else share, fee=share)


def _heading(found: Widths, t: Language) -> Cells:
    shares = _in_columns(t.t("principal"), t.t("fee"), found)
    names = (
        " " * MARK + fit(t.t("no."), found.number) + fit(t.t("due"), found.date),
        f"{shares}{right(t.t('amount'), found.amount)}{' ' * found.gap}",
        t.t("status") if cell_len(t.t("status")) <= found.status else "",
    )
    return (("".join(names), "dim"),)


def _settled_in_front(lines: Sequence[Line], due: date, book: Book, moment: Moment) -> int:
    """How many periods are settled before the first that is not, or that is on the bill which is shown."""
    for index, line in enumerate(lines):
        if line.due == due or line_status(line, book.bill_of(line), moment) is not Status.SETTLED:
            return index
    return len(lines)


def _folded(lines: Sequence[Line], found: Widths, t: Language) -> PeriodRow:
    """One row for all of them: what each was, where that was the same, or what they come to."""
    amounts = [_parts(line)[2] for line in lines]
    first, last = lines[0], lines[-1]
    whole, upto = f"{first.due:%m-%d}…{last.due:%m-%d}", f"…{last.due:%m-%d}"
    summed, each = grouped(sum(amounts)), f"{len(lines)} × {grouped(amounts[0])}"
    ways = [(whole, each), (upto, each)] if len({*amounts}) == 1 else [(whole, summed)]
    room = found.date + found.principal + found.fee + found.amount
    day, said = next((way for way in ways if cell_len(" ".join(way)) <= room), (upto, summed))
    glyph, words = STATUS_GLYPHS[Status.SETTLED], status_words(Status.SETTLED, t)
    stands = (f"{words}  {t.t('⏎ open')}", f"{glyph} {t.t('⏎ open')}", words, glyph)
    cells = (
        (" " * MARK + fit(f"{first.number}-{last.number}", found.number) + day, "dim"),
        (right(said, room - cell_len(day)), "dim"),
        *_status(stands, STATUS_STYLES[Status.SETTLED], found),
    )
    return PeriodRow(cells, len(lines), first.due, last.due)


class _Stands(msgspec.Struct, frozen=True):
    """How a period stands, how far its amount is from the others', and the key that folds it."""

    status: Status
    remainder: str
    hint: str


def _row(
    line: Line, stands: _Stands, book: Book, moment: Moment, found: Widths, t: Language, *, here: bool
) -> PeriodRow:
    principal, fee, amount = _parts(line)
    ink, past = STATUS_STYLES[stands.status], stands.status in DONE
    dated = "" if not here and stands.status is Status.UPCOMING else ink
    said = _said(line, stands, book, moment, t)
    cells = (
        (fit("▸" if here else "", MARK), "key"),
        (fit(str(line.number), found.number), "dim" if past else ""),
        (fit(line.due.isoformat(), found.date), "dim" if past else dated),
        (_shares(line, principal, fee, found), "dim"),
        (right(grouped(amount), found.amount), "bold" if here else "dim" if past else ""),
        *_status(said, ink or "dim", found),
    )
    return PeriodRow(cells, 1, line.due, line.due)


def _said(line: Line, stands: _Stands, book: Book, moment: Moment, t: Language) -> Iterator[str]:
    """How it stands, the longest first: what stands in the head of the bill is not said in full again."""
    glyph, bill = STATUS_GLYPHS[stands.status], book.bill_of(line)
    words = status_words(stands.status, t)
    if stands.status is Status.UPCOMING:
        words = glyph
    elif stands.status in TIMED and line.outstanding:
        words = f"{glyph} {when(bill, stands.status, moment.now, t)}"
    remainders = (stands.remainder, stands.remainder.rpartition(" ")[2])
    if stands.hint:  # a key is named with what it does; how it stands, its glyph says, too
        yield from (f"{said} {more}".rstrip() + f"  {stands.hint}" for said in (words, glyph) for more in remainders)
    yield from (f"{said} {more}".rstrip() for said in (words, glyph) for more in (*remainders, ""))


def _status(ways: Iterable[str], ink: str, found: Widths) -> Cells:
    """The first of them that has room, the last of all otherwise; the key that folds, muted."""
    *longer, least = ways
    said, key, does = next((each for each in longer if cell_len(each) <= found.status), least).partition("⏎")
    return ((" " * found.gap + said, ink), (key + does, "dim"))


def _remainder(line: Line, lines: Sequence[Line], t: Language) -> str:
    """How much more or less than all others the first or the last period is, as the plan has it."""
    if len(lines) <= FEW or line not in (lines[0], lines[-1]):
        return ""
    others = {each.amount for each in lines if each is not line}
    more = line.amount - min(others)
    if len(others) > 1 or not more:
        return ""
    said = f"{'+' if more > 0 else ''}{grouped(more)}"
    return t.t("last, {more}", more=said) if line is lines[-1] else t.t("first, {more}", more=said)


def _shares(line: Line, principal: Fen, fee: Fen, found: Widths) -> str:
    """Principal and fee in their columns, where they have any."""
    said = (grouped(principal), grouped(fee)) if line.fee_known else (UNKNOWN, UNKNOWN)
    return _in_columns(*said, found)


def _in_columns(principal: str, fee: str, found: Widths) -> str:
    columns = ((principal, found.principal), (fee, found.fee))
    return "".join(right(each, cells) for each, cells in columns if cells)


def _parts(line: Line) -> tuple[Fen, Fen, Fen]:
    """Principal, fee and both, without what is not owed after all: what was repaid of each, and what is still owed.

    What credit paid of it, or what went over to a later bill, is as much of its price.
    """
    whole = replace(line, carried=0) if line.carried else line
    principal, fee = whole.paid_principal + whole.owed_principal, whole.paid_fee + whole.owed_fee
    return principal, fee, principal + fee
