"""Backups, what comes back from them, and what the doctor says, through the shell."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from socket import AF_UNIX, socket

import msgspec
import pytest

from models.channels.account import Account
from models.channels.rules import Mode
from models.ledger.ledger import Ledger, put
from models.store import Store
from tests.models.store import actions
from tests.models.store.actions import label
from tests.tui.cli.shell import Shell
from tests.tui.cli.test_transfer import Terminal
from tui.run.session import config_path


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
    path = Path(shell("backup", "--yes").out.strip())
    shell.now = "2026-11-22T14:30:00+08:00"
    more(shell, tmp_path)
    return path


def test_backup_prints_the_path_of_a_private_copy(shell: Shell) -> None:
    answer = shell("backup", "--yes")
    path = Path(answer.out.rstrip("\n"))
    assert (answer.code, answer.err) == (0, "")
    assert path.read_bytes() == shell.db.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_there_is_nothing_to_back_up_before_the_first_order(empty_shell: Shell) -> None:
    assert empty_shell("backup") == (1, "", f"fenqi: there is no file {empty_shell.db} yet\n")


def test_restore_lists_local_time_and_what_each_holds_and_asks_which(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text('timezone = "Asia/Tokyo"')
    monkeypatch.setattr("sys.stdin", Terminal("3\ny\n"))
    answer = shell("restore")
    assert [" ".join(line.split()) for line in answer.out.splitlines()] == [
        "1 2026-11-22 15:30:00 Asia/Tokyo 5 orders, no repayment yet 000002-2026-11-22T06-30-00Z-newest",
        "2 2026-11-22 15:00:00 Asia/Tokyo 4 orders, no repayment yet 000001-2026-11-22T06-00-00Z-by-hand-1",
        "3 2026-11-22 15:00:00 Asia/Tokyo 4 orders, no repayment yet 000001-2026-11-22T06-00-00Z",
    ]
    assert answer.code == 0
    assert "Which one?" in answer.err
    assert "the backup was made on 2026-11-22 15:00:00 Asia/Tokyo: 4 orders, no repayment yet" in answer.err
    assert "write number" not in answer.out + answer.err
    assert "restored: 4 orders" in answer.err
    assert len(shell.ledger.orders) == 4


def repaid(shell: Shell) -> None:
    """A repayment of the first order."""
    of = next(iter(shell.ledger.orders))
    repayment = msgspec.structs.replace(actions.repayment("r", of), reference="20261122")
    Store(shell.db).commit(label("r"), lambda ledger: actions.with_repayment(ledger, repayment), actions.NOW)


def test_restore_says_which_writes_orders_and_repayments_are_lost_before_it_does_it(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repaid(shell)
    before = shell.db.read_bytes()
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    answer = shell("restore", backup.stem)
    assert "stopped; nothing was changed" in answer.err
    assert [line.strip() for line in answer.err.splitlines()][0:7] == [
        "the backup was made on 2026-11-22 06:00:00 UTC: 4 orders, no repayment yet",
        "done last in it: import of 4",
        "later changes that are lost: 2",
        "orders that are lost: 1",
        "2026-11-01  耳机",
        "repayments that are lost: 1",
        "¥100.60  Huabei  due 2026-10-10  paid 2026-11-22 09:30:00 UTC",
    ]
    assert shell.db.read_bytes() == before
    said = shell("restore", "--yes", "1").err
    assert "5 orders, 1 repayment: ¥100.60" in said
    assert "nothing is lost" in said


def test_a_repayment_that_is_lost_names_the_account_that_it_was_for(shell: Shell, backup: Path) -> None:
    def with_second(of: Ledger) -> Ledger:
        card = Account(id="cmb-1234", channel="cmb", last4="1234", mode=Mode.STATEMENT, bill_day=5, due_day=23)
        made = msgspec.structs.replace(actions.repayment("r", next(iter(of.orders))), account_id=card.id)
        of = msgspec.structs.replace(of, accounts=put(of.accounts, card.id, card))
        return actions.with_repayment(of, made)

    Store(shell.db).commit(label("r"), with_second, actions.NOW)
    said = shell("restore", "--yes", backup.stem).err
    assert "CMB 1234  due 2026-10-10" in said
    assert "cmb-1234" not in said


def test_many_orders_that_are_lost_are_named_in_part_and_counted(shell: Shell, backup: Path, tmp_path: Path) -> None:
    for number in range(2, 25):
        more(shell, tmp_path, number)
    answer = shell("restore", "--yes", backup.stem)
    assert "orders that are lost: 24" in answer.err
    assert answer.err.count("耳机") == 20
    assert "and 4 more" in answer.err


@pytest.mark.parametrize("damage", ["", "{"])
def test_what_a_damaged_ledger_held_is_known_by_its_newest_backup(shell: Shell, backup: Path, damage: str) -> None:
    shell.db.write_text(damage)
    answer = shell("restore", "--yes", backup.stem)
    assert "what is lost is counted against the newest good backup, made on 2026-11-22 06:30:00 UTC" in answer.err
    assert "later changes that are lost: 1" in answer.err
    assert "orders that are lost: 1" in answer.err


def test_without_any_good_backup_nobody_knows_what_is_lost(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(shell.db.read_bytes())
    for each in (shell.db, *shell.db.with_name("ledger.json.backups").iterdir()):
        each.write_text("{")
    answer = shell("restore", "--yes", copy)
    assert answer.code == 0
    assert "what the present file held is not known" in answer.err


def test_imports_within_the_hour_survive_a_truncated_ledger(empty_shell: Shell, tmp_path: Path) -> None:
    for number in range(8):
        more(empty_shell, tmp_path, number)
    os.truncate(empty_shell.db, 0)
    assert empty_shell("doctor").code == 3
    assert empty_shell("restore", "--yes", "1").code == 0
    assert len(empty_shell.ledger.orders) == 8


@pytest.mark.parametrize("typed", ["", "1\n", "1\nn\n"])
def test_without_an_answer_nothing_is_restored(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    before = shell.db.read_bytes()
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    answer = shell("restore")
    assert answer.code == 1
    assert "stopped; nothing was changed" in answer.err
    assert shell.db.read_bytes() == before


def test_without_a_terminal_to_ask_nothing_is_restored(shell: Shell, backup: Path) -> None:
    before = shell.db.read_bytes()
    for given in ((), ("1",), ("1", "--dry-run"), ("1", "--dry-run", "--yes")):
        answer = shell("restore", *given)
        assert (answer.code, "nothing was written" in answer.err) == (0, True)
    assert shell.db.read_bytes() == before


def test_restore_says_as_json_what_it_takes_away(shell: Shell, backup: Path) -> None:
    repaid(shell)
    orders = set(shell.ledger.orders)
    said = shell("restore", backup.stem, "--dry-run", "--json").json
    assert (said["backup"], said["lost"]["writes"], said["lost"]["repayments"]) == (str(backup), 2, ["r"])
    assert shell("restore", backup.stem, "--yes", "--json").json == said
    assert {*said["lost"]["orders"]} == orders - set(shell.ledger.orders)


def test_backup_and_the_doctor_write_nothing_where_they_are_only_to_show(shell: Shell, backup: Path) -> None:
    made = set(backup.parent.iterdir())
    for only in (("--dry-run",), ()):
        answer = shell("backup", *only, "--json")
        assert (answer.code, answer.json["backup"], set(backup.parent.iterdir())) == (0, None, made)
    assert Path(shell("backup", "--yes", "--json").json["backup"]).is_file()
    shell.db.chmod(0o644)
    for only in (("--dry-run", "--yes"), ()):
        assert shell("doctor", "--fix", *only).code == 1
        assert stat.S_IMODE(shell.db.stat().st_mode) == 0o644
    assert shell("doctor", "--fix", "--yes").code == 0
    assert stat.S_IMODE(shell.db.stat().st_mode) == 0o600


BY_HAND = "000001-2026-11-22T06-00-00Z-by-hand-1"


@pytest.mark.parametrize("which", ["2", BY_HAND, f"{BY_HAND}.json", ""])
def test_a_backup_is_named_by_number_by_name_or_by_path_and_the_present_file_becomes_a_backup(
    shell: Shell, backup: Path, which: str
) -> None:
    before = shell.db.read_bytes()
    answer = shell("restore", "--yes", which or backup)
    replaced = backup.with_name("000002-2026-11-22T06-30-00Z-replaced-1.json")
    assert (answer.code, answer.out) == (0, "")
    assert f"the file that was there is now the backup {replaced.stem}" in answer.err
    assert replaced.read_bytes() == before
    assert len(shell.ledger.orders) == 4
    assert replaced.stem in shell("restore").out
    assert shell("restore", "--yes", replaced.stem).code == 0
    assert len(shell.ledger.orders) == 5


@pytest.mark.parametrize("which", ["0", "4", "x", "2026-11-22", "\x1b[2J"])
def test_a_backup_that_is_not_there_is_said_so(shell: Shell, backup: Path, which: str) -> None:
    answer = shell("restore", "--yes", which)
    assert (answer.code, answer.out) == (1, "")
    assert "there is no backup" in answer.err
    assert "\x1b" not in answer.err


def make_socket(path: str) -> None:
    with socket(AF_UNIX) as made:
        made.bind(path)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (os.mkfifo, "it is a pipe"),
        (make_socket, "it is a socket"),
        (lambda path: Path(path).symlink_to(os.devnull), "it is a device"),
        (os.mkdir, "it is a directory"),
    ],
)
def test_what_is_no_file_is_not_replaced_by_a_backup(
    shell: Shell, backup: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[str], object], kind: str
) -> None:
    shell.db.unlink()
    monkeypatch.chdir(shell.db.parent)  # the path of a socket is short
    make(shell.db.name)
    there = shell.db.lstat()
    for options in ((), ("--yes",), ("--dry-run",)):
        answer = shell("restore", str(backup), *options)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(
            f"fenqi: {shell.db if kind != 'it is a device' else os.devnull} cannot be read: {kind}"
        )
        assert answer.err.count("\n") == 1
    assert (shell.db.lstat().st_ino, shell.db.lstat().st_mode) == (there.st_ino, there.st_mode)


def test_without_backups_there_is_nothing_to_list(empty_shell: Shell) -> None:
    answer = empty_shell("restore")
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


def test_remarks_get_one_and_fix_cures_them(shell: Shell) -> None:
    stale = shell.db.with_name(f".{shell.db.name}.4242.tmp")
    stale.touch()
    shell.db.chmod(0o644)
    answer = shell("doctor")
    assert answer.code == 1
    assert f"! others on this host may open {shell.db} (mode 644)" in answer.out
    assert "1 unfinished files" in answer.out
    assert "some things need attention" in answer.err
    assert shell("doctor", "--fix", "--yes").code == 0
    assert not stale.exists()
    assert stat.S_IMODE(shell.db.stat().st_mode) == 0o600


def test_a_ledger_that_cannot_be_read_gets_three_and_the_way_to_its_newest_good_backup(
    shell: Shell, backup: Path
) -> None:
    shell.db.write_text("{")
    refused = shell("due")
    assert (refused.code, "`fenqi doctor`" in refused.err) == (1, True)
    answer = shell("doctor", "--fix", "--yes")
    assert answer.code == 3
    assert "✗" in answer.out
    assert "`fenqi restore 000002-2026-11-22T06-30-00Z-newest` brings back the newest" in answer.out
    assert shell.db.read_text() == "{"
    assert shell("restore", "--yes", "000002-2026-11-22T06-30-00Z-newest").code == 0
    assert shell("doctor").code == 0, "the damaged file among the backups is no remark"
    assert backup.with_name("000002-2026-11-22T06-30-00Z-replaced-1.json").read_text() == "{"


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
    assert "0 all is well, 1 some things need attention, 3 the ledger cannot be read" in " ".join(
        empty_shell.raw("doctor", "--help").out.split()
    )


def test_a_ledger_that_is_gone_but_has_backups_does_not_look_like_no_debts(shell: Shell) -> None:
    shell.db.unlink()
    asked = shell("due")
    assert (asked.code, asked.out) == (1, "")
    assert "is gone, but there are backups of it: `fenqi restore` lists them" in asked.err
    for each in shell.db.with_name(f"{shell.db.name}.backups").iterdir():
        each.write_text("{", "utf-8")
    assert (shell("due").code, shell("due").err) == (1, asked.err), "nor one whose backups cannot be read"
    assert "no backups yet" not in shell("doctor").out


@pytest.mark.parametrize(
    "command",
    [
        ("order", "add", "--title", "tv", "--bought-at", "2026-11-20", "--channel", "huabei", "--principal", "300"),
        ("channel", "add", "mine", "name=mine", "lender=bank", "apps.name=app", "apps.domain=a.cn"),
        ("import", "more.csv"),
    ],
)
def test_no_new_ledger_is_begun_where_one_is_gone_that_can_come_back(
    shell: Shell, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    shell.db.unlink()
    monkeypatch.chdir(tmp_path)
    words = (*command, "--periods", "3", "--fee-rate", "0") if command[0] == "order" else command
    answer = shell(*words, "--yes")
    assert answer.code == 1
    assert "is gone, but there are backups of it: `fenqi restore` lists them" in answer.err
    assert not shell.db.exists()


def test_a_damaged_backup_does_not_widen_the_list_for_the_others(shell: Shell) -> None:
    bad, *_ = shell.db.with_name(f"{shell.db.name}.backups").iterdir()
    bad.write_text("{", "utf-8")
    listed = [line for line in shell("restore").out.splitlines() if "T" in line]
    (sentence,) = (line for line in listed if bad.stem in line)
    assert "helps" in sentence[sentence.index(bad.stem) :]
    assert all(len(line.rstrip()) < 130 for line in listed if line is not sentence)
