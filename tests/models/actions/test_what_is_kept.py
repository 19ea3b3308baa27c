"""Whatever a statement has in its columns, no name and no account of it is in the ledger afterwards."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest

from models.ledger.ledger import Ledger
from models.ledger.statement import Statement
from models.values.message import Problem
from tests.models.actions.statements import beside, by_hand, six_orders
from tests.models.exchange.statement.samples import FOLDER, SAMPLES, Sample, read

NAME, PHONE = "密张三丰", "13812345678"
TYPED = by_hand(
    by_hand(six_orders(), "huabei/2026-11-10", "581.20", "debit-card", "2026-11-09T10:00:00+08:00"),
    *("cmb/2026-10-25", "268.00", "debit-card", "2026-10-24T10:00:00+08:00"),
)
"""Two of its bills have a record that was typed, so that lines near them are kept whole."""


def planted(sample: Sample) -> Iterator[Statement]:
    """The sample with a name and a phone's number behind what stands in one of its columns, for each column."""
    rows = list(csv.reader(io.StringIO(sample.text())))
    for column in range(max(map(len, rows))):
        made = io.StringIO()
        csv.writer(made).writerows(
            [*row[:column], f"{row[column]} {NAME} {PHONE}", *row[column + 1 :]]
            if len(row) > column and any(each.isdigit() for each in "".join(row))
            else row
            for row in rows
        )
        with suppress(Problem):
            yield read(made.getvalue().encode())


def check_clear(ledger: Ledger) -> None:
    said = repr(ledger)
    assert NAME not in said and PHONE not in said


@pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])
def test_no_name_of_any_column_is_in_the_ledger_afterwards(sample: Sample) -> None:
    read_so = list(planted(sample))
    assert read_so
    for statement in read_so:
        check_clear(beside(TYPED, statement).ledger)


def test_no_name_of_a_mail_is_in_the_ledger_afterwards() -> None:
    page = (FOLDER / "cmb-mail.html").read_text("utf-8")
    named = re.sub("(还款|某某|某商户)", rf"\1 {NAME} {PHONE} ", page)
    found = beside(TYPED, read(named.encode()))
    assert found.ledger.figures and NAME in repr(found.statement)
    check_clear(found.ledger)
