"""The mismatch and the last question as they stand on the screen, and what can be typed as an amount."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from models.actions.direct import ReportedRepayment, repay
from models.ledger.ledger import Ledger
from models.ledger.progress import Step, Way
from models.values.message import msg
from screenshots import make
from tests.models.builders import NOW, by_hand, found, ledger, order, plan
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, TO_THE_AMOUNT, TO_THE_METHOD, go_to, on_screen
from tui.panes.checklist import ChecklistPane
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.widgets.lines import Lines

BILL = "huabei/2026-12-10"
PHONE = "小米14 Pro 16GB+512GB 岩石青"
"""The first order of the bill that the mop is on; where a bill has one row, it stands for all of them."""


def under_each_other(pilot: Pilot[str], count: int) -> list[tuple[str, int]]:
    """The rows of the board that begins with the bill's: their text as far as their amount, and where that ends."""
    rows = on_screen(pilot).splitlines()
    (first,) = (
        at for at, row in enumerate(rows) if re.search(r"(bill|账单) +1(,190\.9|00\.0)\d\b", row) and "¥" not in row
    )
    found = []
    for row in rows[first : first + count]:
        text = row.split("│")[-2] if "│" in row else row
        upto = re.match(r" *(.*?\d)(?= {3}|$)|.*", text.rstrip())
        assert upto is not None
        found.append((upto[0].strip(), cell_len(row[: row.index(text)] + upto[0])))
    return found


def in_the_pane(screen: MainScreen) -> str:
    """What the checklist reads, however it is wrapped: without its spaces."""
    lines = [each for each in screen.query_one(ChecklistPane).query(Lines) if each.display]
    return "".join("".join(each.render_line(y).text for y in range(each.size.height)) for each in lines).replace(
        " ", ""
    )


def session(file: Path, of: Ledger) -> Session:
    mine = session_at(Hands(NOW), by_hand(), file=file)
    mine.store.commit(msg("edit"), lambda _ledger: of, NOW)
    return mine


async def test_among_answers_of_which_nothing_is_said_below_the_cursor_writes_nothing_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with make.session("en") as mine:
        async with opened(mine, (100, 30)) as (pilot, screen):
            await pilot.press("p")
            await pilot.pause()
            options, written = screen.query_one("#options", Lines), list[object]()
            monkeypatch.setattr(screen.query_one("#steps-next", Lines), "show_lines", written.append)
            await pilot.press("j")
            await pilot.pause()
            assert (options.cursor, written) == (1, [])


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (100, 30), (60, 20)])
async def test_at_every_size_what_an_answer_leaves_is_beside_it_or_below_for_the_chosen_one(
    size: tuple[int, int], language: str
) -> None:
    with make.session(language) as mine:
        async with opened(mine, size) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_AMOUNT, *"449.90", "enter")
            await pilot.pause()
            question = screen.conversation.question
            assert question is not None
            for answer in question.answers:
                shown = in_the_pane(screen)
                assert "".join(answer.words.split()) in shown
                assert "".join(answer.leaves.split()) in shown, shown
                await pilot.press("j")
                await pilot.pause()


async def test_the_amount_to_pay_stands_in_big_digits_where_there_is_room_and_plain_elsewhere() -> None:
    with make.session("en") as mine:
        async with opened(mine, (80, 24)) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_METHOD, "enter")
            await pilot.pause()
            assert "█ █ ▀█     ▀█  █▀█ █▀█   █▀█ █▀▀        to     Huabei 花呗" in on_screen(pilot)
            await pilot.resize_terminal(46, 20)
            await pilot.pause()
            assert "█▀" not in on_screen(pilot)
            assert "¥1,190.96" in on_screen(pilot)
            assert "▸ 1 not yet" in on_screen(pilot)


async def test_a_number_gives_its_answer_and_one_that_no_answer_has_leads_nowhere(tmp_path: Path) -> None:
    mine = session(tmp_path / "ledger.json", ledger(order("phone", terms=plan(30_000, 3, 0))))
    async with opened(mine, (80, 24)) as (pilot, screen):
        await pilot.press("p")
        await pilot.pause()
        before = screen.conversation
        await pilot.press("9")
        await pilot.pause()
        assert screen.answering, "not the pane of that number"
        assert screen.conversation.question == before.question
        await pilot.press("1", "1", *"123")
        await pilot.pause()
        assert screen.query_one("#answer", Input).value == "123", "in a field digits are digits"
        await pilot.press("enter", "2")
        await pilot.pause()
        (amount,) = (each for each in screen.conversation.done if each.pay)
        assert (amount.figure, amount.pay, amount.way) == (12_300, 12_300, Way.CORRECT)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (100, 30), (60, 20), (46, 20)])
async def test_the_amount_that_is_typed_stands_under_the_bills_and_so_does_the_figure_that_differs(
    size: tuple[int, int], language: str
) -> None:
    with make.session(language) as mine:
        async with opened(mine, size) as (pilot, screen):
            await go_to(PHONE if size == (46, 20) else MOP, pilot, screen)
            await pilot.press(*TO_THE_AMOUNT)
            await pilot.pause()
            for typed in ("", "4", "49", "1,190.95"):
                screen.query_one("#answer", Input).value = typed
                await pilot.pause()
                bill, app, rule = under_each_other(pilot, 3)
                assert bill[0].rstrip().endswith("1,190.96")
                assert app[0] == mine.language.t("the app") + app[0].strip().partition(mine.language.t("the app"))[2]
                assert app[1] == bill[1] if typed else not app[0].removeprefix(mine.language.t("the app")).strip()
                assert rule[0].strip("─") == ""
            ends, ruled = bill[1], rule
            await pilot.press("enter")
            await pilot.pause()
            bill, app, rule, less = under_each_other(pilot, 4)
            assert bill[1] == app[1] == less[1] == ends, "where it was typed"
            assert rule == ruled


async def test_digits_grow_from_the_right_and_the_cursor_is_behind_them(tmp_path: Path) -> None:
    mine = session(tmp_path / "ledger.json", ledger(order("phone", terms=plan(30_000, 3, 0))))
    async with opened(mine, (80, 24)) as (pilot, screen):
        await pilot.press("p", "enter", "enter")
        box = screen.query_one("#answer", Input)
        at = []
        for key in "100":
            await pilot.press(key)
            await pilot.pause()
            at.append(box.cursor_screen_offset.x)
        bill, app, _rule = under_each_other(pilot, 3)
        assert len(set(at)) == 1, "it stands still"
        assert app[1] == bill[1]


async def test_the_keys_of_the_bar_are_commands_while_an_amount_is_typed_and_no_others(tmp_path: Path) -> None:
    mine = session(tmp_path / "ledger.json", ledger(order("phone", terms=plan(30_000, 3, 0))))
    async with opened(mine, (80, 24)) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"12", *"quaepr")
        await pilot.pause()
        assert screen.query_one("#answer", Input).value == "12", "no other letter does anything"
        assert "b step back  x drop the checklist" in on_screen(pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert pilot.app.screen is not screen
        await pilot.press("escape", "b")
        await pilot.pause()
        assert [done.step for done in screen.conversation.done] == [Step.PLATFORM]
        await pilot.press("enter", "x")
        await pilot.pause()
        assert screen.conversation.progress is None
        await pilot.press("u", "p", *"100", "enter", "enter", "2", "n")
        await pilot.pause()
        await pilot.press(*"bx?")
        await pilot.pause()
        assert screen.query_one("#answer", Input).value == "bx?", "in a line for words letters are letters"


async def test_letters_are_not_typed_into_an_amount_but_into_a_reference(tmp_path: Path) -> None:
    mine = session(tmp_path / "ledger.json", ledger(order("phone", terms=plan(30_000, 3, 0))))
    async with opened(mine, (80, 24)) as (pilot, screen):
        await pilot.press("p", "enter", "enter", *"1a0c0z,-0w0")
        await pilot.pause()
        assert screen.query_one("#answer", Input).value == "100,00"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press("n", *"ab12")
        await pilot.pause()
        assert screen.query_one("#answer", Input).value == "ab12"


async def test_a_part_that_the_app_does_not_show_yet_is_a_question_with_its_key(tmp_path: Path) -> None:
    of = ledger(order("phone", terms=plan(30_000, 3, 0)))
    said = ReportedRepayment(amount=4_000, method="balance", paid_at=NOW, confirmed=False)
    mine = session(tmp_path / "ledger.json", repay(of, found(of, BILL), said, NOW))
    async with opened(mine, (120, 36)) as (pilot, _screen):
        shown = on_screen(pilot)
        assert "? repaid ¥40.00 on 2026-12-05 12:00 by Alipay" in shown
        assert "the app does not show it yet: c confirms it" in shown
        assert "✓ repaid" not in shown
        assert "?  phone" in shown, "in the list, too"
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "¥40.00 paid, not shown yet: ¥60.00 left" in on_screen(pilot).splitlines()[-2]


@pytest.mark.parametrize("periods", [1, 3], ids=["the order is settled", "its line is"])
async def test_p_on_a_settled_line_goes_to_its_bill_while_that_is_open(tmp_path: Path, periods: int) -> None:
    of = ledger(
        order("phone", terms=plan(periods * 30_000, periods, 0)),
        order("watch", terms=plan(periods * 15_000, periods, 0)),
    )
    said = ReportedRepayment(amount=15_000, method="balance", paid_at=NOW, shares=(("watch", 15_000),))
    mine = session(tmp_path / "ledger.json", repay(of, found(of, BILL), said, NOW))
    async with opened(mine, (80, 24)) as (pilot, screen):
        if periods == 1:
            await pilot.press("G", "enter")  # what is settled is folded away
        await go_to("watch", pilot, screen)
        await pilot.press("p")
        await pilot.pause()
        assert screen.conversation.active
        assert screen.conversation.bill is not None
        assert (screen.conversation.bill.id, screen.conversation.bill.outstanding) == (BILL, 30_000)
