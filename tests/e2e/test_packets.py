"""Keys that arrive together, as on a line that lags, are handled in the order that they were typed in."""

from pathlib import Path

import pytest

from models.ledger.progress import Step
from models.store import Store
from tests.e2e.conftest import FIRST, NOW
from tests.e2e.terminal import Terminal
from tests.e2e.test_repaying import ledger


def start(db: Path, *, replies: bool = True, **env: str) -> Terminal:
    return Terminal("--db", db, "--lang", "en", "--now", NOW, replies=replies, env=env)


def to_the_amount(terminal: Terminal) -> None:
    terminal.wait_for("Redmi K70")
    terminal.press(["p"])
    terminal.wait_for("I opened")
    terminal.press(["enter"])
    terminal.wait_for("I found it")
    terminal.press(["enter"])
    terminal.wait_for("What does the app show?")


@pytest.mark.parametrize(
    "typed", ["24\x7f34.90\r", "999\x7f\x7f\x7f234.9\x1b[D\x1b[D\x1b[D\x1b[C\x1b[F0\r", "\x15234.90\r"]
)
def test_an_amount_with_corrections_in_one_packet_is_the_amount_that_was_meant(db: Path, typed: str) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        to_the_amount(terminal)
        terminal.send(typed.encode())
        terminal.wait_for("4 the method", "to pay now: ¥234.90")
    amount = ledger(db).checklists[FIRST].done[2]
    assert (amount.step, amount.figure, amount.pay) == (Step.AMOUNT, 234_90, 234_90)


def test_a_form_that_opens_takes_what_was_typed_behind_its_key(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.send("e\x15小米15\x7f4 Ultra\x13".encode())
        terminal.wait_until(lambda: "小米14 Ultra" in titles(db), "the new title")
        terminal.wait_for("├ 小米14 Ultra")
        terminal.send(b"dk\rq")
        assert terminal.wait_for_end() == 0
    assert titles(db) == {"米家扫地机器人", "Redmi K70"}


@pytest.mark.parametrize(
    ("opening", "key"),
    [("", "\x11"), ("\x10", "\x03"), ("e", "\x11"), ("e", "\x03"), ("?", "\x11")],
    ids=["a list, ctrl+q", "the palette, ctrl+c", "a form, ctrl+q", "a form, ctrl+c", "the help, ctrl+q"],
)
def test_a_paste_that_never_ends_keeps_neither_ctrl_q_nor_ctrl_c_back(db: Path, opening: str, key: str) -> None:
    before = db.read_bytes()
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.send(f"{opening}\x1b[200~qq".encode())
        terminal.send(key.encode())
        if key == "\x03":
            terminal.send(b"\x11")
        assert terminal.wait_for_end() == 0
    assert db.read_bytes() == before


def test_a_paste_that_never_ends_gives_up_and_what_came_is_text(db: Path) -> None:
    with start(db) as terminal:
        terminal.wait_for("Redmi K70")
        terminal.send("e\x15\x1b[200~\x1bq\n小米15".encode())
        terminal.wait_for("\ufffdq 小米15")
        terminal.send(b"!\x13")
        terminal.wait_until(lambda: "\ufffdq 小米15!" in titles(db), "the new title")
        terminal.send(b"q")
        assert terminal.wait_for_end() == 0


def titles(db: Path) -> set[str]:
    return {order.title for order in Store(db).load().ledger.orders.values()}


def test_a_held_key_moves_as_often_as_it_came(many: Path) -> None:
    with start(many) as terminal:
        terminal.wait_for("1/250")
        terminal.send(b"j" * 200)
        terminal.wait_for("200/250")
        terminal.send(b"\x1b[A" * 100 + b"q")
        assert terminal.wait_for_end() == 0
