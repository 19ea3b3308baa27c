"""A file of an older schema is read as the newest has it, and kept as it was before it is first written so."""

from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from models.actions.own_rules import channels_of
from models.channels.builtin import builtin
from models.channels.cycle import DueMove
from models.channels.override import ChannelOverride
from models.ledger.ledger import put
from models.store import Store, backups, migrations
from models.store.migration import Migration
from models.values.message import Problem
from tests.models.store.actions import NOW, add, label


@pytest.fixture
def old(store: Store, path: Path) -> bytes:
    """A file of schema 1 with an order."""
    with patch.object(migrations, "MIGRATIONS", ()):
        add(store, "a", title="old")
    return path.read_bytes()


def test_a_move_of_the_due_day_alone_that_an_old_file_has_is_read_as_one(store: Store, path: Path) -> None:
    override = ChannelOverride(id="huabei", values={"due_moves": [{"since": "2026-12-15", "day": 20}]})
    with patch.object(migrations, "MIGRATIONS", ()):
        store.commit(label("move"), lambda of: replace(of, channels=put(of.channels, override.id, override)), NOW)
    assert b'"schema":1' in path.read_bytes()
    found = channels_of(Store(path).load().ledger, builtin())["huabei"]
    assert getattr(found, "due_moves", None) == (DueMove(date(2026, 12, 15), None, 20),)


def retitled(table: str, document: dict[str, Any]) -> dict[str, Any]:
    """Every title ends in an exclamation mark."""
    return {**document, "title": document["title"] + "!"} if table == "orders" else document


RETITLED = Migration(document=retitled)
"""A step to a new schema."""


@pytest.fixture
def _newer(old: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fenqi whose schema is 3."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (RETITLED, RETITLED))


@pytest.mark.usefixtures("_newer")
def test_an_old_file_is_read_as_the_newest_schema_has_it_and_not_written(path: Path, old: bytes) -> None:
    snapshot = Store(path).load()
    assert snapshot.ledger.orders["a"].title == "old!!"
    assert snapshot.remarks == ()
    Store(path).commit(label("nothing"), lambda ledger: ledger, NOW)
    assert path.read_bytes() == old
    assert [each.kind for each in backups.found(path)] == ["newest"]


@pytest.mark.usefixtures("_newer")
def test_the_first_write_keeps_the_old_file_for_good(path: Path, old: bytes) -> None:
    add(Store(path), "b")
    assert path.read_bytes().startswith(b'{"fenqi":{"1":{"schema":3,')
    kept = backups.folder_of(path) / "000001-2026-11-22T09-30-00Z-schema-1.json"
    assert kept.read_bytes() == old
    add(Store(path), "c")
    assert [each.path for each in backups.found(path) if "schema" in each.kind] == [kept]
    assert {ident: order.title for ident, order in Store(path).load().ledger.orders.items()} == {
        "a": "old!!",
        "b": "小米14 Pro",
        "c": "小米14 Pro",
    }
    assert Store(path).restore(kept, NOW).ledger.orders["a"].title == "old!!"


@pytest.mark.usefixtures("_newer")
def test_without_its_backup_an_old_file_is_not_written(path: Path, old: bytes) -> None:
    backups.folder_of(path).rename(path.with_name("elsewhere"))
    backups.folder_of(path).write_text("somebody's file")
    with pytest.raises(Problem, match="could not be written"):
        add(Store(path), "b")
    assert path.read_bytes() == old


@pytest.mark.usefixtures("_newer")
def test_an_old_fenqi_refuses_what_a_newer_one_wrote(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Store(path), "b")
    monkeypatch.setattr(migrations, "MIGRATIONS", (RETITLED,))
    with pytest.raises(Problem, match=r"newer fenqi \(schema 3\).*`fenqi doctor`"):
        add(Store(path), "c")


def test_a_step_that_fails_is_named_and_leaves_the_file_as_it_is(
    path: Path, old: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (Migration(tables=lambda tables: tables["nowhere"]),))
    with pytest.raises(Problem, match=r"cannot be brought from schema 1[^K]*$"):
        add(Store(path), "b")
    assert path.read_bytes() == old
