"""`fenqi merge`: another version of the ledger joined to it, shown first, written once, undone by one undo."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.actions.order_deletion import order_deleted
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
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
    assert "both versions were one once" in answer.out
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
        {"table": "orders", "id": ident, "field": "title", "mine": "mine", "theirs": "theirs", "answered": False}
    ]
    assert answer.json["committed"] == 0
    assert shell.db.read_bytes() == data
    assert "has mine as `title` here, theirs in the other version" in shell("merge", conflict, "--yes").out
    assert shell("merge", conflict, "--prefer", "mine", "--yes").code == 0
    assert shell.db.read_bytes() == data
    assert shell("merge", conflict, "--prefer", "theirs", "--yes").code == 0
    assert shell.ledger.orders[ident].title == "theirs"


def both_titled(shell: Shell, conflict: Path) -> list[str]:
    """The first three orders under another title on each side; their ids."""
    for db, side in ((shell.db, "mine"), (conflict, "theirs")):

        def change(of: Ledger, side: str = side) -> Ledger:
            first = list(of.orders)[:3]
            named = {ident: replace(of.orders[ident], title=f"{side} {ident}") for ident in first}
            return replace(of, orders={**of.orders, **named})

        Store(db).commit(msg("edit"), change, AT)
    return list(shell.ledger.orders)[:3]


def titles(shell: Shell, idents: list[str]) -> list[str]:
    """On whose side each of them has its title."""
    return [shell.ledger.orders[ident].title.split()[0] for ident in idents]


def test_each_record_that_both_changed_is_answered_by_itself(shell: Shell, conflict: Path):
    one, two, three = idents = both_titled(shell, conflict)
    before = shell.ledger
    said = ("merge", conflict, "--answer", f"orders/{two}=theirs", "--yes")
    answer = shell(*said, "--json")
    assert answer.code == 10
    assert [each["answered"] for each in answer.json["conflicts"]] == [False, True, False]
    assert f"--answer orders/{one}=mine|theirs" in shell(*said).out
    assert shell.ledger == before
    assert shell(*said, "--answer", f"orders/{one}=mine", "--answer", f"orders/{three}=theirs").code == 0
    assert titles(shell, idents) == ["mine", "theirs", "theirs"]
    assert shell("undo", "--yes").code == 0
    assert shell(*said, "--prefer", "mine").code == 0
    assert titles(shell, idents) == ["mine", "theirs", "mine"]


def test_an_answer_to_what_is_not_asked_is_refused(shell: Shell, conflict: Path):
    both_titled(shell, conflict)
    before = shell.db.read_bytes()
    assert "it is not asked" in shell("merge", conflict, "--answer", "orders/no=mine", "--prefer", "mine", "--yes").err
    assert "write an answer like" in shell("merge", conflict, "--answer", "orders/no=both", "--yes").err
    both = [each for side in ("mine", "theirs") for each in ("--answer", f"orders/no={side}")]
    assert "has two different answers" in shell("merge", conflict, *both, "--yes").err
    assert shell.db.read_bytes() == before


def test_at_a_terminal_each_is_asked_with_one_answer_for_all_that_are_left(
    shell: Shell, conflict: Path, monkeypatch: pytest.MonkeyPatch
):
    idents = both_titled(shell, conflict)
    keyboard = StringIO("9\n2\n3\ny\n")
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", keyboard)
    answer = shell("merge", conflict)
    assert answer.code == 0, answer.err
    assert "Left to answer: 3" in answer.err
    assert "Left to answer: 2" in answer.err
    assert titles(shell, idents) == ["theirs", "mine", "mine"]
    assert answer.err.count(f"has mine {idents[0]} as `title` here") == 1, "what was answered is not read again"
    assert "as `title`" not in answer.out


def test_at_a_terminal_it_is_said_what_goes_with_the_version_that_does_not_count(
    shell: Shell, conflict: Path, monkeypatch: pytest.MonkeyPatch
):
    order = next(ident for ident, each in shell.ledger.orders.items() if each.account_id == "jd-baitiao")
    bill = "jd-baitiao/2026-11-25"
    assert shell("promise", bill, "--on", "2026-11-24", "--yes").code == 0
    Store(conflict).commit(msg("delete"), lambda of: order_deleted(of, order, builtin()), AT)
    keyboard = StringIO("2\nn\n")
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", keyboard)
    answer = shell("merge", conflict)
    assert f"if the other version counts, these go: promises to pay ({bill})" in answer.err
    assert "if mine counts" not in answer.err


def test_a_number_that_an_older_fenqi_kept_whole_is_masked_and_the_next_merge_changes_nothing(
    shell: Shell, conflict: Path
):
    add(Store(conflict), "there", title="充值 13800138000")
    assert shell("merge", conflict, "--yes").code == 0
    assert shell.ledger.orders["there"].title == "充值 *******8000"
    again = shell("merge", conflict, "--yes", "--json")
    assert (again.code, again.json["conflicts"], again.json["committed"]) == (0, [], 0)


def test_what_a_second_version_only_undid_stays_undone_when_a_third_is_merged(shell: Shell, conflict: Path):
    add(Store(shell.db), "undone", title="tv")
    third = Path(shutil.copy(shell.db, conflict.with_name("third.json")))
    shutil.copy(shell.db, conflict)
    Store(conflict).undo(AT)
    add(Store(third), "new", title="radio")
    for other, there in ((conflict, set()), (third, {"new"})):
        assert shell("merge", other, "--yes").code == 0
        assert shell.ledger.orders.keys() & {"undone", "new"} == there


def test_who_undoes_a_merge_gave_up_nothing_of_the_two_versions(shell: Shell, conflict: Path):
    add(Store(conflict), "there", title="tv")
    both = {"there", *shell.ledger.orders}
    before = shell.db.read_bytes()
    assert shell("merge", conflict, "--yes").code == 0
    assert shell("undo", "--yes").code == 0
    assert "there" not in shell.ledger.orders
    there = conflict.read_bytes()
    assert shell("merge", conflict, "--yes", "--json").json["added"] == {"orders": 1}
    assert shell.ledger.orders.keys() == both
    assert shell("undo", "--yes").code == 0
    shell.db, conflict = conflict, shell.db
    assert (shell.db.read_bytes(), conflict.read_bytes() == before) == (there, False)
    assert shell("merge", conflict, "--yes", "--json").json["removed"] == {}
    assert shell.ledger.orders.keys() == both


def test_what_was_given_up_does_not_come_back_with_a_version_that_is_merged_again_and_what_is_new_in_it_comes(
    shell: Shell, tmp_path: Path
):
    shell.db = tmp_path / "fenqi.json"
    add(Store(shell.db), "a")
    add(Store(shell.db), "undone")
    other = Path(shutil.copy(shell.db, tmp_path / "other.json"))
    Store(shell.db).undo(AT)
    for ident in ("b", "c"):
        add(Store(other), ident)

    def joined() -> list[str]:
        assert shell("merge", other, "--yes").code == 0
        return sorted(shell.ledger.orders)

    assert [joined(), joined()] == [["a", "b", "c"]] * 2
    Store(shell.db).commit(msg("delete"), lambda of: order_deleted(of, "b", builtin()), AT)
    assert joined() == ["a", "c"]
    add(Store(other), "d")
    assert [joined(), joined()] == [["a", "c", "d"]] * 2
    shell.db, other = other, shell.db
    assert joined() == ["a", "c", "d"], "from the other end, too"


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


@pytest.mark.parametrize("name", ["", ".", "other" * 80, "/other" * 80])
def test_what_no_version_can_be_named_is_refused_with_a_sentence(shell: Shell, name: str):
    before = shell.db.read_bytes()
    answer = shell("merge", name, "--yes")
    assert (answer.code, "failed" in answer.err, shell.db.read_bytes()) == (1, False, before)
    assert "cannot be read" in answer.err or "cannot be the name" in answer.err or "there is no file" in answer.err


def test_a_restricted_session_joins_nothing(shell: Shell, conflict: Path):
    assert shell("--restricted", "merge", conflict).code == 1


def test_due_names_a_second_version_beside_the_ledger(shell: Shell, conflict: Path):
    said = shell("due").err
    assert f"a second version of the ledger lies beside it; `fenqi merge {conflict.name}`, or M in the app," in said
    conflict.unlink()
    assert "second version" not in shell("due").err
