"""A page of docs/ lists what there is: it leaves nothing out and has nothing of its own."""

import re
import tomllib
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

import click
import pytest
from textual.binding import BindingType

import tui.cli
from models.actions.reminding import AFTER, GOES_ON, ReminderKind
from models.channels.channel import LANGUAGES
from models.exchange.calendar import BEFORE
from models.exchange.columns import COLUMNS
from models.exchange.encoding import MAX_BYTES
from models.exchange.named import NAMED
from models.exchange.row import MAX_ROWS
from models.exchange.statement.read import MAX_BYTES as MAX_STATEMENT
from models.exchange.statement.sources import READ as READ_SOURCES
from models.exchange.workbook import MAX_SHEET_ROWS, MAX_UNPACKED
from models.store import Store, retention
from models.store.drafts import MOST_DRAFTS, MOST_TYPED, draft_of
from models.store.reminded import Reminded
from tests.models.builders import at
from tests.test_docs import QUOTED, ROOT, named
from tests.tools.catalogues import sources
from tests.tui.cli.commands import commands, options
from tests.tui.cli.shell import NOW, ORDERS, Shell
from tui.cli.main import fenqi
from tui.commands import COMMANDS
from tui.commands.command import key_name
from tui.forms.drafted import Drafted
from tui.forms.form import Form
from tui.forms.import_orders import ImportScreen
from tui.forms.import_preview import ImportPreview
from tui.forms.order_layout import OrderLayout
from tui.run.config import THEMES, Config, parse_config
from tui.run.passing_on import PATIENCE
from tui.run.session import config_path, default_db
from tui.widgets.choices import Choices
from tui.widgets.lines import Lines
from tui.words.order_edit import flag

ROW = re.compile(r"^\| `fenqi ([a-z]+(?: [a-z]+)?).*$", re.MULTILINE)
CELL = re.compile(r"(?<!\\)\|")
OPTION = re.compile(r"(--[a-z][a-z0-9-]*)(?: (\w[\w-]*(?:\\?\|\w[\w-]*)*))?")
"""An option, and the value or the values behind it."""
CALL = re.compile(r"\bfenqi ([a-z]+)\b(.*)")
ANOTHER = re.compile(r"`fenqi ([^`]+)`")
COLUMNS_OF = "import --template csv"
"""What stands for the columns of a file, each of them an option."""
WRITING = frozenset({"--yes", "--dry-run"})
"""The options of all that writes, which are said once."""
VARIABLE = re.compile(r"\bFENQI_[A-Z]+\b")
CODE = re.compile(r"^\| (\d+) \|", re.MULTILINE)
NUMBER = re.compile(r"\d[\d,]*")
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
USAGE = re.compile(r"^    fenqi .*$", re.MULTILINE)
FILE = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def both(name: str) -> list[Path]:
    """A page in both languages."""
    return [ROOT / "docs" / name, ROOT / "docs" / "zh-CN" / name]


READ = [
    *both("keys.md"),
    *both("bill.md"),
    *both("shell.md"),
    *both("settings.md"),
    *both("files.md"),
    *both("ssh.md"),
    *both("statements.md"),
    *both("reminders.md"),
]
READ += [ROOT / "README.md", ROOT / "README.zh-CN.md"]
"""What users read."""


def section(page: str, *names: str) -> str:
    """What stands under one of these headings."""
    (found,) = (each for each in re.split(r"^## ", page, flags=re.MULTILINE) if each.startswith(names))
    return found


# Keys


def bound(bindings: list[BindingType]) -> set[str]:
    """The keys of what has the keyboard."""
    return {key_name(key) for each in bindings for key in str(getattr(each, "key", "")).split(",")}


def strange_keys(page: str) -> set[str]:
    """Keys that only the page has, or only the app."""
    said = {key_name(key) for key in QUOTED.findall(page)}
    there = {key_name(command.keys) for command in COMMANDS} | bound(Form.BINDINGS) | bound(Drafted.BINDINGS)
    there |= bound(OrderLayout.BINDINGS) | bound(ImportScreen.BINDINGS) | bound(ImportPreview.BINDINGS)
    return (there - said) | (said - there - bound(Lines.BINDINGS) - bound(Choices.BINDINGS))


@pytest.mark.parametrize("page", both("keys.md"), ids=named)
def test_the_keys_on_the_page_are_those_that_there_are(page: Path) -> None:
    text = page.read_text("utf-8")
    assert strange_keys(text) == set()
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == len(set(rows)), "no key is explained twice"
    assert strange_keys(text.replace("`m`", "`ctrl+y`")) == {"m", "ctrl+y"}
    assert strange_keys(text.replace("`ctrl+g`", "`ctrl+y`")) == {"ctrl+g", "ctrl+y"}


@pytest.mark.parametrize("page", both("keys.md"), ids=named)
def test_no_two_rows_of_the_keys_are_of_the_same_keys(page: Path) -> None:
    keys = [CELL.split(row)[1].strip() for row in page.read_text("utf-8").splitlines() if row.startswith("| `")]
    assert keys and len(keys) == len(set(keys))


# The shell


class Row(NamedTuple):
    """What the page says of a command: its calls, what it does, the names in its JSON."""

    calls: str
    does: str
    names: str


def rows(page: str) -> dict[str, Row]:
    """The rows of the commands."""
    return {called(found[1].split()): Row(*CELL.split(found[0])[1:4]) for found in ROW.finditer(page)}


def called(words: list[str]) -> str:
    """The command that is called by these words and what stands behind it; the first word where there is none."""
    return two if (two := " ".join(words[:2])) in commands() else words[0]


def choices(param: click.Parameter) -> set[str]:
    """What may be given; nothing where it is not chosen."""
    return set(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else set()


def strange_options(text: str, of: click.Command, besides: frozenset[str] = frozenset()) -> set[str]:
    """Options and values that only the text has, or only the command; a text that refers to `--help` needs not all."""
    said, there = {name: set[str]() for name in besides}, options(of)
    for name, values in OPTION.findall(text):
        said[name] = said.get(name, set()) | set(re.split(r"\\?\|", values)) - {""}
    strange = set(said) - there.keys() - {"--help"}
    strange |= set() if "--help" in said else there.keys() - said.keys()
    for name in said.keys() & there.keys():
        values, allowed = said[name], choices(there[name])
        if allowed:
            strange |= values - allowed
            strange |= allowed - values - {str(there[name].default)} if len(values) > 1 else set()
    return strange


def said_of(name: str, page: str) -> str:
    """What the page says of the options of a command: its row, and of another command that this names, that row."""
    row = rows(page)[name]
    others = {each: called(each.split()) for each in ANOTHER.findall(row.does) if each != COLUMNS_OF}
    columns = [flag(column) for column in COLUMNS] if COLUMNS_OF in ANOTHER.findall(row.does) else []
    below = section(page, "Recording", "在 shell 里记录") if name == "record" else ""
    own = (row.calls, ANOTHER.sub(lambda call: call[0] * (others.get(call[1]) == name), row.does), *columns)
    return " ".join((*own, ANOTHER.sub("", below), *(said_of(each, page) for each in others.values() if each != name)))


def options_of_rows(page: str) -> dict[str, set[str]]:
    """By command, what is strange in its row."""
    found = {}
    for name, row in rows(page).items():
        there = commands()[name]
        written = WRITING if options(there).keys() >= WRITING else frozenset[str]()
        as_json = {"--json"} if row.names.strip() and name != "export" else set[str]()  # the JSON of that is the export
        found[name] = strange_options(said_of(name, page), there, written | as_json)
    return {name: strange for name, strange in found.items() if strange}


@pytest.mark.parametrize("page", both("shell.md"), ids=named)
def test_the_options_on_the_page_of_the_shell_are_those_that_there_are(page: Path) -> None:
    text = page.read_text("utf-8")
    assert options_of_rows(text) == {}
    assert options_of_rows(text.replace("`--open`", "`--shut`")) == {"bills": {"--open", "--shut"}}
    assert options_of_rows(text.replace(r"due\|overdue\|", r"due\|late\|")) == {"orders": {"late", "overdue"}}
    assert options_of_rows(text.replace("`--pay-account`", "`--from`")) == {
        each: {"--pay-account", "--from"} for each in ("account add", "account set")
    }
    assert options_of_rows(text.replace("`--for ", "`--of ")) == {"record": {"--for", "--of"}}
    assert options_of_rows(text.replace(f"`fenqi {COLUMNS_OF}`", "")).keys() == {"order add", "order set"}
    assert set(WRITING) <= set(QUOTED.findall(section(text, "Recording", "在 shell 里记录").partition("\n- ")[0]))


@pytest.mark.parametrize("page", both("shell.md"), ids=named)
def test_the_global_options_on_the_page_are_those_that_there_are(page: Path) -> None:
    (usage,) = USAGE.findall(page.read_text("utf-8").partition("\n## ")[0])
    assert strange_options(usage, fenqi) == set()
    assert strange_options(usage.replace("|en", "|fr"), fenqi) == {"en", "fr"}


@pytest.mark.parametrize("page", both("shell.md"), ids=named)
def test_what_can_be_exported_is_on_the_page_and_nothing_else(page: Path) -> None:
    said = re.findall(r"`fenqi export (\w+)`", rows(page.read_text("utf-8"))["export"].calls)
    assert set(said) == choices(commands()["export"].params[0])


def calls(page: str) -> list[tuple[str, str]]:
    """The commands that a page shows, each with what stands behind it."""
    shown = (
        *QUOTED.findall(FENCED.sub("", page)),
        *(line for block in FENCED.findall(page) for line in block.split("\n")),
    )
    found = [(each[1], each[2]) for every in shown for each in CALL.finditer(every)]
    return [
        (name := called([first, *behind.split()]), behind.removeprefix(name[len(first) :])) for first, behind in found
    ]


@pytest.mark.parametrize("page", READ, ids=named)
def test_what_a_page_shows_can_be_called(page: Path) -> None:
    text = page.read_text("utf-8")
    known = commands()
    groups = {name.partition(" ")[0] for name in known}
    assert {name for name, _ in calls(text)} - known.keys() - groups == set()
    assert [
        (name, option)
        for name, behind in calls(text)
        for option, _ in OPTION.findall(behind)
        if name not in known or option not in {*options(known[name]), "--help"}
    ] == []
    everywhere = {"--help"}.union(options(fenqi), *map(options, known.values()))
    assert {option for each in QUOTED.findall(text) for option, _ in OPTION.findall(each)} - everywhere == set()
    code = " ".join(file.read_text("utf-8") for file in sources())
    assert set(VARIABLE.findall(text)) - set(VARIABLE.findall(code)) == set()


def test_an_invented_command_is_seen() -> None:
    assert calls("Ask `fenqi pay --all`.\n```sh\nfenqi owe\n```\n") == [("pay", " --all"), ("owe", "")]
    assert calls("`fenqi order add --title A`, `fenqi order`") == [("order add", " --title A"), ("order", "")]


@pytest.mark.parametrize("page", both("shell.md"), ids=named)
def test_the_exit_codes_on_the_page_are_those_that_there_are(page: Path) -> None:
    modules = (import_module(f"tui.cli.{each.name}") for each in iter_modules(tui.cli.__path__))
    codes = {value for module in modules for name, value in vars(module).items() if name.startswith("EXIT_")}
    text = section(page.read_text("utf-8"), "Exit codes", "退出码")
    assert set(map(int, CODE.findall(text))) == {0, click.UsageError.exit_code} | codes
    for name, _, option in (each.partition(" ") for each in QUOTED.findall(text)):
        assert not option or option in options(commands()[name])


# Statements

NAMED_THERE = {
    "alipay": "支付宝",
    "wechat": "微信",
    "jd": "京东",
    "meituan": "美团",
    "cmb-credit": "招行",
    "cgb-credit": "广发",
    "bocomm-credit": "交行",
    "boc-credit": "中行",
    "icbc-credit": "工行",
}
"""How the page of statements calls each source that is read."""


@pytest.mark.parametrize("page", both("statements.md"), ids=named)
def test_the_page_of_statements_has_every_source_that_is_read_and_the_limits_that_hold(page: Path) -> None:
    text = page.read_text("utf-8")
    assert NAMED_THERE.keys() == {each.id for each in READ_SOURCES}
    assert [name for name in NAMED_THERE.values() if name not in section(text, "Which files", "读哪些")] == []
    (limits,) = (line for line in text.splitlines() if " MB" in line)
    largest = [f"{each // 1_000_000}" for each in (MAX_STATEMENT, MAX_BYTES, MAX_UNPACKED)]
    sizes = [*largest, f"{MAX_SHEET_ROWS:,}"]
    assert [each.rstrip(",") for each in NUMBER.findall(limits)] == sizes


# Settings


@pytest.mark.parametrize("page", both("settings.md"), ids=named)
def test_the_settings_on_the_page_are_those_that_there_are(page: Path) -> None:
    (block,) = FENCED.findall(page.read_text("utf-8"))
    assert parse_config(block).remarks == ()
    assert tomllib.loads(block).keys() == set(Config.__struct_fields__) - {"remarks"}
    assert tomllib.loads(block)["keymap"].keys() <= {each.id for each in COMMANDS}
    lines = {line.partition(" ")[0]: line for line in block.splitlines()}
    assert re.findall(r"[a-z0-9-]{4,}", lines["theme"])[1:] == list(THEMES)
    assert set(re.findall(r'"(\w+)"', lines["language"])) == set(LANGUAGES)


# Reminders


@pytest.mark.parametrize("page", both("reminders.md"), ids=named)
def test_the_page_of_reminders_has_every_kind_its_days_and_how_long_a_command_may_take(page: Path) -> None:
    text = page.read_text("utf-8")
    kinds = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", text, re.MULTILINE))
    assert kinds.keys() == set(ReminderKind)
    days = [*AFTER[1:], GOES_ON]
    assert re.findall(r"\d+", kinds["overdue"]) == [str(each) for each in days]
    assert f"{int(PATIENCE)} " in text and f"`--days-before {','.join(map(str, BEFORE))}`" in text
    (block,) = FENCED.findall(text)
    assert parse_config(block).remarks == ()


# Files


@pytest.mark.parametrize("page", both("files.md"), ids=named)
def test_the_files_on_the_page_are_those_that_there_are(
    page: Path, home: Path, empty_shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    orders = home / "orders.csv"
    orders.write_text(ORDERS, "utf-8")
    assert empty_shell.raw("import", "--yes", orders).code == 0
    folder = default_db().parent
    Store(default_db()).drafts.keep("order", draft_of({}, {"title": "Buds"}, at(NOW)))
    Reminded(default_db()).keep(["due:huabei/2026-12-10:3d"], at(NOW))
    there = {config_path(), *folder.iterdir()}
    said = FILE.findall(page.read_text("utf-8").partition("\n## ")[0])
    assert {folder / each if "~" not in each else Path(each).expanduser() for each in said} == there
    assert {each.rstrip("/") for each in said if each.endswith("/")} == {f.name for f in there if f.is_dir()}


@pytest.mark.parametrize("page", both("files.md"), ids=named)
def test_the_numbers_on_the_page_of_files_are_those_that_hold(page: Path) -> None:
    text = page.read_text("utf-8")
    kept = [retention.LAST, *(count for _, count in retention.SPANS), retention.MOST]
    assert NUMBER.findall(section(text, "Backups", "按时间")) == [str(count) for count in kept]
    limits = [f"{MAX_BYTES // 1_000_000}", f"{MAX_ROWS:,}", f"{NAMED}", f"{MOST_DRAFTS}", f"{MOST_TYPED:,}"]
    assert [each.rstrip(",") for each in NUMBER.findall(section(text, "Limits", "限制"))] == limits
