"""The campaign of random keys, a short sample of it: `make soak` has the long one."""

import msgspec
import pytest

from models.channels.channel import LANGUAGES
from tests.tui.monkey import Begins, Keys, Pasted, Resized, Trace, drawn, replay
from tui.app import FenqiApp

ACTS = 100


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whatever_is_pressed_pasted_and_dragged_the_app_lives_and_its_ledger_is_whole(language: str) -> None:
    trace = msgspec.structs.replace(drawn("b", ACTS), language=language, ledger=Begins.SAMPLE, size=(80, 24))
    assert {type(act) for act in trace.acts} == {Keys, Pasted, Resized}
    assert Resized(1, 1) in trace.acts
    assert await replay(trace) is None


async def test_a_death_is_printed_with_all_that_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_app: FenqiApp) -> None:
        raise ZeroDivisionError("of this test")

    monkeypatch.setattr(FenqiApp, "action_repaint", fails)
    keys, resized = Keys(("j", "k")), Resized(1, 1)
    trace = Trace(
        seed="", ledger=Begins.EMPTY, language="en", size=(80, 24), acts=(keys, resized, Keys(("ctrl+l",)), keys)
    )
    death = await replay(trace)
    assert death is not None
    assert "ZeroDivisionError: of this test" in death.reason
    assert death.trace == msgspec.structs.replace(trace, acts=trace.acts[:3])
    assert msgspec.json.decode(msgspec.json.encode(death.trace), type=Trace) == death.trace


def test_a_seed_always_draws_the_same_trace() -> None:
    assert drawn("a", 300) == drawn("a", 300) != drawn("b", 300)
