"""What a start offers to go on with, and what is said when a repayment was recorded."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from models.actions import checklist, verifying
from models.ledger.ledger import Ledger
from models.ledger.progress import Answered, Done, Progress, Step, Way
from models.values.message import msg
from screenshots import make
from tests.models.builders import NOW, by_hand, found, ledger, order, up_to_amount
from tests.tui.hands import Hands, session_at
from tests.tui.screens.test_main_screen import message_line, opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, TO_THE_METHOD, WIDE, as_read, go_to
from tui.app import FenqiApp
from tui.cli import main
from tui.run.session import Session
from tui.state.working_ledger import WorkingLedger
from tui.widgets.sentences import Sentences

HOUR = timedelta(hours=1)
CHANNELS = ("huabei", "jd-baitiao", "cmb", "xiaomi")
LAST, FIRST = "cmb/2026-12-10", "xiaomi/2026-12-10"


def half_repaid() -> Ledger:
    """Four bills: two at the amount, one at the last step and touched first of all, one at the first step."""
    of = ledger(*(order(channel, channel=channel) for channel in CHANNELS))
    of = to_the_end(of, LAST)
    for hours, channel in enumerate(("jd-baitiao", "huabei"), 1):
        of = up_to_amount(of, f"{channel}/2026-12-10", NOW + hours * HOUR)
    return checklist.begin(of, found(of, FIRST), NOW + 3 * HOUR)


def to_the_end(of: Ledger, ident: str) -> Ledger:
    of = up_to_amount(of, ident)
    of = verifying.settle_amount(of, found(of, ident), 10_100, Way.MATCH, 10_100, NOW)
    return checklist.choose_method(of, found(of, ident), found(of, ident).channel.methods[0].id, NOW)


@pytest.fixture
def mine(tmp_path) -> Iterator[Session]:
    session = session_at(Hands(NOW + 5 * HOUR), by_hand(), file=tmp_path / "ledger.json")
    session.store.commit(msg("edit"), lambda _ledger: half_repaid(), NOW)
    return session


def test_where_money_may_have_left_comes_first_then_what_was_touched_last(mine: Session) -> None:
    working = WorkingLedger(mine)
    working.take(mine.store.load())
    assert [(bill.id, step) for bill, step in working.interrupted()] == [
        (LAST, Step.COMPLETE),
        (FIRST, Step.PLATFORM),
        ("huabei/2026-12-10", Step.AMOUNT),
        ("jd-baitiao/2026-12-10", Step.AMOUNT),
    ]


async def test_in_another_language_it_goes_on_and_asks_nothing(mine: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[FenqiApp] = []
    wishes: Iterator[str | None] = iter(("language zh_CN", None))

    def run(app: FenqiApp, **_: object) -> str | None:
        begun.append(app)
        app.get_default_screen()
        return next(wishes)

    monkeypatch.setattr(FenqiApp, "run", run)
    main._run(mine)
    assert [app.session.language.code for app in begun] == ["en", "zh_CN"]
    for app, screens in zip(begun, (2, 1), strict=True):
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            assert len(app.screen_stack) == screens


async def test_it_is_asked_in_that_order_and_says_how_many_are_open_besides(mine: Session) -> None:
    async with opened(mine, WIDE) as (pilot, screen):
        for channel in ("招行", "Xiaomi", "Huabei"):
            read = as_read(pilot)
            assert f"{channel}" in dialog(pilot), read
            assert "3 more checklists are open; the list marks them ›" in read
            if channel != "Huabei":
                await pilot.press("n")
                await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.conversation.bill is not None
        assert screen.conversation.bill.id == "huabei/2026-12-10"


def dialog(pilot: Pilot[str]) -> str:
    """The question that is asked."""
    return str(pilot.app.screen.query_one(".dialog .question", Sentences).render())


@pytest.mark.parametrize(("open_too", "said"), [(0, ""), (1, "one more checklist is open; the list marks it ›")])
async def test_of_one_alone_nothing_more_is_said(tmp_path, open_too: int, said: str) -> None:
    session = session_at(Hands(NOW), by_hand(), file=tmp_path / "ledger.json")
    of = to_the_end(ledger(*(order(channel, channel=channel) for channel in CHANNELS)), LAST)
    of = checklist.begin(of, found(of, FIRST), NOW) if open_too else of
    session.store.commit(msg("edit"), lambda _ledger: of, NOW)
    async with opened(session, WIDE) as (pilot, _screen):
        read = as_read(pilot)
        assert "stopped at step 5" in read
        assert said in read
        assert ("more checklist" in read) is bool(said)


@given(st.lists(st.integers(0, 10_000), max_size=5), st.lists(st.integers(0, 10_000), max_size=3))
def test_a_checklist_was_touched_when_the_last_answer_was_given(steps: list[int], answers: list[int]) -> None:
    progress = Progress(
        id=LAST,
        started_at=NOW,
        done=tuple(Done(step=Step.ENTRY, at=NOW + minutes * HOUR / 60) for minutes in steps),
        answered=tuple(Answered(warning="", reason="", at=NOW + minutes * HOUR / 60) for minutes in answers),
    )
    assert progress.touched_at == NOW + max([0, *steps, *answers]) * HOUR / 60


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "recorded: ¥1,190.96 to Huabei 花呗; u undoes"),
        ("zh_CN", "已记录：向花呗还款 ¥1,190.96；按 u 可撤销"),
    ],
)
async def test_what_was_recorded_is_named_with_its_amount_and_payee(language: str, words: str) -> None:
    with make.session(language) as session:
        async with opened(session, WIDE) as (pilot, screen):
            await go_to(MOP, pilot, screen)
            await pilot.press(*TO_THE_METHOD, "enter", "j", "enter", "enter")
            await pilot.pause()
            assert message_line(screen) == words
            await pilot.press("u")
            await pilot.pause()
            assert screen.conversation.progress is not None


async def test_what_is_no_repayment_is_named_without_an_amount() -> None:
    with make.session("en") as session:
        async with opened(session, WIDE) as (pilot, screen):
            await go_to("米家冰箱 十字门 521L", pilot, screen)
            await pilot.press("c", "2")
            await pilot.pause()
            assert message_line(screen) == "recorded; u undoes"
