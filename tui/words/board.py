"""What a question shows in columns: amounts under each other, or the amount to pay in big digits."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len

from tui.terminal.cells import Cells, fit, right, wrap
from tui.widgets.big_digits import big

NARROWEST = 10
"""Cells of the column of amounts, at least."""
LABELS = 18
"""Cells of the column of labels where there is room, so that amounts stay where they are from question to question."""
OVERHANG = 4
"""Cells of a rule, or of a field, before the column of amounts; half of them behind it."""
GAP = 4
WIDEST = 200
"""Cells that no amount takes, however big its digits."""


class SumRow(msgspec.Struct, frozen=True):
    """An `amount` as it is shown, what it is, and a `note` beside it where there is room. `ruled`: below a rule."""

    label: str
    amount: str
    note: str = ""
    ink: str = ""
    ruled: bool = False


class FigureStrip(msgspec.Struct, frozen=True):
    """Where a figure is typed: in cells, where its strip begins and ends, and how many of it are `after` the figure."""

    start: int
    end: int
    after: int

    @property
    def rule(self) -> Cells:
        """The rule under it."""
        return ((" " * self.start + "─" * (self.end - self.start), "line"),)


class Sum(msgspec.Struct, frozen=True):
    """Amounts that are compared, under each other, right aligned; below the last row one is `typed`, by its label.

    `widest`: cells of the widest label that stands before them in another question, so that they stay where they are.
    """

    rows: tuple[SumRow, ...]
    typed: str = ""
    widest: int = 0

    def lines(self, width: int, *, tall: bool) -> list[Cells]:  # noqa: ARG002  # it is as high as it is
        """The rows in lines of at most `width` cells; a note that has no room is left out."""
        labels, amounts = self._columns(width)
        made: list[Cells] = []
        for row in self.rows:
            if row.ruled:
                made.append(self.figure_strip(width).rule)
            cells: Cells = (
                (fit(row.label, labels) + "  ", row.ink or "dim"),
                (right(row.amount, amounts), row.ink or "bold"),
            )
            if row.note and labels + 2 + amounts + GAP + cell_len(row.note) <= width:
                cells = (*cells, (" " * GAP + row.note, "dim"))
            made.append(cells)
        return made

    def figure_strip(self, width: int) -> FigureStrip:
        """Where the figure is typed, in the column of the amounts: right behind it is the cursor."""
        labels, amounts = self._columns(width)
        behind = labels + 2 + amounts
        label = self.typed or self.rows[min(1, len(self.rows) - 1)].label  # of what is typed, or was
        start = max(cell_len(label) + 1, labels + 2 - OVERHANG)
        end = max(behind + 1, min(behind + OVERHANG // 2, width))  # a cell for the cursor at least
        return FigureStrip(start, end, end - behind - 1)

    def _columns(self, width: int) -> tuple[int, int]:
        """Cells of the labels and of the amounts."""
        labels = max(self.widest, cell_len(self.typed), *(cell_len(row.label) for row in self.rows))
        amounts = max(NARROWEST, *(len(row.amount) for row in self.rows))
        notes = max(cell_len(row.note) for row in self.rows)
        room, beside = (width - 2 - amounts - behind for behind in (OVERHANG // 2, GAP + notes))
        most = beside if notes and labels <= beside else room  # a note keeps the room that it has
        return (max(labels, LABELS) if most >= LABELS else labels), amounts


class ToPay(msgspec.Struct, frozen=True):
    """The `amount` to pay as it is shown, and what the hand with the phone has to know: label and value of each."""

    amount: str
    facts: tuple[tuple[str, str], ...]

    @property
    def across(self) -> int:
        """Cells that the amount takes in big digits."""
        return max(map(cell_len, big(self.amount, WIDEST)))

    def lines(self, width: int, *, tall: bool) -> list[Cells]:
        """The amount, in big digits where there is room (`tall`), and the facts beside it, or else below it."""
        digits = big(self.amount, width) if tall else (self.amount,)
        across = max(map(cell_len, digits))
        labels = max((cell_len(label) for label, _ in self.facts), default=0)
        facts: list[Cells] = [((fit(label, labels) + "  ", "dim"), (value, "")) for label, value in self.facts]
        room = width - across - 2 * GAP
        if all(labels + 2 + cell_len(value) <= room for _, value in self.facts) and len(digits) >= len(facts):
            beside: Sequence[Cells] = [*facts, *[()] * (len(digits) - len(facts))]
            pad = " " * (2 * GAP)
            return [((row, "bold"), (pad, ""), *cells) for row, cells in zip(digits, beside, strict=True)]
        below = [
            ((part, ""),)
            for label, value in self.facts
            for part in wrap(f"{fit(label, labels)}  {value}", width, indent=labels + 2)
        ]
        return [*(((row, "bold"),) for row in digits), *below]


Board = Sum | ToPay
