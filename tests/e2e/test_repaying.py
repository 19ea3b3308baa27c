"""From the start of the app to a recorded repayment, on a real terminal, with and without being cut off."""

import os
import re
import signal
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.bills.standing import STEPS
from models.ledger.ledger import Ledger
from models.ledger.progress import Step
from models.ledger.repayment import Allocation
from models.store import Store
from tests.e2e.conftest import FIRST, NOW
from tests.e2e.terminal import Terminal
from tui.run.language import Language, language_of
from tui.state.step import STEP_NAMES
from tui.terminal.ahead import QUIET

AMOUNT = "234.90"
KEYS = 8
"""Key presses of the whole way, besides the amount."""
READING = QUIET + 0.2
"""Seconds in which somebody reads a question."""

screens = pytest.mark.parametrize(
    ("language", "columns", "rows"), [("zh_CN", 80, 24), ("en", 120, 36)], ids=["zh_CN-80x24", "en-120x36"]
)


def start(db: Path, language: str = "en", columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal("--db", db, "--lang", language, "--now", NOW, columns=columns, rows=rows)


def ledger(db: Path) -> Ledger:
    return Store(db).load().ledger


def at_step(terminal: Terminal, step: Step, words: Language) -> None:
    """Wait until the checklist asks this step."""
    terminal.wait_for(f"▸ {STEPS.index(step) + 1} {words.say(STEP_NAMES[step])}")


def home(terminal: Terminal, words: Language) -> None:
    """Wait for the first screen with its orders."""
    terminal.wait_for(f"1 {words.t('Orders')}", "小米14", "Redmi K70")


def press_to_amount(terminal: Terminal, words: Language) -> None:
    home(terminal, words)
    terminal.press(["p"])
    at_step(terminal, Step.PLATFORM, words)
    terminal.press(["enter"])
    at_step(terminal, Step.ENTRY, words)
    terminal.press(["enter"])
    at_step(terminal, Step.AMOUNT, words)


def enter_amount(terminal: Terminal, words: Language) -> None:
    terminal.press([*AMOUNT, "enter"])
    at_step(terminal, Step.METHOD, words)


def press_to_completion(terminal: Terminal, words: Language) -> None:
    enter_amount(terminal, words)
    terminal.press(["enter"])
    at_step(terminal, Step.COMPLETE, words)


def read(terminal: Terminal) -> None:
    """Read what is asked about the world, the first such question of a run, as somebody does who then answers."""
    if terminal.replies:
        terminal.wait_until(lambda: terminal.replied == 2, "a status request behind the question")
    else:
        terminal.watch(READING)


def complete(terminal: Terminal, words: Language, db: Path) -> None:
    """Paid just now, without a reference: what was recorded is read and left."""
    paid(terminal, words, db)
    terminal.watch(READING)
    terminal.press(["enter"])
    terminal.wait_until(lambda: not ledger(db).checklists, "the end of the checklist")


def paid(terminal: Terminal, words: Language, db: Path) -> None:
    """Paid just now: it is on disk when it is shown."""
    terminal.wait_for(words.t("paid, and the app says so"))
    read(terminal)
    terminal.press(["down", "enter"])
    terminal.wait_for(words.t("note the reference that the app shows"))
    assert ledger(db).repayments


def go_on(terminal: Terminal, step: Step, words: Language) -> None:
    """The app offers to go on at the step where it was cut off; take the offer."""
    terminal.wait_for(words.t("go on there"), words.t("not now"))
    terminal.press(["enter"])
    terminal.wait_until(lambda: words.t("not now") not in terminal.text, "the end of the question")
    at_step(terminal, step, words)


def quit_(terminal: Terminal, words: Language) -> None:
    home(terminal, words)
    terminal.press(["q"])
    assert terminal.wait_for_end() == 0


def assert_repaid_once(db: Path, bills: Callable[[], dict[str, Any]]) -> None:
    """One repayment of the whole bill, on both of its orders, and no checklist left."""
    found = ledger(db)
    (repayment,) = found.repayments.values()
    assert (repayment.account_id, repayment.due, repayment.amount) == ("huabei", date(2026, 12, 10), 234_90)
    assert repayment.paid_at == datetime.fromisoformat(NOW)
    number = {order.order_no: order.id for order in found.orders.values()}
    assert set(repayment.allocations) == {
        Allocation(order=number["101"], number=1, fee=9_99, principal=124_91),
        Allocation(order=number["102"], number=1, principal=100_00),
    }
    assert repayment.credit == 0
    assert not found.checklists
    assert not found.corrections
    after = bills()
    assert after[FIRST]["paid"] == "234.90"
    assert after[FIRST]["outstanding"] == "0.00"
    assert {line["paid"] for line in after[FIRST]["lines"]} == {"134.90", "100.00"}
    assert {bill["paid"] for ident, bill in after.items() if ident != FIRST} == {"0.00"}


@screens
def test_the_next_bill_is_repaid_with_few_keys(
    db: Path, bills: Callable[[], dict[str, Any]], language: str, columns: int, rows: int
) -> None:
    words = language_of(language)
    with start(db, language, columns, rows) as terminal:
        press_to_amount(terminal, words)
        press_to_completion(terminal, words)
        complete(terminal, words, db)
        assert len(terminal.pressed) - len(AMOUNT) == KEYS
        quit_(terminal, words)
    assert_repaid_once(db, bills)


@screens
def test_a_checklist_that_was_killed_at_the_amount_goes_on_there(
    db: Path, bills: Callable[[], dict[str, Any]], language: str, columns: int, rows: int
) -> None:
    words = language_of(language)
    with start(db, language, columns, rows) as terminal:
        press_to_amount(terminal, words)
        terminal.press(["2", "3"])
        assert os.WTERMSIG(terminal.kill(signal.SIGKILL)) == signal.SIGKILL
    assert [done.step for done in ledger(db).checklists[FIRST].done] == [Step.PLATFORM, Step.ENTRY]
    with start(db, language, columns, rows) as terminal:
        go_on(terminal, Step.AMOUNT, words)
        press_to_completion(terminal, words)
        complete(terminal, words, db)
        quit_(terminal, words)
    assert_repaid_once(db, bills)


@screens
def test_a_line_that_dropped_before_the_last_answer_leaves_one_repayment_to_record(
    db: Path, bills: Callable[[], dict[str, Any]], language: str, columns: int, rows: int
) -> None:
    words = language_of(language)
    with start(db, language, columns, rows) as terminal:
        press_to_amount(terminal, words)
        press_to_completion(terminal, words)
        terminal.kill(signal.SIGHUP)
    assert not ledger(db).repayments
    assert [done.step for done in ledger(db).checklists[FIRST].done] == list(STEPS[:4])
    with start(db, language, columns, rows) as terminal:
        go_on(terminal, Step.COMPLETE, words)
        complete(terminal, words, db)
        quit_(terminal, words)
    assert_repaid_once(db, bills)


def test_a_line_that_dropped_after_the_last_answer_has_nothing_to_repeat(
    db: Path, bills: Callable[[], dict[str, Any]]
) -> None:
    words = language_of("en")
    with start(db) as terminal:
        press_to_amount(terminal, words)
        press_to_completion(terminal, words)
        complete(terminal, words, db)
        terminal.kill(signal.SIGHUP)
    with start(db) as terminal:
        home(terminal, words)
        quit_(terminal, words)
        assert words.t("go on there").encode() not in terminal.output
    assert_repaid_once(db, bills)


@screens
def test_a_line_that_was_killed_at_the_reference_has_the_repayment_and_is_asked_for_the_reference_once(
    db: Path, bills: Callable[[], dict[str, Any]], language: str, columns: int, rows: int
) -> None:
    words = language_of(language)
    with start(db, language, columns, rows) as terminal:
        press_to_amount(terminal, words)
        press_to_completion(terminal, words)
        paid(terminal, words, db)
        assert os.WTERMSIG(terminal.kill(signal.SIGKILL)) == signal.SIGKILL
    with start(db, language, columns, rows) as terminal:
        terminal.wait_for(
            "¥234.90", "2026-12-05", "12:00", words.t("add its reference"), words.t("Do not pay it again.")
        )
        terminal.kill(signal.SIGKILL)
    with start(db, language, columns, rows) as terminal:
        quit_(terminal, words)
        assert words.t("add its reference").encode() not in terminal.output
    assert_repaid_once(db, bills)


def test_a_key_that_is_pressed_twice_answers_once(db: Path) -> None:
    words = language_of("en")
    with start(db) as terminal:
        press_to_amount(terminal, words)
        terminal.kill(signal.SIGKILL)
    with start(db) as terminal:
        terminal.wait_for(words.t("go on there"))
        terminal.press(["enter", "enter", "enter"])
        at_step(terminal, Step.AMOUNT, words)
        terminal.press(["escape"])
        quit_(terminal, words)
    assert [done.step for done in ledger(db).checklists[FIRST].done] == [Step.PLATFORM, Step.ENTRY]


def test_an_amount_that_is_not_the_bills_is_stopped_before_the_payment(db: Path) -> None:
    words = language_of("en")
    with start(db) as terminal:
        press_to_amount(terminal, words)
        terminal.press([*"250.00", "enter"])
        terminal.wait_for("234.90", "250.00", words.t("stop: pay nothing now"))
        assert re.search(rf"{words.t('the app is more by')} +15\.10", terminal.text)
        terminal.press(["down", "down", "down", "enter"])
        home(terminal, words)
        quit_(terminal, words)
    assert not ledger(db).repayments
    assert not ledger(db).corrections
    assert [done.step for done in ledger(db).checklists[FIRST].done] == [Step.PLATFORM, Step.ENTRY]
