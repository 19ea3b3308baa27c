"""The frame of the main screen: the month in its first line, titles with numbers, what is said below, the keys."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from models.values.money import grouped, yuan
from screenshots import make
from tests.often import is_long
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.screens.tour import resized, stands
from tests.tui.turns import in_turn
from tui.panes.month import MonthLine
from tui.run.session import Session
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines

SIZES = ((46, 20), (80, 24), (100, 30), (120, 36), (160, 48), (240, 70))

IN_TURN = {each: make.LANGUAGES if is_long() else [each] for each in make.LANGUAGES}
"""The languages of a test that is otherwise tried in this one."""


@pytest.fixture(params=make.LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


async def test_the_first_line_is_the_months_at_every_size(sample: Session) -> None:
    async with opened(sample, SIZES[0]) as (pilot, screen):
        shown = screen.overview
        assert shown is not None
        for size in SIZES:
            await resized(pilot, size)
            rows = on_screen(pilot).splitlines()
            assert grouped(shown.month.due - shown.month.paid) in rows[0]
            assert sample.language.t("{count} overdue", count=shown.late) in rows[0]
            assert rows[0].rstrip().endswith(yuan(shown.overdue))
            assert all(cell_len(row) == size[0] for row in rows)
            await pilot.press("j", "j", "2", "1")
            assert on_screen(pilot).splitlines()[0] == rows[0]


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["en"], indirect=True)
async def test_a_cursor_move_repaints_the_month_never_and_the_keys_where_others_work(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    for kind in (MonthLine, KeyBar):
        was = kind.render
        monkeypatch.setattr(kind, "render", lambda self, was=was: painted.append(self) or was(self))
    async with opened(sample, SIZES[0]) as (pilot, screen):
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.press("g")
            await stands(pilot, screen)
            assert painted, "it is noted"
            painted.clear()
            await pilot.press("j", "k", "j")
            await stands(pilot, screen)
            assert painted == [], size
            await pilot.press("j")  # to a bill that is to be confirmed
            await stands(pilot, screen)
            assert {type(each) for each in painted} <= {KeyBar}, size


@pytest.mark.soak
@pytest.mark.parametrize(("sample", "size"), in_turn(make.LANGUAGES, SIZES[:2]), indirect=["sample"])
async def test_where_one_pane_has_room_its_title_has_the_others_and_one_of_them_is_a_chip(
    sample: Session, size: tuple[int, int]
) -> None:
    t = sample.language.t
    names = (f" 1 {t('Orders')} ", f" 2 {t('Bill')} ", f" 3 {t('Checklist')} ")
    async with opened(sample, size) as (pilot, _screen):
        for key, name in zip("123", names, strict=True):
            await pilot.press(key)
            await pilot.pause()
            title = pilot.app.screen._compositor.render_strips()[1]
            accent = pilot.app.theme_variables["accent"].lower()
            chips = [
                each.text for each in title if each.style and each.style.bgcolor and each.style.bgcolor.name == accent
            ]
            assert chips == [name]
            if size[0] == 80:
                assert all(each in title.text for each in names)


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["en"], indirect=True)
async def test_the_list_says_on_which_order_of_how_many_the_cursor_stands_and_how_many_a_filter_lets_through(
    sample: Session,
) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        assert " 1/14 ─" in on_screen(pilot).splitlines()[1]
        await pilot.press("j", "j")
        assert " 3/14 ─" in on_screen(pilot).splitlines()[1]
        await pilot.press("G")
        assert " 14/14 ─" in on_screen(pilot).splitlines()[1]
        await pilot.press("slash", *"k70")
        await pilot.pause()
        assert sample.language.t("{count} of {all}", count=1, all=14) in on_screen(pilot).splitlines()[1]


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["en"], indirect=True)
async def test_how_it_is_listed_is_said_below_only_where_no_title_of_a_list_in_sight_says_it(sample: Session) -> None:
    t = sample.language
    async with opened(sample, (80, 24)) as (pilot, screen):
        for key in "sv":
            await pilot.press(key)
            assert screen.message_shown == ""
        assert f"{t.t('needs attention')} · {t.t('by purchase')}" in on_screen(pilot).splitlines()[1]
        await pilot.press("2")
        for key, said in (("s", "by channel"), ("v", "overdue")):
            await pilot.press(key)
            assert screen.message_shown == t.t(said)


async def test_below_the_list_that_stands_alone_is_what_its_row_does_not_say(sample: Session) -> None:
    t = sample.language
    async with opened(sample, (80, 24)) as (pilot, screen):
        await pilot.press(*make.TO_HUABEI)
        await pilot.pause(0.2)
        below = on_screen(pilot).splitlines()[-2]
        assert screen.detail.bill is not None
        assert t.words(screen.detail.bill.channel.short) in below
        assert "23:59" in below
        assert t.t("auto-debit from {start} on", start="11-25 00:00") in below


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["zh_CN"], indirect=True)
async def test_what_was_done_is_said_above_the_keys_until_the_next_key(sample: Session) -> None:
    said = sample.language.t("there is nothing to redo")
    async with opened(sample, SIZES[1]) as (pilot, screen):
        for size in SIZES[1:]:
            await resized(pilot, size)
            before = on_screen(pilot)
            await pilot.press("ctrl+r")
            await pilot.pause()
            rows = on_screen(pilot).splitlines()
            assert screen.message_shown == said
            assert f"─ {said} ──" in rows[-2]
            assert rows[-1] == before.splitlines()[-1], "the keys are still there"
            assert rows[:-2] == before.splitlines()[:-2], "nothing jumps"
            await pilot.press("g")
            await pilot.pause()
            assert screen.message_shown == ""
            assert on_screen(pilot) == before


async def test_the_line_of_keys_has_whole_words_and_the_way_out_at_its_end(sample: Session) -> None:
    async with opened(sample, SIZES[0]) as (pilot, _screen):
        for size in SIZES:
            await resized(pilot, size)
            keys = on_screen(pilot).splitlines()[-1]
            assert keys.rstrip().endswith(f"q {sample.language.t('quit')}")
            assert keys.startswith(f" p {sample.language.t('repay')}  ")
            await pilot.press("p")
            await pilot.pause()
            keys = on_screen(pilot).splitlines()[-1]
            assert keys.rstrip().endswith(f"esc {sample.language.t('back')}")
            assert "q " not in keys
            await pilot.press("escape")
            await pilot.pause()


STAND = {
    (80, 24): {"orders": (0, 80)},
    (100, 30): {"orders": (0, 60), "bill": (60, 40)},
    (120, 36): {"orders": (0, 64), "bill": (64, 56), "checklist": (64, 56)},
    (160, 48): {"orders": (0, 64), "bill": (64, 54), "checklist": (118, 42)},
    (240, 70): {"orders": (0, 84), "bill": (84, 54), "checklist": (138, 42)},
}
"""The first column of each pane, and how many it has, by the size of the terminal."""


async def test_the_panes_stand_where_they_are_to_be_read(sample: Session) -> None:
    async with opened(sample, SIZES[0]) as (pilot, screen):
        for size, panes in STAND.items():
            await resized(pilot, size)
            seen = {each.id: (each.region.x, each.region.width) for each in screen.query(".pane") if each.region}
            assert seen == panes
            await pilot.pause()  # what is ahead comes after the panes
            below = screen.query(".pane, AheadPane")
            assert max(each.region.bottom for each in below if each.region) == size[1] - 1


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["zh_CN"], indirect=True)
async def test_beside_the_list_stands_the_bill_and_the_checklist_while_its_questions_are_asked(sample: Session) -> None:
    async with opened(sample, (100, 30)) as (pilot, screen):

        def beside() -> list[str | None]:
            return [each.id for each in screen.query("#right > .pane") if each.region]

        assert beside() == ["bill"]
        await pilot.press("p")
        await pilot.pause()
        assert beside() == ["checklist"]
        await pilot.press("escape")
        await pilot.pause()
        assert beside() == ["checklist"], "it is under way"
        await pilot.press("j")
        await pilot.pause(0.2)
        assert beside() == ["bill"]
        await pilot.press("3")
        await pilot.pause()
        assert beside() == ["checklist"]


@pytest.mark.parametrize(
    ("sample", "size"), [(make.LANGUAGES[at % 2], size) for at, size in enumerate(SIZES)], indirect=["sample"]
)
async def test_what_settling_early_costs_is_in_sight_at_once_and_p_begins_its_checklist(
    sample: Session, size: tuple[int, int]
) -> None:
    async with opened(sample, size) as (pilot, screen):
        await pilot.press("g", "f")
        await pilot.pause()
        assert screen.detail.bill is not None and screen.detail.bill.settles
        words = sample.language.t("to settle early")
        assert f"{words}  {yuan(screen.detail.bill.outstanding)}" in on_screen(pilot)
        assert screen.query_one("#checklist").has_class("-current") is (size[0] >= 120)
        await pilot.press("p")
        await pilot.pause()
        assert screen.answering


@pytest.mark.soak
@pytest.mark.parametrize(("size", "long"), in_turn(SIZES, (False, True)))
@pytest.mark.parametrize("sample", make.LANGUAGES[:1], indirect=True)
async def test_where_the_demos_file_is_is_said_where_that_takes_no_row_of_the_list(
    sample: Session, size: tuple[int, int], long: bool
) -> None:
    folder = "/tmp/" + "d" * ((60 if size[0] > 100 else 400) if long else 1)
    command = f"fenqi --db {folder}/ledger.json"
    async with opened(replace(sample, elsewhere=command), size) as (_pilot, screen):
        listed = screen.query_one("#orders-list", Lines)
        free = max(0, listed.size.height - listed.count)
        said = sample.language.t("shell: {command}", command=command)
        takes = screen.query_one("#message").region.height - 1
        assert screen.message_shown in {said, ""}
        assert takes <= free
        assert screen.message_shown or size[0] < 120 or len(folder) > 100 or not free


async def test_the_line_of_keys_of_a_page_keeps_the_way_out_and_whole_words(sample: Session) -> None:
    async with opened(sample, SIZES[0]) as (pilot, screen):
        for page in ("h", "a", "m", "i", "question_mark"):
            await pilot.press(page)
            await pilot.pause()
            assert pilot.app.screen is not screen
            bar = pilot.app.screen.query_one(KeyBar)
            for size in SIZES[:2]:
                await resized(pilot, size)
                whole = [f"{key} {label}" for key, label in bar.shown]
                shown = [each for each in map(str.strip, str(bar.render()).split("  ")) if each]
                assert whole[-1].startswith("esc ")
                assert shown[-1] == whole[-1]
                assert shown == [each for each in whole if each in shown]
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.screen is screen


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["en"], indirect=True)
async def test_the_frame_is_written_once_for_a_change(sample: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(sample, (120, 36)) as (pilot, screen):
        written: list[str] = []
        was = type(screen).frame
        monkeypatch.setattr(type(screen), "frame", lambda self: written.append(self.detail.order.id) or was(self))
        await pilot.press("j")
        await pilot.pause()
        assert written == [screen.detail.order.id]
        written.clear()
        screen.relist()
        assert written == [screen.detail.order.id]
        written.clear()
        screen.take(screen.session.store.load())
        assert written == [screen.detail.order.id]


@pytest.mark.soak
@pytest.mark.parametrize("sample", IN_TURN["zh_CN"], indirect=True)
async def test_however_few_rows_there_are_a_page_keeps_its_line_of_keys(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, screen):
        for keys in (("a",), ("m",), ("h", "e"), ("i",), ("question_mark",)):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.resize_terminal(30, 8)
            await pilot.pause()
            bar = pilot.app.screen.query_one(KeyBar)
            assert (bar.region.y, bar.region.height) == (7, 1), keys
            assert "esc" in str(bar.render())
            await pilot.resize_terminal(80, 24)
            while pilot.app.screen is not screen:
                await pilot.press("escape")
                await pilot.pause()
