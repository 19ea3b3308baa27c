"""Months as bars, a row each, stacked by account: what falls due, and its share of the income."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import msgspec
from rich.cells import cell_len

from models.bills.agenda import MonthAhead
from models.bills.proportion import IncomeMark, Share
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.values.dates import months_after
from models.values.money import Fen, grouped
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, right
from tui.words.present import month_name
from tui.words.proportion import percent_said

FIRST = 6
"""Accounts with a colour, or a letter, of their own; all others share the last one."""
LETTERS = "abcdefg"
BLOCK = "▆"
SUM, SHARE = 10, 5
"""Cells of a sum and of a share behind a bar, at least."""


class Stack(NamedTuple):
    """The accounts of stacked bars, in the order of their colours. `letters`: there are no colours."""

    accounts: Sequence[str]
    letters: bool = False

    def parts(self, month: MonthAhead) -> tuple[Fen, ...]:
        """What is due to each of the first accounts, and to all others."""
        own = [month.accounts.get(ident, 0) for ident in self.accounts[:FIRST]]
        return (*own, month.due - sum(own))

    def block(self, at: int) -> tuple[str, str]:
        """What a cell of the bar of that account is drawn with, and its ink."""
        return (LETTERS[at].upper(), "") if self.letters else (BLOCK, f"account-{LETTERS[at]}")


def seams(parts: Sequence[Fen], most: Fen, width: int) -> tuple[int, ...]:
    """The cells of each part of a bar of at most `width`, which `most` fills: cut by the running sum, whose end is that
    of the whole, rounded once. A bar of something has a cell, by its largest part."""
    if sum(parts) <= 0 or most <= 0:
        return (0,) * len(parts)
    ends = [(2 * running * width + most) // (2 * most) for running in accumulate(parts)]
    if not ends[-1]:
        largest = parts.index(max(parts))
        return tuple(int(at == largest) for at in range(len(parts)))
    return tuple(end - before for before, end in pairwise((0, *ends)))


def bar(parts: Sequence[Fen], most: Fen, width: int, stack: Stack, ground: str = "") -> Cells:
    """The bar, filled up with spaces; all of it on that ground."""
    cells = seams(parts, most, width)
    blocks = ((*stack.block(at), count) for at, count in enumerate(cells) if count)
    made = [(glyph * count, f"{ink} {ground}".strip()) for glyph, ink, count in blocks]
    return (*made, (" " * (width - sum(cells)), ground))


def share_cells(share: Share | None, width: int) -> Cells:
    """The share of the income in its column; amber from where one is warned of it; nothing where none is known."""
    if share is None:
        return ()
    warned = share.mark in {IncomeMark.WARN, IncomeMark.ALARM}
    return ((right(percent_said(share) or "—", width), "warn" if warned else "dim"),)


class MonthRows(msgspec.Struct, frozen=True, dict=True):
    """The rows of the months, drawn in `width` cells: one by one, so that a cursor changes two of them."""

    months: Sequence[MonthAhead]
    stack: Stack
    width: int
    language: Language

    @cached_property
    def label(self) -> int:
        """Cells of the longest label of a month."""
        return max((4, *(cell_len(month_label(m.first, self.months[0].first, self.language)) for m in self.months)))

    @cached_property
    def most(self) -> Fen:
        """What fills a bar."""
        return max((month.due + month.planned for month in self.months), default=0)

    @cached_property
    def sum(self) -> int:
        """Cells of the column of the sums."""
        return max((SUM, *(len(grouped(month.due)) + 1 for month in self.months)))

    @cached_property
    def share(self) -> int:
        """Cells of the column of the shares; 0 where no income is known."""
        said = [percent_said(month.share) for month in self.months if month.share is not None]
        return max((SHARE, *(len(each) + 1 for each in said))) if said else 0

    def room(self, before: int) -> int:
        """Cells of the bar, with so many before the label."""
        return max(1, self.width - before - self.label - 1 - self.sum - self.share - 1)

    def row(self, month: MonthAhead, mark: str = " ", ink: str = "") -> Cells:
        """One of them, with what stands before it; a month without bills says so."""
        language, room = self.language, self.room(len(mark))
        label = month_label(month.first, self.months[0].first, language)
        label = fit(label, self.label) if label.isascii() else right(label, self.label)
        begin: Cells = ((mark, f"key {ink}".strip()), (f"{label} ", ink or "dim"))
        if not month.due:
            none = fit(language.t("no bills"), room + self.sum)
            return (*begin, (none, f"dim {ink}".strip()))
        amount = right(grouped(month.due), self.sum)
        share = tuple((text, f"{each} {ink}".strip()) for text, each in share_cells(month.share, self.share))
        stacked = bar(self.stack.parts(month), self.most, room, self.stack, "ground" if ink else "")
        return (*begin, *stacked, (amount, ink), *share)


def month_label(first: date, since: date, t: Language) -> str:
    """`Dec` or `12月`; with its year where the same month comes before it."""
    return month_name(first, t).replace(" ", "") if first < months_after(since, 12) else f"{first:%Y-%m}"


def legend(stack: Stack, names: Sequence[str], t: Language, width: int) -> Cells:
    """The accounts' colours, or letters, with their names; cut where there is no room."""
    said = [*names[:FIRST], *([t.t("other accounts")] if len(stack.accounts) > FIRST else [])]
    signs = [("■" if not stack.letters else LETTERS[at].upper(), stack.block(at)[1]) for at in range(len(said))]
    room = (width - 2 * (len(said) - 1)) // max(1, len(said)) - 2
    short = sum(cell_len(name) + 4 for name in said) - 2 <= width
    parts = [
        (part, ink)
        for (sign, sign_ink), name in zip(signs, said, strict=True)
        for part, ink in (("  ", ""), (sign, sign_ink), (f" {name if short else cut(name, room)}", "dim"))
    ]
    return tuple(parts[1:])


def names_of(accounts: Sequence[str], channels: Catalogue, t: Language) -> Iterator[str]:
    """What each of the accounts is called in short."""
    return (t.words(channel_of(channels, ident).short) for ident in accounts)
