"""However a file was changed on its way: it is read or named, no row is lost in silence, and no amount is made up.

`make soak` tries a thousand changed files of every sample.
"""

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.exchange.statement.gathering import NAMED
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.message import Problem
from models.values.money import plain
from tests.models.exchange.statement.mutating import MUTATIONS, Mutation, mutated, with_parts_mutated
from tests.models.exchange.statement.samples import SAMPLES, Sample, read
from tests.models.exchange.statement.test_mail import HTML, PACKED
from tests.models.exchange.statement.test_workbooks import as_typed, cells_of
from tests.models.exchange.test_workbook import book_of
from tests.often import tried

EACH = pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])
BOOKS = {
    each.file: book_of([[as_typed(cell) for cell in row] for row in cells_of(each)])
    for each in SAMPLES
    if each.file in {"wechat.csv", "cmb-credit.csv"}
}
A_THOUSAND_IN_SOAK = tried(0.2)
LONGEST_ROW = 200


def read_or_named(data: bytes) -> Statement | None:
    """What the file says, checked; None where it was named for what it is."""
    try:
        statement = read(data)
    except Problem as problem:
        assert str(problem)
        return None
    check(statement)
    return statement


def check(statement: Statement) -> None:
    charges = sum(each.kind is SightingKind.INSTALMENT for each in statement.lines)  # each may have its fee in it
    bills = sum(each.kind is SightingKind.BILL for each in statement.lines)
    counted = len(statement.lines) - bills + statement.more_left_out + statement.more_unreadable
    counted += len(statement.left_out) + len(statement.unreadable)
    assert counted <= statement.rows <= counted + charges
    assert max(len(statement.left_out), len(statement.unreadable)) <= NAMED
    for line in statement.lines:
        check_line(line)


def check_line(line: StatementLine) -> None:
    assert re.fullmatch("[0-9a-f]{12}", line.id)
    assert line.amount > 0 or (line.kind is SightingKind.BILL and line.amount == 0)
    assert line.at.utcoffset() is not None
    assert line.period is None or 1 <= line.period <= (line.periods or 0)
    assert line.label is None or line.label.day == 1
    assert line.text.isprintable() and line.title.isprintable()
    assert line.kind in {SightingKind.BILL, SightingKind.INSTALMENT} or in_its_row(line)


def in_its_row(line: StatementLine) -> bool:
    """Whether the amount stands in the row that it was read from, as far as that is kept."""
    return len(line.text) == LONGEST_ROW or "退" in line.text or bare(plain(line.amount)) in bare(line.text)


def bare(text: str) -> str:
    """The digits of a text, those of amounts without what groups them and without zeros at their end."""
    return re.sub(r"\.?0*(?=\D|$)", "", unicodedata.normalize("NFKC", text).replace(",", ""))


@EACH
@given(mutations=MUTATIONS)
@A_THOUSAND_IN_SOAK
def test_a_changed_file_is_read_or_named(sample: Sample, mutations: Sequence[Mutation]) -> None:
    read_or_named(mutated(sample.data(), mutations))


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
@pytest.mark.parametrize("change", [mutated, with_parts_mutated])
@given(mutations=MUTATIONS)
@A_THOUSAND_IN_SOAK
def test_a_changed_workbook_is_read_or_named(change: object, book: bytes, mutations: Sequence[Mutation]) -> None:
    assert callable(change)
    read_or_named(change(book, mutations))


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)
@given(mutations=MUTATIONS)
@A_THOUSAND_IN_SOAK
def test_a_changed_mail_is_read_or_named(pack: object, mutations: Sequence[Mutation]) -> None:
    assert callable(pack)
    read_or_named(mutated(pack(HTML), mutations))


def without_place(lines: Sequence[StatementLine]) -> list[StatementLine]:
    return [replace(each, row=0, text="") for each in lines]


@st.composite
def otherwise_laid_out(draw: st.DrawFn, sample: Sample) -> bytes:
    """The same table with its columns in another order and others among them, its cells padded or in quotes, and
    with nothing, or something else, above it."""
    rows = cells_of(sample)
    at = next(at for at, row in enumerate(rows) if len(row) > 4 and "交易" in row[0] and "交易" in "".join(row[1:]))
    width = max(map(len, rows[at:]))
    order = draw(st.permutations(range(width + 1)))
    pad = draw(st.sampled_from(["", " ", "\t", "\u3000", "   \t"]))
    quote = draw(st.booleans())
    title = draw(st.booleans()) or sample.source in {"cmb-credit", "icbc-credit", "bocomm-credit"}
    separator = draw(st.sampled_from([",", "\t", ";"]))

    def cell(text: str) -> str:
        quoted = quote or set(f"{pad}{text}") & {*",;\t", '"'}
        return '"' + f"{pad}{text}{pad}".replace('"', '""') + '"' if quoted else f"{pad}{text}{pad}"

    def line(row: Sequence[str], extra: str) -> str:
        cells = [*row, *[""] * (width - len(row)), extra]
        return separator.join(cell(cells[each]) for each in order)

    head = ["\t".join(row).replace("（中国）网络技术", "支付科技") for row in rows[:at]] if title else []
    body = [line(rows[at], "另一列"), *(line(row, "x") for row in rows[at + 1 :] if any(row))]
    return "\n".join([*head, *body]).encode("utf-8")


@EACH
@given(data=st.data())
@tried(0.2)
def test_how_the_table_is_laid_out_changes_nothing(sample: Sample, data: st.DataObject) -> None:
    found = read(data.draw(otherwise_laid_out(sample)))
    assert without_place(found.lines) == without_place(read(sample.data()).lines)
