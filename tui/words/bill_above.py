"""What stands above the schedule of a bill's order, folded as far as the schedule needs the room."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from models.bills.schedule import Line
from models.values import quantity
from tui.run.language import Language
from tui.terminal.cells import Cells, flow, line_len
from tui.words.bill_lines import Block
from tui.words.bill_notes import Note, Notes

SEVERAL, ONE = 3, 1
"""The bill's lines that stay in sight while more are folded."""
PRESSING = ("bad", "warn", "accent")
"""Inks of what is folded, of which its row has the first that is among them."""


class Fold(msgspec.Struct, frozen=True, kw_only=True):
    """What gives way: the sum of the lines, which the head says, too; the empty row before the schedule (`close`); the
    repayments; the note on the order; the last `said` sentences; the bill's lines but for so many (None: none does)."""

    total: bool = False
    close: bool = False
    repaid: bool = False
    note: bool = False
    said: int = 0
    lines: int | None = None


class Above(msgspec.Struct, frozen=True, kw_only=True):
    """The parts above the schedule: the head, the notes, the bill's lines (none where the schedule says them), the
    order (nothing where none is shown) and the note on it, and the names of the schedule's columns."""

    head: Sequence[Cells | Line]
    notes: Notes
    rows: Block
    lines: Sequence[Line]
    about: Sequence[Cells] = ()
    note: Sequence[Cells] = ()
    heading: Cells = ()

    def fitted(self, room: int, t: Language) -> Fold:
        """What is folded so that all of it takes `room` rows at most; nothing where that is not enough."""
        return next((fold for fold in self._folds() if len(self.made(fold, t)) <= room), Fold())

    def _folds(self) -> Iterator[Fold]:
        """From the roomiest on: what is said elsewhere gives way first, and the most pressing sentence last."""
        yield Fold()
        fold = Fold()
        for more in ({"total": True}, {"close": True}, {"repaid": True}, {"lines": SEVERAL}, {"note": True}):
            fold = replace(fold, **more)
            yield fold
        most = len(self.notes.said)
        for lines in (SEVERAL, ONE, 0):
            yield from (replace(fold, said=count, lines=lines) for count in range(max(1, most)))
        yield replace(fold, said=most, lines=0)

    def made(self, fold: Fold, t: Language) -> list[Cells | Line]:
        """The lines, with a row for what is folded."""
        return self._under_head(self._folded(fold, t, t.t("⏎ open")), fold, t)

    def opened(self, fold: Fold, t: Language) -> list[Cells | Line]:
        """All of the lines; of what the key would fold, a row says so."""
        return self._under_head(self._folded(fold, t, t.t("⏎ fold")), Fold(), t)

    def _under_head(self, folded: Sequence[Cells], fold: Fold, t: Language) -> list[Cells | Line]:
        lines: list[Cells | Line] = [*self.head, *folded]
        lines += _lines_of(() if fold.repaid else self.notes.repaid)
        lines += _lines_of(self.notes.said[: len(self.notes.said) - fold.said])
        lines += self._bill(fold, t)
        if self.about:
            lines += [(), *self.about, *(() if fold.note else self.note), *([] if fold.close else [()]), self.heading]
        return lines

    def _bill(self, fold: Fold, t: Language) -> list[Cells | Line]:
        """What is on the bill."""
        if not self.lines or fold.lines == 0:
            return []
        total = [self.rows.total()] if len(self.lines) > 1 and not fold.total else []
        if fold.lines is None or len(self.lines) <= fold.lines + 1:
            return [(), *self.rows.heading(t), *self.lines, *total]
        return [(), *self.rows.heading(t), *self.lines[: fold.lines], self.rows.more(fold.lines, t), *total]

    def _folded(self, fold: Fold, t: Language, key: str) -> list[Cells]:
        """The row for what is folded: how many of each."""
        repaid = self.notes.repaid if fold.repaid else ()
        said = (*self.notes.said[len(self.notes.said) - fold.said :],)
        count = len(said) + bool(fold.note and self.note)
        parts: list[tuple[str, str]] = []
        if repaid:
            unseen = next((each for each in repaid if each.ink != "good"), None)
            mark, ink = ("?", unseen.ink) if unseen else ("✓", "good")
            parts.append((f"{mark} {t.words(quantity.repayments(len(repaid)))}", ink))
        if count:
            parts.append((t.words(quantity.notes(count)), _ink_of(said)))
        if fold.lines == 0 and self.lines:
            parts.append((t.words(quantity.lines(len(self.lines))), ""))
        if not parts:
            return []
        hint = (key, "dim")
        line = (*(piece for part in parts for piece in ((" · ", "dim"), part)), ("  ", ""), hint)[1:]
        width = self.rows.width
        return [line] if line_len(line) <= width else flow([(part,) for part in (*parts, hint)], width)


def _ink_of(said: Sequence[Note]) -> str:
    inks = {each.ink for each in said}
    return next((ink for ink in PRESSING if ink in inks), "dim")


def _lines_of(notes: Sequence[Note]) -> list[Cells]:
    return [line for each in notes for line in each.lines]
