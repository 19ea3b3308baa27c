"""The bar names only keys that work, and an overdue bill names the key that helps where it cannot be paid."""

from pathlib import Path

import pytest

from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from screenshots import make
from tests.models.actions.test_set_up import with_set_up
from tests.models.builders import NOW, at, book, by_hand, found, ledger, order
from tests.tui.commands.test_ways_to_pay import session
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tui.commands import COMMANDS
from tui.panes.bill_text import bill_text
from tui.panes.orders import OrdersPane
from tui.screens.offered import key_of
from tui.state.sections import stands_for
from tui.state.views import Detail
from tui.widgets.dialog import Box
from tui.widgets.keybar import KeyBar, NotNow
from tui.widgets.lines import Lines

SMALL = (80, 24)
PHONE, AFTER = ledger(order("phone", channel="cmb")), at("2026-12-12T12:00:00+08:00")


async def bar(file: Path, of: Ledger, *keys: str) -> str:
    async with opened(session(file, of, NOW), SMALL) as (pilot, _screen):
        await pilot.press(*keys)
        await pilot.pause()
        return on_screen(pilot).splitlines()[-1]


@pytest.mark.parametrize("keys", [("N",), ("p", "N"), ("l",)])
async def test_a_list_without_steps_names_neither_a_step_back_nor_dropping(tmp_path, keys) -> None:
    said = await bar(tmp_path / "l", PHONE, *keys)
    assert "next" in said
    assert "step back" not in said
    assert "drop" not in said


async def test_where_auto_debit_is_on_already_there_is_nothing_to_go_back_in_or_to_drop(tmp_path) -> None:
    said = await bar(tmp_path / "l", with_set_up(PHONE), "A")
    assert "step back" not in said
    assert "drop" not in said


@pytest.mark.parametrize("keys", [("p",), ("A", "enter")])
async def test_a_list_with_steps_under_way_names_both(tmp_path, keys) -> None:
    said = await bar(tmp_path / "l", PHONE, *keys)
    assert "b step back" in said
    assert "x drop the checklist" in said
    assert "j k choose" in said


async def test_a_half_answer_can_be_gone_back_from_and_b_does_it(tmp_path) -> None:
    async with opened(session(tmp_path / "l", PHONE, NOW), SMALL) as (pilot, screen):
        await pilot.press("N", "3")
        await pilot.pause()
        assert screen.conversation.standing is not None
        said = on_screen(pilot).splitlines()[-1]
        assert "b step back" in said
        assert "drop" not in said
        await pilot.press("b")
        await pilot.pause()
        assert screen.conversation.standing is None
        assert screen.conversation.question is not None
        assert screen.conversation.question.id == "cannot-pay"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("account", builtin())
@pytest.mark.parametrize("width", range(30, 120, 6))
def test_an_overdue_bill_names_what_helps_and_is_no_line_longer_for_it(account, width, language) -> None:
    of = ledger(order("phone", channel=account))
    bill = found(of, f"{account}/2026-12-10", AFTER, by_hand())
    mine = session_at(Hands(AFTER), by_hand(), language=language)
    lines = list(bill_text(Detail(bill=bill, book=book(of)), mine, width))
    named = [
        at for at, line in enumerate(lines) if any("N: cannot pay it" in text or "N 还不上" in text for text, _ in line)
    ]
    if width >= 76:
        assert len(named) == 1
    for at_line in named:
        without = [each for each in lines[at_line] if "N" not in each[0]]
        assert any(text.strip() for text, _ in without), "it stands in a line that is there already"


def test_a_bill_that_is_not_late_for_certain_does_not_name_it() -> None:
    of = ledger(order("phone"))
    for now, catalogue in ((NOW, by_hand()), (AFTER, builtin())):
        bill = found(of, "huabei/2026-12-10", now, catalogue)
        lines = bill_text(Detail(bill=bill, book=book(of, catalogue)), session_at(Hands(now), catalogue), 76)
        assert not any("cannot pay" in text for line in lines for text, _ in line)


async def test_the_bar_changes_as_the_first_order_comes_and_as_it_goes(tmp_path) -> None:
    empty = session(tmp_path / "l", ledger(), NOW)
    async with opened(empty, SMALL) as (pilot, screen):
        await pilot.press("escape")
        begins = on_screen(pilot).splitlines()[-1]
        assert "repay" not in begins
        Store(empty.store.path).commit(msg("add order"), lambda _ledger: PHONE, NOW)
        screen.newest()
        await pilot.pause()
        assert "p repay" in on_screen(pilot).splitlines()[-1]
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("up", "enter")  # another one did it: it is asked first
        await pilot.pause()
        assert on_screen(pilot).splitlines()[-1] == begins


async def test_a_checklist_that_begins_or_is_dropped_leaves_the_cursor_on_the_row_that_keys_act_on() -> None:
    with make.session("en") as sample:
        async with opened(sample, SMALL) as (pilot, screen):
            pane = screen.query_one(OrdersPane)
            for keys in (("j", "p", "escape"), ("j", "p", "x"), ("j", "p", "escape")):
                await pilot.press(*keys)
                await pilot.pause()
                marked = pane.listing.lines[pane._lines[pane.list.cursor]]
                assert screen.detail.order is not None
                assert stands_for(marked) == screen.selection.order == screen.detail.order.id, keys


@pytest.mark.parametrize("size", [SMALL, (120, 36)])
async def test_on_the_row_of_what_is_settled_the_bar_says_of_enter_what_the_row_says(size: tuple[int, int]) -> None:
    with make.session("en") as sample:
        async with opened(sample, size) as (pilot, screen):
            bar, heads = screen.query_one(KeyBar), screen.query_one("#orders-list", Lines)

            def of_enter() -> list[str]:
                return [label for key, label in bar._left if key == "⏎"]

            before = of_enter()
            await pilot.press("G")
            await pilot.pause()
            for does in ("open", "fold", "open"):
                row = "".join(text for text, _ in heads._make(heads.cursor, 70))
                assert row.endswith(f"⏎ {does}")
                assert of_enter() == [does]
                await pilot.press("enter")
                await pilot.pause()
            await pilot.press("k")
            await pilot.pause()
            assert of_enter() == before


async def test_each_command_in_the_bar_can_be_done_on_every_row_and_in_every_pane() -> None:
    """The kind: a key stood in the bar where it answered only why it does nothing."""
    with make.session("en") as sample:
        async with opened(sample, (160, 48)) as (pilot, screen):
            host, rows = screen, len(screen.listing.rows)
            seen: set[str] = set()
            for pane in ("orders", "bill", "checklist"):
                screen.show_pane("orders")
                await pilot.press("g")
                for _ in range(rows):
                    screen.show_pane(pane)
                    await pilot.pause()
                    named = keys_in(screen.query_one(KeyBar))
                    known = {key_of(host, each): each for each in COMMANDS}
                    assert {key for key in named if key in known and known[key].why_not(host) is not None} == set()
                    reasons = [str(why) for each in COMMANDS if (why := each.why_not(host))]
                    assert known["p"].why_not(host) is None or not any("p starts" in each for each in reasons)
                    seen |= named
                    screen.show_pane("orders")
                    await pilot.press("j")
                    await pilot.pause()
            assert {"c", "f", "[", "]", "p"} <= seen


PAGES = {
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "channels": ("h",),
    "a channel": ("h", "e"),
    "order": ("a",),
    "compare": ("m",),
    "import": ("i",),
    "budget": ("B",),
    "precautions": ("K",),
    "refund": ("r",),
    "price": ("E",),
    "delete": ("d",),
}
WIDGETS_OWN = {
    "/": "slash",
    "?": "question_mark",
    "↑ ↓": "down",
    "← →": "right",
    "j k": "j",
    "⏎": "enter",
    "esc": "escape",
    "^P": "ctrl+p",
}


async def test_each_key_that_a_page_or_a_dialog_names_is_bound_there() -> None:
    with make.session("en") as sample:
        async with opened(sample, (160, 48)) as (pilot, screen):
            for name, keys in PAGES.items():
                await pilot.press(*keys)
                await pilot.pause()
                page = pilot.app.screen
                if page is screen:
                    continue  # it says why it cannot be now
                named = {key for bar in page.query(KeyBar) for key in keys_in(bar)}
                named |= {key for box in page.query(Box) for key, _ in box._keys}
                bound = {binding.binding.key for binding in page.active_bindings.values()}
                pressed = {WIDGETS_OWN.get(each, each) for each in named}
                assert pressed - bound - {"enter"} == set(), name
                while pilot.app.screen is not screen:
                    await pilot.press("escape")
                    await pilot.pause()


def keys_in(bar: KeyBar) -> set[str]:
    """The keys that it names; a muted one says that it does nothing now."""
    return {key for key, label in (*bar._left, *bar._right) if not isinstance(label, NotNow)}


async def test_the_key_that_folds_is_named_in_the_pane_that_has_the_keyboard_and_in_no_other() -> None:
    with make.session("en") as sample:
        async with opened(sample, (120, 36)) as (pilot, _screen):
            before = on_screen(pilot).splitlines()
            for key, named in (("2", ("✓ settled  ⏎ open",)), ("3", ()), ("1", ("─ ⏎ open",))):
                await pilot.press(key)
                await pilot.pause()
                rows = on_screen(pilot).splitlines()
                assert sum(row.count("⏎ open") for row in rows[:-1]) == len(named), key
                assert all(any(each in row for row in rows) for each in named)
            assert rows == before


async def test_where_nothing_is_listed_the_bar_names_no_key_that_goes_into_it() -> None:
    with make.session("en") as sample:
        async with opened(sample, (80, 24)) as (pilot, screen):
            assert "⏎" in keys_in(screen.query_one(KeyBar))
            await pilot.press("slash", *"qqq", "enter")
            await pilot.pause()
            assert "⏎" not in keys_in(screen.query_one(KeyBar))
            await pilot.press("escape", "L", "slash", *"qqq", "enter")
            await pilot.pause()
            assert "⏎" not in keys_in(pilot.app.screen.query_one(KeyBar))
            await pilot.press("escape", "escape", "O", "escape")
            await pilot.pause()
            assert "⏎" not in keys_in(pilot.app.screen.query_one(KeyBar)), (
                "no plan settles anything with nothing to spare"
            )
