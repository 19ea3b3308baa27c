"""Orders in and out through the shell: previews, questions, every error at once, all or nothing."""

import io
import json
import os
from pathlib import Path

import pytest

from models.exchange.columns import COLUMNS
from models.ledger.ledger import Ledger
from models.store import Store
from models.store.records import TABLES
from tests.tui.cli.everything import everything
from tests.tui.cli.shell import ORDERS, Shell
from tui.words.tables import TABLE_WORDS

__all__ = ["everything"]

BAD = """\
order_no,title,bought_at,channel,periods,amount_per_period,first_due
1,耳机,2026-11-01,huabei,3,100.00,2026-12-10
2,,2026-11-01,huabei,3,100.00,2026-12-10
3,手表,2026-13-01,nowhere,3,1e3,2026-12-10
4,电视,2026-11-01,huabei,0,100.00,2026-12-10
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    return path


def answering(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """What comes from standard input, which is a file."""
    typed = tmp_path / "typed"
    typed.write_text(text, "utf-8")
    monkeypatch.setattr("sys.stdin", typed.open(encoding="utf-8"))


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_yes_imports_without_asking_and_says_so_on_stderr(empty_shell: Shell, orders: Path) -> None:
    answer = empty_shell("import", "--yes", orders)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith("new orders: 4\n")
    assert answer.err.endswith("orders imported: 4\n")
    assert {each.order_no for each in empty_shell.ledger.orders.values()} == {"101", "102", "2030", "2031"}


def test_importing_the_same_file_twice_changes_nothing(empty_shell: Shell, orders: Path) -> None:
    empty_shell("import", "--yes", orders)
    before = empty_shell.db.read_bytes()
    answer = empty_shell("import", "--yes", orders)
    assert answer == (0, "", "there already, kept as they are: 4\n")
    assert empty_shell.db.read_bytes() == before


def test_a_dry_run_previews_and_leaves_no_file(empty_shell: Shell, orders: Path) -> None:
    answer = empty_shell("import", "--dry-run", orders)
    assert (answer.code, answer.out) == (0, "")
    assert "new orders: 4" in answer.err
    assert "Redmi K70" in answer.err
    assert not empty_shell.db.exists()


def test_a_dry_run_wins_over_yes(empty_shell: Shell, orders: Path) -> None:
    assert empty_shell("import", "--dry-run", "--yes", orders).code == 0
    assert not empty_shell.db.exists()


@pytest.mark.parametrize(("typed", "code", "count"), [("y\n", 0, 4), ("n\n", 1, 0), ("\n", 1, 0), ("", 1, 0)])
def test_without_yes_it_asks_and_only_a_yes_imports(
    empty_shell: Shell,
    orders: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
    count: int,
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    answer = empty_shell("import", orders)
    assert (answer.code, answer.out) == (code, "")
    assert "Import them? Orders: 4" in answer.err
    assert ("stopped; nothing was changed" in answer.err) == (code == 1)
    assert len(empty_shell.ledger.orders) == count


def test_every_error_names_its_row_its_column_and_the_reason_and_nothing_is_imported(
    empty_shell: Shell, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(BAD, "utf-8")
    answer = empty_shell("import", "--yes", bad)
    assert (answer.code, answer.out) == (1, "")
    problems = [line for line in answer.err.splitlines() if line.startswith("row ")]
    assert [line.partition(":")[0] for line in problems] == [
        "row 3, column title",
        "row 4, column bought_at",
        "row 4, column channel",
        "row 4, column amount_per_period",
        "row 5, column periods",
    ]
    assert problems[0].endswith("a value is missing here")
    assert "2026-13-01" in problems[1]
    assert "nowhere" in problems[2]
    assert "1e3" in problems[3]
    assert answer.err.endswith("fenqi: nothing was imported; to be corrected in bad.csv: 5\n")
    assert not empty_shell.db.exists()


def test_errors_are_said_in_the_readers_language(empty_shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(BAD, "utf-8")
    answer = empty_shell.raw("--lang", "zh_CN", *empty_shell.options, "import", "--yes", bad)
    assert answer.code == 1
    assert "nowhere" in answer.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_may_be_utf8_with_or_without_bom_or_gb18030(empty_shell: Shell, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding)
    assert empty_shell("import", "--yes", path).code == 0
    assert "米家扫地机器人 2" in {each.title for each in empty_shell.ledger.orders.values()}


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_template_imports_and_exports_and_imports_again(empty_shell: Shell, tmp_path: Path, form: str) -> None:
    template = empty_shell("import", "--template", form)
    assert (template.code, template.err) == (0, "")
    file = tmp_path / f"orders.{form}"
    file.write_text(template.out, "utf-8")
    assert empty_shell("import", "--yes", file).code == 0
    first = dict(empty_shell.ledger.orders)
    assert first

    exported = empty_shell("export", form)
    assert (exported.code, exported.err) == (0, "")
    file.write_text(exported.out, "utf-8")
    assert "there already" in empty_shell("import", "--yes", file).err
    assert dict(empty_shell.ledger.orders) == first

    empty_shell.db = tmp_path / "elsewhere.json"
    assert empty_shell("import", "--yes", file).code == 0
    assert dict(empty_shell.ledger.orders) == first
    assert empty_shell("export", form).out == exported.out


def test_export_prints_columns_or_the_whole_ledger(shell: Shell) -> None:
    assert shell("export", "csv").out.splitlines()[0] == ",".join(COLUMNS)
    whole = shell("export", "json").json
    assert set(whole) == {"schema", *Ledger.__struct_fields__}
    assert len(whole["orders"]) == 4


def test_a_new_user_exporting_nothing_makes_no_error(empty_shell: Shell, home: Path) -> None:
    assert empty_shell.raw("export", "csv").out == ",".join(COLUMNS) + "\n"
    assert empty_shell.raw("export", "json").json["orders"] == []
    assert not (home / ".local").exists()


def test_a_file_that_cannot_be_read_is_named_with_the_reason(empty_shell: Shell, tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.csv", tmp_path):
        answer = empty_shell("import", "--yes", file)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"fenqi: {file} cannot be read: ")


def test_what_would_be_waited_for_or_never_end_is_refused_at_once(empty_shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, kind in ((pipe, "a pipe"), (Path("/dev/zero"), "a device"), (Path("/dev/tty"), "cannot be read")):
        answer = empty_shell("import", "--yes", path)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"fenqi: {path} cannot be read: ")
        assert kind in answer.err
    assert not empty_shell.db.exists()


def test_a_file_that_is_larger_than_any_list_of_orders_is_refused(empty_shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.touch()
    os.truncate(path, 1 << 40)
    assert empty_shell("import", path) == (1, "", f"fenqi: {path} is larger than 20 MB\n")


def test_restoring_from_what_is_no_file_is_refused_at_once(shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    before = shell.db.read_bytes()
    for path in (pipe, Path("/dev/zero"), tmp_path):
        answer = shell("restore", "--yes", path)
        assert (answer.code, answer.out) == (1, "")
        assert "not a regular file" in answer.err
    assert shell.db.read_bytes() == before


def test_a_dash_is_standard_input_and_yes_imports_it(
    empty_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, tmp_path, ORDERS)
    answer = empty_shell("import", "--yes", "-")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith("orders imported: 4\n")
    assert len(empty_shell.ledger.orders) == 4


def test_json_on_standard_input_is_recognised(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, tmp_path, shell("export", "json").out)
    shell.db = tmp_path / "elsewhere.json"
    assert shell("import", "--yes", "-").code == 0
    assert len(shell.ledger.orders) == 4


def test_standard_input_that_holds_orders_answers_no_question(
    empty_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, tmp_path, ORDERS + "y\n")
    assert empty_shell("import", "-").code == 1, "the y is a row of the file, and a bad one"
    answering(monkeypatch, tmp_path, ORDERS)
    answer = empty_shell("import", "-")
    assert (answer.code, answer.out) == (0, "")
    assert "new orders: 4" in answer.err
    assert "nothing was written; add `--yes` to write it\n" in answer.err
    assert not empty_shell.db.exists()


def test_standard_input_is_bounded_like_a_file(empty_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open(encoding="utf-8") as endless:
        monkeypatch.setattr("sys.stdin", endless)
        answer = empty_shell("import", "--yes", "-")
    assert answer.code == 1
    assert "larger than 20 MB" in answer.err
    assert "standard input: 1" in answer.err


def test_a_file_of_that_name_is_still_a_file(empty_shell: Shell, orders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(orders.parent)
    orders.rename("-")
    assert empty_shell("import", "--yes", "./-").code == 0
    assert len(empty_shell.ledger.orders) == 4


def test_a_hundred_problems_are_named_and_the_rest_counted(empty_shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("title\n" + "x,y\n" * 12_439, "utf-8")
    answer = empty_shell("import", bad)
    assert answer.code == 1
    *named, more, last = answer.err.splitlines()
    assert len(named) == 100
    assert named[-1].startswith("row ")
    assert more == "and 12,343 more"
    assert last == "fenqi: nothing was imported; to be corrected in bad.csv: 12,443"


def test_a_long_preview_names_the_first_orders_and_counts_the_rest(empty_shell: Shell, tmp_path: Path) -> None:
    head, row, *_ = ORDERS.splitlines()
    many = tmp_path / "many.csv"
    many.write_text("\n".join([head, *(row.replace("101,", f"9{each},", 1) for each in range(150))]), "utf-8")
    answer = empty_shell("import", "--yes", many)
    assert answer.err.count("小米14 Pro") == 100
    assert "\nand 50 more\n" in answer.err
    assert len(empty_shell.ledger.orders) == 150


def test_import_without_a_file_says_what_to_give(empty_shell: Shell) -> None:
    answer = empty_shell("import")
    assert answer == (
        1,
        "",
        "fenqi: name the file to import, or print an example with `fenqi import --template csv`\n",
    )


def test_control_characters_in_a_file_reach_neither_the_terminal_nor_the_ledger(
    empty_shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "orders.json"
    order = json.loads(empty_shell("import", "--template", "json").out)["orders"][0]
    file.write_text(json.dumps({"orders": [{**order, "title": "a\x1b]0;owned\x07b\u202e"}]}), "utf-8")
    answer = empty_shell("import", "--yes", file)
    assert answer.code == 0
    shown = answer.err + empty_shell("orders").out + empty_shell("orders", "--json").out
    assert not any(steering in shown for steering in ("\x1b", "\x07", "\u202e", "\\u001b"))


def test_an_import_can_be_undone(empty_shell: Shell, orders: Path) -> None:
    empty_shell("import", "--yes", orders)
    store = Store(empty_shell.db)
    undo = store.load().undo
    assert str(undo) == "import of 4"


def test_the_home_of_nobody_is_a_file_that_cannot_be_read(empty_shell: Shell) -> None:
    answer = empty_shell("import", "--yes", "~nobody-of-that-name/orders.csv")
    assert answer.code == 1
    assert "~nobody-of-that-name/orders.csv cannot be read" in answer.err


TODAY_OWED = """\
order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due,paid_periods
301,手机,2025-11-12,huabei,12000.00,12,1010.00,10.00,2025-12-10,11
302,电视,2025-07-02,jd-baitiao,6600.00,18,366.67,0.00,2025-08-09,16
303,耳机,2026-05-20,cmb,132.99,6,22.17,0.00,2026-06-25,5
304,洗衣机,2025-10-20,xiaomi,9000.00,12,750.00,0.00,2025-11-20,12
"""
"""¥1,765.51 is owed after a correction and a repayment; the other periods were repaid before."""


def test_a_ledger_of_which_most_is_repaid_owes_the_same_after_it_was_exported_and_imported(
    empty_shell: Shell, tmp_path: Path
) -> None:
    orders, file = tmp_path / "owed.csv", tmp_path / "all.json"
    orders.write_text(TODAY_OWED, "utf-8")
    assert empty_shell("import", orders, "--yes").code == 0
    assert (
        empty_shell("record", "cmb", "--amount", "0.01", "--method", "debit-card", "--way", "part", "--yes").code == 0
    )
    assert empty_shell("correct", "huabei", "--total", "1010.10", "--yes").code == 0
    before = empty_shell("bills", "--json").json
    assert before["totals"]["outstanding"] == "1765.51"
    file.write_text(empty_shell("export", "json").out, "utf-8")
    empty_shell.db = tmp_path / "another" / "ledger.json"
    assert empty_shell("import", file, "--yes").code == 0
    after = empty_shell("bills", "--json").json
    assert after == before
    assert after["totals"]["overdue"] == "0.00"
    assert [each["id"] for each in after["bills"] if each["status"] == "overdue"] == []


def test_every_kind_of_record_that_csv_has_no_room_for_is_named(everything: Shell) -> None:
    said = everything("export", "csv").err
    assert TABLE_WORDS.keys() == TABLES.keys()
    held = {table for table in TABLES if getattr(everything.ledger, table)}
    assert [table for table in held - {"orders"} if f"{TABLE_WORDS[table].template} (" not in said] == []
    assert everything("export", "json").err == ""
