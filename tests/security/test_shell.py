"""The shell's commands on a hostile ledger, with hostile arguments: no control character is printed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.ledger.ledger import Ledger
from tests.security.crowd import crowd, orders_csv
from tests.security.field import NOW
from tests.security.hostile import CLASSIC, chunks, hostile_strings, strange
from tests.tui.cli.shell import Answer, Shell

HOSTILE = hostile_strings(len(CLASSIC) + 20)
FEW = 10
"""Texts of a ledger of which every record is asked for: whoever asks for one has all of them read."""
COMMANDS = (
    ("check",),
    ("check", "--json"),
    *(("due", "--days", "366"), ("due", "--json", "--days", "366"), ("bills",), ("bills", "--json")),
    *(("orders",), ("orders", "--json"), ("export", "csv"), ("export", "json"), ("doctor",), ("restore",)),
    ("quote", "--principal", "1499", "--periods", "12", "--amounts", "134.90"),
    *(("export", "beancount"), ("report", "--year", "2026"), ("report", "--year", "2026", "--csv")),
)


def check(answer: Answer) -> None:
    assert strange(answer.out.encode("utf-8", "surrogatepass"), lines=True) == []
    assert strange(answer.err.encode("utf-8", "surrogatepass"), lines=True) == []
    assert "fenqi failed" not in answer.err


@pytest.fixture
def hostile_shell(empty_shell: Shell) -> Shell:
    """A shell whose ledger has nothing but hostile texts."""
    empty_shell.now = NOW
    empty_shell.db.write_bytes(crowd(HOSTILE))
    return empty_shell


def small_ledgers(shell: Shell) -> Iterator[Ledger]:
    """The same texts in one ledger after the other, each of which the shell has until the next one."""
    shell.now = NOW
    for texts in chunks(HOSTILE, FEW):
        shell.db.write_bytes(crowd(texts))
        yield shell.ledger


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_hostile_ledger_prints_no_control_characters(
    hostile_shell: Shell, command: tuple[str, ...], language: str
) -> None:
    answer = hostile_shell("--lang", language, *command)
    assert answer.out or answer.err
    check(answer)
    if "--json" in command or command == ("export", "json"):
        assert json.loads(answer.out)


@pytest.mark.parametrize("json_too", [(), ("--json",)], ids=["table", "json"])
def test_a_hostile_order_is_shown_by_its_hostile_id(empty_shell: Shell, json_too: tuple[str, ...]) -> None:
    shown = 0
    for ledger in small_ledgers(empty_shell):
        for ident in ledger.orders:
            check(empty_shell("show", *json_too, "--", ident))
            shown += 1
    assert shown == len(HOSTILE)


def test_a_hostile_bill_is_shown_as_a_record(empty_shell: Shell) -> None:
    for ledger in small_ledgers(empty_shell):
        bills = empty_shell("bills", "--json").json["bills"]
        assert len(bills) >= len(ledger.orders)
        for bill in bills:
            check(empty_shell("proof", "--", bill["id"]))


@pytest.mark.parametrize("text", [each.replace("\0", "") for each in CLASSIC])
def test_hostile_arguments_are_repeated_harmlessly(shell: Shell, tmp_path: Path, text: str) -> None:
    quote = ("quote", "--principal")
    for arguments in (
        ("show", "--", text),
        ("due", "--days", text),
        ("restore", "--yes", "--", text),
        ("import", "--", text),
        ("export", "--", text),
        ("--lang", text),
        (f"--{text}",),
        ("--", text),
        ("--now", text, "due"),
        (*quote, text, "--periods", "3", "--interest-free"),
        (*quote, "100", "--periods", text, "--amounts", text, "--channel", text),
    ):
        check(shell.raw("--db", shell.db, *arguments))


def test_files_with_hostile_names_are_named_harmlessly(empty_shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[2J\x1b]0;owned\x07\u202e\x9b"
    folder.mkdir()
    empty_shell.db = folder / "\x1b[31mledger\n.json"
    file = folder / "\x1b[31morders\n.csv"
    file.write_bytes(orders_csv(HOSTILE))
    check(empty_shell("import", "--yes", file))
    file.write_bytes(orders_csv(HOSTILE[:1]))
    check(empty_shell("import", "--yes", file))
    for command in (("due",), ("doctor",), ("restore",), ("backup", "--yes")):
        check(empty_shell(*command))
    empty_shell.db.write_text("{")
    for command in (("due",), ("doctor",), ("restore",), ("backup", "--yes")):
        check(empty_shell(*command))


def test_a_fault_of_our_own_is_named_without_what_it_was_about(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("小米14 for ¥4,944.00")

    monkeypatch.setattr("tui.cli.reading.derive", fail)
    answer = shell("due")
    assert (answer.code, answer.out) == (1, "")
    assert "RuntimeError" in answer.err
    assert "小米" not in answer.err
    assert "4,944" not in answer.err
    monkeypatch.setenv("FENQI_DEBUG", "1")
    with pytest.raises(RuntimeError):
        shell("due")
