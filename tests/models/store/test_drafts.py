"""Drafts of forms: beside the ledger, private, of the terminal that typed them; nobody else's file is lost."""

import json
import os
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.builtin import builtin
from models.store import Draft, Store, draft_of
from models.store.drafts import MOST_DRAFTS, MOST_TYPED, Drafts, holder, path_of
from models.store.health import examine
from models.store.health_finding import Level
from models.store.lock import locked
from models.store.repairing import repair
from models.values.message import Problem
from tests.models.store.actions import NOW, add
from tests.models.store.test_crashes import Faults, die, dying, forked, full

NEW = "order/new"


def typed(minutes: int = 0, **cells: str) -> Draft:
    """A draft of a new order, made so many minutes later."""
    return draft_of({}, cells, NOW + timedelta(minutes=minutes))


@pytest.fixture
def drafts(path: Path) -> Drafts:
    return Drafts(path)


@pytest.fixture
def another() -> Iterator[str]:
    """Another terminal: a process that runs as long as the test."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield holder(process.pid)
        process.kill()


def ended() -> str:
    """A terminal that has ended."""
    with subprocess.Popen(["true"]) as process:
        who = holder(process.pid)
    assert not who.endswith(" 0"), "this system does not say when a process began"
    return who


def test_what_was_typed_is_found_again_and_gone_when_it_is_dropped(drafts: Drafts, path: Path) -> None:
    made = draft_of({"title": "", "price": "10"}, {"title": "小米15", "price": "10"}, NOW)
    assert (made.cells, made.before) == ({"title": "小米15"}, {"title": ""}), "only what was typed"
    drafts.keep(NEW, made)
    assert Drafts(path).find(NEW) == made
    assert Drafts(path).find("order/other") is None
    drafts.drop(NEW)
    assert Drafts(path).find(NEW) is None
    assert not path_of(path).exists(), "the file goes with the last draft"


def test_one_to_which_nothing_was_typed_is_none(drafts: Drafts, path: Path) -> None:
    drafts.keep(NEW, typed())
    drafts.drop(NEW)
    assert not path.parent.exists(), "and nothing is made for it"
    drafts.keep(NEW, typed(title="a"))
    drafts.keep(NEW, typed())
    assert not path_of(path).exists()


def test_the_file_is_private_whoever_could_read_it_before(drafts: Drafts, path: Path) -> None:
    before = os.umask(0)
    try:
        drafts.keep(NEW, typed(title="a"))
        path_of(path).chmod(0o666)
        drafts.keep(NEW, typed(title="b"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path_of(path).stat().st_mode) == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) == ["fenqi.json.drafts", "fenqi.json.lock"]


def test_drafts_are_in_no_write_no_undo_and_no_backup(store: Store, path: Path) -> None:
    add(store, "a")
    store.drafts.keep(NEW, typed(title="only in the draft"))
    kept = path_of(path).read_bytes()
    backup = store.keep(NOW)
    add(store, "b")
    store.undo(NOW)
    store.redo(NOW)
    store.restore(backup, NOW)
    assert path_of(path).read_bytes() == kept
    others = [each for each in path.parent.rglob("*") if each.is_file() and each != path_of(path)]
    assert len(others) > 3
    assert not [each for each in others if b"only in the draft" in each.read_bytes()]


def test_two_terminals_at_the_same_form_have_a_draft_each(path: Path, another: str) -> None:
    mine, theirs = Drafts(path), Drafts(path, another)
    theirs.keep(NEW, typed(title="theirs"))
    assert mine.find(NEW) is None, "who types there types on"
    mine.keep(NEW, typed(1, title="mine"))
    assert theirs.find(NEW) == typed(title="theirs")
    mine.drop(NEW)
    assert theirs.find(NEW) == typed(title="theirs")


def test_what_a_terminal_left_that_has_ended_is_found_and_taken_over(path: Path) -> None:
    Drafts(path, ended()).keep(NEW, typed(title="left"))
    Drafts(path, ended()).keep(NEW, typed(-5, title="left before"))
    drafts = Drafts(path)
    found = drafts.find(NEW)
    assert found == typed(title="left"), "the newest"
    drafts.keep(NEW, typed(1, title="left, and more"), found)
    assert drafts.count() == 2
    drafts.drop(NEW)
    assert drafts.find(NEW) == typed(-5, title="left before"), "it comes next: nothing that was typed is lost unseen"
    drafts.drop(NEW, drafts.find(NEW))
    assert not path_of(path).exists()


def test_a_number_that_another_process_has_by_now_holds_nothing(path: Path, another: str) -> None:
    host, number, began = another.split(" ")
    for who in (f"{host} {number} {int(began) - 1}", f"elsewhere {number} {began}", f"{host} {number} 0", "x y"):
        Drafts(path, who).keep(NEW, typed(title=who))
        assert Drafts(path).find(NEW) == typed(title=who)
        path_of(path).unlink()


def test_many_terminals_at_once_lose_nothing(path: Path) -> None:
    def terminal(number: int) -> None:
        drafts = Drafts(path)
        while True:
            try:
                drafts.keep(f"order/{number}", typed(title=str(number)))
            except Problem as problem:
                assert "another fenqi is writing" in str(problem)
            else:
                return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(terminal, range(16)))
    assert Drafts(path).count() == 16


def test_a_form_waits_no_longer_than_a_blink_for_the_lock(drafts: Drafts, path: Path) -> None:
    with locked(path):
        began = time.monotonic()
        with pytest.raises(Problem, match="another fenqi is writing"):
            drafts.keep(NEW, typed(title="a"))
        assert time.monotonic() - began < 2  # a commit waits for four


FOREIGN = {
    "empty": (b"", ": it is not valid JSON from line 1, column 1 on;"),
    "no JSON": (b"{\n x", ": it is not valid JSON from line 2, column 2 on;"),
    "a list": (b"[]", "drafts; it was left"),
    "another's": (b'{"drafts": []}', "drafts: drafts is to be written like { };"),
    "a newer fenqi's": (b'{"fenqi-drafts": 2, "drafts": {}}', ": fenqi-drafts cannot be 2;"),
    "with more in it": (b'{"fenqi-drafts": 1, "drafts": {}, "more": 1}', ": more is not known here;"),
    "a time without a zone": (
        b'{"fenqi-drafts":1,"drafts":{"a":{"b":{"at":"2026-11-22T09:30:00","cells":{},"shown":{}}}}}',
        ': drafts[...][...].at is to be written like "2026-12-10T09:30:00+08:00";',
    ),
    "bytes": ('"草稿'.encode() + b"\xff\xfe", ": it is not valid JSON from line 1, column 4 on;"),
    "nested": (b"[" * 100_000, "drafts; it was left"),
}


@pytest.mark.parametrize(("data", "reason"), FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_that_is_no_file_of_drafts_is_left_as_it_is(store: Store, path: Path, data: bytes, reason: str) -> None:
    add(store, "a")
    path_of(path).write_bytes(data)
    path_of(path).chmod(0o600)
    for act in (
        lambda: store.drafts.find(NEW),
        lambda: store.drafts.keep(NEW, typed(title="a")),
        lambda: store.drafts.drop(NEW),
    ):
        with pytest.raises(Problem, match=r"is not a file of drafts.* it was left as it is") as caught:
            act()
        assert reason in str(caught.value)
    assert path_of(path).read_bytes() == data
    assert [str(each.message) for each in examine(store, builtin(), NOW).findings if each.level is not Level.GOOD][
        -1
    ].count("not a file of") == 1
    assert set(add(store, "b").ledger.orders) == {"a", "b"}, "the ledger does not depend on it"


def test_a_directory_or_a_pipe_in_its_place_is_said_and_left(store: Store, path: Path) -> None:
    add(store, "a")
    path_of(path).mkdir()
    with pytest.raises(Problem, match="a directory, not a regular file"):
        store.drafts.find(NEW)
    path_of(path).rmdir()
    os.mkfifo(path_of(path))
    with pytest.raises(Problem, match="a pipe, not a regular file"):
        store.drafts.keep(NEW, typed(title="a"))


def test_symlinks_stay_symlinks(tmp_path: Path, store: Store, path: Path) -> None:
    add(store, "a")
    (tmp_path / "link.json").symlink_to(path)
    drafts = Drafts(tmp_path / "link.json")
    drafts.keep(NEW, typed(title="a"))
    assert drafts.path == path_of(path), "it lies beside the ledger, not beside the link"
    assert not path_of(tmp_path / "link.json").exists()
    elsewhere = tmp_path / "elsewhere"
    path_of(path).rename(elsewhere)
    path_of(path).symlink_to(elsewhere)
    drafts.keep(NEW, typed(title="b"))
    assert path_of(path).is_symlink() and json.loads(elsewhere.read_text("utf-8"))
    assert drafts.find(NEW) == typed(title="b")


def test_on_a_full_disk_the_draft_before_stays(small_disk: Path) -> None:
    path = small_disk / "fenqi.json"
    drafts = Drafts(path)
    drafts.keep(NEW, typed(title="a"))
    (small_disk / "ballast").write_bytes(bytes(os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize))
    with pytest.raises(Problem, match="the disk is full, or your share of it; nothing was changed"):
        drafts.keep(NEW, typed(title="b" * 10_000))
    assert drafts.find(NEW) == typed(title="a")
    assert not list(small_disk.rglob("*.tmp"))
    drafts.drop(NEW)
    assert not path_of(path).exists(), "to let it go takes no room"


def test_on_a_disk_that_can_only_be_read_drafts_are_found_and_not_kept(small_disk: Path) -> None:
    drafts = Drafts(small_disk / "fenqi.json")
    drafts.keep(NEW, typed(title="a"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert drafts.find(NEW) == typed(title="a")
    for act in (lambda: drafts.keep(NEW, typed(title="b")), lambda: drafts.drop(NEW)):
        with pytest.raises(Problem, match="the file system is read-only; nothing was changed"):
            act()


def test_a_draft_and_their_number_are_bounded(drafts: Drafts) -> None:
    with pytest.raises(Problem, match="longer than 20000 characters"):
        drafts.keep(NEW, typed(title="x" * (MOST_TYPED + 1)))
    for number in range(MOST_DRAFTS + 3):
        drafts.keep(f"order/{number}", typed(number, title="x"))
    assert drafts.count() == MOST_DRAFTS
    assert [drafts.find(f"order/{number}") is None for number in range(5)] == [True] * 3 + [False] * 2, "the oldest go"


def test_half_a_character_is_said_and_nothing_is_lost(drafts: Drafts) -> None:
    drafts.keep(NEW, typed(title="a"))
    with pytest.raises(Problem, match="half a character"):
        drafts.keep(NEW, typed(title="\ud83d"))
    assert drafts.find(NEW) == typed(title="a")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
CELLS = st.dictionaries(st.sampled_from("abcde"), TEXTS)


@given(CELLS, CELLS, CELLS)
def test_a_draft_holds_what_differs_and_says_where_the_ledger_has_gone_on(
    before: dict[str, str], cells: dict[str, str], now: dict[str, str]
) -> None:
    draft = draft_of(before, cells, NOW)
    assert {**before, **draft.cells} == {**before, **{k: v for k, v in cells.items() if v or k in before}}
    assert draft.overtaken(before) == ()
    for name in draft.overtaken(now):
        assert now[name] not in {cells[name], before.get(name, "")}


def change(path: Path, fatal: int, strike: Callable[[], None]) -> int:
    """Keep a draft and drop another, with that system call struck; the number of calls."""
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch, fatal, strike)
        drafts = Drafts(path)
        for act in (lambda: drafts.keep(NEW, typed(1, title="b")), lambda: drafts.drop("order/other")):
            with suppress(Problem):
                act()
        return len(faults.calls)


def prepared(path: Path) -> None:
    Drafts(path).keep(NEW, typed(title="a"))
    Drafts(path).keep("order/other", typed(title="c"))


@pytest.mark.parametrize("fault", [full, dying])
def test_whichever_system_call_fails_it_is_a_problem_and_the_file_is_whole(
    tmp_path: Path, fault: Callable[[], None]
) -> None:
    for fatal in range(1, 100):
        path = tmp_path / str(fatal) / "fenqi.json"
        prepared(path)
        if change(path, fatal, fault) < fatal:
            break
        assert Drafts(path).find(NEW) in (typed(title="a"), typed(1, title="b"))
    assert fatal > 12


def test_a_kill_at_any_system_call_leaves_the_old_drafts_or_the_new_ones(tmp_path: Path) -> None:
    for fatal in range(1, 100):
        path = tmp_path / str(fatal) / "fenqi.json"
        prepared(path)
        if forked(lambda path=path, fatal=fatal: change(path, fatal, die)) == 0:
            break
        assert Drafts(path).find(NEW) in (typed(title="a"), typed(1, title="b"))
        Drafts(path).keep(NEW, typed(2, title="d"))
        assert not list(path.parent.glob(".*")), "the next write sweeps what was left"
    assert fatal > 12


def test_the_doctor_knows_the_drafts_and_makes_them_private(store: Store, path: Path) -> None:
    add(store, "a")
    store.drafts.keep(NEW, typed(title="secret title"))
    said = {str(each.message): each.level for each in examine(store, builtin(), NOW).findings}
    assert said[f"drafts of forms that were not saved: 1, in {path_of(path)}"] is Level.GOOD
    assert "secret title" not in "".join(said)
    path_of(path).chmod(0o644)
    (remark,) = [
        str(each.message) for each in examine(Store(path), builtin(), NOW).findings if each.level is not Level.GOOD
    ]
    assert f"others on this host may open {path_of(path)} (mode 644)" in remark
    left = path.with_name(f".{path.name}.drafts.99.tmp")
    left.touch()
    repair(store.path)
    assert stat.S_IMODE(path_of(path).stat().st_mode) == 0o600
    assert not left.exists()
    assert all(each.level is Level.GOOD for each in examine(Store(path), builtin(), NOW).findings)
