"""`fenqi doctor --json`: each finding under a code that never changes, with the record that it is about."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.channels.account import Account
from models.channels.override import ChannelOverride
from models.channels.rules import Mode
from models.ledger.ledger import Ledger, put
from models.store import Store, location, source
from models.store.lock import lock_of
from models.store.reminded import path_of
from models.values.message import Problem, msg
from tests.tui.cli.everything import AT
from tests.tui.cli.shell import Shell

NAMES = ["level", "code", "table", "id", "message", "help", "fixable"]


def findings(shell: Shell, code: int, *more: str) -> list[dict[str, Any]]:
    answer = shell("doctor", "--json", *more)
    assert answer.code == code
    assert list(answer.json) == ["schema", "path", "revision", "findings"]
    assert answer.json["path"] == str(shell.db)
    found: list[dict[str, Any]] = answer.json["findings"]
    assert all(list(each) == NAMES for each in found)
    return found


def ill(shell: Shell, code: int = 1) -> dict[str, Any]:
    """The one thing that is wrong."""
    (found,) = (each for each in findings(shell, code) if each["level"] != "good")
    return found


def change(shell: Shell, **tables: Any) -> None:
    """Add records to the ledger."""

    def with_them(ledger: Ledger) -> Ledger:
        return replace(
            ledger, **{name: put(getattr(ledger, name), record.id, record) for name, record in tables.items()}
        )

    Store(shell.db).commit(msg("edit"), with_them, AT)


def test_a_well_ledger_has_good_findings_alone(shell: Shell) -> None:
    found = findings(shell, 0)
    assert {each["level"] for each in found} == {"good"}
    assert [each["code"] for each in found] == ["readable", "lock_usable", "backups_readable"]
    assert shell("doctor", "--json").json["revision"] == 1
    assert not any(each["fixable"] or each["help"] or each["table"] or each["id"] for each in found)


def test_where_there_is_no_ledger_yet_there_is_no_write_number(empty_shell: Shell) -> None:
    assert [each["code"] for each in findings(empty_shell, 0)] == ["no_file", "no_backups"]
    assert empty_shell("doctor", "--json").json["revision"] is None


def test_what_can_be_set_right_is_said_to_be_and_is(shell: Shell) -> None:
    shell.db.with_name(f".{shell.db.name}.4242.tmp").touch()
    shell.db.chmod(0o644)
    wrong = [each for each in findings(shell, 1) if each["level"] == "remark"]
    assert {each["code"] for each in wrong} == {"exposed", "unfinished"}
    assert all(each["fixable"] for each in wrong)
    assert {each["help"] for each in wrong} == {"`fenqi doctor --fix` sets it right"}
    assert {each["level"] for each in findings(shell, 0, "--fix", "--yes")} == {"good"}


def test_a_record_that_is_wrong_is_named_by_its_table_and_its_id(shell: Shell) -> None:
    ident = next(iter(shell.ledger.orders))
    shell.db.write_bytes(shell.db.read_bytes().replace(b'"principal":494400', b'"principal":"many"'))
    found = ill(shell, 3)
    assert (found["level"], found["code"], found["table"], found["id"]) == ("bad", "unreadable", "orders", ident)
    assert "restore" in found["help"]
    assert shell("doctor", "--json").json["revision"] is None


def test_a_file_that_is_no_ledger_is_bad_without_a_record(shell: Shell) -> None:
    shell.db.write_text("{")
    found = ill(shell, 3)
    assert (found["level"], found["code"], found["table"], found["id"]) == ("bad", "unreadable", None, None)


def test_rules_of_the_users_own_that_do_not_hold_are_found_by_their_channel(shell: Shell) -> None:
    change(shell, channels=ChannelOverride(id="huabei", values={"zone": "Mars/Olympus"}))
    found = ill(shell)
    assert (found["code"], found["table"], found["id"]) == ("channel_rules", "channels", "huabei")
    assert "zone" in found["message"]
    assert not found["fixable"]
    assert found["message"] in shell("doctor").out


def test_days_of_an_account_that_do_not_hold_are_found_by_their_account(shell: Shell) -> None:
    change(shell, accounts=Account(id="huabei-2", channel="huabei", mode=Mode.STATEMENT, bill_day=40, due_day=10))
    found = ill(shell)
    assert (found["code"], found["table"], found["id"]) == ("account_days", "accounts", "huabei-2")
    assert "40" in found["message"]


def _gone(shell: Shell) -> None:
    shell.db.unlink()


def _edited(shell: Shell) -> None:
    shell.db.write_bytes(shell.db.read_bytes().replace(b"Pro", b"SE!"))


def _lock(shell: Shell) -> None:
    lock_of(shell.db).unlink(missing_ok=True)
    lock_of(shell.db).mkdir(0o700)


def _backup(shell: Shell) -> None:
    Path(shell("backup", "--yes").out.strip()).write_text("{", "utf-8")


def _reminded_is_a_directory(shell: Shell) -> None:
    path_of(shell.db).mkdir(0o700)


def _reminded_is_damaged(shell: Shell) -> None:
    path_of(shell.db).write_text("{", "utf-8")
    path_of(shell.db).chmod(0o600)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_gone, "gone"),
        (_edited, "edited"),
        (_lock, "lock_unusable"),
        (_backup, "backup_unreadable"),
        (_reminded_is_a_directory, "reminded_unreadable"),
        (_reminded_is_damaged, "reminded_unreadable"),
    ],
)
def test_each_thing_that_is_wrong_has_its_code(shell: Shell, spoil: Any, code: str) -> None:
    spoil(shell)
    found = ill(shell)
    assert found["code"] == code
    if code == "reminded_unreadable":
        assert found["message"] in shell("remind").err, "as `fenqi remind` says it"
        assert "removed" in found["message"]


def test_a_file_on_another_host_has_its_code(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "network", lambda _: "nfs4")
    assert ill(shell)["code"] == "network"


def test_a_file_that_can_only_be_read_has_its_code(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.store.files.unwritable", lambda _: msg("write-protected"))
    assert ill(shell)["code"] == "read_only"


def test_sentences_are_in_the_language_of_the_screens_and_all_else_is_not(shell: Shell) -> None:
    shell.db.chmod(0o644)
    answers = [
        json.loads(shell.raw("--lang", lang, *shell.options, "doctor", "--json").out) for lang in ("zh_CN", "en")
    ]
    (chinese, english) = ([{**each, "message": "", "help": ""} for each in answer["findings"]] for answer in answers)
    assert chinese == english
    assert answers[0]["findings"][1]["help"] != answers[1]["findings"][1]["help"]


def test_of_a_file_that_this_user_may_not_open_nothing_else_is_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, access = source.read, os.access

    def refused(path: Path, most: int) -> Any:
        if path != shell.db:
            return read(path, most)
        raise Problem("{path} cannot be read: this user may not open the file", path=str(path))

    monkeypatch.setattr(source, "read", refused)
    monkeypatch.setattr(os, "access", lambda path, mode: access(path, mode) and (path != shell.db or mode == os.F_OK))
    assert ill(shell, 3)["code"] == "unreadable"
    assert shell("doctor").err.splitlines() == ["the ledger cannot be read"]
