"""What was repaid last, in a few rows beside everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.bills.derive import derive
from models.bills.status import Moment
from models.channels.builtin import builtin
from screenshots import make
from tests.models.builders import NOW, book, ledger, order, repaid
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.run.language import language_of
from tui.words.latest import latest

ENGLISH, MOMENT = language_of("en"), Moment(NOW)


def read(of, rows: int = 9, width: int = 38, language=ENGLISH) -> list[str]:
    return ["".join(text for text, _ in line) for line in latest(of, book(of), MOMENT, language, width, rows)]


def test_the_newest_stands_first_with_what_is_left_of_its_bill() -> None:
    of = repaid(ledger(order("phone"), order("card", channel="cmb")), "huabei/2026-12-10", 5_000)
    (heading, row) = read(of)
    assert heading.startswith("latest records ─")
    assert row.split()[:3] == [f"{NOW:%m-%d}", "½", "Huabei"]
    assert row.endswith(" 50.00")


def test_where_nothing_was_repaid_there_is_nothing() -> None:
    assert read(ledger(order("phone"))) == []


@given(st.integers(0, 9), st.integers(34, 60), st.sampled_from(["en", "zh_CN"]))
def test_it_keeps_to_its_room_and_cuts_no_amount(rows: int, width: int, code: str) -> None:
    of = ledger(order("phone"), order("card", channel="cmb"), order("tv", channel="jd-baitiao"))
    for ident in ("huabei/2026-12-10", "cmb/2026-12-10", "jd-baitiao/2026-12-10"):
        of = repaid(of, ident)
    lines = read(of, rows, width, language_of(code))
    assert len(lines) <= rows
    assert all(cell_len(line) <= width for line in lines)
    assert all(line.endswith(" 101.00") for line in lines[1:])
    assert "…" not in "".join(lines), "words that have no room are left to the mark"


@pytest.mark.parametrize(("size", "there"), [((160, 48), True), ((120, 36), False)])
async def test_they_fill_the_place_that_a_checklist_leaves_on_a_wide_screen(size, there) -> None:
    with make.session("en") as sample:
        async with opened(sample, size) as (pilot, screen):
            await pilot.press(*make.TO_HUABEI)  # whose resting checklist is short
            while screen._resting is not None:
                await pilot.pause(0.01)
            await pilot.pause()
            assert ("latest records" in on_screen(pilot)) is there
            made = derive(screen.working.ledger, builtin()).bills
            assert made
            if there:
                await pilot.press("p")
                await pilot.pause()
                assert "latest records" not in on_screen(pilot), "a question has the pane for itself"
