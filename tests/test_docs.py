"""The pages in docs/ and the READMEs say what is so."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from click import Context

from models.actions.auto_debit import Phase
from models.bills.status import Status
from models.channels.rules import Extent
from models.exchange.columns import COLUMNS
from models.ledger.auto_debit import Outcome
from models.ledger.progress import Step
from models.ledger.repayment import PaidAs
from models.store.health import Level
from models.store.records import TABLES
from models.store.remark import Code
from tests.tui.cli.everything import everything
from tests.tui.cli.shell import Shell
from tui.cli.main import fenqi

__all__ = ["everything"]

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
FILES = [ROOT / "docs" / "files.md", ROOT / "docs" / "zh-CN" / "files.md"]
SHELL = [ROOT / "docs" / "shell.md", ROOT / "docs" / "zh-CN" / "shell.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"^\| `fenqi (\w+)", re.MULTILINE)
HOUSE = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\b((?:models|tui|tests|docs|screenshots)/[\w./-]*\w/?)(?:::(\w+))?")
CONTRACT = re.compile(r"“([^”]+)”")
TARGET = re.compile(r"\bmake ((?:[a-z-]+ ?)+)")
MOST_LINES = 70
NAME = re.compile(r"`([a-z_]+)`")
FIELD = re.compile(r"`([a-z_0-9]+)`")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_the_page_of_the_shell_lists_the_commands_that_there_are_and_no_other(page: Path) -> None:
    assert set(COMMAND.findall(page.read_text("utf-8"))) == set(fenqi.list_commands(Context(fenqi)))


def test_every_page_is_there_in_both_languages() -> None:
    assert {page.name for page in (ROOT / "docs").glob("*.md")} == {
        page.name for page in (ROOT / "docs" / "zh-CN").glob("*.md")
    }


def functions_in(file: Path) -> set[str]:
    """The names of the functions in a file."""
    found = ast.walk(ast.parse(file.read_text("utf-8")))
    return {each.name for each in found if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}


@pytest.mark.parametrize("page", HOUSE, ids=named)
def test_every_file_and_every_test_that_is_named_is_there(page: Path) -> None:
    named_there = [
        found.groups() for quoted in QUOTED.findall(page.read_text("utf-8")) for found in PATH.finditer(quoted)
    ]
    assert len(named_there) > 10, "otherwise this test looks for what is not written so"
    missing = [path for path, test in named_there if not (ROOT / path).exists()]
    assert missing == []
    assert [test for path, test in named_there if test and test not in functions_in(ROOT / path)] == []


@pytest.mark.parametrize("page", HOUSE, ids=named)
def test_every_word_for_make_that_is_named_is_one(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    quoted = [each for each in QUOTED.findall(page.read_text("utf-8")) if TARGET.fullmatch(each)]
    assert {word for each in quoted for word in each.split()[1:]} - targets == set()


def test_the_page_of_the_house_names_contracts_that_there_are_and_every_room() -> None:
    page = HOUSE[0].read_text("utf-8")
    claimed = {" ".join(name.split()) for name in CONTRACT.findall(page)}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert claimed == {each["name"] for each in contracts}
    rooms = {each.parent for package in ("models", "tui") for each in (ROOT / package).glob("*/__init__.py")}
    assert {named(room) for room in rooms} - set(QUOTED.findall(page)) == set()
    assert len(page.splitlines()) <= MOST_LINES, "it is one page"


SETTLED_EARLY, REFUNDED = "07c4f8ea43", "33ba058b25"
ANSWERS = {
    "due": [("due", "--json")],
    "bills": [("bills", "--json")],
    "orders": [("orders", "--json")],
    "show": [("show", SETTLED_EARLY, "--json"), ("show", REFUNDED, "--json")],
    "quote": [("quote", "--principal", "1200", "--periods", "3", "--interest-free", "--json")],
    "doctor": [("doctor", "--json")],
}
"""What shows, between them, all that a command's JSON can have."""
BILL = "cmb/2026-12-16"
WRITTEN = {
    "month": [("month",)],
    "check": [("check",)],
    "budget": [("budget",)],
    "balance": [("balance", "招行 1234", "100", "--dry-run")],
    "promise": [("promise", BILL, "--on", "2026-12-20", "--dry-run")],
    "defer": [("defer", BILL, "--dry-run")],
    "correct": [("correct", BILL, "--total", "500", "--dry-run")],
    "record": [("record", BILL, "--amount", "525.82", "--method", "other", "--other", "柜台", "--dry-run")],
    "refund": [("refund", "3ed7923281", "--amount", "10", "--dry-run")],
    "early": [("early", "3ed7923281")],
}
"""The same of what writes, and of what is about what was written."""
RATES = {"rates_percent", "monthly_irr", "apr_simple", "apr_compound", "xirr"}


def names_in(answer: object) -> set[str]:
    """The names in a JSON value, at every depth."""
    match answer:
        case dict():
            return set(answer).union(*map(names_in, answer.values()))
        case list():
            return set[str]().union(*map(names_in, answer))
        case _:
            return set()


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("page", SHELL, ids=named)
def test_the_names_beside_a_command_are_what_its_json_begins_with(page: Path, command: str, everything: Shell) -> None:
    (row,) = (line for line in page.read_text("utf-8").splitlines() if line.startswith(f"| `fenqi {command}"))
    said = set(NAME.findall(row.rsplit("|", 2)[1]))
    answer = json.loads(everything(*ANSWERS[command][0]).out).keys() - {"schema"}
    assert said == answer - RATES


@pytest.mark.parametrize("command", [*ANSWERS, *WRITTEN])
@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_name_in_the_json_of_a_command_is_on_the_page_of_the_shell(
    page: Path, command: str, everything: Shell
) -> None:
    there = set(NAME.findall(page.read_text("utf-8"))) | {"schema"} | COLUMNS.keys() | everything.ledger.accounts.keys()
    asked = ANSWERS.get(command) or [(*each, "--json") for each in WRITTEN[command]]
    named_there = names_in([json.loads(everything(*each).out) for each in asked])
    assert len(named_there) > 2
    assert named_there - there == set()


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_code_status_and_phase_is_on_the_page_of_the_shell(page: Path) -> None:
    there = set(NAME.findall(page.read_text("utf-8")))
    words = {*Code, *Status, *Phase, *Outcome, *Extent, *Step, *PaidAs, *(each.name.lower() for each in Level)}
    assert words - there == set()


@pytest.mark.parametrize("page", FILES, ids=named)
def test_the_page_of_files_has_every_table_with_every_field(page: Path) -> None:
    rows = [line.split("|")[1:-1] for line in page.read_text("utf-8").splitlines() if line.startswith("| `")]
    said = {FIELD.findall(row[0])[0]: FIELD.findall(row[2]) for row in rows if len(row) == 5}
    assert said == {
        table: [field for field in kind.__struct_fields__ if field != "id"] for table, kind in TABLES.items()
    }
    assert all(cell.strip() for row in rows for cell in row)


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_name_in_the_json_of_an_account_is_on_the_page_of_the_shell(page: Path, shell: Shell) -> None:
    names = set(FIELD.findall(page.read_text("utf-8")))
    (account, *_) = json.loads(shell("accounts", "--json").out)["accounts"]
    assert account.keys() | account["auto_debit"].keys() <= names
