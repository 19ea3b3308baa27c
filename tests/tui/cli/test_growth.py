"""Ten times the orders are ten times the work of a command, also where all are due on one day."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.store import Store
from models.values.message import msg
from tests.models.builders import NOW
from tests.models.skewed import one_bill
from tests.steps import MOST, growth
from tests.tui.cli.shell import Shell

COMMANDS = (
    ("due",),
    ("due", "--json"),
    ("bills",),
    ("bills", "--open", "--json"),
    ("orders",),
    ("orders", "--view", "due", "--json"),
    ("show", "00001"),
    ("show", "00001", "--json"),
    ("export", "csv"),
    ("export", "json"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_takes_no_more_than_ten_times_as_long(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(size: int) -> Callable[[], None]:
        shell = Shell(tmp_path / f"{size}.json", capsys)
        shell.now = NOW.isoformat()
        Store(shell.db).commit(msg("orders"), lambda _: one_bill(size), NOW)

        def ask() -> None:
            assert shell(*command).code == 0

        return ask

    assert growth(asked) <= MOST
