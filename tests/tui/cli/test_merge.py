"""`fenqi merge`: another version of the ledger joined to it, shown first, written once, undone by one undo."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.order_deletion import order_deleted
from models.channels.builtin import builtin
from models.store import Store
from models.values.message import msg
from tests.models.store.actions import add, repayment, with_repayment
from tests.tui.cli.everything import AT
from tests.tui.cli.shell import Shell

NAMES = ["schema", "base", "added", "changed", "removed", "conflicts", "twins", "committed"]


@pytest.fixture
def conflict(shell: Shell) -> Path:
    """A second version beside the ledger, by the name that Syncthing gives it."""
    path = shell.db.with_name(f"{shell.db.stem}.sync-conflict-20261122-093000-ABCDEFG{shell.db.suffix}")
    shutil.copy(shell.db, path)
    return path


def titled(db: Path, title: str) -> None:
    """The first order under another title."""

    def change(of):
        first = next(iter(of.orders.values()))
        return replace(of, orders={**of.orders, first.id: replace(first, title=title)})

    Store(db).commit(msg("edit"), change, AT)


def test_what_only_the_other_has_is_added_by_one_commit_that_one_undo_takes_back(shell: Shell, conflict: Path):
    add(Store(conflict), "there", title="tv")
    add(Store(shell.db), "here", title="radio")
    before = shell.ledger
    answer = shell("merge", conflict, "--json", "--yes")
    assert answer.code == 0
    assert list(answer.json) == NAMES
    assert answer.json == {
        "schema": 2,
        "base": 1,
        "added": {"orders": 1},
        "changed": {},
        "removed": {},
        "conflicts": [],
        "twins": [],
        "committed": 1,
    }
    assert shell.ledger.orders.keys() == before.orders.keys() | {"there"}
    again = shell("merge", conflict, "--json", "--yes")
    assert (again.code, again.json["added"], again.json["committed"]) == (0, {}, 0)
    assert shell("undo", "--yes").code == 0
    assert shell.ledger == before


def test_without_yes_it_is_only_shown(shell: Shell, conflict: Path):
    add(Store(conflict), "there", title="tv")
    data = shell.db.read_bytes()
    answer = shell("merge", conflict.name)
    assert answer.code == 0
    assert "both versions were one up to write number 1" in answer.out
    assert "only in the other version, and added: orders (1)" in answer.out
    assert "nothing was written" in answer.err
    assert shell("merge", conflict.name, "--json").json["committed"] == 0
    assert shell.db.read_bytes() == data


def test_what_both_changed_is_listed_and_decided_by_whom_to_prefer(shell: Shell, conflict: Path):
    titled(shell.db, "mine")
    titled(conflict, "theirs")
    ident, data = next(iter(shell.ledger.orders)), shell.db.read_bytes()
    answer = shell("merge", conflict, "--json", "--yes")
    assert answer.code == 10
    assert answer.json["conflicts"] == [
        {"table": "orders", "id": ident, "field": "title", "mine": "mine", "theirs": "theirs"}
    ]
    assert answer.json["committed"] == 0
    assert shell.db.read_bytes() == data
    assert "has mine as `title` here, theirs in the other version" in shell("merge", conflict, "--yes").out
    assert shell("merge", conflict, "--prefer", "mine", "--yes").code == 0
    assert shell.db.read_bytes() == data
    assert shell("merge", conflict, "--prefer", "theirs", "--yes").code == 0
    assert shell.ledger.orders[ident].title == "theirs"


def test_what_would_say_what_cannot_be_is_shown_and_not_written(shell: Shell, conflict: Path):
    add(Store(conflict), "there", title="tv")
    add(Store(shell.db), "there", title="tv")
    for db, ident in ((shell.db, "r"), (conflict, "s")):
        Store(db).commit(msg("paid"), lambda of, ident=ident: with_repayment(of, repayment(ident, "there")), AT)
    data = shell.db.read_bytes()
    answer = shell("merge", conflict, "--yes")
    assert answer.code == 1
    assert "but ¥201.20 was repaid of it" in answer.err
    assert "would say what cannot be" in answer.err
    assert shell.db.read_bytes() == data


def test_what_the_other_deleted_is_removed(shell: Shell, conflict: Path):
    ident = list(shell.ledger.orders)[1]
    Store(conflict).commit(msg("delete"), lambda of: order_deleted(of, ident, builtin()), AT)
    assert shell("merge", conflict, "--json", "--yes").json["removed"] == {"orders": 1}
    assert ident not in shell.ledger.orders


def test_one_order_that_was_entered_on_both_sides_is_named(shell: Shell, conflict: Path):
    for db, ident in ((shell.db, "here"), (conflict, "there")):
        add(Store(db), ident, title="tv")
    assert shell("merge", conflict, "--json").json["twins"] == ["there"]
    assert "are one order under two ids" in shell("merge", conflict).out


def test_a_restricted_session_joins_nothing(shell: Shell, conflict: Path):
    assert shell("--restricted", "merge", conflict).code == 1


def test_due_names_a_second_version_beside_the_ledger(shell: Shell, conflict: Path):
    said = shell("due").err
    assert f"a second version of the ledger lies beside it; `fenqi merge {conflict.name}`, or M in the app," in said
    conflict.unlink()
    assert "second version" not in shell("due").err
