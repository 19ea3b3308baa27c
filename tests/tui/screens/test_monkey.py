"""The campaign of random acts, a short sample of it: `make soak` has the long one."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest
from textual.pilot import Pilot, WaitForScreenTimeout

from models.actions import allotting
from models.store import store
from tests.tui.monkey import meanwhile, playing
from tests.tui.monkey.acts import Act, Clicked, Death, Keys, Meanwhile, OfScreen, Resized, Trace, Wheeled, events
from tests.tui.monkey.drawing import COMMAND_KEYS, RUN, drawn, traces
from tests.tui.monkey.homes import LEDGERS, home
from tests.tui.monkey.playing import do, played, replay
from tests.tui.monkey.shrinking import as_test, shrunk
from tests.tui.screens.test_mouse import orders
from tui.app import FenqiApp
from tui.commands import COMMANDS
from tui.screens import framed
from tui.screens.main import MainScreen
from tui.widgets.arranged import Arrangement, arrangement

SAMPLES = (
    *(("sample", "zh_CN", (80, 24)), ("empty", "en", (100, 30))),
    *(("crowded", "zh_CN", (46, 20)), ("large", "en", (120, 36))),
)
ACTS, EVENTS = 210, 2_000
"""Acts of each run, and events of all of them at least: more would take too long."""
NOTHING = Trace(seed="", ledger="empty", language="en", size=(80, 24), acts=())


def trace(*acts: Act) -> Trace:
    return msgspec.structs.replace(NOTHING, acts=acts)


def of_sample(ledger: str, language: str) -> Trace:
    return drawn(f"of {ledger} in {language}", ACTS)


@pytest.mark.parametrize(("ledger", "language", "size"), SAMPLES)
async def test_whatever_is_done_the_app_lives_and_its_ledger_is_whole(
    ledger: str, language: str, size: tuple[int, int]
) -> None:
    run = of_sample(ledger, language)
    run = msgspec.structs.replace(run, ledger=ledger, language=language, size=size, hurried=True)
    death = await replay(run)
    assert death is None, f"{death.reason}\n{msgspec.json.encode(death.trace).decode()}"


def test_all_commands_and_kinds_of_acts_are_drawn_in_both_languages_on_several_ledgers() -> None:
    runs = list(traces(40 * RUN, "all"))
    pressed = {each.keys[0] for run in runs for each in run.acts if isinstance(each, Keys) and len(each.keys) == 1}
    assert {each.keys for each in COMMANDS if each.id != "quit"} == set(COMMAND_KEYS) <= pressed
    assert {type(each) for run in runs for each in run.acts} == set(Act.__args__)
    assert {run.language for run in runs} == {"zh_CN", "en"}
    assert {run.ledger for run in runs} >= {"sample", "empty", "crowded", "large"}
    assert {run.ledger for run in runs} <= set(LEDGERS)
    assert Resized(1, 1) in {each for run in runs for each in run.acts}


def test_the_runs_that_are_tried_have_all_kinds_of_acts_and_many_events() -> None:
    runs = [of_sample(ledger, language) for ledger, language, _ in SAMPLES]
    assert sum(events(each) for run in runs for each in run.acts) >= EVENTS
    assert {type(each) for run in runs for each in run.acts} == set(Act.__args__)


def test_a_seed_always_draws_the_same_trace() -> None:
    assert drawn("a", 300) == drawn("a", 300) != drawn("b", 300)


@pytest.mark.parametrize("what", meanwhile.COMMANDS)
def test_what_another_process_does_changes_the_ledger(what: str) -> None:
    with home(msgspec.structs.replace(NOTHING, ledger="sample")) as session:
        for number, first in enumerate(("adds an order", "adds an order", "undoes")):
            meanwhile.act(session, Meanwhile(first, 10 + number))
        before = session.store.load().revision
        codes = [meanwhile.act(session, Meanwhile(what, number)) for number in range(3)]
        assert 0 in codes
        assert session.store.load().revision == before + codes.count(0)


async def test_clicks_and_the_wheel_come_to_the_app_as_a_terminals_do() -> None:
    with home(msgspec.structs.replace(NOTHING, ledger="sample")) as session:
        app = FenqiApp(session)
        async with app.run_test(size=(100, 30)) as pilot:
            assert isinstance(app.screen, MainScreen)
            lines = orders(app.screen)
            cursors = [lines.cursor]
            for act in (Clicked((100, 370), (100, 370)), Wheeled((100, 370), 2), Meanwhile("adds an order", 1)):
                await do(act, pilot)
                cursors.append(lines.cursor)
    assert cursors[0] != cursors[1] < cursors[2]


def test_a_death_is_printed_with_all_that_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_app: FenqiApp) -> None:
        raise ZeroDivisionError("of this test")

    monkeypatch.setattr(FenqiApp, "action_repaint", fails)
    keys, resized = Keys(("j", "k")), Resized(1, 1)
    death = played(trace(keys, resized, Keys(("ctrl+l",)), keys))
    assert death is not None
    assert "ZeroDivisionError: of this test" in death.reason
    assert death.kind == "ZeroDivisionError in fails"
    assert death.trace == trace(keys, resized, Keys(("ctrl+l",)))
    assert msgspec.json.decode(msgspec.json.encode(death.trace), type=Trace) == death.trace
    assert shrunk(death).trace == trace(Keys(("ctrl+l",)))


def _drops_a_share(patch: pytest.MonkeyPatch) -> None:
    allocate = allotting.allocate
    patch.setattr(allotting, "allocate", lambda *given: allocate(*given)[:-1])


def _leaves_a_record(patch: pytest.MonkeyPatch) -> None:
    reverse = store.reverse
    patch.setattr(store, "reverse", lambda *given: reverse(*given)[1:])


def _dies_when_narrow(patch: pytest.MonkeyPatch) -> None:
    def narrow(columns: int, rows: int) -> Arrangement:
        return arrangement(columns // (columns > 10), rows)

    patch.setattr(framed, "arrangement", narrow)


@pytest.mark.parametrize(
    ("plant", "said", "acts"),
    [
        (_drops_a_share, "went nowhere", [Meanwhile("repays a bill", 0)]),
        (_leaves_a_record, "undo of everything leaves", [Meanwhile("adds an order", 1), Meanwhile("undoes", 0)]),
        (_dies_when_narrow, "ZeroDivisionError", [Resized(10, 5)]),
    ],
)
async def test_a_fault_that_is_planted_is_noticed(
    plant: Callable[[pytest.MonkeyPatch], None], said: str, acts: list[Act], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = msgspec.structs.replace(trace(*acts), ledger="sample")
    assert await replay(run) is None
    plant(monkeypatch)
    death = await replay(run)
    assert death is not None and said in death.reason


def exits(_app: FenqiApp) -> None:
    raise SystemExit


def hears_none(app: FenqiApp) -> None:
    app._message_queue.put_nowait(None)


@pytest.mark.parametrize(("fails", "kind"), [(exits, "SystemExit in exits"), (hears_none, "AssertionError in _play")])
def test_an_app_that_ends_unasked_is_a_death_and_not_the_end_of_the_campaign(
    fails: Callable[[FenqiApp], None], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FenqiApp, "action_repaint", fails)
    death = played(trace(Keys(("ctrl+l",)), Keys(("j",))))
    assert death is not None
    assert death.kind == kind


@pytest.mark.parametrize("cancels", [False, True])
def test_what_is_cancelled_within_a_run_is_a_death_and_a_campaign_that_is_stopped_is_none(
    cancels: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stops(_act: Act, _pilot: Pilot[str]) -> None:
        if cancels and (task := asyncio.current_task()):
            task.cancel()
            await asyncio.sleep(0)
        raise asyncio.CancelledError

    monkeypatch.setattr(playing, "do", stops)
    if cancels:
        with pytest.raises(asyncio.CancelledError):
            played(trace(Keys(("j",))))
    else:
        assert (death := played(trace(Keys(("j",)))))
        assert death.kind == "CancelledError in stops"


@pytest.mark.parametrize("ends", [True, False])
def test_only_of_an_app_that_still_runs_an_answer_is_waited_for(ends: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    async def waits(_act: Act, pilot: Pilot[str]) -> None:
        if ends and (runs := pilot.app._task):
            pilot.app.exit()
            await runs
        raise WaitForScreenTimeout

    monkeypatch.setattr(playing, "do", waits)
    assert (played(trace(Keys(("j",)))) is None) is ends


def dies_of(*matter: Act, kind: str = "one") -> Callable[[Trace], Death | None]:
    """What dies where all of these are done, in that order; and of another kind where only the last is."""

    def play(run: Trace) -> Death | None:
        acts = iter(run.acts)
        if all(each in acts for each in matter):
            return Death(run, "", kind)
        return Death(run, "", "another") if matter[-1] in run.acts else None

    return play


def test_only_the_acts_that_matter_are_left_of_a_death() -> None:
    acts = [Wheeled((at, 0), 1) for at in range(60)]
    matter = (acts[3], acts[31], acts[58])
    death = Death(trace(*acts), "", "one")
    less = shrunk(death, dies_of(*matter))
    assert less.trace.acts == matter
    assert eval(as_test(less).partition("replay(")[2].rpartition(")")[0]) == less.trace
    assert len(shrunk(death, dies_of(*matter), most=1).trace.acts) >= 30
    assert shrunk(death, dies_of(acts[7], kind="else")) == death


@pytest.mark.parametrize(
    ("ledger", "acts"),
    [
        ("scene 25", [Keys((*"cmb-mail.htm", "ctrl+s"))]),
        ("sample", [Keys((*"cmb-mail.htm", "enter"))]),
        ("empty", [Keys(("escape",)), Keys(("v",)), Keys((*"aaaaaaaaaaaa", "enter")), OfScreen(15)]),
    ],
)
async def test_a_form_that_is_used_or_closed_while_it_opens_dies_of_nothing(ledger: str, acts: list[Act]) -> None:
    assert await replay(msgspec.structs.replace(trace(*acts), ledger=ledger, hurried=True)) is None
