"""What a question shows in columns: amounts under each other, or the amount to pay in big digits."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len

from tui.terminal.cells import Cells, fit, right, wrap
from tui.widgets.big_digits import big

NARROWEST = 10
"""Cells of the column of amounts, at least."""
GAP = 4


class SumRow(msgspec.Struct, frozen=True):
    """An `amount` as it is shown, what it is, and a `note` beside it where there is room. `ruled`: below a rule."""

    label: str
    amount: str
    note: str = ""
    ink: str = ""
    ruled: bool = False


class Sum(msgspec.Struct, frozen=True):
    """Amounts that are compared, under each other, right aligned."""

    rows: tuple[SumRow, ...]

    def lines(self, width: int, *, tall: bool) -> list[Cells]:  # noqa: ARG002  # it is as high as it is
        """The rows in lines of at most `width` cells; a note that has no room is left out."""
        labels = max(cell_len(row.label) for row in self.rows)
        amounts = max(NARROWEST, *(len(row.amount) for row in self.rows))
        made: list[Cells] = []
        for row in self.rows:
            if row.ruled:
                made.append(((" " * (labels - 2) + "─" * (amounts + 4), "dim"),))
            cells: Cells = ((fit(row.label, labels) + "  ", row.ink), (right(row.amount, amounts), row.ink or "bold"))
            if row.note and labels + 2 + amounts + GAP + cell_len(row.note) <= width:
                cells = (*cells, (" " * GAP + row.note, "dim"))
            made.append(cells)
        return made


class ToPay(msgspec.Struct, frozen=True):
    """The `amount` to pay as it is shown, and what the hand with the phone has to know: label and value of each."""

    amount: str
    facts: tuple[tuple[str, str], ...]

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
