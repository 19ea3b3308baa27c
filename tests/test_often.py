"""No property fails because the machine is busy, and none is tried as often as it says itself."""

import re
from pathlib import Path

from hypothesis import HealthCheck, settings

from tests.often import QUICK, USUAL, tried

OWN = {"conftest.py", "often.py", Path(__file__).name}


def test_neither_the_time_of_an_example_nor_that_of_making_it_fails_a_property() -> None:
    for each in (settings(), tried(0.5, steps=9), tried(one_fixture=True)):
        assert each.deadline is None
        assert HealthCheck.too_slow in each.suppress_health_check


def test_a_part_follows_the_profile() -> None:
    assert tried(0.5).max_examples * 2 == settings().max_examples
    assert tried(steps=9).stateful_step_count == 9
    assert settings.get_profile("soak").max_examples > 10 * settings.get_profile(USUAL).max_examples


def test_how_often_a_property_is_tried_is_what_the_recipes_say() -> None:
    said = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    usual, quick, soak = (settings.get_profile(name).max_examples for name in (USUAL, QUICK, "soak"))
    assert re.findall(r"(\d+) times\s+and\s+not\s+(\d+)", said) == [
        (str(quick), str(usual)),
        (str(soak), str(usual)),
    ]


def test_no_other_file_has_settings_of_its_own() -> None:
    tests = [path for path in Path(__file__).parent.rglob("*.py") if path.name not in OWN]
    imported = re.compile(r"from hypothesis import .*\bsettings\b|hypothesis\.settings")
    assert [path.name for path in tests if imported.search(path.read_text("utf-8"))] == []


def test_the_long_campaign_leaves_out_no_property() -> None:
    makefile = (Path(__file__).parents[1] / "Makefile").read_text("utf-8")
    (line,) = (each.strip() for each in makefile.splitlines() if each.endswith("--hypothesis-profile soak"))
    assert line == '$(PYTEST) -n auto -m "hypothesis or soak" --hypothesis-profile soak', (
        "hypothesis marks what it runs"
    )
