"""The campaign of mutants: a test that does not look lets one survive, a good one kills it."""

import random
from pathlib import Path

import pytest

from tests.tools.mutants import Mutant, campaign, mirror, mutants, mutated, sample

ROOM = Path("models/bills")
LATE = """
from msgspec import Struct

class Day(Struct, frozen=True):
    number: int

def late(today: Day, due: Day) -> bool:
    return today.number > due.number
"""
WEAK = "assert late(Day(3), Day(1))"
GOOD = f"{WEAK} and not late(Day(1), Day(1))"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with one room of one rule."""
    (tmp_path / "pyproject.toml").touch()
    for folder in (ROOM, Path("tests") / ROOM):
        (tmp_path / folder).mkdir(parents=True)
    for package in (ROOM, ROOM.parent):
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / ROOM / "late.py").write_text(LATE, "utf-8")
    return tmp_path


def with_test(tree: Path, by: str) -> Path:
    """The tree, with that test."""
    test = f"from models.bills.late import Day, late\n\ndef test_late() -> None:\n    {by}\n"
    (tree / "tests" / ROOM / "test_late.py").write_text(test, "utf-8")
    return tree


def test_a_weak_test_lets_a_mutant_survive_and_a_good_one_kills_it(tree: Path) -> None:
    (mutant,) = mutants(tree, ROOM)
    assert str(mutant) == "models/bills/late.py:8: today.number > due.number → today.number >= due.number"
    assert campaign(with_test(tree, WEAK), [ROOM], 9).survived == (mutant,)
    assert campaign(with_test(tree, GOOD), [ROOM], 9).killed == (mutant,)
    assert (tree / ROOM / "late.py").read_text("utf-8") == LATE


def test_a_room_whose_tests_fail_by_themselves_is_named(tree: Path) -> None:
    with pytest.raises(RuntimeError, match="tests/models/bills fails without any change"):
        campaign(with_test(tree, "assert late(Day(1), Day(3))"), [ROOM], 1)


def test_a_mutant_whose_tests_never_end_is_killed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / ROOM / "late.py").write_text("Day = int\n\ndef late(*days):\n    return any(iter(int, 0))\n", "utf-8")
    monkeypatch.setattr("tests.tools.mutants.GRACE", 1)
    assert [mutant.after for mutant in campaign(with_test(tree, "assert not late()"), [ROOM], 9).killed] == ["1"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a <= b", ["a < b"]),
        ("0 < a is b", ["1 < a is b", "0 <= a is b", "0 < a is not b"]),
        ("a and b in c", ["a or b in c", "a and b not in c"]),
        ("a + b * c", ["a - b * c", "a + b // c"]),
        ("a -= b", ["a += b"]),
        ("not a", ["not not a"]),
        ("a if b else c", ["a if not b else c"]),
        ("min(a, b)", ["max(a, b)"]),
        ("f(a, 'text', None, True)", ["f(a, 'text', None, False)"]),
        ("12", ["13"]),
        ("class A(B, frozen=True): a = 1", ["class A(B, frozen=True):\n    a = 2"]),
        ("@cache(size=9)\ndef a(b=1): pass", ["@cache(size=9)\ndef a(b=2):\n    pass"]),
    ],
)
def test_each_mutant_is_one_change(tmp_path: Path, before: str, after: list[str]) -> None:
    (tmp_path / "one.py").write_text(before, "utf-8")
    assert sorted(mutated(before, mutant) for mutant in mutants(tmp_path, Path())) == sorted(after)


def test_a_sample_is_the_same_again_has_one_of_a_line_and_takes_the_rooms_in_turn(tmp_path: Path) -> None:
    for room, lines in (("long", 9), ("short", 2)):
        (tmp_path / room).mkdir()
        (tmp_path / room / "sums.py").write_text("a + b > 1\n" * lines, "utf-8")

    def drawn(number: int) -> list[Mutant]:
        return sample(tmp_path, [Path("long"), Path("short")], number, random.Random(4))

    assert drawn(6) == drawn(6)
    assert [mutant.file.parts[0] for mutant in drawn(6)] == ["long", "short", "long", "short", "long", "long"]
    assert len(drawn(99)) == len({(mutant.file, mutant.line) for mutant in drawn(99)}) == 11


def test_a_room_without_a_folder_of_tests_has_those_of_its_package(tree: Path) -> None:
    assert mirror(tree, ROOM) == Path("tests/models/bills")
    assert mirror(tree, Path("models/plans")) == Path("tests/models")
