"""What was repaid, a row each, and the fees in it as a table by account and year."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from models.bills.book import Book
from models.bills.fees_paid import FeesPaid
from models.bills.status import Status
from models.channels.effective import channel_of
from models.values.money import Fen, grouped
from models.values.text import clean
from tui.run.language import Language
from tui.terminal.cells import Cells, cut, fit, fit_named, right
from tui.words.hits import underlined
from tui.words.past_repayments import PastRepayment
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES

DAY, MARK, GAP = 10, 2, 2
ACCOUNT, METHOD, REFERENCE, LEAST, AMOUNT = 12, 14, 20, 9, 11
"""Cells of the columns, at most; of the way of paying at least, and of a reference as well."""
ROOMY, NAMED = 60, 9
"""With fewer cells than that an account has but so many: a bank and four digits."""
WIDE = 108
"""From how many cells on a row also says how it was paid, and its reference."""


class HowCells(NamedTuple):
    """Cells of the columns that say how it was paid, and its reference."""

    method: int = METHOD
    reference: int = REFERENCE

    def hold(self, row: PastRepayment) -> bool:
        """Whether nothing of the row is cut in them."""
        return cell_len(row.method) <= self.method and cell_len(row.made.reference) <= self.reference


def how_cells(rows: Sequence[PastRepayment], width: int) -> HowCells:
    """What the two columns take in rows of so many cells: as much as their longest, where the orders leave that."""
    method, reference = _most(each.method for each in rows), _most(each.made.reference for each in rows)
    orders = _most(each.orders for each in rows)
    spare = width - DAY - MARK - ACCOUNT - AMOUNT - 4 * GAP - orders
    how = max(METHOD, min(method, spare - min(reference, REFERENCE)))
    return HowCells(how, max(min(reference, REFERENCE), min(reference, spare - how), LEAST))


def _most(texts: Iterable[str]) -> int:
    return max(map(cell_len, {*texts}), default=0)


def past_heads(language: Language, width: int, how: HowCells) -> Cells:
    """What stands above the columns."""
    t = language.t
    return _row((t("date"), "", t("channel"), t("order"), t("method"), t("reference"), t("repaid")), width, how)


def past_row(row: PastRepayment, wanted: Sequence[str], language: Language, width: int, how: HowCells) -> Cells:
    """When, to whom, whether the app shows it, for what, how and how much; what a search hit is underlined."""
    stands = Status.SETTLED if row.made.confirmed else Status.TO_CONFIRM
    orders = f"{row.orders} · {language.t('settle early')}" if row.made.order else row.orders
    texts = (
        row.day,
        STATUS_GLYPHS[stands],
        row.account,
        orders,
        row.method,
        row.made.reference,
        grouped(row.made.amount),
    )
    return _row(texts, width, how, wanted, STATUS_STYLES[stands])


def _row(
    texts: Sequence[str], width: int, how: HowCells, wanted: Sequence[str] | None = None, style: str = ""
) -> Cells:
    """The columns, with the mark in that style; heads, where nothing is `wanted` of them."""
    day, glyph, account, orders, method, reference, amount = texts
    ink = "dim" if wanted is None else ""
    wide = width >= WIDE
    whom = ACCOUNT if width >= ROOMY else NAMED
    room = width - DAY - MARK - 2 * GAP - whom - AMOUNT - (sum(how) + 2 * GAP if wide else 0)
    cells: Cells = (
        *_hit(day, DAY, wanted, "dim"),
        (" " * GAP, ""),
        (fit(glyph, MARK), style),
        *_hit(account, whom, wanted, ink),
        (" " * GAP, ""),
        *_hit(orders, max(1, room), wanted, ink),
    )
    if wide:
        said = _hit(method, how.method, wanted, "dim"), _hit(reference, how.reference, wanted, "dim")
        more = (*said[0], (" " * GAP, ""), *said[1])
        cells = (*cells, (" " * GAP, ""), *more)
    return (*cells, (right(amount, AMOUNT), ink))


def _hit(text: str, width: int, wanted: Sequence[str] | None, ink: str) -> Cells:
    return underlined(fit(text, width), wanted or (), ink, of=text)


def fee_lines(found: FeesPaid, book: Book, language: Language, width: int) -> list[Cells]:
    """A row for each account, a column for each year, and sums; of more years than have room the earlier ones together.

    Below it, of how many orders the fee is not known.
    """
    t = language.t
    if not found.by_account:
        lines: list[Cells] = [((t("no fees on record"), "dim"),)]
    else:
        years, accounts = list(found.by_year), sorted(found.by_account, key=lambda each: -_of(found, each))
        names = {each: clean(language.words(channel_of(book.channels, each).short)) for each in accounts}
        name = max(map(cell_len, (*names.values(), t("total")))) + GAP
        count = max(1, (width - name) // AMOUNT - 1)
        shown = years[-count:] if len(years) <= count else years[-max(1, count - 1) :]
        earlier = [year for year in years if year not in shown]
        heads = [*([t("earlier")] if earlier else []), *map(str, shown), t("total")]
        lines = [((" " * name, ""), *((right(each, AMOUNT), "dim") for each in heads))]

        def row(title: str, by_year: dict[int, Fen], ink: str) -> Cells:
            sums = [
                *([sum(by_year.get(year, 0) for year in earlier)] if earlier else []),
                *(by_year.get(year, 0) for year in shown),
                sum(by_year.values()),
            ]
            figures = (right(grouped(each) if each else "—", AMOUNT) for each in sums)
            return ((fit_named(title, name), ink), *((each, ink) for each in figures))

        lines += [row(names[each], dict(found.by_account[each]), "") for each in accounts]
        lines.append(row(t("total"), dict(found.by_year), "bold"))
    if found.unknown:
        said = t("fee not known of {count} of the orders that were repaid", count=len(found.unknown))
        lines.append(((cut(said, width), "dim"),))
    return lines


def _of(found: FeesPaid, account: str) -> Fen:
    return sum(found.by_account[account].values())
