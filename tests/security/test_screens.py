"""Hostile text on every screen: what reaches the terminal is what the app itself writes, and the app stays up."""

import json
import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tests.e2e.terminal import Terminal
from tests.security.crowd import TEXTS
from tests.security.field import COUNT
from tests.security.hostile import CLASSIC, strange
from tests.security.terminal import written
from tui.terminal.harmless import Harmless

pytestmark = pytest.mark.xdist_group("screens")
"""One worker opens the screens, which takes a minute, for all that is asked about them."""

IS_LONG = COUNT > 120
WALKED = COUNT if IS_LONG else 30
"""Strings that are tried on the screens, each of which takes a second."""
WALKS = {"en": "80x24", "zh_CN": "120x36"}
OF_EACH = WALKED if IS_LONG else WALKED // len(WALKS)
"""How many of them a tour takes: in turn, for none does more in one language than in another. A long look takes all."""
SHOWN = {"en": ("[@click=app.quit]", "\ufffd]0;owned"), "zh_CN": ("[31;1mred", "[@click=app.bell()]")}
"""What is left of some strings of each tour."""
GOES_ON = re.compile(r"\x1b\[[0-9]+G")
"""Where to go on after a character of which terminals do not agree how wide it is: between the letters of a text."""
SCREENS = {
    *("MainScreen", "OrderForm", "Confirm", "RefundScreen", "ChannelsScreen", "ChannelForm", "CompareScreen"),
    *("HelpScreen", "ImportScreen", "Palette", "PrecautionsScreen"),
}
STRACE = ("strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none", "-o")
"""The kernel's list of what is done on the network, written to the file that is named next."""
TRACED = "en"
LOCAL = re.compile(r"socketpair\(AF_UNIX")
"""asyncio's way to wake its own loop: a pair that is connected to each other and has no address."""


class Walked(NamedTuple):
    """What one tour of the screens wrote, and its report."""

    output: bytes
    report: dict[str, Any]


def may_trace() -> bool:
    """Whether strace is there and may do its work."""
    try:
        return subprocess.run([*STRACE, os.devnull, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The file for what the kernel sees of a tour."""
    return tmp_path_factory.mktemp("trace") / "network" if may_trace() else None


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory, trace: Path | None) -> dict[str, Walked]:
    """A tour in each size, both at once; each with a part of the strings, and one before the kernel's eyes."""
    folder = tmp_path_factory.mktemp("walk")
    env = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "FENQI_DEBUG": "1"}

    def walk(language: str) -> Walked:
        part = "0::1" if IS_LONG else f"{list(WALKS).index(language)}::{len(WALKS)}"
        command = [sys.executable, "-m", "tests.security.walk", str(folder), str(WALKED), language, part]
        if trace and language == TRACED:
            command = [*STRACE, str(trace), *command]
        output = written(command, WALKS[language], 120 + 5 * OF_EACH, env)
        report = folder / f"report-{language}.json"
        assert report.exists(), output[-3000:].decode("utf-8", "replace")
        return Walked(output, json.loads(report.read_text()))

    with ThreadPoolExecutor() as pool:
        return dict(zip(WALKS, pool.map(walk, WALKS), strict=True))


@pytest.mark.parametrize("language", WALKS)
def test_nothing_but_the_apps_own_sequences_reaches_the_terminal(walks: dict[str, Walked], language: str) -> None:
    output, report = walks[language]
    seen = report["seen"]
    print(
        f"{WALKS[language]} {language}: {report['strings']} strings, {TEXTS} texts a number, "
        f"{sum(seen.values())} looks at {len(seen)} screens, {len(output)} bytes"
    )
    assert strange(output) == []


@pytest.mark.parametrize("language", WALKS)
def test_the_app_is_still_there_at_the_end_and_every_screen_was_seen(walks: dict[str, Walked], language: str) -> None:
    report = walks[language].report
    assert report["code"] == 0
    assert set(report["seen"]) >= SCREENS
    assert report["strings"] == OF_EACH


@pytest.mark.parametrize("language", WALKS)
def test_hostile_text_was_shown_and_not_merely_left_out(walks: dict[str, Walked], language: str) -> None:
    text = GOES_ON.sub("", walks[language].output.decode("utf-8", "replace"))
    for harmless in SHOWN[language]:
        assert harmless in text, harmless


@pytest.mark.parametrize("language", WALKS)
def test_no_address_was_looked_up_and_no_socket_opened(walks: dict[str, Walked], language: str) -> None:
    assert walks[language].report["sockets"] == []


@pytest.mark.usefixtures("walks")
def test_the_kernel_sees_no_connection_either(trace: Path | None) -> None:
    if trace is None:
        pytest.skip("strace is not there, or may not trace")
    lines = trace.read_text().splitlines()
    opened = [line for line in lines if re.search(r"\b(socket|connect|bind|listen|accept)", line)]
    assert [line for line in opened if not LOCAL.search(line)] == []
    assert [line for line in opened if LOCAL.search(line)], "the trace is empty: nothing was looked at"


def test_what_is_pasted_into_a_form_is_shown_harmlessly_and_the_app_stays(tmp_path: Path) -> None:
    with Terminal("--db", tmp_path / "ledger.json", "--lang", "en") as terminal:
        terminal.wait_for("Welcome to fenqi")
        terminal.press(["enter"])
        terminal.wait_for("New order")
        for text in CLASSIC:
            if len(text) < 500:
                terminal.press([f"\x1b[200~{text}\x1b[201~"])
        terminal.press(["\t"])
        terminal.wait_for("▸ account")
        terminal.press(["\t"])
        terminal.wait_for("▸ price")
        terminal.press([*"the end"])
        terminal.wait_for("the end")
        assert os.waitstatus_to_exitcode(terminal.kill(signal.SIGTERM)) == 128 + signal.SIGTERM
    assert strange(terminal.output) == []


@given(st.text())
def test_what_is_drawn_takes_the_cells_that_it_took(text: str) -> None:
    (drawn,) = Harmless().apply([Segment(text)], Color(0, 0, 0))
    assert cell_len(drawn.text) == cell_len(text)
    assert strange(drawn.text.encode("utf-8", "surrogatepass")) == []
