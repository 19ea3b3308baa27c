"""Backups, what comes back from them, and what the doctor says, through the shell."""

import stat
from pathlib import Path

import pytest

from models.store import Store
from tests.tui.cli.shell import Shell
from tests.tui.cli.test_transfer import answering


def more(shell: Shell, tmp_path: Path, number: int = 1) -> None:
    """Import one order more."""
    file = tmp_path / "more.csv"
    file.write_text(
        "order_no,title,bought_at,channel,periods,amount_per_period,first_due\n"
        f"9{number},耳机,2026-11-01,huabei,3,100.00,2026-12-10\n",
        "utf-8",
    )
    assert shell("import", "--yes", file).code == 0


@pytest.fixture
def backup(shell: Shell, tmp_path: Path) -> Path:
    """A backup of four orders; the ledger has five."""
    path = Path(shell("backup").out.strip())
    shell.now = "2026-11-22T14:30:00+08:00"
    more(shell, tmp_path)
    return path


def test_backup_prints_the_path_of_a_private_copy(shell: Shell) -> None:
    answer = shell("backup")
    path = Path(answer.out.rstrip("\n"))
    assert (answer.code, answer.err) == (0, "")
    assert path.read_bytes() == shell.db.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_there_is_nothing_to_back_up_before_the_first_order(empty_shell: Shell) -> None:
    assert empty_shell("backup") == (1, "", f"fenqi: there is no file {empty_shell.db} yet\n")


def test_restore_lists_time_orders_and_write_number_and_asks_which(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, tmp_path, "2\ny\n")
    answer = shell("restore")
    assert [line.split() for line in answer.out.splitlines()] == [
        ["1", "2026-11-22", "06:30:00", "UTC", "4", "orders,", "write", "number", "1", "2026-11-22T06-30-00Z"],
        [
            "2",
            "2026-11-22",
            "06:00:00",
            "UTC",
            "4",
            "orders,",
            "write",
            "number",
            "1",
            "2026-11-22T06-00-00Z-by-hand-1",
        ],
    ]
    assert answer.code == 0
    assert "Which one?" in answer.err
    assert "restored: 4 orders" in answer.err
    assert len(shell.ledger.orders) == 4


@pytest.mark.parametrize("typed", ["", "1\n", "1\nn\n"])
def test_without_an_answer_nothing_is_restored(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    before = shell.db.read_bytes()
    answering(monkeypatch, tmp_path, typed)
    answer = shell("restore")
    assert answer.code == 1
    assert "stopped; nothing was changed" in answer.err
    assert shell.db.read_bytes() == before


def test_without_a_terminal_to_ask_nothing_is_restored(shell: Shell, backup: Path) -> None:
    before = shell.db.read_bytes()
    for stdin in (["restore"], ["restore", "1"]):
        assert shell(*stdin).code == 1
    assert shell.db.read_bytes() == before


@pytest.mark.parametrize("which", ["2", "2026-11-22T06-00-00Z-by-hand-1", "2026-11-22T06-00-00Z-by-hand-1.json", ""])
def test_a_backup_is_named_by_number_by_name_or_by_path_and_the_present_file_stays_beside_it(
    shell: Shell, backup: Path, which: str
) -> None:
    before = shell.db.read_bytes()
    answer = shell("restore", "--yes", which or backup)
    aside = shell.db.with_name("ledger.json.aside-1")
    assert (answer.code, answer.out) == (0, "")
    assert f"the file that was there is kept as {aside}" in answer.err
    assert aside.read_bytes() == before
    assert len(shell.ledger.orders) == 4
    assert shell("restore", "--yes", aside).code == 0
    assert len(shell.ledger.orders) == 5


@pytest.mark.parametrize("which", ["0", "3", "x", "2026-11-22", "\x1b[2J"])
def test_a_backup_that_is_not_there_is_said_so(shell: Shell, backup: Path, which: str) -> None:
    answer = shell("restore", "--yes", which)
    assert (answer.code, answer.out) == (1, "")
    assert "there is no backup" in answer.err
    assert "\x1b" not in answer.err


def test_without_backups_there_is_nothing_to_list(shell: Shell) -> None:
    answer = shell("restore")
    assert (answer.code, answer.out) == (1, "")
    assert "there are no backups" in answer.err


def test_a_well_ledger_gets_zero(shell: Shell, empty_shell: Shell) -> None:
    answer = shell("doctor")
    assert (answer.code, answer.err) == (0, "")
    assert {line[0] for line in answer.out.splitlines()} == {"✓"}
    assert "4 orders" in answer.out


def test_no_ledger_yet_is_well(empty_shell: Shell) -> None:
    answer = empty_shell("doctor", "--fix")
    assert (answer.code, answer.err) == (0, "")
    assert "there is no file" in answer.out
    assert not list(empty_shell.db.parent.glob("ledger*"))


def test_remarks_get_one_and_fix_mends_them(shell: Shell) -> None:
    stale = shell.db.with_name(f".{shell.db.name}.4242.tmp")
    stale.touch()
    shell.db.chmod(0o644)
    answer = shell("doctor")
    assert answer.code == 1
    assert f"! others on this host may open {shell.db} (mode 644)" in answer.out
    assert "1 unfinished files" in answer.out
    assert "there are remarks" in answer.err
    assert shell("doctor", "--fix").code == 0
    assert not stale.exists()
    assert stat.S_IMODE(shell.db.stat().st_mode) == 0o600


def test_a_ledger_that_cannot_be_read_gets_three_and_the_way_to_its_newest_good_backup(
    shell: Shell, backup: Path
) -> None:
    shell.db.write_text("{")
    refused = shell("due")
    assert (refused.code, "`fenqi doctor`" in refused.err) == (1, True)
    answer = shell("doctor", "--fix")
    assert answer.code == 3
    assert "✗" in answer.out
    assert "`fenqi restore 2026-11-22T06-30-00Z` brings back the newest" in answer.out
    assert shell.db.read_text() == "{"
    assert shell("restore", "--yes", "2026-11-22T06-30-00Z").code == 0
    assert shell("doctor").code == 0
    assert shell.db.with_name("ledger.json.aside-1").read_text() == "{"


def test_a_ledger_that_is_gone_is_found_in_its_backups(shell: Shell, backup: Path) -> None:
    shell.db.unlink()
    answer = shell("doctor")
    assert answer.code == 1
    assert "`fenqi restore` lists them" in answer.out
    assert shell("restore", "--yes", "1").code == 0
    assert set(Store(shell.db).load().ledger.orders)


def test_a_name_that_no_ledger_can_have_is_a_sentence(empty_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENQI_DB", "/")
    for command in ("due", "doctor", "backup", "restore"):
        assert empty_shell.raw(command) == (1, "", "fenqi: / cannot be the name of a file\n")


def test_the_doctors_exit_codes_are_documented(empty_shell: Shell) -> None:
    assert "0 all is well, 1 there are remarks, 3 the ledger cannot be read" in " ".join(
        empty_shell.raw("doctor", "--help").out.split()
    )
