"""What each command prints as JSON, asked so that between them the answers have every name that there is."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from msgspec.structs import replace

from models.ledger.ledger import Ledger, put
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.progress import Progress
from models.store import Store
from models.values.message import msg
from tests.models.store.actions import add
from tests.tui.cli.everything import AT, BILL
from tests.tui.cli.shell import Shell

SETTLED_EARLY, REFUNDED = "07c4f8ea43", "33ba058b25"
PAID, FREE = "order-1", "order-2"
"""Two orders that are entered; a period of the first one is repaid."""
ON_THE_WAY = "abc/2026-12-24"
"""A bill with a checklist."""
PART, NEXT = "icbc/2026-11-06", "icbc/2026-12-06"
"""A bill that was repaid in part, and the one after it."""
EMPTY = "cmb-9999"
"""An account of which nothing is recorded."""
FILE = """\
title,bought_at,channel,principal,periods,amount_per_period,first_due
A,2026-06-01,huabei,300,3,100,2026-07-10
B,2026-06-01,nowhere,300,3,100,2026-07-10
"""
BOUGHT = ("--title", "A", "--bought-at", "2026-11-20", "--principal", "300", "--periods", "3")
EXPORT = Path(__file__).parents[2] / "data" / "examples" / "alipay.csv"
LENT = ("--channel", "xiaomi", "--first-due", "2027-01-11")
"""By an institution that is repaid order by order."""
ASKED: Mapping[str, list[tuple[str, ...]]] = {
    "due": [()],
    "bills": [()],
    "orders": [()],
    "show": [(SETTLED_EARLY,), (REFUNDED,)],
    "quote": [("--principal", "1200", "--periods", "3", "--interest-free")],
    "doctor": [()],
    "budget": [("--income", "12000", "--payday", "15", "--fixed", "4500", "--pay-account", "余额宝", "--yes")],
    "month": [()],
    "payoff": [("--extra", "500", "--once", "10000")],
    "check": [()],
    "remind": [("--peek",)],
    "accounts": [()],
    "channels": [()],
    "channel set": [("huabei", "due_day=20", "--dry-run")],
    "channel add": [("purse", "name=钱包", "lender=x", "apps.name=钱包", "apps.domain=x.example.com", "--yes")],
    "channel drop": [("purse", "--dry-run")],
    "balance": [("余额宝", "1", "--yes")],
    "agenda": [("--months", "3")],
    "promise": [(BILL, "--on", "2026-12-20", "--dry-run")],
    "defer": [(BILL, "--dry-run")],
    "confirm": [("xiaomi/2026-11-20", "--taken", "--dry-run")],
    "refund": [("3ed7923281", "--amount", "10", "--dry-run")],
    "early": [("3ed7923281",)],
    "order add": [
        (*BOUGHT, "--amount-per-period", "101", "--channel", "douyin", "--order-no", PAID, "--yes"),
        (*BOUGHT, "--amount-per-period", "101", "--channel", "ccb", "--order-no", FREE, "--yes"),
        *(
            (*BOUGHT, "--amount-per-period", "101", *LENT, "--order-no", each, "--yes")
            for each in ("order-3", "order-4")
        ),
    ],
    "record": [
        ("douyin/2026-12-06", "--amount", "101", "--method", "other", "--other", "柜台", "--yes"),
        ("bank-card/2026-11-05", "bank-card/2026-12-05", "--amount", "139", "--method", "debit-card", "--dry-run"),
        ("xiaomi/2026-11-20", "--amount", "432.74", "--method", "debit-card", "--dry-run"),
        ("xiaomi/2027-01-11", "--amount", "101", "--method", "debit-card", "--dry-run"),
    ],
    "order set": [(PAID, "--principal", "267", "--amount-per-period", "91", "--fee-per-period", "2", "--dry-run")],
    "order delete": [(FREE, "--dry-run")],
    "correct": [(BILL, "--total", "1000", "--yes")],
    "convert": [(BILL, "--amount", "200", "--periods", "3", "--fee", "6", "--dry-run")],
    "account add": [("cmb", "--last4", "1234", "--dry-run")],
    "account delete": [(EMPTY, "--dry-run")],
    "account set": [("jd-baitiao", "--mode", "statement", "--bill-day", "19", "--due-day", "28", "--dry-run")],
    "account move": [
        ("huabei",),
        ("huabei", "--since", "2026-12-25", "--bill-day", "10", "--due-day", "20", "--dry-run"),
    ],
    "import": [("orders.csv", "--dry-run"), ("whole.json", "--dry-run")],
    "reconcile": [("alipay.csv",)],
    "merge": [("second.json",)],
    "capture": [("--text", "【京东金融】您本期白条账单305.40元，还款日12月3日，查账1.cn/2311")],
    "backup": [("--yes",)],
    "restore": [("1", "--dry-run")],
    "undo": [("--yes",)],
    "redo": [("--yes",)],
}
"""What is behind each command, each time that it is asked."""

Answers = dict[str, dict[str, Any]]
"""By command, all that its answers have."""


def with_a_checklist(ledger: Ledger) -> Ledger:
    """With one that has just begun."""
    return replace(ledger, checklists=put(ledger.checklists, ON_THE_WAY, Progress(id=ON_THE_WAY, started_at=AT)))


def second_version(db: Path, path: Path) -> None:
    """Write another version of the ledger: with an order more, and one that both have renamed."""
    copy(db, path)
    for each, title in ((db, "mine"), (path, "theirs")):
        Store(each).commit(msg("edit"), partial(renamed, title=title), AT)
    add(Store(path), "5555")


def renamed(ledger: Ledger, title: str) -> Ledger:
    """With another title of the first order."""
    first = next(iter(ledger.orders.values()))
    return replace(ledger, orders=put(ledger.orders, first.id, replace(first, title=title)))


def with_a_minimum(ledger: Ledger) -> Ledger:
    """With one that was paid, which leaves something to the next bill."""
    return replace(ledger, minimums=put(ledger.minimums, PART, MinimumPaid(id=PART, at=AT)))


@pytest.fixture(scope="module")
def made() -> Answers:
    """What was answered already: it is the same for every test of the file, which only reads it."""
    return {}


@pytest.fixture
def answers(made: Answers, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What every command answers."""
    if not made:
        made.update(_made(request.getfixturevalue("everything"), monkeypatch))
    return made


def _made(everything: Shell, monkeypatch: pytest.MonkeyPatch) -> Answers:
    Store(everything.db).commit(msg("edit"), with_a_checklist, AT)
    Store(everything.db).commit(msg("edit"), with_a_minimum, AT)
    everything("account", "add", "cmb", "--last4", EMPTY[-4:], "--yes")
    folder = everything.db.parent
    monkeypatch.chdir(folder)
    (folder / "orders.csv").write_text(FILE, "utf-8")
    copy(EXPORT, folder)
    (folder / "whole.json").write_text(everything("export", "json").out, "utf-8")
    second_version(everything.db, folder / "second.json")
    return {command: _all(everything, command, asked) for command, asked in ASKED.items()}


def _all(shell: Shell, command: str, asked: list[tuple[str, ...]]) -> dict[str, Any]:
    """What all its answers have: of each name the value that has most."""
    found: dict[str, Any] = {}
    for behind in asked:
        answer = shell(*command.split(), *behind, "--json")
        assert answer.out, (command, answer.err)
        found |= {name: value for name, value in answer.json.items() if value or not found.get(name)}
    return found


BY = {"added", "changed", "removed", "credit", "records", "reasons", "fields", "answer_words"}
"""What is by account, by table, by reason or by field of a channel: the names below are none of JSON's own."""


def names_in(answer: object) -> set[str]:
    """The names in a JSON value, at every depth."""
    match answer:
        case dict():
            own = (value for name, value in answer.items() if name not in BY and not _by_account(name, value))
            return set(answer).union(*map(names_in, own))
        case list():
            return set[str]().union(*map(names_in, answer))
        case _:
            return set()


def _by_account(name: str, value: object) -> bool:
    """Whether it is a sum by account, and no list of accounts."""
    return name == "accounts" and isinstance(value, dict)


def top_names(answer: object) -> set[str]:
    """The names with which a JSON value, or each of a list, begins."""
    return set[str]().union(*map(top_names, answer)) if isinstance(answer, list) else set(answer or ())  # type: ignore[call-overload]


def without(answer: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A JSON value without some of its names."""
    return {name: value for name, value in answer.items() if name not in names}
