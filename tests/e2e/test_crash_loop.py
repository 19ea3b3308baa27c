"""The crash loop, a few rounds of it; CRASH_ROUNDS asks for more."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.crash_loop import Tally, drive, import_on

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "20"))


@pytest.mark.parametrize("kind", [drive, import_on])
def test_whenever_it_is_killed_the_file_holds_what_was_acknowledged_and_no_unfinished_file_stays(
    tmp_path: Path, kind: Callable[[Path, int, random.Random], Tally]
) -> None:
    tally = kind(tmp_path, ROUNDS, random.Random())
    assert tally.rounds == ROUNDS
    assert tally.acknowledged
