"""What was said is kept beside the ledger, and is no part of it."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from models.ledger.ledger import Ledger
from models.store import Store
from models.store.health import examine
from models.store.reminded import MOST_SAID, Reminded
from models.store.repairing import repair
from models.values.message import Problem, msg
from tests.models.builders import NOW, by_hand, ledger, order

REASON = msg("{command} failed ({code})", command="ntfy", code=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.json"


def test_nothing_was_said_where_there_is_no_file_and_none_is_made_by_asking(file: Path) -> None:
    said = Reminded(file).read()
    assert (said.said, said.lost) == ({}, None)
    assert list(file.parent.iterdir()) == []


def test_what_was_said_is_there_for_the_next_and_is_for_its_owner_alone(file: Path) -> None:
    Reminded(file).keep(["due:huabei/2026-12-10:3d"], NOW)
    Reminded(file).keep(["due:huabei/2026-12-10:1d"], NOW + timedelta(days=2))
    found = Reminded(file)
    assert list(found.read().said) == ["due:huabei/2026-12-10:3d", "due:huabei/2026-12-10:1d"]
    assert found.read().said["due:huabei/2026-12-10:3d"] == NOW
    assert found.path.name == "ledger.json.reminded"
    assert stat.S_IMODE(found.path.stat().st_mode) == 0o600


def test_a_message_that_was_lost_is_known_until_one_is_said(file: Path) -> None:
    Reminded(file).keep(["a"], NOW)
    Reminded(file).lose(REASON, NOW)
    lost = Reminded(file).read().lost
    assert lost is not None and (lost.at, lost.reason) == (NOW, REASON)
    assert set(Reminded(file).read().said) == {"a"}, "what was said before stays so"
    Reminded(file).keep(["b"], NOW)
    assert Reminded(file).read().lost is None


def test_the_oldest_go_where_there_are_many(file: Path) -> None:
    Reminded(file).keep(["first"], NOW)
    Reminded(file).keep(map(str, range(MOST_SAID)), NOW + timedelta(days=1))
    assert "first" not in Reminded(file).read().said
    assert len(Reminded(file).read().said) == MOST_SAID


BROKEN = [
    (b"", ": it is not valid JSON from line 1, column 1 on;"),
    (b"[]", "reminders; it was left"),
    (b"{", ": it is not valid JSON from line 1, column 2 on;"),
    (b"{\n\n\xff", ": it is not valid JSON from line 3, column 1 on;"),
    (b'{"fenqi-reminded": 2}', ": fenqi-reminded cannot be 2;"),
    (b'{"said": {"a": "today"}}', ': said[...] is to be written like "2026-12-10T09:30:00+08:00";'),
    (b'{"more": 1}', ": more is not known here;"),
    (b"[" * 9999, "reminders; it was left"),
]


@pytest.mark.parametrize(("data", "reason"), BROKEN)
def test_a_file_of_another_kind_is_named_and_left(file: Path, data: bytes, reason: str) -> None:
    path = Reminded(file).path
    path.write_bytes(data)
    for act in (Reminded(file).read, lambda: Reminded(file).keep(["a"], NOW), lambda: Reminded(file).lose(REASON, NOW)):
        with pytest.raises(Problem, match="no file of reminders") as caught:
            act()
        assert reason in str(caught.value)
    assert path.read_bytes() == data


def test_neither_undo_nor_a_backup_has_it(file: Path) -> None:
    store = Store(file)
    store.commit(msg("edit"), lambda _: ledger(order("phone")), NOW)
    Reminded(file).keep(["a"], NOW)
    before = Reminded(file).path.read_bytes()
    assert store.undo(NOW).ledger == Ledger()
    store.restore(store.keep(NOW), NOW)
    assert Reminded(file).path.read_bytes() == before


def test_what_a_killed_writer_left_of_it_is_found_and_removed(file: Path) -> None:
    store = Store(file)
    store.commit(msg("edit"), lambda _: ledger(order("phone")), NOW)
    left = file.with_name(".ledger.json.reminded.123.tmp")
    left.touch(0o600)
    assert "unfinished" in {each.code for each in examine(store, by_hand(), NOW).findings}
    repair(store.path)
    assert not left.exists()
