"""An hour by the viewer's clock says whose it is, wherever that is not the institutions'."""

import re
from pathlib import Path

import pytest

from tests.models.builders import at
from tui import run
from tui.run.viewers_clock import by_viewer, by_viewer_today

THEN = at("2026-11-22T06:30:00+00:00")
ROOMS = Path(run.__file__).parents[1]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Shanghai", "2026-11-22 14:30"),
        ("Asia/Hong_Kong", "2026-11-22 14:30"),
        ("UTC", "2026-11-22 06:30 UTC"),
        ("Europe/Berlin", "2026-11-22 07:30 Europe/Berlin"),
        ("Pacific/Kiritimati", "2026-11-22 20:30 Pacific/Kiritimati"),
    ],
)
def test_it_names_the_zone_where_the_clock_is_another_than_the_institutions(zone: str, said: str) -> None:
    assert by_viewer(THEN, zone) == said
    assert by_viewer_today(THEN, THEN, zone) == said.removeprefix("2026-11-22 ")
    assert by_viewer_today(THEN, at("2026-12-05T06:30:00+00:00"), zone) == said.removeprefix("2026-")


def test_every_hour_by_the_viewers_clock_is_said_by_one_function() -> None:
    """Those of the shell that name the zone in any case are a table's and a backup's."""
    known = {"viewers_clock.py", "balance.py", "safety.py", "heading.py", "bill_head.py", "scene.py", "clock.py"}
    by_hand = re.compile(r"(in_timezone|astimezone|instant_said|clock_time)\([^()]*session\.(zone|now\(\)\.tzinfo)")
    found = {path.name for path in ROOMS.rglob("*.py") if by_hand.search(path.read_text())}
    assert found <= known
