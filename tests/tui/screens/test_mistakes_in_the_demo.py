"""Every mistake that the checklist is to catch has a scene, whose keys lead to the words that catch it."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.pilot import Pilot

from models.channels.builtin import builtin
from models.store import Store
from screenshots import make
from tests.models.builders import check_book
from tests.tui.cli.shell import Shell
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.turns import in_turn
from tui.app import FenqiApp
from tui.cli.demo import scene_session
from tui.run.language import language_of
from tui.run.scenes.table import SCENES
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.terminal.ahead import Responder
from tui.terminal.replies import Replied

WIDE = (240, 70)
"""Room for every sentence on one line."""
MOP, AIR, BUDS, LAPTOP = "米家扫地机器人 3", "米家空气净化器 5", "Xiaomi Buds 5 Pro", "小米笔记本 Pro 14"
TV, FRIDGE, MONITOR, WATCH = "小米电视 S Pro 75", "米家冰箱 十字门 521L", "Redmi 显示器 G Pro 27U", "小米手表 S4 eSIM"
TO_THE_AMOUNT = ("p", "enter", "enter")
TO_THE_METHOD = (*TO_THE_AMOUNT, *"1190.96", "enter")

CAUGHT = {
    1: ("the app is less by      741.06", "alone, 4/12", "pay 449.90 only", "make it 449.90", "stop:"),
    2: ("this bill has been repaid: ¥267.90 on 2026-11-21", "if it was paid twice, say it with l"),
    3: ("between 11-23 00:00 and 23:59: pay by hand as well, and it may be paid twice",),
    4: ("is taken from 11-23 00:00 on",),
    5: ("to be confirmed", "Do not assume that it worked", "no: repay it by hand now"),
    6: ("past the cut-off 17:00 on the due date",),
    7: ("a link from a message or another app may be a fake; open 支付宝 alipay.com yourself",),
    8: ("Alipay balance", "debit card", "Yu'e Bao"),
    9: ("3 orders together",),
    10: ("Overdue by 2 days: about", "of interest may be on top"),
    11: ("settling early saves nothing", "p repay"),
    12: (
        "Sun 11-22 23:59",
        "= 11-22 15:59 UTC",
        "! 23 h 29 min left",
        "11-22 00:30 Asia/Shanghai = 11-21 16:30 UTC",
    ),
    13: ("2026-10-31", "2026-11-30", "2026-12-31", "2027-02-28", "2027-03-31"),
    14: ("stopped at step", "Do not pay twice"),
    15: ("another terminal went on with this checklist",),
    16: ("to be confirmed", "Does the app show it as repaid?"),
    17: ("¥0.00", "credit with JD: ¥433.00"),
    18: ("This is a part payment, not the bill", "every ¥100.00 of the rest costs about ¥0.05 a day", "10% of new"),
    19: ("✓ 2 way in", "▸ 3 the amount", "The app showed ¥1,190.96 on 2026-11-21; that day is over."),
    20: ("✓ recorded  14:00 · Huabei 11-25", "note the reference that the app shows"),
    21: ("the last safe hour was", "11-19 23:59", "Why this way?", "I have no faster way now"),
    22: ("¥442.75 is taken, ¥57.25 is left", "¥442.75 is taken, short by ¥385.50"),
    23: (
        "auto-debit takes ¥700.40 between 11-23 00:00 and 22:00, and leaves ¥2,700.00 of the bill",
        "on, for the minimum alone: a rest is expected of what is no instalment",
        "first auto-debit since its settings were looked at on 2026-11-22",
    ),
    24: ("repaid, all of it: record it", "turned into instalments (账单分期)", "deferred to the next", "a waived fee"),
    25: ("→ minimum paid", "¥2,400.40 is on the bill due 2026-12-21", "about ¥91.61, an estimate"),
    26: ("¥223.00 is more than was owed: credit on the next bill", "1-4   09-21…12-21"),
    27: ("? to be confirmed", "was due on 2026-09-22, before the order was entered here. Was it repaid?"),
    28: ("小米手环 9 Pro, bought",),
    29: ("fee not known",),
    30: ("▸ 3     2026-11-22", "4     2026-12-20", "5     2027-01-20", "6     2027-02-20"),
    31: (
        "!! 1 look first",
        "recorded as taken; in the statement it failed: 2026-11-11 16:30, 2026-11-12 09:20, 2026-11-12 19:05",
        "it was not paid: take the record off",
    ),
    32: (
        "Last safe hour: 11-25 23:59",
        "Ask now, before the bill is due: open Alipay 支付宝 yourself",
        "The first late day costs about ¥0.60",
        "whoever sells 征信修复 is a fraud",
        "I can pay it on …",
    ),
    33: (
        "Do not use the link to huabei-help.cn: it is no address of Huabei 花呗 (alipay.com).",
        "your bill due 2026-11-25 says the same",
    ),
}
"""What is read on the screen, by the row, when the keys of its scene were pressed."""
IN_CHINESE = {
    1: ("App 少 741.06", "只还 449.90", "把账单改成 449.90", "先不付款，到此为止"),
    2: ("这期账单已还：¥267.90，2026-11-21", "如果重复还款了，按 l 写明"),
    3: ("自动还款会在 11-23 00:00 至 23:59 之间扣 ¥442.75：现在手动还款，可能重复付款",),
    4: ("将从 11-23 00:00 起扣 ¥442.75",),
    5: ("待确认", "扣没扣成以 App 为准", "没扣：现在手动还款"),
    6: ("已过还款日的截止时间 17:00",),
    7: ("短信链接或别的 App 可能是假的；请自己打开 支付宝 alipay.com",),
    8: ("支付宝余额", "储蓄卡", "余额宝"),
    9: ("一起还 3 笔",),
    10: ("已逾期 2 天，App 上可能多出约", "估算"),
    11: ("提前结清可能省不了钱", "p 还款"),
    12: ("11-22 周日 23:59", "= 11-22 15:59 UTC", "! 剩 23 小时 29 分"),
    13: CAUGHT[13],
    14: ("做到第 2", "先确认没有付过款"),
    15: ("这份清单刚在另一个终端往下做了",),
    16: ("待确认", "App 显示已还了吗？"),
    17: ("¥0.00", "在白条多还的钱（溢缴款）：¥433.00"),
    18: ("这是部分还款，不是还清", "未还的每 ¥100.00 每天约 ¥0.05 利息", "新增消费的 10%"),
    19: ("2026-11-21 App 显示 ¥1,190.96，那天已经过去",),
    20: ("✓ 已记录 14:00 · 花呗 11-25", "补记 App 显示的交易单号"),
    21: ("最晚应在 11-19 23:59 前付", "为什么用这种支付方式？", "现在没有更快的支付方式"),
    22: ("扣 ¥442.75，扣后余额 ¥57.25", "扣 ¥442.75，差 ¥385.50"),
    23: (
        "自动还款将在 11-23 00:00 至 22:00 之间扣 ¥700.40，扣后账单仍有 ¥2,700.00 待还",
        "已开启，只扣最低还款额：分期以外的部分会剩下一部分",
        "2026-11-22 看过设置后的第一次自动还款",
    ),
    24: ("已全部还清", "做了账单分期", "延期到下期还", "免手续费"),
    25: ("¥2,400.40", "2026-12-21", "估算"),
    26: ("多还了 ¥223.00：记为溢缴款，抵下一期账单",),
    27: ("? 待确认", "第 1 期 ¥223.00 于 2026-09-22 到期，在录入之前。已经还款了吗？"),
    28: ("与 2026-11-22 购买的「小米手环 9 Pro」不是同一笔吗？",),
    29: ("手续费未知",),
    30: ("▸ 3 2026-11-22", "4 2026-12-20", "5 2027-01-20", "6 2027-02-20"),
    31: (
        "要先看",
        "记录是已扣成，对账单上扣款失败",
        "没有还成：撤掉这笔记录",
    ),
    32: (
        "最晚 11-25 23:59 前付",
        "现在就问，不要等到还款日之后：自己打开 支付宝",
        "晚一天约 ¥0.60",
        "卖「征信修复」的都是骗子",
        "填哪天能还",
    ),
    33: ("不要点 huabei-help.cn 的链接：它不是花呗的网址（alipay.com）", "和 2026-11-25 到期的账单一致"),
}
"""The same in Chinese, however many blanks stand between the words."""
IN_TURN = in_turn(SCENES, make.LANGUAGES)
"""Each row in one of the languages."""
moments = st.datetimes(datetime(2003, 1, 1), datetime(2095, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))


@pytest.fixture
def sample() -> Iterator[Session]:
    """The demo, as somebody sees it whose host is on UTC."""
    with make.session("en") as session:
        yield msgspec.structs.replace(session, zone="UTC")


def on_screen(pilot: Pilot[str]) -> str:
    """What can be read in the terminal."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def as_read(pilot: Pilot[str]) -> str:
    """The same, and behind it what is said and the lines of each pane as one: a sentence may take several of them."""
    strips = pilot.app.screen._compositor.render_strips()
    panes = [each.content_region for each in pilot.app.screen.query(".pane") if each.region]
    found = [
        [strips[y].crop(pane.x, pane.right).text.strip(" ▴▾") for y in range(pane.y, min(pane.bottom, len(strips)))]
        for pane in panes
    ]
    main = pilot.app.screen_stack[0]
    said = main.message_shown if isinstance(main, MainScreen) else ""
    return "\n".join((on_screen(pilot), said, *(apart.join(lines) for lines in found for apart in (" ", ""))))


async def go_to(title: str, pilot: Pilot[str], screen: MainScreen) -> None:
    """The cursor moved down to an order, or where it has no row of its own to its bill."""
    ident = next(ident for ident, order in screen.working.ledger.orders.items() if order.title == title)
    for _ in screen.listing.rows:
        bill, order = screen.detail.bill, screen.detail.order
        if order is not None and order.id == ident:
            return
        if screen.size.width < 80 and bill is not None and ident in {line.order_id for line in bill.lines}:
            return
        await pilot.press("j")
        await pilot.pause()
    raise AssertionError(f"{title} is not in the list")


async def read_with(words: list[str], before: str, pilot: Pilot[str]) -> str:
    """What was read before, and what can be read when all the words can, or after a while."""
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while not all(each in as_read(pilot) for each in words):
                await pilot.pause(0.05)
    return before + as_read(pilot)


async def another_terminal_goes_on(
    session: Session, pilot: Pilot[str], stopped: str = "stopped at step", named: str = "another terminal went on"
) -> None:
    """Somebody opens the scene's file by the command that it tells, and finishes the step that is open here."""
    command, _, path = session.elsewhere.rpartition(" ")
    assert command == "fenqi --db"
    other = msgspec.structs.replace(session, store=Store(Path(path)), demo=False)
    async with opened(other, WIDE) as (there, _screen):
        await there.pause()
        assert stopped in as_read(there)
        await there.press("enter", "enter")
        await there.pause()
    async with asyncio.timeout(60):
        while named not in as_read(pilot):
            await pilot.pause(0.05)


def check_disk(row: int, session: Session) -> None:
    """What the scene left in the file."""
    repaid = len(on_disk(session).ledger.repayments)
    assert row != 20 or repaid == 1, "it is on disk before its reference is typed"
    assert row != 33 or not repaid, "a notice is no payment"


@pytest.mark.soak
@pytest.mark.parametrize(
    "row", [row for row, code in IN_TURN if code == "en"], ids=lambda row: f"{row}: {SCENES[row].mistake}"
)
async def test_the_mistake_of_the_scene_is_caught(row: int, sample: Session) -> None:
    scene = SCENES[row]
    with scene_session(sample, scene) as session:
        async with opened(session, WIDE) as (pilot, screen):
            read = screen.message_shown
            assert read.startswith(f"scene {row}: {scene.mistake}")
            await pilot.press(*scene.pressed())
            if scene.twice:
                await another_terminal_goes_on(session, pilot)
            read = await read_with([words for words in CAUGHT[row] if words not in read], read, pilot)
            check_disk(row, session)
    assert [words for words in CAUGHT[row] if words not in read] == [], read
    if row == 8:
        assert "transfer from another bank" not in read


@pytest.mark.soak
@pytest.mark.parametrize("row", [row for row, code in IN_TURN if code == "zh_CN"])
async def test_in_chinese_a_scene_says_which_mistake_it_shows_and_that_is_caught(row: int) -> None:
    scene, wanted = SCENES[row], ["".join(words.split()) for words in IN_CHINESE[row]]
    with make.session("zh_CN") as here, scene_session(msgspec.structs.replace(here, zone="UTC"), scene) as session:
        said = session.language.say(scene.mistake)
        assert said != str(scene.mistake)
        async with opened(session, (80, 24)) as (pilot, screen):
            begun = screen.message_shown
            assert begun.startswith(f"场景 {row}：{said}")
            assert pilot.app.screen is not screen or said in as_read(pilot).replace("\n", "").replace("  ", "")
            await pilot.resize_terminal(*WIDE)
            async with asyncio.timeout(60):
                while pilot.app.screen._compositor.size != WIDE:
                    await pilot.pause()
            await pilot.press(*scene.pressed())
            if scene.twice:
                await another_terminal_goes_on(session, pilot, "做到第 2", "另一个终端")
            read = ""
            with suppress(TimeoutError):
                async with asyncio.timeout(60):
                    while not all(each in read for each in wanted):
                        await pilot.pause()
                        read = "".join((begun + as_read(pilot)).split())
            check_disk(row, session)
    assert [words for words in wanted if words not in read] == [], read


def test_every_scene_names_its_mistake_in_chinese() -> None:
    chinese = language_of("zh_CN")
    named = {chinese.say(scene.mistake) for scene in SCENES.values()}
    assert len(named) == len(SCENES)
    assert named.isdisjoint(str(scene.mistake) for scene in SCENES.values())


async def test_in_its_scene_paid_is_not_answered_by_keys_typed_ahead(sample: Session) -> None:
    scene = SCENES[20]
    with scene_session(sample, scene) as session:
        async with opened(session, WIDE) as (pilot, screen):
            app = cast("FenqiApp", pilot.app)
            app.connect(Responder.DIRECT, lambda: None)
            app.post_message(Replied())
            await pilot.press(*scene.pressed())
            assert message_line(screen) == "keys typed before the question was shown do not count"
            assert not on_disk(session).ledger.repayments


@given(moments)
@example(datetime(2027, 1, 31, 4, tzinfo=UTC))
@example(datetime(2028, 2, 29, 4, tzinfo=UTC))
@example(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC))
def test_whatever_the_day_every_scene_can_be_made_and_its_figures_add_up(now: datetime) -> None:
    for scene in SCENES.values():
        check_book(scene.made(now, builtin()))


def test_there_is_a_scene_of_each_row_so_far() -> None:
    assert list(SCENES) == list(CAUGHT) == list(IN_CHINESE) == [*range(1, 34)]
    assert len({str(scene.mistake) for scene in SCENES.values()}) == len(SCENES)


def test_a_scene_that_there_is_not_is_refused_with_those_that_there_are(empty_shell: Shell) -> None:
    for row in ("0", "34", "35", "-1"):
        answer = empty_shell("demo", "--scene", row)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"fenqi: there is no scene {row}; there are 1, 2, 3")
    assert empty_shell("demo", "--scene", "x").code == 2


def test_a_scene_needs_a_terminal_and_leaves_nothing_behind(
    empty_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    assert "needs a terminal" in empty_shell("demo", "--scene", "1").err
    assert set(tmp_path.iterdir()) == before


def test_scenes_are_hidden_from_help_and_refused_where_files_are(empty_shell: Shell) -> None:
    assert "scene" not in empty_shell("demo", "--help").out
    assert "`demo` is refused" in empty_shell("--restricted", "demo", "--scene", "1").err


@pytest.mark.parametrize("row", [6, 12, 21])
def test_the_clock_of_a_scene_begins_at_its_hour_and_goes_on(row: int, sample: Session) -> None:
    scene, at = SCENES[row], [sample.now()]
    moving = msgspec.structs.replace(sample, clock=lambda: at[0])
    with scene_session(moving, scene) as session:
        began = session.now()
        assert began.in_timezone("Asia/Shanghai").time() == scene.hour
        assert began.in_timezone("Asia/Shanghai").date() == sample.now().in_timezone("Asia/Shanghai").date()
        at[0] += timedelta(minutes=90)
        assert session.now() - began == timedelta(minutes=90)
        assert session.scene is not None
        assert f"{began.in_timezone('Asia/Shanghai'):%m-%d %H:%M} Asia/Shanghai" in str(session.scene)
