"""A column that is added to the table is in every file, in the template and in the form, and an edit keeps it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from models.channels.builtin import builtin
from models.exchange import row
from models.exchange.column import Asked, Column, parse_title
from models.exchange.columns import COLUMNS
from models.exchange.formats import FORMATS
from models.exchange.whole import tables
from models.ledger.order import Order
from models.store import Store
from models.store.records import TABLES
from models.values.message import msg
from tests.tui.cli.shell import NOW, Shell
from tests.tui.screens.test_main_screen import opened
from tui.run.clock import clock
from tui.run.config import Config
from tui.run.language import language_of
from tui.run.session import Session


class Present(Order, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An order with one field more."""

    recipient: str = ""


RECIPIENT = Column("recipient", ("收礼人", "送给"), parse_title, examples=("", "妈妈"), help=msg("Who gets it."))
IN_THE_FORM = replace(RECIPIENT, asked=Asked(25, msg("recipient"), msg("whom it is for")))


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Callable[[Column], None]:
    """Adds the column to the table, and its field to orders and to the ledger's file."""

    def adding(column: Column) -> None:
        monkeypatch.setitem(COLUMNS, column.name, column)
        monkeypatch.setitem(TABLES, "orders", Present)
        monkeypatch.setattr(row, "Order", Present)
        monkeypatch.setitem(tables(), "orders", Present)

    return adding


def template_for(shell: Shell, form: str, folder: Path) -> Path:
    """The template of that format as a file."""
    file = folder / f"orders.{form}"
    file.write_text(shell("import", "--template", form).out, "utf-8")
    return file


def recipients(shell: Shell) -> dict[str, str]:
    return {each.title: each.recipient for each in shell.ledger.orders.values() if isinstance(each, Present)}


async def edit(shell: Shell, title: str, **texts: str) -> None:
    """Open the order in the form, type into these fields, and save."""
    session = Session(
        store=Store(shell.db),
        clock=clock(NOW),
        language=language_of("en"),
        config=Config(),
        catalogue=builtin(),
        zone="Asia/Shanghai",
    )
    async with opened(session) as (pilot, screen):
        screen.select(next(each.id for each in shell.ledger.orders.values() if each.title == title))
        await pilot.press("e")
        for name, typed in texts.items():
            pilot.app.screen.query_one(f"#{name}", Input).value = typed
        await pilot.press("ctrl+s")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.screen is screen


@pytest.mark.parametrize("form", FORMATS)
async def test_a_new_column_goes_from_a_file_through_the_form_into_a_file(
    add: Callable[[Column], None], empty_shell: Shell, tmp_path: Path, form: str
) -> None:
    add(IN_THE_FORM)
    file = template_for(empty_shell, form, tmp_path)
    assert "recipient" in file.read_text("utf-8"), "the template has it"
    assert empty_shell("import", "--yes", file).code == 0
    assert recipients(empty_shell)["米家扫地机器人"] == "妈妈"

    await edit(empty_shell, "小米手环", recipient="爸爸")
    assert recipients(empty_shell)["小米手环"] == "爸爸"

    file.write_text(empty_shell("export", form).out, "utf-8")
    ours = recipients(empty_shell)
    assert "differs" not in empty_shell("import", "--yes", file).err
    empty_shell.db = tmp_path / "elsewhere.json"
    assert empty_shell("import", "--yes", file).code == 0
    assert recipients(empty_shell) == ours


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("column", [RECIPIENT, IN_THE_FORM], ids=["not in the form", "in the form"])
async def test_editing_something_else_erases_no_column(
    add: Callable[[Column], None], empty_shell: Shell, tmp_path: Path, column: Column, form: str
) -> None:
    add(column)
    empty_shell("import", "--yes", template_for(empty_shell, form, tmp_path))
    before = {each.title: each for each in empty_shell.ledger.orders.values()}
    await edit(empty_shell, "米家扫地机器人", note="for mother")
    after = {each.title: each for each in empty_shell.ledger.orders.values()}
    assert after == before | {"米家扫地机器人": replace(before["米家扫地机器人"], note="for mother")}
    assert recipients(empty_shell)["米家扫地机器人"] == "妈妈"


def test_a_column_without_examples_is_blank_in_the_template(
    add: Callable[[Column], None], empty_shell: Shell, tmp_path: Path
) -> None:
    add(replace(RECIPIENT, examples=()))
    for form in FORMATS:
        empty_shell.db = tmp_path / f"of-{form}.json"
        assert empty_shell("import", "--yes", template_for(empty_shell, form, tmp_path)).code == 0
        assert set(recipients(empty_shell).values()) == {""}


@pytest.mark.parametrize("name", ["recipient", "RECIPIENT", "收礼人", "送给", "送给\u3000"])
def test_a_new_column_is_known_by_each_of_its_names(
    add: Callable[[Column], None], empty_shell: Shell, tmp_path: Path, name: str
) -> None:
    add(RECIPIENT)
    file = tmp_path / "orders.json"
    order = {"title": "Buds", "bought_at": "2026-11-11", "channel": "huabei", "periods": 3, "first_due": "2026-12-10"}
    file.write_text(json.dumps({"orders": [{**order, "amount_per_period": "100", name: "妈妈"}]}), "utf-8")
    assert empty_shell("import", "--yes", file).code == 0
    assert recipients(empty_shell) == {"Buds": "妈妈"}
