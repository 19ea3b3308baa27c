"""Standard streams that are closed, full or read by nobody: silence or a sentence, and the right exit code."""

import fcntl
import json
import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.cli.shell import NOW, ORDERS, Shell

FENQI = f"{sys.executable} -m tui"
QUERIES = (
    *("due", "due --json", "bills", "bills --json", "orders", "orders --json", "show 101", "show 101 --json"),
    *(
        "export csv",
        "export json",
        "import --template csv",
        "import --template json",
        "doctor",
        "backup --yes",
        "restore",
    ),
    *("quote --principal 1499 --periods 12 --amounts 134.90", "--help", "due --help", "--version"),
)
"""Everything that answers on standard output."""
WAYS = ("due", "due --json", "export csv", "import --template json", "backup --yes", "--help", "--version")
"""A query of each kind: words, JSON, a file, a template, a report, and what click itself prints."""


def in_bash(shell: Shell, command: str, streams: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The command behind a real shell, with its standard streams as given; nothing of it may wait."""
    options = f"--db '{shell.db}' --now {NOW}"
    return subprocess.run(
        ["bash", "-c", f"{FENQI} {options} {command} {streams}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, **env},
    )


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """The shell with a backup, so that `restore` has something to list."""
    shell("backup", "--yes")
    return shell


@pytest.mark.parametrize("command", QUERIES)
def test_an_answer_that_a_full_disk_refuses_is_reported_in_one_sentence(kept: Shell, command: str) -> None:
    done = in_bash(kept, command, ">/dev/full")
    assert done.returncode == 1
    full = "fenqi: the answer could not be written: the disk is full, or your share of it"
    assert done.stderr.splitlines()[-1:] == [full]
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", WAYS)
def test_an_answer_that_nobody_reads_ends_silently(kept: Shell, command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [*FENQI.split(), "--db", kept.db, "--now", NOW, *command.split()],
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("streams", [">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", WAYS)
def test_a_closed_output_is_like_dev_null(shell: Shell, command: str, streams: str) -> None:
    done = in_bash(shell, command, streams)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("command", "code"),
    [("due --exit-code", 10), ("due --exit-code --json", 10), ("export json", 0), ("nosuch", 2), ("show nothing", 1)],
)
def test_words_that_nobody_hears_leave_the_answer_and_the_exit_code_alone(
    shell: Shell, command: str, code: int
) -> None:
    plain = in_bash(shell, command)
    assert plain.returncode == code
    for streams in ("2>&-", "2>/dev/full", "<&-", "<&- 2>&-"):
        other = in_bash(shell, command, streams)
        assert (other.returncode, other.stdout) == (plain.returncode, plain.stdout)


def test_a_remark_that_nobody_hears_costs_no_answer(shell: Shell, home: Path) -> None:
    config = home / ".config" / "fenqi" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('theme = "pink"\n', "utf-8")
    for streams in ("2>&-", "2>/dev/full"):
        done = in_bash(shell, "due --exit-code", streams)
        assert (done.returncode, done.stderr) == (10, "")
        assert "2026-11-25" in done.stdout


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", ">&- 2>&-", "<&- >&- 2>&-", "> /dev/full 2>&1"])
def test_an_import_whose_words_nobody_hears_is_made_and_the_ledger_is_whole(
    empty_shell: Shell, tmp_path: Path, streams: str
) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    done = in_bash(empty_shell, f"import --yes '{orders}'", streams)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(empty_shell.ledger.orders) == 4
    assert empty_shell("doctor").code == 0


def test_no_file_gets_the_number_of_a_stream_that_was_closed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("""
import os, sys
from tui.cli.streams import open_streams
open_streams()
places = open(sys.argv[1], "w")
for number in range(3):
    print(os.path.realpath(f"/dev/fd/{number}"), file=places)
print(places.fileno(), file=places)
""")
    kept_open = tmp_path / "places"
    command = f"PYTHONPATH='{Path.cwd()}' {sys.executable} '{program}' '{kept_open}' <&- >&- 2>&-"
    subprocess.run(["bash", "-c", command], check=True, timeout=60)
    *streams, number = kept_open.read_text("utf-8").split()
    assert streams == ["/dev/null"] * 3
    assert int(number) > 2


def test_what_nobody_can_be_asked_about_is_only_shown(shell: Shell, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text(ORDERS.replace("101,", "109,"), "utf-8")
    before = shell.db.read_bytes()
    for streams in ("<&-", "<&- 2>&-", "<&- 2>/dev/full"):
        assert in_bash(shell, f"import '{more}'", streams).returncode == 0
    assert shell.db.read_bytes() == before


@pytest.mark.parametrize("given", ["<&-", "</dev/null"])
def test_standard_input_with_nothing_in_it_is_an_empty_file(empty_shell: Shell, given: str) -> None:
    done = in_bash(empty_shell, "import --yes -", given)
    assert done.returncode == 1
    assert "the file is empty" in done.stderr
    assert not empty_shell.db.exists()


@pytest.mark.parametrize("source", ["cat '{}' |", "(cat; sleep 0.2; printf '\\n') < '{}' |"])
def test_orders_come_through_a_pipe(empty_shell: Shell, tmp_path: Path, source: str) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    command = f"{source.format(orders)} {FENQI} --db '{empty_shell.db}' import --yes -"
    subprocess.run(["bash", "-c", command], check=True, capture_output=True, timeout=60)
    assert len(empty_shell.ledger.orders) == 4


def waiting_in(pipe: int) -> int:
    """The bytes that nobody has read yet."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_pipe_that_does_not_block_is_read_to_its_end(empty_shell: Shell) -> None:
    read, write = os.pipe()
    os.set_blocking(read, False)
    command = [*FENQI.split(), "--db", empty_shell.db, "--now", NOW, "import", "--yes", "-"]
    with subprocess.Popen(command, stdin=read, stderr=subprocess.PIPE) as running:
        os.write(write, ORDERS[:150].encode())
        until(lambda: not waiting_in(read))
        os.write(write, ORDERS[150:].encode())
        os.close(write)
        os.close(read)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    assert len(empty_shell.ledger.orders) == 4


def test_an_answer_waits_for_a_slow_reader_whose_pipe_does_not_block(empty_shell: Shell, tmp_path: Path) -> None:
    head, row, *_ = ORDERS.splitlines()
    many = tmp_path / "many.csv"
    many.write_text("\n".join([head, *(row.replace("101,", f"9{each},", 1) for each in range(300))]), "utf-8")
    assert empty_shell("import", "--yes", many).code == 0
    read, write = os.pipe()
    os.set_blocking(write, False)
    command = [*FENQI.split(), "--db", empty_shell.db, "--now", NOW, "export", "json"]
    with subprocess.Popen(command, stdout=write, stderr=subprocess.PIPE) as running:
        os.close(write)
        until(lambda: waiting_in(read) >= 1 << 16)
        with os.fdopen(read, "rb") as reader:
            answer = reader.read()
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    assert len(json.loads(answer)["orders"]) == 300


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/null", ">/dev/null", "</dev/null"])
@pytest.mark.parametrize("command", ["", "demo"])
def test_the_app_does_not_run_where_nobody_could_see_or_steer_it(shell: Shell, streams: str, command: str) -> None:
    keyboard, terminal = pty.openpty()
    try:
        done = subprocess.run(
            ["bash", "-c", f"{FENQI} --db '{shell.db}' {command} {streams}"],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            check=False,
            timeout=60,
        )
    finally:
        os.close(terminal)
        os.close(keyboard)
    assert done.returncode == 1


def test_orders_can_be_pasted_into_a_terminal(empty_shell: Shell) -> None:
    keyboard, terminal = pty.openpty()
    command = [*FENQI.split(), "--db", empty_shell.db, "--now", NOW, "import", "--yes", "-"]
    with subprocess.Popen(command, stdin=terminal, stderr=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "paste the orders as CSV or JSON and end them with `ctrl+d`\n"
        os.write(keyboard, ORDERS.encode() + b"\x04")
        _, err = running.communicate(timeout=60)
    os.close(terminal)
    os.close(keyboard)
    assert running.returncode == 0, err
    assert len(empty_shell.ledger.orders) == 4
