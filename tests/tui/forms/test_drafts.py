"""Drafts of forms: what was typed is there again after the line was lost, until it is saved or dropped."""

from datetime import datetime

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from models.actions.orders import archive_order, delete_order
from models.actions.own_rules import own_of
from models.ledger.ledger import Ledger, put
from models.store import Draft, Store
from models.store.drafts import Drafts, path_of
from models.values.message import Problem, msg
from screenshots import make
from tests.tui.forms.test_order_form import choose, entered, fill, form_box
from tests.tui.screens.test_channels import HUABEI
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import MOP, go_to, on_screen
from tests.tui.screens.tour import resized
from tui.cli.demo import demo_session
from tui.forms.account_form import AccountForm
from tui.forms.budget_form import BudgetForm
from tui.forms.channel_form import ChannelForm
from tui.forms.compare import CompareScreen
from tui.forms.confirm import Confirm
from tui.forms.drafted import DROPS
from tui.forms.due_day import DueDayForm
from tui.forms.fields_page import FieldsPage
from tui.forms.import_orders import ImportScreen
from tui.forms.order_fields import FeeKind
from tui.forms.order_form import OrderForm
from tui.forms.paste import MESSAGE, PasteScreen
from tui.forms.price import FIELDS as PRICE_FIELDS
from tui.forms.price import PriceScreen
from tui.forms.refund import RefundScreen
from tui.forms.spare import SpareForm
from tui.forms.statement_file import StatementFile
from tui.run.session import Session
from tui.run.viewers_clock import by_viewer
from tui.widgets.keybar import KeyBar
from tui.widgets.picker import Picker

NOW = datetime.fromisoformat(make.NOW)
WHEN = f"draft of {NOW:%Y-%m-%d %H:%M}, not saved yet"
BUDS = {"title": "Buds", "bought_at": "2026-11-11", "periods": "3", "amount_per_period": "100"}


def again(session: Session) -> Session:
    """The session of a new start on the same file."""
    return replace(session, store=Store(session.store.path))


def kept(session: Session, form: str = "order/new") -> Draft | None:
    """The draft that another start finds."""
    return again(session).store.drafts.find(form)


def said(pilot: Pilot[str]) -> str:
    """What stands above the fields about a draft."""
    line = pilot.app.screen.query_one("#draft", Static)
    return str(line.render()) if line.has_class("-says") else ""


def bar(pilot: Pilot[str]) -> str:
    return str(pilot.app.screen.query_one(KeyBar).render())


async def typed(session: Session) -> None:
    """A new order half filled in, and then the end: the line is lost, or q of the terminal's window."""
    async with opened(session) as (pilot, _screen):
        await pilot.press("a", *"Buds", "tab")
        await fill(pilot, order_no="5251111", bought_at="2026-11-11")
        await choose(pilot, "channel", "huabei")
        await pilot.press("tab")


CELLS = {"title": "Buds", "order_no": "5251111", "bought_at": "2026-11-11", "channel": "huabei"}
"""What that leaves."""


def left(
    session: Session, cells: dict[str, str], form: str = "order/new", before: dict[str, str] | None = None
) -> None:
    """The draft that typing has left."""
    session.store.drafts.keep(form, Draft(NOW, cells, dict.fromkeys(cells, "") if before is None else before))


async def test_what_was_typed_is_there_again_and_says_from_when_it_is(sample: Session) -> None:
    await typed(sample)
    draft = kept(sample)
    assert draft is not None
    assert draft.cells == CELLS
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("a")
        await pilot.pause()
        assert [form_box(pilot, name).value for name in ("title", "order_no")] == ["Buds", "5251111"]
        assert pilot.app.screen.query_one("#channel", Picker).value == "huabei"
        assert said(pilot) == WHEN
        assert "drop the draft" in bar(pilot)
        await pilot.press(*" 5", "tab")  # the keyboard stands behind what was typed
        await fill(pilot, periods="3", amount_per_period="100", first_due="2026-12-10")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert entered(sample, "Buds 5").account_id == "huabei"
    assert not path_of(sample.store.path).exists(), "it is saved"


async def test_nothing_is_written_while_one_types_but_only_when_the_keyboard_moves_on(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(Drafts, "keep", lambda _self, form, draft, _found: written.append(draft.cells.get("title", "")))
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a", *"Redmi K70", "left", "backspace", *"9")
        assert written == []
        await pilot.press("tab")
        await pilot.pause()
        assert written == ["Redmi K90"]
        await pilot.press("tab", "tab", "shift+tab", "down", "up")
        await pilot.pause()
        assert written == ["Redmi K90"], "nothing has changed since"


async def test_to_open_and_to_leave_a_form_or_a_comparison_makes_no_file(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        for key in ("a", "e"):
            await pilot.press(key, "tab", "tab", "escape")
            await pilot.pause()
        await pilot.press("m", "tab", "tab", "tab")
        await pilot.pause()
        assert not path_of(sample.store.path).exists()
        await pilot.press("escape", "e", "ctrl+s")
        await pilot.pause()
    assert not path_of(sample.store.path).exists()


async def test_leaving_without_saving_drops_it(sample: Session) -> None:
    left(sample, CELLS)
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("a", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm), "though nothing was typed by now"
        draft = kept(sample)
        assert draft is not None
        dropped = f"The draft of {by_viewer(draft.at, sample.zone)} is dropped, too."
        assert dropped in str(pilot.app.screen.query_one(".question", Static).content)
        await pilot.press("escape")
        await pilot.pause()
        assert kept(sample) is not None
        await pilot.press("escape", "up", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen
    assert not path_of(sample.store.path).exists()


async def test_a_key_drops_it_after_asking_and_the_form_is_as_without_it(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a", *"Buds", DROPS)
        await pilot.pause()
        assert isinstance(pilot.app.screen, OrderForm), "there is none yet that could be dropped"
    left(sample, CELLS)
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("a", DROPS)
        await pilot.pause()
        assert "Drop the draft of" in on_screen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert form_box(pilot, "title").value == "Buds"
        assert kept(sample) is not None
        await pilot.press(DROPS, "up", "enter")
        await pilot.pause()
        assert form_box(pilot, "title").value == ""
        assert pilot.app.screen.query_one("#channel", Picker).value == "xiaomi", "that of the order entered last"
        assert said(pilot) == "" and "drop the draft" not in bar(pilot)
        assert not path_of(sample.store.path).exists()
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen, "nothing is left that could be lost"


async def test_quitting_with_the_form_open_keeps_it(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("a", *"Buds", "tab", "ctrl+q")
        await pilot.pause()
    draft = kept(sample)
    assert draft is not None and draft.cells == {"title": "Buds"}


async def test_undo_does_not_touch_it(sample: Session) -> None:
    sample.store.commit(
        msg("edit"), lambda ledger: archive_order(ledger, next(iter(ledger.orders)), archived=True), NOW
    )
    left(sample, CELLS)
    before = path_of(sample.store.path).read_bytes()
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("up", "enter")  # done before this start: it is asked first
        await pilot.pause()
        assert "undone" in message_line(screen)
        await pilot.press("ctrl+r")
    assert path_of(sample.store.path).read_bytes() == before


def first(session: Session) -> str:
    """The order under the cursor at the start."""
    return next(iter(on_disk(session).ledger.orders))


async def begun_edit(session: Session, order: str, **texts: str) -> None:
    """An order opened for an edit, typed into, and then the end."""
    async with opened(session) as (pilot, screen):
        screen.select(order)
        await pilot.press("e")
        for name, text in texts.items():
            form_box(pilot, name).value = text
            form_box(pilot, name).focus()
        await pilot.press("tab")
        await pilot.pause()


def by_another(session: Session, order: str, **changes: object) -> None:
    """What another terminal makes of the order meanwhile."""

    def change(ledger: Ledger) -> Ledger:
        return replace(ledger, orders=put(ledger.orders, order, replace(ledger.orders[order], **changes)))

    Store(session.store.path).commit(msg("edit"), change, NOW)


async def test_the_draft_of_an_edit_holds_what_was_typed_and_overwrites_nothing_newer(sample: Session) -> None:
    order = first(sample)
    await begun_edit(sample, order, note="for mother")
    draft = kept(sample, f"order/{order}")
    assert draft is not None and (draft.cells, draft.before) == ({"note": "for mother"}, {"note": ""})
    by_another(sample, order, title="Renamed elsewhere", pay_account="招行 1234")
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("a")
        await pilot.pause()
        assert said(pilot) == "", "it is of another form"
        await pilot.press("escape")
        await pilot.pause()
        screen.select(order)
        await pilot.press("e")
        await pilot.pause()
        assert said(pilot) == WHEN
        assert form_box(pilot, "title").value == "Renamed elsewhere"
        await pilot.press("ctrl+s")
        await pilot.pause()
        saved = on_disk(sample).ledger.orders[order]
        assert (saved.title, saved.pay_account, saved.note) == ("Renamed elsewhere", "招行 1234", "for mother")
    assert not path_of(sample.store.path).exists()


async def test_what_was_changed_elsewhere_in_a_field_of_the_draft_is_named(sample: Session) -> None:
    order = first(sample)
    was = {"title": on_disk(sample).ledger.orders[order].title, "note": ""}
    left(sample, {"title": "Renamed here", "note": "for mother"}, f"order/{order}", was)
    by_another(sample, order, title="Renamed elsewhere")
    async with opened(again(sample)) as (pilot, screen):
        screen.select(order)
        await pilot.press("e")
        await pilot.pause()
        assert form_box(pilot, "title").value == "Renamed here"
        assert said(pilot) == f"{WHEN}; saving it replaces what was changed meanwhile: title Renamed elsewhere"


async def test_an_edit_that_is_not_to_overwrite_another_terminals_is_dropped(sample: Session) -> None:
    order = first(sample)
    async with opened(sample) as (pilot, screen):
        screen.select(order)
        await pilot.press("e")
        form_box(pilot, "title").value = "Renamed here"
        by_another(sample, order, title="Renamed elsewhere")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Another terminal has changed this order" in on_screen(pilot)
        draft = kept(sample, f"order/{order}")
        assert draft is not None and draft.cells == {"title": "Renamed here"}
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen
    assert not path_of(sample.store.path).exists()


async def test_the_draft_of_an_order_that_is_gone_is_in_no_ones_way(sample: Session) -> None:
    order = first(sample)
    left(sample, {"note": "for mother"}, f"order/{order}")
    sample.store.commit(msg("delete"), lambda ledger: delete_order(_free(ledger, order), order), NOW)
    async with opened(again(sample)) as (pilot, _screen):
        await pilot.press("e")
        await pilot.pause()
        assert said(pilot) == ""
    assert kept(sample, f"order/{order}") is not None, "an undo brings the order back, and its draft with it"


def _free(ledger: Ledger, order: str) -> Ledger:
    """The ledger without what is recorded of the order."""
    others = {k: v for k, v in ledger.repayments.items() if all(share.order != order for share in v.allocations)}
    return replace(ledger, repayments=others)


async def test_an_order_that_is_refused_keeps_its_draft_until_it_is_saved(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(sample) as (pilot, screen):
        await pilot.press("a")
        await fill(pilot, **BUDS, first_due="2026-12-10", note="for mother")
        with monkeypatch.context() as patch:
            patch.setattr("models.store.files.write", lambda path, _data: refuse(path))
            await pilot.press("ctrl+s")
            await pilot.pause()
        assert "no room" in str(pilot.app.screen.query_one("#form-wrong", Static).render())
        assert said(pilot) == "no draft is kept: no room", "the last field could not be kept either"
        await pilot.press("shift+tab", "tab")
        await pilot.pause()
        draft = kept(sample)
        assert draft is not None and (draft.cells["title"], draft.cells["note"]) == ("Buds", "for mother")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is screen
    assert not path_of(sample.store.path).exists()


def refuse(_path: object) -> None:
    raise Problem("no room")


async def test_a_draft_that_cannot_be_kept_is_said_once_and_the_form_goes_on(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_of(sample.store.path).write_text("mine", "utf-8")
    async with opened(sample) as (pilot, screen):
        await pilot.press("a", *"Buds", "tab")
        await pilot.pause()
        assert said(pilot).startswith("no draft is kept: ") and "is not a file of drafts" in said(pilot)
        await fill(pilot, **{**BUDS, "title": ""}, first_due="2026-12-10")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert entered(sample, "Buds")
        await pilot.press("a", *"Watch", "tab")
        await pilot.pause()
        assert said(pilot) == "", "it has been said"
    assert path_of(sample.store.path).read_text("utf-8") == "mine"


async def test_the_rules_of_a_channel_have_drafts_too(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        await pilot.pause()
        form_box(pilot, "due_day").value = "20"
        await pilot.press("tab", "tab")
        await pilot.pause()
    draft = kept(sample, "channel/huabei")
    assert draft is not None and draft.cells == {"due_day": "20"}
    async with opened(again(sample)) as (pilot, _screen):
        await pilot.press(*HUABEI, "a")
        await pilot.pause()
        assert said(pilot) == "", "one of one's own is another form"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert form_box(pilot, "due_day").value == "20"
        assert said(pilot) == WHEN
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert own_of(on_disk(sample).ledger, sample.catalogue, "huabei").values == {"due_day": 20}
    assert not path_of(sample.store.path).exists()


PART_OF_IT = ("k", "enter")
WHOLE_OF_IT = ("k", "k", "enter")


async def begun_refund(session: Session, *keys: str) -> str:
    """A refund of the order with the mop that is being typed, and then the end; the id of that order."""
    async with opened(session) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert screen.detail.order is not None
        return screen.detail.order.id


async def test_a_refund_that_was_being_typed_is_there_again_until_it_is_recorded(sample: Session) -> None:
    order = await begun_refund(sample, *PART_OF_IT, *"500", "tab")
    draft = kept(sample, f"refund/{order}")
    assert draft is not None and draft.cells == {"amount": "500"}
    async with opened(again(sample)) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await pilot.press("r")
        await pilot.pause()
        assert said(pilot) == WHEN
        assert "ctrl+g drop the draft" in on_screen(pilot)
        assert form_box(pilot, "amount").value == "500" and form_box(pilot, "amount").has_focus
        await pilot.press("enter", "enter")
        await pilot.app.workers.wait_for_complete()
    (record,) = on_disk(sample).ledger.refunds.values()
    assert (record.amount, record.full) == (500_00, False)
    assert not path_of(sample.store.path).exists()


async def test_that_the_whole_was_refunded_is_there_again(sample: Session) -> None:
    order = await begun_refund(sample, *WHOLE_OF_IT)
    assert kept(sample, f"refund/{order}")
    async with opened(again(sample)) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await pilot.press("r")
        await pilot.pause()
        assert (said(pilot), form_box(pilot, "amount").value) == (WHEN, "2,299.00")
        assert form_box(pilot, "amount").disabled and form_box(pilot, "day").has_focus
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
    (record,) = on_disk(sample).ledger.refunds.values()
    assert (record.amount, record.full) == (2299_00, True)


async def test_the_draft_of_a_refund_is_dropped_and_the_question_begins_again(sample: Session) -> None:
    order = await begun_refund(sample, *WHOLE_OF_IT)
    async with opened(again(sample)) as (pilot, screen):
        await go_to(MOP, pilot, screen)
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(DROPS)
        await pilot.pause()
        await pilot.press("up", "enter")
        await pilot.pause()
        assert kept(sample, f"refund/{order}") is None
        await pilot.press("k", "enter")
        assert form_box(pilot, "amount").value == "" and not form_box(pilot, "amount").disabled
        await pilot.press("escape")
    assert not path_of(sample.store.path).exists()


async def test_a_comparison_that_was_being_typed_is_there_again_until_it_is_left(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("m", *"1499", "tab")
        for name, text in {"periods-1": "6", "fee-2": "7.5"}.items():
            pilot.app.screen.query_one(f"#{name}", Input).value = text
        await pilot.pause()
        pilot.app.screen.query_one("#channel-3", Picker).choose("ccb")
        pilot.app.screen.query_one("#price").focus()
        await pilot.pause()
    draft = kept(sample, "compare")
    assert draft is not None
    typed_there = {"price": "1499", "periods-1": "6", "fee-2": "7.5", "channel-3": "ccb"}
    assert draft.cells.items() >= typed_there.items()
    assert not {"fee-0", "fee-1", "fee-3"} & draft.cells.keys(), "the catalogue filled those in"
    async with opened(again(sample)) as (pilot, screen):
        await pilot.press("m")
        await pilot.pause()
        assert f"draft of {NOW:%Y-%m-%d %H:%M}" in on_screen(pilot) and "drop the draft" in bar(pilot)
        boxes = {name: pilot.app.screen.query_one(f"#{name}") for name in typed_there}
        assert {name: getattr(box, "value", None) for name, box in boxes.items()} == typed_there
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        assert pilot.app.screen is screen
    assert not path_of(sample.store.path).exists()


def test_a_page_that_keeps_no_draft_has_one_field_which_the_keyboard_leaves_by_saving_it_alone() -> None:
    of_files = {page: {"path": page.ASKED} for page in (ImportScreen, StatementFile)}
    without = {PriceScreen: PRICE_FIELDS, PasteScreen: {"pasted": MESSAGE}, **of_files}
    drafted = {OrderForm, ChannelForm, AccountForm, BudgetForm, RefundScreen, CompareScreen}
    assert {len(fields) for fields in without.values()} == {1}
    kept_by_its_page, of_two_numbers = {SpareForm}, {DueDayForm}
    assert leaves(FieldsPage) - drafted - without.keys() == kept_by_its_page | of_two_numbers


def leaves(page: type) -> set[type]:
    """The pages of the app that are made of it, and of which no other is made; tests make pages of their own."""
    below = [each for each in page.__subclasses__() if each.__module__.startswith("tui.")]
    return {leaf for each in below for leaf in leaves(each)} if below else {page}


async def test_choices_and_fields_that_are_no_more_are_left_out_and_what_could_steer_a_terminal(
    sample: Session,
) -> None:
    cells = {"channel": "gone", "fee_kind": "gone", "field": "x", "title": "Buds\x1b[2J\n\u202e"}
    sample.store.drafts.keep("order/new", Draft(NOW, cells, {"title": ""}))
    async with opened(again(sample)) as (pilot, _screen):
        await pilot.press("a")
        await pilot.pause()
        assert form_box(pilot, "title").value == "Buds\ufffd[2J\ufffd\ufffd"
        assert pilot.app.screen.query_one("#fee_kind", Picker).value == FeeKind.AMOUNTS


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_the_line_and_the_key_fit_on_the_screen(language: str) -> None:
    with make.session(language) as session:
        session.store.drafts.keep("order/new", Draft(NOW, {"title": "小米手环"}, {"title": ""}))
        async with opened(session, (80, 24)) as (pilot, _screen):
            await pilot.press("a")
            for size in ((80, 24), (120, 36)):
                await resized(pilot, size)
                t = session.language.t
                assert t("drop the draft") in on_screen(pilot)
                assert cell_len(bar(pilot)) <= size[0]
                assert t("draft of {at}, not saved yet", at=f"{NOW:%Y-%m-%d %H:%M}") in on_screen(pilot)


def test_the_drafts_of_a_demo_go_with_it(sample: Session) -> None:
    with demo_session(sample) as demo:
        demo.store.drafts.keep("order/new", Draft(NOW, {"title": "Buds"}, {"title": ""}))
        file = path_of(demo.store.path)
        assert file.exists()
    assert not file.exists()
