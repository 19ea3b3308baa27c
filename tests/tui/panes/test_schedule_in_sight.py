"""Whatever there is to say of a bill, six rows of its order's schedule are in sight: what stands above folds."""

from datetime import timedelta
from functools import cache
from itertools import pairwise, product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.actions.direct import ReportedRepayment, repay
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.figure import APP, BillFigure
from models.ledger.ledger import Ledger
from models.ledger.repayment import PaidAs
from screenshots import make
from tests.models.builders import NOW, corrected, ledger, order, plan, refund
from tests.tui.hands import Hands, session_at
from tui.panes.bill_text import ROWS, bill_text
from tui.run.session import Session
from tui.state.arrangement import Selection, detail
from tui.terminal.cells import Cells
from tui.widgets.edged import Edged

PANES = {"80x24": (76, 20), "100x30": (36, 26), "120x36": (52, 20), "160x48": (50, 22)}
"""Cells and rows for the text of the bill, in each size of the terminal."""
LATER = NOW + timedelta(days=12)
DUE = "cmb/2026-12-10"


@cache
def whole(orders: int, parts: int, *, note: bool, more: bool) -> Ledger:
    """Bills of a card with so many orders, repaid in so many parts; `more`: with what else can be said of one."""
    terms = plan(480_000, 12, 5_000)
    of = ledger(*(order(f"phone{each}", channel="cmb", terms=terms) for each in range(orders)))
    if note:
        said = ("给妈妈 for her birthday " * 6).strip()
        named = {each: msgspec.structs.replace(of.orders[each], note=said) for each in of.orders}
        of = msgspec.structs.replace(of, orders=named)
    if more:
        of = refund(of, "phone0", 3_000, NOW, full=False)
        of = corrected(of, DUE, orders * 45_000 + 1_234)
    for each in range(parts):
        made = ReportedRepayment(
            amount=3_000,
            method="debit-card",
            paid_at=NOW + timedelta(hours=each),
            reference="2026" + "0123456789" * 3,
            confirmed=not more or each < parts - 1,
            way=PaidAs.PART,
        )
        of = repay(of, derive(of, builtin()).bill(DUE), made, made.paid_at)
    if more:
        seen = BillFigure(id=DUE, total=99_999, source=APP, seen_at=NOW)
        of = msgspec.structs.replace(of, figures={DUE: seen})
    return of


def text(of: Ledger, session: Session, width: int, height: int, *, unfolded: bool = False) -> Edged[object]:
    page = detail(of, derive(of, session.catalogue), {}, Selection(order="phone0", bill=DUE), session)
    return bill_text(page, session, width, height, unfolded=unfolded, titled=width == 52)


def read(line: Cells) -> str:
    return "".join(part for part, _ in line)


def seen(edged: Edged[object], height: int) -> list[str]:
    """The rows on the screen, with what is said at the lower edge of it."""
    rows = [read(each) for each in edged[:height]]
    if len(edged) > height and edged.below(height - 1):
        rows[-1] = read(edged.below(height - 1))
    return rows


def periods(rows: list[str], session: Session) -> list[str]:
    """The rows of periods below the names of their columns."""
    t = session.language.t
    start = max(y for y, row in enumerate(rows) if t("no.") in row and t("due") in row) + 1
    return [row for row in rows[start:] if row[2:3].isdecimal()]


@pytest.mark.parametrize("language", make.LANGUAGES)
@pytest.mark.parametrize("size", PANES)
def test_six_rows_of_the_schedule_are_in_sight_whatever_is_said_above_them(size: str, language: str) -> None:
    width, height = PANES[size]
    for orders, parts, note, more, zone in product(
        (1, 3, 9), (0, 1, 3), (False, True), (False, True), ("Asia/Shanghai", "Europe/Berlin")
    ):
        session = session_at(Hands(LATER), builtin(), language=language, zone=zone)
        of = whole(orders, parts, note=note, more=more)
        edged = text(of, session, width, height)
        rows = seen(edged, height)
        assert len(periods(rows, session)) >= ROWS, (orders, parts, note, more, zone, rows)
        assert all(cell_len(row) <= width for row in rows)
        opened, every = ({read(line) for line in text(of, session, width, high, unfolded=True)} for high in (height, 0))
        assert every <= opened, "a key opens what is folded"
        assert not any(not one and not other for one, other in pairwise(rows)), "no two empty rows"


def test_what_is_folded_says_how_much_it_is_and_a_key_opens_it() -> None:
    session = session_at(Hands(LATER), builtin())
    of = whole(9, 3, note=True, more=True)
    rows = seen(text(of, session, *PANES["80x24"]), 20)
    (folded,) = (row for row in rows if "repayments" in row)
    assert folded.startswith("? 3 repayments · ")
    assert folded.endswith("⏎ open")
    opened = [read(line) for line in text(of, session, *PANES["80x24"], unfolded=True)]
    assert folded.replace("open", "fold") in opened
    assert sum("repaid ¥30.00" in row for row in opened) == 3
    assert sum("phone" in row for row in opened) == 9 + 1


def test_the_most_pressing_sentence_is_the_last_to_fold() -> None:
    session = session_at(Hands(LATER), builtin())
    of = whole(3, 0, note=True, more=True)
    width, height = PANES["100x30"]
    every = [read(line) for line in text(of, session, width, 0)]
    rows = seen(text(of, session, width, height), height)
    assert any("⏎ open" in row for row in rows)
    assert every[6] in rows


@given(st.sampled_from((1, 3, 9)), st.integers(0, 3), st.booleans(), st.integers(1, 60), st.sampled_from((30, 36, 52)))
def test_in_no_height_is_anything_said_that_is_not_so(orders, parts, more, height, width) -> None:
    session = session_at(Hands(LATER), builtin())
    of = whole(orders, parts, note=True, more=more)
    rows = [read(line) for line in text(of, session, width, height)]
    every = [read(line) for line in text(of, session, width, 0)]
    of_fold = ("⏎ open", "more", " note", " repayment")
    assert {row for row in rows if not any(each in row for each in of_fold)} <= {*every}
    if height > len(every):
        assert rows == every
