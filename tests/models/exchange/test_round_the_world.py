"""What spreadsheets, editors and web pages do to an exported file: the same bills, or a refusal that names the cell."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.orders import add_orders
from models.bills.derive import derive
from models.exchange.columns import COLUMNS
from models.exchange.export import export
from models.exchange.reading import read_orders
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from tests.models.exchange.samples import CATALOGUE, order, several

Rows = list[list[str]]

EPOCH = date(1899, 12, 30)
DATES = ("first_due", "confirmed_on", "entered_on")
AMOUNTS = ("principal", "amount_per_period", "fee_per_period")
COUNTS = ("periods", "paid_periods", "due_day")
HIDDEN = ("\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060")
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789-.:"}


def _cells(columns: tuple[str, ...], change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Changes what stands in these columns, but for what another change has made of it."""

    def changed(rows: Rows) -> Rows:
        head, *rest = rows
        at_columns = {head.index(name) for name in columns}
        return [
            head,
            *([attempt(each) if at in at_columns and each else each for at, each in enumerate(r)] for r in rest),
        ]

    def attempt(cell: str) -> str:
        try:
            return change(cell)
        except (ValueError, KeyError):
            return cell

    return changed


def _day_number(cell: str) -> str:
    return str((date.fromisoformat(cell[:10]) - EPOCH).days)


def _moment_number(cell: str) -> str:
    at = datetime.fromisoformat(cell)
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    return f"{(at.date() - EPOCH).days}{f'{seconds / 86400:.10f}'[1:]}"


CELLS: dict[str, Callable[[Rows], Rows]] = {
    "full-width digits": _cells((*DATES, *AMOUNTS, *COUNTS, "bought_at"), lambda cell: cell.translate(WIDE)),
    "day numbers": _cells(DATES, _day_number),
    "day numbers with a time": _cells(("bought_at",), _moment_number),
    "midnight": _cells(DATES, lambda cell: f"{cell} 00:00:00"),
    "slashes": _cells((*DATES, "bought_at"), lambda cell: cell.replace("-", "/")),
    "points": _cells(DATES, lambda cell: cell.replace("-", ".")),
    "compact dates": _cells(DATES, lambda cell: cell.replace("-", "")),
    "Chinese dates": _cells(DATES, lambda cell: f"{cell[:4]}年{cell[5:7]}月{cell[8:]}日"),
    "currency": _cells(("principal",), lambda cell: f"¥{cell}"),
    "currency behind": _cells(("principal",), lambda cell: f"{cell}元"),
    "more decimals": _cells(("principal",), lambda cell: f"{cell}00"),
    "thousands": _cells(("principal",), lambda cell: f"{int(cell[:-3]):,}{cell[-3:]}"),
    "units": _cells(("periods", "paid_periods"), lambda cell: f"{cell}期"),
    "floats": _cells(COUNTS, lambda cell: f"{cell}.0"),
    "quotes of text": _cells((*DATES, *AMOUNTS, *COUNTS), lambda cell: f"'{cell}"),
    "no-break spaces": _cells(("channel", *DATES, *AMOUNTS), lambda cell: f"\u00a0{cell}\u00a0"),
    **{
        f"hidden U+{ord(mark):04X}": _cells(
            ("channel", *DATES, *AMOUNTS, *COUNTS), lambda cell, mark=mark: mark.join(cell)
        )
        for mark in HIDDEN
    },
    "names of channels": _cells(
        ("channel",), lambda cell: {"huabei": "支付宝花呗", "cmb": "招商银行", "abc": "农业银行"}[cell]
    ),
    "upper case": _cells(("channel", "auto_debit", "archived", "method", "rounding", "remainder"), str.upper),
    "Chinese titles": lambda rows: [[COLUMNS[name].title for name in rows[0]], *rows[1:]],
    "titles with units": lambda rows: [[f"{name}（元）" for name in rows[0]], *rows[1:]],
    "a title above": lambda rows: [["我的分期"], [], *rows],
    "trailing cells": lambda rows: [[*row, "", ""] for row in rows],
    "blank rows": lambda rows: [each for row in rows for each in (row, [], [""] * len(row))],
    "the header again": lambda rows: [*rows, rows[0]],
    "sums": lambda rows: [*rows, ["合计", *[""] * (len(rows[0]) - 1)]],
    "short rows": lambda rows: [rows[0], *(_stripped(row) for row in rows[1:])],
}
SHAPES = {"a title above", "trailing cells", "blank rows", "the header again", "sums", "short rows"}
"""What changes the rows, and not what stands in a cell: it comes last."""

WRITTEN: dict[str, Callable[[Rows], str]] = {
    "commas": lambda rows: _written(rows, ","),
    "quoted": lambda rows: _written(rows, ",", csv.QUOTE_ALL),
    "semicolons": lambda rows: _written(rows, ";"),
    "tabs": lambda rows: _written(rows, "\t"),
    "sep=": lambda rows: "sep=;\r\n" + _written(rows, ";"),
}
SAVED: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "marked": lambda text: text.encode("utf-8-sig"),
    "marked twice": lambda text: f"\ufeff{text}".encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "bare UTF-16": lambda text: text.encode("utf-16-le"),
    "GB18030": lambda text: text.encode("gb18030"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
}


def _stripped(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _written(rows: Rows, separator: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _bills(read: list[Order]) -> list[tuple[object, ...]]:
    """What is due when, and to whom."""
    book = derive(add_orders(Ledger(), read, CATALOGUE), CATALOGUE)
    return sorted((bill.channel.id, bill.due, bill.amount) for bill in book.bills.values())


@example([order(note="Ā")], [], "commas", "bare UTF-16")
@given(
    several(3, least=1),
    st.lists(st.sampled_from(sorted(CELLS)), max_size=3, unique=True),
    st.sampled_from(sorted(WRITTEN)),
    st.sampled_from(sorted(SAVED)),
)
def test_an_exported_file_gives_the_same_bills_or_a_refusal_that_names_the_cell(
    given_orders: list[Order], changes: list[str], written: str, saved: str
) -> None:
    given_orders = [replace(each, entered_on=None) for each in given_orders]
    text = export("csv", add_orders(Ledger(), given_orders, {}), CATALOGUE)
    rows = list(csv.reader(io.StringIO(text)))
    for change in sorted(changes, key=lambda name: (name in SHAPES, "title" in name, name)):
        rows = CELLS[change](rows)
    reading = read_orders(SAVED[saved](WRITTEN[written](rows)), "csv", CATALOGUE)
    if reading.problems:
        assert all(problem.row and problem.column for problem in reading.problems), reading.problems
    else:
        assert _bills([each for _, each in reading.orders]) == _bills(given_orders)


@given(st.sampled_from(sorted(CELLS)), st.sampled_from(sorted(WRITTEN)), st.sampled_from(sorted(SAVED)))
def test_an_order_as_most_are_is_never_refused(change: str, written: str, saved: str) -> None:
    one = order(note="给妈妈", first_due="2026-12-10", confirmed_on="2026-11-15")
    text = export("csv", add_orders(Ledger(), [one], {}), CATALOGUE)
    rows = CELLS[change](list(csv.reader(io.StringIO(text))))
    reading = read_orders(SAVED[saved](WRITTEN[written](rows)), "csv", CATALOGUE)
    assert (reading.problems, [each for _, each in reading.orders]) == ((), [one])
