"""How the app begins without a file, and how it leaves the terminal."""

import os
import signal
from pathlib import Path

import pytest

from models.exchange.format_names import FORMAT_NAMES
from models.store import Store
from models.values.message import Message
from tests.e2e.conftest import NOW, ORDERS
from tests.e2e.terminal import Terminal
from tui.forms.welcome import CHOICES
from tui.run.language import language_of

SHOW_CURSOR, HIDE_CURSOR = b"\x1b[?25h", b"\x1b[?25l"
ENTER_SCREEN, LEAVE_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


def in_language(words: Message, language: str) -> str:
    """The beginning of a choice: a narrow dialog may wrap or cut the rest."""
    return language_of(language).say(words)[:20]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36)], ids=["80x24", "120x36"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_first_start_offers_to_enter_to_import_and_to_look_at_sample_data(
    tmp_path: Path, language: str, columns: int, rows: int
) -> None:
    path = tmp_path / "ledger.json"
    with Terminal("--db", path, "--lang", language, columns=columns, rows=rows) as terminal:
        terminal.wait_for(*(in_language(words, language) for words in CHOICES.values()))
        terminal.press(["down", "down", "down", "enter"])
        terminal.wait_for(language_of(language).t("Here you will see whom you owe, how much and by when."))
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert not path.exists(), "looking around makes no file"


def test_the_first_orders_can_be_imported_from_the_first_page(tmp_path: Path) -> None:
    words = language_of("en")
    orders, path = tmp_path / "orders.csv", tmp_path / "ledger.json"
    orders.write_text(ORDERS, "utf-8")
    with Terminal("--db", path, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for(in_language(CHOICES["import"], "en"))
        terminal.press(["down", "enter"])
        terminal.wait_for(words.t("Import orders from a {formats} file", formats=FORMAT_NAMES))
        terminal.press([*str(orders), "enter"])
        terminal.wait_for(words.t("new orders: {count}", count=3), words.t("import them"))
        terminal.press(["enter"])
        terminal.wait_for(words.t("orders imported: {count}", count=3), "小米14 Pro", "Redmi K70")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert len(Store(path).load().ledger.orders) == 3


def test_sample_data_is_not_kept_and_comes_back_to_the_first_page(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path / "ledger.json"
    env = {"TMPDIR": str(tmp_path_factory.mktemp("tmp"))}  # where no other demo was broken off
    with Terminal("--db", path, "--lang", "en", "--now", NOW, env=env) as terminal:
        terminal.wait_for(in_language(CHOICES["demo"], "en"))
        terminal.press(["down", "down", "enter"])
        terminal.wait_for("小米14 Pro", "Redmi K70")
        terminal.wait_until(lambda: in_language(CHOICES["demo"], "en") not in terminal.text, "the end of the question")
        terminal.press(["q"])
        terminal.wait_for(*(in_language(words, "en") for words in CHOICES.values()))
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_screen_is_painted_again_and_begun_again_in_another_language(db: Path) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("p repay")
        before = len(terminal.output)
        terminal.press(["\x0c"])  # ctrl+l
        terminal.wait_until(lambda: b"Redmi K70" in terminal.output[before:], "the whole screen again")
        terminal.press(["\x1a"])  # ctrl+z
        terminal.wait_for("does not put fenqi aside")
        terminal.press(["\x10", *"中文", "enter"])  # ctrl+p
        terminal.wait_for("p 还款")
        terminal.press(["q"])
        assert terminal.wait_for_end() == 0


def test_quitting_gives_the_terminal_back(db: Path) -> None:
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("Redmi K70")
        assert terminal.output.rfind(ENTER_SCREEN) > terminal.output.rfind(LEAVE_SCREEN)
        terminal.press(["q"])
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) == 0
    assert terminal.output.rfind(LEAVE_SCREEN) > terminal.output.rfind(ENTER_SCREEN)
    assert terminal.output.rfind(SHOW_CURSOR) > terminal.output.rfind(HIDE_CURSOR)
    assert b"Traceback" not in terminal.output


def test_a_file_that_cannot_be_read_gives_a_sentence_and_the_terminal_back(db: Path) -> None:
    db.write_bytes(db.read_bytes()[:-40])
    before = db.read_bytes()
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) == 1
    after_screen = terminal.output[terminal.output.rfind(LEAVE_SCREEN) :]
    assert b"ledger.json" in after_screen
    assert b"Traceback" not in terminal.output
    assert db.read_bytes() == before


def test_ctrl_c_is_harmless(db: Path) -> None:
    before = db.read_bytes()
    with Terminal("--db", db, "--lang", "en", "--now", NOW) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.press(["\x03", "q"])
        assert os.waitstatus_to_exitcode(terminal.wait_for_end()) in {0, -signal.SIGINT}
    assert terminal.output.rfind(LEAVE_SCREEN) > terminal.output.rfind(ENTER_SCREEN)
    assert db.read_bytes() == before
