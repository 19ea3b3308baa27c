"""What is owed beside what comes in, in pieces that stand on one line, and in sentences."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.proportion import AllOwed, IncomeMark, Proportion, Share, UntilPayday
from models.values.dates import months_after
from models.values.message import msg
from models.values.money import Fen, grouped, yuan
from tui.run.language import Language
from tui.terminal.cells import Cells
from tui.words.present import month_name
from tui.words.styled import Styled

MARK_WORDS = {
    IncomeMark.WELL: msg("well"),
    IncomeMark.WATCH: msg("watch"),
    IncomeMark.WARN: msg("warning"),
    IncomeMark.ALARM: msg("alarm"),
}
INK = {IncomeMark.WELL: "", IncomeMark.WATCH: "warn", IncomeMark.WARN: "warn", IncomeMark.ALARM: "warn"}
"""Amber from 30% on. Never red, which is for what is late or wrong."""
BESIDE = " · "
MOST_SAID = 999
"""Per cent of the income, over which a figure says no more."""


class Piece(NamedTuple):
    """Something that is said whole or not at all: at length, or in short where there is little room.

    `least` and `bare` say it with ever less beside the figures.
    """

    long: str
    short: str
    ink: str = ""
    least: str = ""
    bare: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to say it, the longest first."""
        least = self.least or self.short
        return (self.long, self.short, least, self.bare or least)


def in_a_line(pieces: Sequence[Piece], width: int) -> Cells:
    """The pieces with as many of them at length as fit, the first ones rather; else as many as fit at their barest."""
    numbers, forms = range(len(pieces)), [0] * len(pieces)
    in_short = ((number, 1) for number in reversed(numbers))
    in_less = ((number, form) for form in (2, 3) for number in numbers)
    for number, form in ((0, 0), *in_short, *in_less) if pieces else ():
        forms[number] = form
        said = [each.forms[which] for each, which in zip(pieces, forms, strict=True)]
        if cell_len(BESIDE.join(said)) <= width:
            return _side_by_side(said, pieces)
    said, used = [], 0
    for each in pieces:
        used += cell_len(each.forms[-1]) + (cell_len(BESIDE) if said else 0)
        if used > width:
            break
        said.append(each.forms[-1])
    return _side_by_side(said, pieces)


def _side_by_side(said: Sequence[str], pieces: Sequence[Piece]) -> Cells:
    parts = [part for text, piece in zip(said, pieces, strict=False) for part in ((BESIDE, ""), (text, piece.ink))]
    return tuple(parts[1:])


def beside_income(found: Proportion, t: Language) -> tuple[Piece, ...]:
    """The share of the income, what is due by the payday, and all that is owed; nothing where neither is known."""
    if not found.owed.total or not found.known:
        return ()
    until = (payday_piece(found.until_payday, t),) if found.until_payday else ()
    share = (share_piece(found.share, t),) if found.share else ()
    return (*share, *until, *owed_pieces(found.owed, t))


def below_the_month(found: Proportion, t: Language) -> Iterator[tuple[Piece, ...]]:
    """The same with what else there is, a line each: until the payday, the share of the income, what is left of it."""
    if not found.owed.total:
        return
    if found.until_payday is not None:
        yield (payday_piece(found.until_payday, t),)
    if found.share is not None:
        highest = (highest_piece(found.highest, found.share.first, t),) if found.highest else ()
        yield (share_piece(found.share, t), *highest)
    if found.left_over is not None:
        yield (left_over_piece(found.left_over, t),)


def owed_pieces(owed: AllOwed, t: Language) -> tuple[Piece, ...]:
    """All that is owed and when it ends; nothing where nothing is owed."""
    if owed.ends_on is None:
        return ()
    long = t.t("owed in all {amount}, last due {day}", amount=yuan(owed.total), day=owed.ends_on.isoformat())
    said = {"amount": yuan(owed.total), "month": f"{owed.ends_on:%Y-%m}"}
    short, least = t.t("owed {amount} to {month}", **said), t.t("{amount} to {month}", **said)
    return (Piece(long, short, least=least, bare=t.t("{amount} owed in all", amount=yuan(owed.total))),)


def owed_apart(owed: AllOwed, t: Language) -> tuple[str, ...]:
    """The same in two, of which the first may stand alone."""
    if owed.ends_on is None:
        return ()
    return t.t("owed {amount}", amount=yuan(owed.total)), t.t("last due {day}", day=owed.ends_on.isoformat())


def payday_piece(until: UntilPayday, t: Language) -> Piece:
    """What is due by the payday, up to as much as that may be where nobody looked, and after it until the next one."""
    before, more, after = yuan(until.before), yuan(until.before), yuan(until.after)
    if until.to_confirm:
        before, more = f"{before}–{grouped(until.before + until.to_confirm)}", f"{before}+"
    return Piece(
        t.t("by payday {day} {before}, then {after}", day=f"{until.on:%m-%d}", before=before, after=after),
        t.t("by payday {before}, then {after}", before=before, after=after),
        least=t.t("by payday {before}, then {after}", before=more, after=after),
        bare=t.t("payday {before}, {after}", before=more, after=after),
    )


def share_piece(share: Share, t: Language) -> Piece:
    """How much of this month's income falls due, and what that is called; that what is repaid counts, where any is."""
    mark, percent = t.say(MARK_WORDS[share.mark]), percent_said(share)
    if not percent:
        said = t.t("no income: {mark}", mark=mark)
        return Piece(said, said, INK[share.mark], bare=t.t("no income"))
    if share.repaid:
        return Piece(
            t.t("{percent} of income, repaid included: {mark}", percent=percent, mark=mark),
            t.t("{percent}, repaid included: {mark}", percent=percent, mark=mark),
            INK[share.mark],
            least=t.t("{percent}: {mark}", percent=percent, mark=mark),
        )
    return Piece(
        t.t("{percent} of income: {mark}", percent=percent, mark=mark),
        t.t("{percent}: {mark}", percent=percent, mark=mark),
        INK[share.mark],
    )


def highest_piece(share: Share, since: date, t: Language) -> Piece:
    """In which month the share is highest, and how high; in short by the month alone where that is not a year away."""
    mark, percent, month = t.say(MARK_WORDS[share.mark]), percent_said(share), f"{share.first:%Y-%m}"
    if not percent:
        said = t.t("most in {month}", month=month)
        return Piece(said, said)
    return Piece(
        t.t("highest {month}, {percent}: {mark}", month=month, percent=percent, mark=mark),
        t.t("highest {month}: {percent}", month=month_said(share.first, since, t), percent=percent),
        INK[share.mark],
    )


def highest_with(share: Share, since: date, t: Language, width: int) -> Styled:
    """The same in a column of so many cells: `Dec 45% warning`; without the figure where it has no room for that."""
    mark, month = t.say(MARK_WORDS[share.mark]), month_said(share.first, since, t)
    said = t.t("{month} {percent} {mark}", month=month, percent=percent_said(share), mark=mark)
    if not share.income or cell_len(said) > width:
        said = t.t("{month} {mark}", month=month, mark=mark)
    return said, INK[share.mark]


def month_said(first: date, since: date, t: Language) -> str:
    """`Dec`, as rows of months are called; with its year where the same month comes before it."""
    return month_name(first, t) if first < months_after(since, 12) else f"{first:%Y-%m}"


def percent_said(share: Share) -> str:
    """`38%`; "" where there is no income."""
    percent = share.percent()
    if percent is None:
        return ""
    return f">{MOST_SAID}%" if percent > MOST_SAID else f"{percent}%"


def left_over_piece(left: Fen, t: Language) -> Piece:
    """What this month's bills and the fixed costs leave of the income."""
    amount = yuan(abs(left))
    if left < 0:
        said = t.t("this month's bills and the fixed costs are {amount} over the income", amount=amount)
        return Piece(said, t.t("{amount} over the income", amount=amount), "warn")
    said = t.t("{amount} left after this month's bills and the fixed costs", amount=amount)
    return Piece(said, t.t("{amount} left after bills", amount=amount))


def sentences(found: Proportion, t: Language) -> list[Styled]:
    """All that is known of it, a sentence each."""
    owed = owed_pieces(found.owed, t)
    share = (share_piece(found.share, t),) if found.share else ()
    highest = (highest_piece(found.highest, found.share.first, t),) if found.share and found.highest else ()
    left = () if found.left_over is None else (left_over_piece(found.left_over, t),)
    return [
        *([(each.long, each.ink) for each in owed] or [(t.t("nothing is owed"), "")]),
        *((said, "") for said in (_until(found.until_payday, t) if found.until_payday else ())),
        *((each.long, each.ink) for each in (*share, *highest, *left)),
    ]


def _until(payday: UntilPayday, t: Language) -> Iterator[str]:
    on, before, after = payday.on.isoformat(), yuan(payday.before), yuan(payday.after)
    yield t.t("due by the payday {day}, with what is overdue: {amount}", day=on, amount=before)
    if payday.to_confirm:
        yield t.t("perhaps {amount} more: nobody said whether it was repaid", amount=yuan(payday.to_confirm))
    yield t.t("due after it, until the payday {day}: {amount}", day=payday.next.isoformat(), amount=after)
