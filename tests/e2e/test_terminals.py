"""On terminals of all kinds the text is readable, what is typed arrives whole, and the terminal is given back."""

import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from models.store import Store
from models.values.text import clean
from tests.e2e.conftest import NOW
from tests.e2e.terminal import Terminal

CURSOR, SCREEN = 25, 1049
CONSOLES = ("linux", "vt100")
TERMS = ("xterm-256color", "screen-256color", "tmux-256color", "xterm-16color", *CONSOLES)
KITTY_ON = re.compile(rb"\x1b\[>\d+u")
HUES = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[1-6]|4[1-6]|9[1-6]|10[1-6]|[34]8;[25];[\d;]+)(?:;[\d;]*)?m")

COMMIT = "小米十五徕卡光学龙晶玻璃骁龙八至尊版双十一分期购买送给妈妈的" + "手机"
"""A sentence that an input method sends at once."""

CRASHING = """
from tui.commands import COMMANDS
from tui.screens.main import MainScreen
def crash(self, ident): raise RuntimeError("a fault")
MainScreen.action_command = crash
from tui.__main__ import main
main()
"""


def start(db: Path, command: Sequence[str] | None = None, encoding: str = "utf-8", **env: str) -> Terminal:
    return Terminal("--db", db, "--now", NOW, env=env, command=command, encoding=encoding)


def assert_given_back(terminal: Terminal) -> None:
    """As a shell needs it: its own screen, a cursor that is seen, lines, and no reports of mouse, focus or pastes."""
    assert terminal.modes <= {CURSOR, 7}, terminal.modes  # 7: long lines wrap, as they do by default
    assert CURSOR in terminal.modes
    assert terminal.cooked
    assert len(KITTY_ON.findall(terminal.output)) <= terminal.output.count(b"\x1b[<u")
    assert b"Traceback" not in terminal.output


def quit_(terminal: Terminal) -> None:
    terminal.press(["q"])
    assert terminal.wait_for_end() == 0
    assert_given_back(terminal)


def ours(screen: str) -> str:
    """What is on the screen without the Chinese of titles and names."""
    return re.sub(r"[\u3000-\u9fff\uff00-\uffef]", "", screen)


@pytest.mark.parametrize("term", TERMS)
def test_orders_and_statuses_can_be_read_on_every_terminal(db: Path, term: str) -> None:
    with start(db, TERM=term) as terminal:
        screen = terminal.wait_for("小米14 Pro", "Redmi K70", "! 5 days left", "later 1", "234.90")
        assert ours(screen).isascii() == (term in CONSOLES)
        terminal.press(["p"])
        terminal.wait_for("1 open the app", "5 pay, record", "drop the checklist")
        terminal.press(["escape"])
        terminal.wait_for("new order")
        quit_(terminal)


def test_without_colour_statuses_are_words_and_no_colour_is_sent(db: Path) -> None:
    with start(db, NO_COLOR="1") as terminal:
        terminal.wait_for("! 5 days left", "·  Redmi K70")
        quit_(terminal)
    assert HUES.findall(terminal.output) == []


@pytest.mark.parametrize("theme", ["16-colours", "none", "light"])
def test_a_theme_that_is_asked_for_is_sent_whatever_the_terminal_says(db: Path, theme: str) -> None:
    ours = re.compile(rb"\x1b\[(?:[\d;]*;)?[34]8;2;")
    command = [sys.executable, "-m", "tui", "--db", str(db), "--now", NOW, "--theme", theme]
    with start(db, command, COLORTERM="truecolor") as terminal:
        terminal.wait_for("! 5 days left")
        quit_(terminal)
    assert bool(ours.search(terminal.output)) == (theme == "light")
    assert bool(HUES.search(terminal.output)) == (theme != "none")


@pytest.mark.parametrize("language", ["C", "POSIX", ""])
def test_in_a_locale_without_an_encoding_the_words_are_english_and_the_glyphs_ascii(db: Path, language: str) -> None:
    with start(db, LANG=language) as terminal:
        screen = terminal.wait_for("小米14 Pro", "Redmi K70", "! 5 days left", "-  Redmi K70", "Orders", "Y234.90")
        assert ours(screen).isascii()
        terminal.press(["p"])
        terminal.wait_for("> 1 open the app", "enter next", "drop the checklist")
        terminal.press(["escape"])
        terminal.wait_for("new order")
        quit_(terminal)


def test_a_console_without_chinese_speaks_english_unless_it_is_set_otherwise(db: Path) -> None:
    with start(db, TERM="linux", LANG="zh_CN.UTF-8") as terminal:
        terminal.wait_for("1 Orders", "Redmi K70")
        quit_(terminal)


def test_a_gbk_terminal_shows_chinese_and_takes_it(db: Path) -> None:
    with start(db, LANG="zh_CN.GBK", encoding="gbk") as terminal:
        screen = terminal.wait_for("1 订单", "小米14 Pro", "米家扫地机器人", "Redmi K70", "! ")
        assert ours(screen).isascii()
        retitle(terminal, COMMIT.encode("gbk"))
        save(terminal, db, COMMIT)
        quit_(terminal)


def test_bytes_of_another_encoding_do_no_harm(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.press(["a"])
        terminal.wait_for("New order")
        terminal.send("手机".encode("gbk") + b"OK")
        terminal.wait_for("\ufffd", "OK")
        terminal.press(["\x15"])
        terminal.wait_until(lambda: "OK" not in terminal.text, "an empty title")
        terminal.press(["escape"])
        terminal.wait_for("Redmi K70")
        quit_(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_app_gives_the_terminal_back(db: Path, number: signal.Signals) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        assert SCREEN in terminal.modes
        assert os.waitstatus_to_exitcode(terminal.kill(number)) == 128 + number
        assert_given_back(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_app_starts_gives_the_terminal_back(db: Path, number: signal.Signals) -> None:
    with start(db) as terminal:
        terminal.wait_until(lambda: SCREEN in terminal.modes, "the other screen")
        terminal.kill(number)
        assert_given_back(terminal)


def test_after_a_stop_and_a_continuation_it_works_and_quits(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        for number in (signal.SIGCONT, signal.SIGSTOP, signal.SIGCONT):
            os.kill(terminal.pid, number)
        terminal.press(["j"])
        terminal.wait_until(lambda: re.search(r"▸ +├ 小米14", terminal.text), "the cursor one line down")
        quit_(terminal)


def test_a_crash_gives_the_terminal_back_with_a_sentence(db: Path) -> None:
    with start(db, command=[sys.executable, "-c", CRASHING]) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.press(["p"])
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) == 1
        assert_given_back(terminal)
        assert b"fenqi failed (RuntimeError)" in terminal.output.rpartition(b"\x1b[?1049l")[2]


def retitle(terminal: Terminal, title: bytes) -> None:
    """Edit the first order; give it a title, as it comes from the terminal."""
    terminal.press(["e"])
    terminal.wait_for("2026-08-12 20:05")
    terminal.press(["\x15"])  # ctrl+u empties the field
    terminal.wait_until(lambda: "小米14" not in terminal.text, "an empty title")
    terminal.send(title)


def save(terminal: Terminal, db: Path, title: str) -> None:
    """Wait until the title stands in the form, save, and wait until an order has it."""
    terminal.wait_for(title[-8:])
    terminal.press(["\x13"])
    terminal.wait_until(lambda: title in titles(db), "the order")
    terminal.wait_for("Redmi K70")


def send_alone(terminal: Terminal, data: bytes) -> None:
    """Send bytes and wait until the app has read them."""
    before = bytes_read(terminal)
    terminal.send(data)
    terminal.wait_until(lambda: bytes_read(terminal) > before, "a read")


def bytes_read(terminal: Terminal) -> int:
    """How much the app has read since it began, as the kernel counts."""
    counted = dict(line.split(": ") for line in Path(f"/proc/{terminal.pid}/io").read_text("utf-8").splitlines())
    return int(counted["rchar"])


def titles(db: Path) -> set[str]:
    return {order.title for order in Store(db).load().ledger.orders.values()}


def test_a_long_commit_of_an_input_method_arrives_whole(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        retitle(terminal, COMMIT.encode())
        save(terminal, db, COMMIT)
        quit_(terminal)


def test_chinese_that_is_cut_at_any_byte_on_its_way_arrives_whole(db: Path) -> None:
    with Terminal("--db", db, "--now", NOW, columns=200) as terminal:
        terminal.wait_for("Redmi K70")
        retitle(terminal, b"")
        for at, character in enumerate(COMMIT):
            data, cut = character.encode(), 1 + at % 2
            send_alone(terminal, data[:cut])
            terminal.send(data[cut:])
            terminal.wait_for(COMMIT[max(0, at - 15) : at + 1])  # a long title is seen from its end
        save(terminal, db, COMMIT)
        quit_(terminal)


@pytest.mark.parametrize(
    "pasted", ["小米手环\x1bq\x1b\n手机\r\nq\x1b[A", "\x1bd\n小米\x1b[3~手环 9\x1b", "\n小米\t手环\n"]
)
def test_a_paste_with_escapes_and_new_lines_is_one_line_of_text(db: Path, pasted: str) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        retitle(terminal, f"\x1b[200~{pasted}\x1b[201~".encode())
        save(terminal, db, clean(pasted))
        quit_(terminal)


def test_a_paste_where_nothing_can_be_typed_fires_no_command(db: Path) -> None:
    before = db.read_bytes()
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.send(b"\x1b[200~\x1bq\x1b\x1bp\nq\rp\x1b[B\x1b[201~")
        terminal.press(["j"])
        terminal.wait_until(lambda: re.search(r"▸ +├ 小米14", terminal.text), "the cursor one line down")
        quit_(terminal)
    assert db.read_bytes() == before


BUTTONS, MOTION = b"\x1b[?1000h", b"\x1b[?1003h"
CLICK_ROW = "\x1b[<0;10;{row}M\x1b[<0;10;{row}m"
"""The button pressed and let go, as a terminal reports it."""


def test_the_mouse_is_heard_only_where_it_is_asked_for_and_then_without_its_motion(db: Path, tmp_path: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("p repay")
        assert BUTTONS not in terminal.output
        quit_(terminal)
    (tmp_path / "fenqi").mkdir()
    (tmp_path / "fenqi" / "config.toml").write_text("mouse = true\n", "utf-8")
    with start(db, XDG_CONFIG_HOME=str(tmp_path)) as terminal:
        terminal.wait_for("p repay", "Redmi K70")
        assert BUTTONS in terminal.output
        assert MOTION not in terminal.output
        other = next(y for y, line in enumerate(terminal.text.splitlines(), 1) if "小米14 Pro" in line)
        terminal.press([CLICK_ROW.format(row=other)])
        terminal.wait_until(
            lambda: "▸" in terminal.text.splitlines()[other - 1], "the cursor on the row that was clicked"
        )
        quit_(terminal)
