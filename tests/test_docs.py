"""The pages in docs/ and the READMEs say what is so."""

import ast
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from models.actions.finding import FindingKind, Sureness
from models.actions.noticed import NextStep
from models.bills.debit_phase import Phase
from models.bills.fault import FaultCode
from models.bills.line_kind import LineKind
from models.bills.payoff_debts import WhyKept
from models.bills.proportion import IncomeMark
from models.bills.status import Status
from models.channels.rules import Extent, Mode, Switch
from models.exchange.columns import COLUMNS
from models.ledger.auto_debit import Outcome
from models.ledger.notice import Doubt, NoticeKind
from models.ledger.order import Kind
from models.ledger.progress import Step
from models.ledger.repayment import PaidAs
from models.store.health_finding import Level
from models.store.records import TABLES
from models.store.remark import Code
from tests.tools import file_tables
from tests.tools.file_tables import table_in
from tests.tui.cli.answers import ASKED, Answers, answers, made, names_in, top_names, without
from tests.tui.cli.commands import commands, options
from tests.tui.cli.everything import everything
from tui.run.language import language_of
from tui.state.step import STEP_NAMES

__all__ = ["answers", "everything", "made"]

pytestmark = pytest.mark.xdist_group("pages")
"""What all commands print is made once, by one worker."""

ROOT = Path(__file__).parents[1]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
FILES = file_tables.PAGES
SHELL = [ROOT / "docs" / "shell.md", ROOT / "docs" / "zh-CN" / "shell.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
HOUSE = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "tests" / "ATTACKS.md"]
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\b((?:models|tui|tests|docs|screenshots)/[\w./-]*\w/?)(?:::(\w+))?")
CONTRACT = re.compile(r'"([^"]+)"')
TARGET = re.compile(r"\bmake ((?:[a-z-]+ ?)+)")
ROOM = re.compile(r"^\| `([^`]+)` \| (.*) \|$", re.MULTILINE)
HELD = re.compile(r"::test_|\"[^\"]+\"|\(the same test[;)]|\(the test of `")
"""A row's test or contract."""
MOST_LINES = 70
IMPORTED = re.compile(r"from models\.actions\.(\w+) import")
FIELD = re.compile(r"`([a-z_0-9]+)`")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


def test_what_is_quoted_stands_in_straight_marks_or_in_the_brackets_of_chinese() -> None:
    assert [named(page) for page in PAGES if set("“”‘’") & set(page.read_text("utf-8"))] == []


CLASS = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)*)`")
"""`Checklist`, alone in its quotes."""
CLASS_DEFINED = re.compile(r"^class (\w+)|^(\w+) = (?:Mapping|Callable)", re.MULTILINE)


@pytest.mark.parametrize("page", HOUSE, ids=named)
def test_every_class_that_is_named_is_there(page: Path) -> None:
    sources = [file.read_text("utf-8") for room in ("models", "tui", "tests") for file in (ROOT / room).rglob("*.py")]
    defined = {name for source in sources for pair in CLASS_DEFINED.findall(source) for name in pair}
    assert set(CLASS.findall(page.read_text("utf-8"))) - defined - {"None"} == set()


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_the_page_of_the_shell_lists_the_commands_that_there_are_and_no_other(page: Path) -> None:
    assert beside(page).keys() == commands().keys()


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
    rows = dict(ROOM.findall(page))
    assert rows.keys() == {named(room) for room in rooms}
    assert [room for room, said in rows.items() if not HELD.search(said)] == []
    assert len(page.splitlines()) <= MOST_LINES, "it is one page"


NAMED = re.compile(r"`([a-z_0-9]+)`(?: ?[(（]([^)）]*)[)）])?")
"""A name in JSON, and in brackets the names below it."""
TERM = re.compile(r"\*\*([^*]+)\*\*")
CASES = re.compile(r"^\| `fenqi ([a-z]+(?: [a-z]+)?)[^|]*\|(?:\\\||[^|])*\|([^\n]*)\|$", re.MULTILINE)
"""A command in the table of the shell, and what stands beside it of its JSON."""
OLDER = {"monthly_irr", "apr_simple", "apr_compound", "xirr"}
"""What rates were called before."""
PROPORTION = {
    *("owed", "total", "ends_on"),
    *("until_payday", "on", "before", "to_confirm", "after", "next"),
    *("share_percent", "mark", "highest", "month", "left_over"),
    *IncomeMark,
}
"""What is owed beside what comes in."""
RATES = {
    *("rates_percent", "monthly", "simple", "compound", "by_dates"),
    *("rate_line", "percent", "since", "over"),
    *OLDER,
}


def beside(page: Path) -> dict[str, str]:
    """What the table has of the JSON of each command."""
    found, known = CASES.findall(page.read_text("utf-8")), commands()
    return {name if name in known else name.partition(" ")[0]: cell for name, cell in found}


def sections(page: Path) -> dict[str, str]:
    """What stands under each heading, up to the next one."""
    parts = page.read_text("utf-8").split("\n## ")[1:]
    return {heading: text for heading, _, text in (each.partition("\n") for each in parts)}


def defined(page: Path) -> dict[str, tuple[str, set[str]]]:
    """By kind of thing, what the page calls it and the names that it says of it, at every depth."""
    points = [each for each in re.split(r"\n(?=\S)", sections(page)["JSON"]) if each.startswith("- ")]
    cut = [each for point in points for each in zip(*[iter(TERM.split(point)[1:])] * 2, strict=True)]
    return {kind: (term, set(FIELD.findall(text))) for kind, (term, text) in zip(KINDS, cut, strict=True)}


KINDS: dict[str, Callable[[Answers], set[str]]] = {
    "bill": lambda of: (
        names_in([without(each, "lines", "repayments") for each in of["bills"]["bills"]])
        | {"lines", "repayments", *Status, *Phase, *Outcome, *Extent, *Step}
    ),
    "line": lambda of: names_in([each["lines"] for each in of["bills"]["bills"]]) | {*LineKind},
    "repayment": lambda of: names_in(of["show"]["repayments"]) | {*PaidAs},
    "totals": lambda of: names_in([of["bills"]["totals"], of["show"]["totals"]]),
    "order": lambda of: names_in(of["orders"]["orders"]) - COLUMNS.keys() | {*Kind},
    "schedule": lambda of: names_in(of["show"]["schedule"]),
    "refund": lambda of: names_in(of["show"]["refunds"]),
    "closing": lambda of: names_in(of["show"]["closing"]),
    "rates": lambda of: RATES,
    "account": lambda of: names_in(of["accounts"]["accounts"]) | {*Mode, *Switch, *Extent},
    "channel": lambda of: names_in(of["channels"]["channels"]),
    "changes": lambda of: names_in(of["order set"]["changes"]),
    "finding": lambda of: (
        names_in(of["doctor"]["findings"]) | {"revision", *Code, *FaultCode, *(each.name.lower() for each in Level)}
    ),
    "message": lambda of: names_in(of["capture"]["messages"]) | {*NoticeKind, *NextStep, *Doubt},
    "proportion": lambda of: PROPORTION,
    "statement": lambda of: names_in([of["reconcile"][name] for name in ("found", "findings")]) | STATEMENT,
    "payoff": lambda of: names_in(without(of["payoff"], "schema")) | {*WhyKept},
}
"""What the page defines, in its order, and the names and words that it has."""
STATEMENT = {"found", "findings", *FindingKind, *Sureness}
AMONG = {"rates": RATES, "proportion": PROPORTION}
"""What a command may answer with among other things."""
ALIKE = {"bill": "bills", "account": "accounts", "channel": "channels"}
"""What a command may answer with as a whole, and where there are more of them."""


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_what_the_page_says_of_each_thing_is_all_that_its_json_has(page: Path, answers: Answers) -> None:
    said = defined(page)
    assert {kind: said[kind][1] for kind in KINDS} == {kind: has(answers) for kind, has in KINDS.items()}


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_the_names_beside_a_command_are_what_its_json_begins_with(page: Path, answers: Answers) -> None:
    terms = {term: kind for kind, (term, _) in defined(page).items()}
    for command, answer in answers.items():
        cell = beside(page)[command]
        whole = [terms[term] for term in TERM.findall(cell)]
        tops = {name for name, _ in NAMED.findall(cell)}
        for kind in whole:
            tops |= AMONG[kind] & answer.keys() if kind in AMONG else answers[ALIKE[kind]][ALIKE[kind]][0].keys()
        assert (command, tops) == (command, answer.keys() - {"schema"})
        for name, below in NAMED.findall(cell):
            if below:
                assert (command, name, set(FIELD.findall(below))) == (command, name, top_names(answer[name]))


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_name_that_the_page_gives_is_in_some_json_and_the_other_way_round(page: Path, answers: Answers) -> None:
    recording, json, *_ = sections(page).values()
    said = set(FIELD.findall(recording + json)).union(*map(FIELD.findall, beside(page).values()))
    words = set[str]().union(*(has(answers) for has in KINDS.values()))
    assert said - {*names_in(answers), *words} == set()
    assert names_in(answers) - answers.keys() - said - {"schema"} - COLUMNS.keys() == set()


@pytest.mark.parametrize("page", SHELL, ids=named)
def test_every_command_that_prints_json_is_asked_for_it_here(page: Path) -> None:
    with_names = {name for name, cell in beside(page).items() if FIELD.search(cell) or TERM.search(cell)}
    assert with_names == ASKED.keys() == {name for name, each in commands().items() if "--json" in options(each)}


@pytest.mark.parametrize(("code", "page"), [("en", "docs/start.md"), ("zh_CN", "docs/zh-CN/start.md")])
def test_the_page_that_one_begins_with_names_the_steps_as_the_screen_does(code: str, page: str) -> None:
    said = (ROOT / page).read_text()
    for number, name in enumerate(STEP_NAMES.values(), 1):
        assert f"| {number} {language_of(code).say(name)} |" in said


@pytest.mark.parametrize("path", FILES, ids=named)
def test_the_page_of_files_has_every_table_with_every_field(path: Path) -> None:
    text = path.read_text("utf-8")
    assert {name for line in text.splitlines() if (name := table_in(line))} == TABLES.keys()
    assert text == file_tables.page(text), "run python -m tests.tools.file_tables"
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| `")]
    assert all(cell.strip() for row in rows for cell in row)


def test_of_a_table_on_the_page_of_files_nothing_but_its_fields_is_written() -> None:
    row = "| `balances` | a label | `amount` `gone` | a check | a bill |\n"
    assert file_tables.page(row) == "| `balances` | a label | `amount` `at` | a check | a bill |\n"
    other = "| `orders` | two cells |\n\nwhat | is | said | in | prose | here |\n"
    assert file_tables.page(other) == other


WRITERS = {
    "orders": ("entering", "convert"),
    "repayments": ("payment", "direct"),
    "corrections": ("verifying", "total"),
    "checklists": ("checklist",),
    "channels": ("own_rules",),
    "debits": ("auto_debit",),
    "closings": ("early",),
    "refunds": ("refund",),
    "accounts": ("account_changes",),
    "balances": ("balance",),
    "conversions": ("convert",),
    "deferrals": ("defer",),
    "minimums": ("minimum_paid",),
    "credits": ("used_credit",),
    "reductions": ("total",),
    "promises": ("promise",),
    "figures": ("verifying", "total"),
    "moved": ("moved_bills",),
    "pages": ("order_page",),
    "precautions": ("precautions",),
    "budget": ("budget",),
    "set_ups": ("set_up",),
    "sightings": ("from_line",),
}
"""By each table that something writes: the modules of actions that do."""
UNUSED: dict[str, str] = {}
"""By each table that nothing writes yet: the function that will."""


def reached() -> set[str]:
    """The modules of actions that a command of the shell or of the screens leads to."""
    folder = ROOT / "models" / "actions"
    imports = {each.stem: set(IMPORTED.findall(each.read_text("utf-8"))) for each in folder.glob("*.py")}
    texts = [
        each.read_text("utf-8") for part in ("cli", "commands", "state") for each in (ROOT / "tui" / part).glob("*.py")
    ]
    found, new = set[str](), {name for text in texts for name in IMPORTED.findall(text)}
    while new:
        found |= new
        new = {name for each in new for name in imports.get(each, ())} - found
    return found


@pytest.mark.parametrize("page", FILES, ids=named)
def test_what_writes_a_table_is_reached_from_a_command_and_what_nothing_writes_is_said(page: Path) -> None:
    rows = [line.split(" | ") for line in page.read_text("utf-8").splitlines() if line.startswith("| `")]
    written = {row[0].strip("| `"): row[3] for row in rows if len(row) == 5}
    assert written.keys() == TABLES.keys() == WRITERS.keys() | UNUSED.keys()
    assert {table for table, words in written.items() if words in {"nothing yet", "暂无"}} == UNUSED.keys()
    there = reached()
    assert {each for modules in WRITERS.values() for each in modules} <= there
    for words in written.values():
        for command in re.findall(r"`fenqi (\w+)", words):
            assert command in {name.split()[0] for name in commands()}
    sources = [each.read_text("utf-8") for room in ("models", "tui") for each in (ROOT / room).rglob("*.py")]
    for function in UNUSED.values():
        assert [text for text in sources if function in text and f"def {function}(" not in text] == []
