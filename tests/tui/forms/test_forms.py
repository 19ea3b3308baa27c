"""What every form does the same way: going through the fields, saying what is wrong, saving and leaving."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from models.actions.own_rules import own_of
from models.channels.builtin import builtin
from models.values.message import Message, msg
from models.values.money import Fen, parse_amount, yuan
from models.values.typed import parse_date
from tests.often import is_long
from tests.tui.forms.test_refund import PART
from tests.tui.screens.test_channels import HUABEI, text, type_into
from tests.tui.screens.test_main_screen import on_disk, opened
from tests.tui.written import write
from tui.forms.confirm import Confirm
from tui.forms.field import Field, Wrong, parsed, verbatim
from tui.forms.fields_page import FieldsPage
from tui.forms.form import Form
from tui.run.session import Session
from tui.screens.main import MainScreen
from tui.widgets.lines import TextMaker
from tui.widgets.picker import Picker

TO = {
    "order": ("a",),
    "old order": ("e",),
    "channel": (*HUABEI, "e"),
    "new channel": ("h", "a"),
    "refund": ("r", *PART),
    "import": ("i",),
    "comparison": ("m",),
}
"""The keys that open each page of fields."""
MAKE_SOMETHING = {name: keys for name, keys in TO.items() if name not in {"import", "comparison"}}
"""Those in which what is typed is what is made."""


def page(pilot: Pilot[str]) -> FieldsPage[object, object]:
    screen = pilot.app.screen
    assert isinstance(screen, FieldsPage)
    return screen


def wrong(pilot: Pilot[str], field: str) -> str:
    """What is said to be wrong with a field; of "" with none of them."""
    line = pilot.app.screen.query_one(f"#{field or 'form'}-wrong", Static)
    return str(line.render()) if line.display else ""


def path_box(pilot: Pilot[str]) -> Input:
    return pilot.app.screen.query_one("#path", Input)


async def go(pilot: Pilot[str], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


FORWARD = {"order": "enter", "old order": "down", "channel": "tab", "new channel": "enter"}
"""The key tried in a page of many fields; in the others all of them are."""


@pytest.mark.parametrize("form", TO)
async def test_every_key_goes_through_the_fields_as_they_stand_and_up_goes_back(sample: Session, form: str) -> None:
    keys = ("enter", "tab", "down") if is_long() or form not in FORWARD else (FORWARD[form],)
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await go(pilot, *TO[form])
        fields = page(pilot)
        assert fields.named(pilot.app.focused) == fields.arrangement()[0]
        for key in keys:
            pilot.app.screen.set_focus(fields.boxes[fields.arrangement()[0]])
            for name in fields.arrangement():
                assert fields.named(pilot.app.focused) == name, key
                if name != fields.arrangement()[-1]:
                    await go(pilot, key)
        for name in reversed(fields.arrangement()):
            assert fields.named(pilot.app.focused) == name
            await go(pilot, "up")


async def leave(pilot: Pilot[str], main: MainScreen) -> None:
    """Back from the list in which a form was opened, and out of what was asked before it."""
    while pilot.app.screen is not main or main.answering:
        await go(pilot, "escape")


async def test_what_was_typed_is_left_only_after_a_question(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        for form, keys in MAKE_SOMETHING.items():
            await go(pilot, *keys)
            fields = page(pilot)
            name = next(name for name, box in fields.boxes.items() if isinstance(box, Input) and name != "id")
            fields.boxes[name].focus()
            await go(pilot, "1", "escape")
            assert isinstance(pilot.app.screen, Confirm), form
            await go(pilot, "escape")
            assert page(pilot).boxes[name].value.endswith("1"), "what was typed is still there"
            await go(pilot, "escape", "k", "enter")
            assert not isinstance(pilot.app.screen, FieldsPage | Confirm), form
            await leave(pilot, screen)


async def test_where_nothing_was_typed_escape_leaves_at_once(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        for form, keys in TO.items():
            await go(pilot, *keys)
            assert page(pilot)
            await go(pilot, "escape")
            assert not isinstance(pilot.app.screen, FieldsPage | Confirm), form
            await leave(pilot, screen)


async def test_what_is_typed_only_to_look_is_left_at_once(sample: Session) -> None:
    async with opened(sample) as (pilot, screen):
        for form in ("import", "comparison"):
            await go(pilot, *TO[form], "1", "escape")
            assert pilot.app.screen is screen, form


async def test_enter_in_the_last_field_saves(sample: Session, tmp_path: Path) -> None:
    header = "title,bought_at,channel,periods,amount_per_period,first_due"
    file = tmp_path / "orders.csv"
    file.write_text(f"{header}\nLamp,2026-11-01,huabei,3,100.00,2026-12-10\n", "utf-8")
    async with opened(sample) as (pilot, _screen):
        await go(pilot, *HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        pilot.app.screen.query_one("#apps-domain").focus()
        await go(pilot, "enter")
        await pilot.app.workers.wait_for_complete()
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {"grace_days": 2}
        await go(pilot, "escape", "i")
        await write(pilot, path_box(pilot), str(file))
        await go(pilot, "enter", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "Lamp" in {order.title for order in on_disk(sample).ledger.orders.values()}


async def test_another_path_is_previewed_before_it_is_imported(sample: Session, tmp_path: Path) -> None:
    header = "title,bought_at,channel,periods,amount_per_period,first_due"
    for name, title in (("one", "Lamp"), ("one2", "Chair")):
        row = f"{title},2026-11-01,huabei,3,100.00,2026-12-10"
        (tmp_path / name).write_text(f"{header}\n{row}\n", "utf-8")
    async with opened(sample) as (pilot, _screen):
        before = on_disk(sample).ledger
        await go(pilot, "i")
        await write(pilot, path_box(pilot), str(tmp_path / "one"))
        await go(pilot, "ctrl+s", "escape", "2", "ctrl+s")
        assert "Chair" in text(pilot, ".preview")
        assert on_disk(sample).ledger == before


async def test_what_cannot_be_read_is_said_while_it_is_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await go(pilot, *HUABEI, "e")
        await type_into(pilot, "cutoff", "17")
        assert "17 is not a time of day" in wrong(pilot, "cutoff")
        await go(pilot, *":00")
        assert not wrong(pilot, "cutoff")
        await go(pilot, "escape", "k", "enter", "escape", "m", *"ten")
        assert "ten is not an amount" in wrong(pilot, "price")


async def test_what_was_refused_stands_until_its_field_is_changed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await go(pilot, *HUABEI, "e")
        await type_into(pilot, "due_day", "32")
        await go(pilot, "ctrl+s")
        refused = wrong(pilot, "due_day")
        assert "32" in refused
        await type_into(pilot, "grace_days", "2")
        assert wrong(pilot, "due_day") == refused
        await type_into(pilot, "due_day", "1")
        assert not wrong(pilot, "due_day")


async def test_what_is_no_fields_stands_above_them_until_it_is_saved_again(sample: Session) -> None:
    ledger = on_disk(sample).ledger
    repaid = next(iter(ledger.repayments.values()))
    order = ledger.orders[repaid.allocations[0].order]
    async with opened(sample) as (pilot, screen):
        screen.select(order.id)
        await go(pilot, "e")
        await type_into(pilot, "paid_periods", f"{repaid.allocations[0].number}")
        await go(pilot, "ctrl+s")
        assert "is recorded" in wrong(pilot, "")
        await type_into(pilot, "paid_periods", "0")
        assert "is recorded" in wrong(pilot, ""), "there is time to read it"


class Promise(Form[tuple[Fen, date]]):
    """A form as short as one can be: how much will be paid, and when."""

    def __init__(self, session: Session, given: Mapping[str, str] | None = None) -> None:
        kinds = [("all", msg("yes")), ("part", verbatim("some of it"))]
        fields = {
            "kind": Field(msg("how much"), choices=kinds),
            "amount": Field(msg("fee"), about=verbatim("what the card has")),
            "day": Field(msg("due"), verbatim("2026-12-01")),
        }
        super().__init__(session, fields, {"kind": "part", **(given or {})})

    def heading(self) -> Message:
        return msg("price")

    def arrangement(self) -> list[str]:
        return ["day", "kind"] if self.boxes["kind"].value == "all" else list(self.fields)

    def read(self, cells: dict[str, str]) -> tuple[Fen, date] | Wrong:
        return parsed(cells, "amount", parse_amount), parsed(cells, "day", parse_date)

    def preview(self, made: tuple[Fen, date] | Wrong) -> TextMaker | None:
        return None if isinstance(made, Wrong) else lambda _width: [((yuan(made[0]), ""),)]


async def test_a_form_says_only_its_fields_what_they_come_to_and_what_that_looks_like(sample: Session) -> None:
    made: list[tuple[Fen, date] | None] = []
    async with opened(sample) as (pilot, _screen):
        pilot.app.push_screen(Promise(sample), made.append)
        await go(pilot, "enter")
        hint = pilot.app.screen.query_one("#hint", Static)
        assert str(hint.render()) == "what the card has"
        assert not pilot.app.screen.query_one("#preview").display
        await go(pilot, *"12.50", "enter", *"2026-12-24")
        assert "¥12.50" in text(pilot, "#preview")
        await go(pilot, "enter")
        assert made == [(1250, date(2026, 12, 24))]


async def test_what_is_wrong_with_a_field_that_does_not_apply_is_said_above_those_that_do(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        pilot.app.push_screen(Promise(sample))
        await go(pilot, "right")
        assert isinstance(pilot.app.focused, Picker)
        fields = page(pilot)
        rows = [fields.query_one(f"#{name}-row") for name in ("day", "kind")]
        assert rows[0].region.y < rows[1].region.y, "in the order that the choice asks for"
        assert not fields.query_one("#amount-row").display
        await go(pilot, "ctrl+s")
        assert "an amount is missing" in wrong(pilot, "")
        assert not wrong(pilot, "amount")


async def test_what_a_form_begins_with_was_not_typed(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        pilot.app.push_screen(Promise(sample, {"amount": "ten"}))
        await go(pilot, "enter")
        assert not wrong(pilot, "amount"), "nobody typed it here"
        await go(pilot, "x")
        assert "tenx is not an amount" in wrong(pilot, "amount")
