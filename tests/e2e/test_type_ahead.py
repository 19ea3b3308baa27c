"""Keys that came before a question about the world was on the screen do not answer it; those of a reader do."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.ledger.progress import Step
from tests.e2e.conftest import FIRST
from tests.e2e.terminal import ASKS_STATUS, STATUS, Terminal
from tests.e2e.test_packets import start, to_the_amount
from tests.e2e.test_repaying import READING, assert_repaid_once, ledger
from tests.e2e.test_terminals import send_alone
from tests.often import is_long
from tui.terminal.ahead import QUIET

PAID = b"\x1b[B\r"
TOO_EARLY = "keys typed before the question was shown do not"  # the rest may be on the next line
AT_THE_QUESTION = ("On the phone, pay this, once:", "▸ 1 not yet", "paid, and the app says so")
TMUX = {"TMUX": "/tmp/tmux-1000/default,1,0"}
SCREEN = {"TERM": "screen-256color", "STY": "1.pts-0.host"}

LINES = {
    "answers": (True, {}),
    "silent": (False, {}),
    "tmux": (True, TMUX),
    "silent tmux": (False, TMUX),
    "screen": (True, SCREEN),
}
BEHIND = {
    "paid": b"\r" + PAID + b"\r",
    "enters": b"\r" * 6,
    "down": b"\r\x1b[B" + b"\r" * 6,
    "paid by its number": b"\r2",
    "numbers": b"12" * 4,
}
"""What is typed behind the amount."""
TOGETHER = [(line, keys) for line in LINES for keys in BEHIND if is_long() or line == "answers" or keys == "paid"]
"""All keys on a line that answers, and the likeliest ones on each other; `make soak` tries all on all."""


def to_the_question(terminal: Terminal) -> None:
    to_the_amount(terminal)
    terminal.press([*"234.90", "enter"])
    terminal.wait_for("4 the method", "to pay now: ¥234.90")
    terminal.press(["enter"])
    terminal.wait_for(*AT_THE_QUESTION)


def asked(terminal: Terminal) -> int:
    return terminal.output.count(ASKS_STATUS)


def pays(terminal: Terminal, db: Path) -> None:
    """Somebody who has read the question answers that it was paid, and adds no reference."""
    terminal.watch(READING)
    terminal.send(PAID)
    recorded(terminal, db)


def recorded(terminal: Terminal, db: Path) -> None:
    """The answer counted; what was recorded is shown then."""
    terminal.wait_for("note the reference that the app shows")
    terminal.watch(READING)
    terminal.send(b"\r")
    terminal.wait_until(lambda: not ledger(db).checklists, "the end of the checklist")


@pytest.mark.soak
@pytest.mark.parametrize(("line", "keys"), TOGETHER)
def test_keys_in_one_packet_with_the_amount_record_nothing(
    db: Path, bills: Callable[[], dict[str, Any]], line: str, keys: str
) -> None:
    (replies, env), behind = LINES[line], BEHIND[keys]
    with start(db, replies=replies, **env) as terminal:
        to_the_amount(terminal)
        terminal.send(b"234.90\r" + behind)
        terminal.wait_for(TOO_EARLY, *AT_THE_QUESTION)
        assert not ledger(db).repayments
        pays(terminal, db)
    assert_repaid_once(db, bills)


def test_paid_is_not_answered_by_keys_typed_ahead_and_is_on_disk_before_the_reference_is_offered(
    db: Path,
) -> None:
    with start(db) as terminal:
        to_the_amount(terminal)
        terminal.send(b"234.90\r\r" + PAID + b"\r")
        terminal.wait_for(TOO_EARLY, *AT_THE_QUESTION)
        assert not ledger(db).repayments
        terminal.watch(READING)
        terminal.send(PAID)
        terminal.wait_for("✓ recorded", "note the reference that the app shows")
        terminal.kill(signal.SIGKILL)
    (made,) = ledger(db).repayments.values()
    with start(db) as terminal:
        terminal.wait_for("¥234.90", "Do not pay it again.")
        terminal.kill(signal.SIGKILL)
    assert ledger(db).repayments == {made.id: made}


def test_what_is_typed_ahead_of_the_first_steps_gets_one_enter_through_and_no_further(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.send(b"p\r\r234.90\r\r\x1b[B\r\r")
        terminal.wait_for(TOO_EARLY, "▸ 1 I found it")
        assert [done.step for done in ledger(db).checklists[FIRST].done] == [Step.PLATFORM]
        terminal.send(b"\r\r")
        terminal.wait_for("What does the app show?", "amount is missing")


@pytest.mark.parametrize(("replies", "env"), LINES.values(), ids=LINES.keys())
def test_a_held_enter_records_nothing(db: Path, replies: bool, env: dict[str, str]) -> None:
    with start(db, replies=replies, **env) as terminal:
        to_the_amount(terminal)
        terminal.press([*"234.90"])
        for _ in range(40):
            terminal.send(b"\r")
            terminal.watch(0.03)
        assert [done.step for done in ledger(db).checklists[FIRST].done][:4] == list(Step)[:4]
        assert not ledger(db).repayments
        assert asked(terminal) == 2


def test_a_line_that_stalls_and_delivers_late_records_nothing(db: Path, bills: Callable[[], dict[str, Any]]) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.wait_until(lambda: terminal.replied == 1, "the request of the start")
        terminal.replies = False
        to_the_question(terminal)
        terminal.watch(2 * QUIET)
        terminal.send(PAID + PAID)
        terminal.wait_for(TOO_EARLY)
        terminal.send(PAID + STATUS)
        terminal.watch(QUIET)
        assert not ledger(db).repayments
        assert (asked(terminal), "▸ 1 not yet" in terminal.text) == (2, True)
        terminal.send(PAID)
        recorded(terminal, db)
    assert_repaid_once(db, bills)


def test_a_terminal_that_answers_takes_the_answer_of_a_reader_without_a_pause(db: Path) -> None:
    with start(db) as terminal:
        to_the_question(terminal)
        terminal.wait_until(lambda: terminal.replied == 2, "a status request behind the question")
        terminal.send(PAID)
        recorded(terminal, db)
        assert TOO_EARLY not in terminal.text
        assert asked(terminal) == 2, "one at the start, and one for the question"


@pytest.mark.parametrize(
    ("replies", "env"), [(False, {}), (True, TMUX), (True, SCREEN)], ids=["silent", "tmux", "screen"]
)
def test_elsewhere_a_key_counts_when_half_a_second_went_by_without_one(
    db: Path, replies: bool, env: dict[str, str]
) -> None:
    with start(db, replies=replies, **env) as terminal:
        to_the_question(terminal)
        for _ in range(5):
            terminal.send(PAID)
            terminal.wait_for(TOO_EARLY)
            terminal.watch(QUIET / 3)
        assert not ledger(db).repayments
        pays(terminal, db)


def test_a_reply_in_pieces_is_a_reply_and_no_key(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.wait_until(lambda: terminal.replied == 1, "the request of the start")
        terminal.replies = False
        to_the_question(terminal)
        terminal.wait_until(lambda: asked(terminal) == 2, "a status request behind the question")
        for piece in (b"\x1b", b"[", b"0", b"n"):
            send_alone(terminal, piece)
            terminal.watch(0.1)
        terminal.wait_for(*AT_THE_QUESTION)
        assert TOO_EARLY not in terminal.text
        terminal.send(PAID)
        recorded(terminal, db)


@pytest.mark.parametrize("key", [b"\x1b", b"\x11"], ids=["escape", "ctrl+q"])
def test_leaving_is_no_answer_and_works_at_once(db: Path, key: bytes) -> None:
    with start(db, replies=False) as terminal:
        to_the_amount(terminal)
        terminal.send(b"234.90\r\r\r" + key)
        if key == b"\x1b":
            terminal.wait_for("new order")
            terminal.send(b"\x11")
        assert terminal.wait_for_end() == 0
    assert not ledger(db).repayments
