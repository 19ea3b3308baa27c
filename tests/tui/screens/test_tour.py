"""What holds on every screen, in every size and language, checked on one tour of all of them.

Every station is seen in each language and in every size, but in a size in one of the languages only, save the last one;
`make soak` sees them all in all.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

from screenshots import make
from tests.isolation import isolate
from tests.often import is_long
from tests.tui.screens.checks import CHECKS
from tests.tui.screens.stations import STATIONS, shared_out
from tests.tui.screens.tour import tour

pytestmark = pytest.mark.soak

ROOMS = ("screens", "forms")
"""The rooms of `tui` that have screens."""
Faults = Mapping[str, Sequence[str]]


@pytest.fixture(
    scope="session",
    params=[pytest.param(each, marks=pytest.mark.xdist_group(f"tour {each}")) for each in make.LANGUAGES],
)
def faults(request: pytest.FixtureRequest) -> Iterator[Faults]:
    """What each check found on the tour in a language: one tour for all tests of a worker."""
    with tempfile.TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        isolate(patch, Path(home))
        yield tour(request.param, CHECKS, STATIONS if is_long() else shared_out(STATIONS)[request.param])


def test_between_the_languages_every_station_is_seen_in_all_its_sizes_and_in_each_in_several() -> None:
    parts = [{station.name: station.sizes for station in each} for each in shared_out(STATIONS).values()]
    for station in STATIONS:
        seen = [part[station.name] for part in parts]
        assert {size for each in seen for size in each} == set(station.sizes)
        assert min(map(len, seen)) > 1
        assert all(each[-1] == station.sizes[-1] for each in seen)


def test_each_row_is_as_wide_as_the_terminal(faults: Faults) -> None:
    assert faults["widths"] == []


def test_what_a_pane_or_a_page_says_is_on_the_terminal_or_its_cut_is_marked(faults: Faults) -> None:
    assert faults["clipped"] == []


def test_no_amount_and_no_date_is_cut(faults: Faults) -> None:
    assert faults["figures"] == []


def test_no_answer_of_a_question_is_cut_and_all_of_them_are_in_sight(faults: Faults) -> None:
    assert faults["answers"] == []
    assert faults["unseen"] == []


def test_a_statement_says_every_count_in_every_size(faults: Faults) -> None:
    assert faults["uncounted"] == []


def test_one_title_is_filled_and_it_is_that_of_the_pane_with_the_keyboard(faults: Faults) -> None:
    assert faults["chips"] == []


def test_the_bills_title_says_whose_it_is_before_it_says_its_day(faults: Faults) -> None:
    assert faults["titles"] == []


def test_no_sentence_stands_on_a_screen_twice(faults: Faults) -> None:
    assert faults["twice"] == []


def test_red_is_what_is_known_to_be_late_or_wrong(faults: Faults) -> None:
    assert faults["reds"] == []


def test_the_tour_visits_every_screen_that_there_is(faults: Faults) -> None:
    root = Path(__file__).parents[3]
    for file in (each for room in ROOMS for each in (root / "tui" / room).glob("*.py")):
        import_module(f"tui.{file.parent.name}.{file.stem}")
    assert {each.rpartition(": ")[2] for each in faults["visited"]} == {each.__name__ for each in _made(Screen)}


def _made(kind: type) -> Iterator[type]:
    """The kinds of it in these rooms that no other one is made of."""
    below = kind.__subclasses__()
    if not below and kind.__module__.rpartition(".")[0] in {f"tui.{room}" for room in ROOMS}:
        yield kind
    for each in below:
        yield from _made(each)
