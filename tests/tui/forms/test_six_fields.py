"""An order in six fields, as the phone shows them: what is filled in, what follows from it, and what is asked."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from models.channels.builtin import builtin
from models.plans.plan import FeeUnknown, fee_total, parts
from models.store import Store
from models.values.message import msg
from screenshots import make
from tests.tui.forms.test_order_form import SIX, all_fields, choose, entered, fill, form_box, new_order, reach, seen
from tests.tui.panes.test_no_rows import empty
from tests.tui.screens.test_channels import text
from tests.tui.screens.test_dialogs import is_asked
from tests.tui.screens.test_main_screen import opened
from tests.tui.screens.test_mistakes_in_the_demo import on_screen
from tests.tui.screens.tour import resized
from tui.forms.account_fields import ANOTHER
from tui.forms.choose import Choose
from tui.forms.order_fields import FeeKind
from tui.forms.order_form import OrderForm
from tui.forms.order_layout import MORE
from tui.forms.past import PastScreen
from tui.forms.price import PriceScreen
from tui.run.session import Session
from tui.widgets.dialog import AnswerList
from tui.widgets.ends import Ends
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar, NotNow
from tui.widgets.lines import Lines
from tui.widgets.picker import Picker

PAD = {"title": "Pad", "principal": "2499", "periods": "12", "amount_per_period": "223.24", "bought_at": "11-11"}
BUDS = {"title": "Buds", "periods": "12", "amount_per_period": "83.34", "bought_at": "11-11"}


def shown_fields(pilot: Pilot[str]) -> list[str]:
    rows = [row for row in pilot.app.screen.query(".field").results() if row.display]
    return [str(row.id).removesuffix("-row") for row in rows]


def follows(pilot: Pilot[str]) -> str:
    return " ".join(seen(pilot.app.screen.query_one("#follows", Lines)).split())


def said(pilot: Pilot[str], line: str) -> str:
    return str(pilot.app.screen.query_one(f"#{line}", Ends).render())


async def save(pilot: Pilot[str]) -> None:
    await pilot.press("ctrl+s")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_from_the_list_to_the_disk_it_takes_9_keys_and_16_characters_besides_title_and_price(
    sample: Session,
) -> None:
    keys = ["a", "enter", "left", "left", "enter", "enter", "enter", "enter"]
    typed = ["12", "223.24", "11-11"]
    assert len(keys) <= 9
    assert len("".join(typed)) <= 16
    async with opened(sample) as (pilot, screen):
        await pilot.press("a", *"Pad", "enter", "left", "left", "enter", *"2499", "enter", *typed[0], "tab")
        assert isinstance(pilot.app.screen, OrderForm)
        await pilot.press(*typed[1], "tab", *typed[2])
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen is screen
        one = entered(sample, "Pad")
    assert (one.account_id, one.bought_at.date(), one.plan.principal) == ("huabei", date(2026, 11, 11), 2499_00)


async def test_six_fields_are_shown_with_today_and_the_account_of_the_order_entered_last(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot, "xiaomi")
        assert shown_fields(pilot) == SIX
        assert form_box(pilot, "bought_at").value == make.NOW[:10]
        await fill(pilot, **BUDS)
        await save(pilot)
        await pilot.press("a")
        assert pilot.app.screen.query_one("#channel", Picker).value == "xiaomi"


async def test_a_day_is_taken_as_one_says_it_and_what_was_read_stands_beside_it(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        for typed, meant in (("yesterday", "2026-11-21"), ("1-31", "2026-01-31"), ("昨天", "2026-11-21")):
            form_box(pilot, "bought_at").value = ""
            await fill(pilot, bought_at=typed)
            assert meant in on_screen(pilot)
            draft_of_it = pilot.app.screen.to_keep()["bought_at"]  # type: ignore[attr-defined]
            assert draft_of_it == meant, "what yesterday is would be another day tomorrow"
            box, read = form_box(pilot, "bought_at"), pilot.app.screen.query_one("#bought_at-reading")
            for there in (box, pilot.app.screen.query_one("#title")):
                there.focus()
                await pilot.pause()
                assert read.styles.background == box.styles.background, "one strip, whether the cursor is in it or not"


@pytest.mark.parametrize(
    ("language", "sizes"),
    [("en", [(80, 24), (60, 20), (46, 20)]), ("zh_CN", [(80, 24), (120, 36)])],
)
async def test_all_six_fields_and_what_follows_are_seen_at_once_and_nothing_is_cut(
    language: str, sizes: list[tuple[int, int]]
) -> None:
    with make.session(language) as session:
        async with opened(session, sizes[0]) as (pilot, _screen):
            await new_order(pilot)
            await fill(pilot, **PAD)
            for size in sizes:
                await resized(pilot, size)
                shown = on_screen(pilot)
                for figure in ("179.88", "7.20%", "13.03%", "2,678.88", "12 × 223.24", "2026-12-10", "2027-11-10"):
                    assert figure in shown, (figure, size)
                assert "4,923.83 › 5,147.07" in shown
                box = pilot.app.screen.query_one("#fields")
                assert box.virtual_size.height <= box.container_size.height
                assert shown_fields(pilot) == SIX
                assert all(cell_len(line) <= size[0] for line in shown.splitlines())


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_a_card_that_is_new_is_asked_for_beside_the_six_and_all_of_it_is_seen(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await new_order(pilot, "cmb")
            await choose(pilot, "which-cmb", ANOTHER)
            await fill(pilot, **PAD, **{"card-last4": "1234", "card-bill_day": "5", "card-due_day": "25"})
            await pilot.pause()
            box = pilot.app.screen.query_one("#fields")
            assert box.virtual_size.height <= box.container_size.height
            assert "2026-12-25" in on_screen(pilot)


async def test_what_is_missing_and_what_is_wrong_is_said_before_it_is_saved(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        assert "still missing: title, periods, a period" in said(pilot, "stands")
        await fill(pilot, **PAD)
        assert "✓ can be saved" in said(pilot, "stands")
        form_box(pilot, "periods").value = "0"
        await pilot.pause()
        assert "to correct: periods" in said(pilot, "stands")


async def test_periods_and_amount_alone_are_an_unknown_fee_marked_in_list_and_bill_until_the_price_is_typed(
    sample: Session,
) -> None:
    async with opened(sample, (120, 36)) as (pilot, screen):
        await new_order(pilot)
        await fill(pilot, **BUDS)
        assert "fees ? fee not known: type the price" in follows(pilot)
        assert "%" not in follows(pilot)
        await save(pilot)
        one = entered(sample, "Buds")
        assert isinstance(one.plan, FeeUnknown)
        assert "Buds" in on_screen(pilot) and "? fee not known: t asks for the price" in on_screen(pilot)
        rows = (line.split("││")[0] for line in on_screen(pilot).splitlines())
        row = next(line for line in rows if "Buds " in line and "1/12" in line)
        assert row.split("Huabei")[0].split()[-1] == "?"
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PriceScreen)
        await pilot.press(*"950", "enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.screen is screen
        assert fee_total(entered(sample, "Buds").plan) == 12 * 83_34 - 950_00
        assert "fee not known" not in on_screen(pilot)
        await pilot.press("E")
        await pilot.pause()
        assert "the fee of Buds is known" in on_screen(pilot)


async def test_interest_free_is_said_in_the_form_and_not_taken_from_the_amounts(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **BUDS)
        assert "interest-free" not in follows(pilot)
        await choose(pilot, "fee_kind", FeeKind.FREE)
        await pilot.pause()
        assert "interest-free" in text(pilot, "#preview")
        await save(pilot)
        one = entered(sample, "Buds")
    assert (one.plan.principal, fee_total(one.plan)) == (12 * 83_34, 0)
    assert not isinstance(one.plan, FeeUnknown)


@pytest.mark.parametrize(("back", "key", "last", "fee"), [("3", "1", 83_26, 0), ("escape", "2", 83_34, 8)])
async def test_whether_8_fen_are_rounding_or_a_fee_is_shown_as_open_and_asked_whenever_it_is_saved(
    sample: Session, back: str, key: str, last: int, fee: int
) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **BUDS, principal="1000")
        assert "fees ? rounding, or a fee of ¥0.08? asked when you save" in follows(pilot)
        assert "in all 1,000.00 or 1,000.08: 12 × 83.34" in follows(pilot)
        assert "can be saved" in said(pilot, "stands")
        for answer in (back, key):
            assert isinstance(pilot.app.screen, OrderForm)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Choose)
            assert is_asked("12 × ¥83.34 is ¥0.08 more than the price ¥1,000.00. Is that a fee?", pilot)
            await pilot.press(answer)
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        rows = parts(entered(sample, "Buds").plan)
    assert [row.amount for row in rows] == [83_34] * 11 + [last]
    assert sum(row.fee for row in rows) == fee


async def test_behind_more_no_schedule_claims_a_reading_until_it_is_said_to_be_free_with_a_smaller_last_period(
    sample: Session,
) -> None:
    async with opened(sample, (120, 36)) as (pilot, _screen):
        await all_fields(pilot)
        await fill(pilot, **BUDS, principal="1000")
        assert "Is that a fee? Asked when you save." in " ".join(text(pilot, "#preview").split())
        assert "interest-free" not in text(pilot, "#preview")
        await choose(pilot, "fee_kind", FeeKind.FREE)
        await save(pilot)
        rows = parts(entered(sample, "Buds").plan)
    assert [row.amount for row in rows] == [83_34] * 11 + [83_26]
    assert sum(row.fee for row in rows) == 0


async def test_an_order_that_is_perhaps_there_already_is_pointed_out_in_what_follows(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **BUDS)
        await save(pilot)
        await new_order(pilot)
        await fill(pilot, **{**BUDS, "title": "耳机", "periods": "1"})
        assert "perhaps the same" not in follows(pilot)
        await fill(pilot, periods="2")  # behind the 1
        assert "perhaps the same as Buds, bought 2026-11-11" in follows(pilot)


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_after_the_first_order_of_an_account_a_due_day_that_nobody_said_is_named_with_the_key_that_moves_it(
    language: str, tmp_path: Path
) -> None:
    short = builtin()["huabei"].short
    with make.session(language) as sample:
        new = empty(sample, tmp_path)
        async with opened(new, (80, 24)) as (pilot, screen):
            await pilot.press("escape")
            for order, named in ((BUDS, True), (PAD, False)):
                await new_order(pilot)
                await fill(pilot, **order)
                await save(pilot)
                said = msg("due day of {channel}: {day} by default; w if the app shows another", channel=short, day=10)
                assert screen.message_shown == (sample.language.say(said) if named else "")
            await pilot.press("w")
            await pilot.pause()
            assert isinstance(pilot.app.screen, Choose)


async def test_periods_due_before_the_order_is_entered_are_asked_about_once_when_it_is_saved(sample: Session) -> None:
    ways: list[tuple[list[str], set[int] | None]] = [
        (["1"], {1, 2}),
        (["2"], set()),
        (["3", "1", "enter"], {1}),
        (["3", "2", "minus", "2", "enter"], {2}),
        (["4"], None),
        (["escape"], None),
    ]
    async with opened(sample, (80, 24)) as (pilot, screen):
        for at, (keys, repaid) in enumerate(ways):
            title = f"Buds {at}"
            await new_order(pilot)
            await fill(pilot, **{**BUDS, "title": title, "bought_at": f"9-1{at}", "amount_per_period": f"8{at}.34"})
            assert "periods due already: 2; asked when you save" in follows(pilot)
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert isinstance(pilot.app.screen, PastScreen)
            assert is_asked(f"Periods 1 to 2 of {title} were due, from 2026-10-10 to 2026-11-10.", pilot)
            await pilot.press(*keys)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert pilot.app.screen is screen
            one = entered(sample, title)
            assert f"{one.entered_on}" == make.NOW[:10]
            assert (None if one.paid_periods is None else one.repaid_periods) == repaid, keys


async def test_of_one_period_it_is_asked_whether_and_not_which(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        for at, repaid in enumerate(({1}, set(), None), 1):
            title = f"Buds {at}"
            await new_order(pilot)
            await fill(pilot, **{**BUDS, "title": title, "bought_at": f"10-1{at}", "amount_per_period": f"8{at}.34"})
            await pilot.press("ctrl+s")
            await pilot.pause()
            asked = pilot.app.screen.query_one(AnswerList)
            assert asked.labels == ["yes, it is repaid", "no, it is not", "later: it stays to be confirmed"]
            await pilot.press(f"{at}")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            one = entered(sample, title)
            assert (None if one.paid_periods is None else one.repaid_periods) == repaid


async def test_which_periods_are_meant_is_said_while_typed_and_one_that_was_not_due_is_refused(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **{**BUDS, "bought_at": "9-11"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("3", "2")
        await pilot.pause()
        assert "repaid: 1, 2" in on_screen(pilot)
        await pilot.press("minus", "2")
        await pilot.pause()
        assert "repaid: 2; not repaid: 1" in on_screen(pilot)
        await pilot.press("backspace", "5", "enter")
        assert "the periods must be 1 to 2" in on_screen(pilot)


async def test_that_the_draft_is_kept_is_said_when_it_is_and_of_the_fields_behind_the_six_too(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("a")
        await pilot.pause()
        assert "draft kept" not in said(pilot, "top")
        await fill(pilot, note="for mother")
        await pilot.press("shift+tab")
        await pilot.pause()
        assert f"draft kept {make.NOW[11:16]}" in said(pilot, "top")
        assert "for mother" in Store(sample.store.path).drafts.find("order/new").cells.values()  # type: ignore[union-attr]
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await pilot.press("a")
        await pilot.pause()
        assert form_box(pilot, "note").value == "for mother"
        assert "note" in shown_fields(pilot), "what stands behind the six is shown"
        assert "six" not in said(pilot, "top")
        await pilot.press(MORE)
        assert "note" in shown_fields(pilot), "and is not put away unseen"
        form_box(pilot, "note").value = ""
        await pilot.press(MORE)
        await pilot.pause()
        assert "note" not in shown_fields(pilot)
        assert "six fields" in said(pilot, "top")


async def test_an_edit_shows_the_fields_behind_the_six_where_something_stands_in_them(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        for note, another in (("", {}), ("for mother", {"title": "Pad 2", "amount_per_period": "224.24"})):
            await new_order(pilot)
            await fill(pilot, **{**PAD, **another})
            if note:
                await fill(pilot, note=note)
            await save(pilot)
            await pilot.press("e")
            await pilot.pause()
            assert (shown_fields(pilot) == SIX) is not bool(note)
            await pilot.press("escape")


async def test_it_says_the_way_in_the_mall_and_whether_a_source_says_that_the_mall_takes_it(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        where = " ".join(seen(pilot.app.screen.query_one("#where", Lines)).split())
        assert where == "where: Xiaomi Mall › log in › 我的订单 › the order › 详情 the mall is known to take it"
        await choose(pilot, "channel", "douyin")
        await pilot.pause()
        where = " ".join(seen(pilot.app.screen.query_one("#where", Lines)).split())
        assert "no source says that the mall takes it" in where


async def test_where_no_rule_gives_the_first_due_date_it_is_asked_for_among_the_six(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot, "jd-baitiao")
        await fill(pilot, **PAD)
        await pilot.pause()
        assert "first_due" in shown_fields(pilot)
        assert getattr(form_box(pilot, "first_due"), "placeholder", "") == "as the order's page shows it"
        await fill(pilot, first_due="12-15")
        assert "first 2026-12-15" in follows(pilot)
        await choose(pilot, "channel", "huabei")
        await pilot.pause()
        assert form_box(pilot, "first_due").value == "12-15"
        assert "first_due" in shown_fields(pilot), "what was typed is seen"


async def test_what_was_wrong_behind_the_six_is_shown_when_it_is_saved(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **PAD)
        box = pilot.app.screen.query_one("#paid_periods", Input)
        assert not pilot.app.screen.query_one("#paid_periods-row").display
        box.value = "13"
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "paid_periods" in shown_fields(pilot)
        assert box.has_focus


async def test_figures_and_the_arrows_of_a_choice_stand_at_the_right_end(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await all_fields(pilot)
        await pilot.press(MORE)
        await fill(pilot, principal="2499", periods="12", amount_per_period="223.24")
        await reach(pilot, "title")
        await pilot.pause()
        lines = on_screen(pilot).splitlines()
        ends = {
            line[: line.index(figure) + len(figure)]
            for figure in ("2499", "12", "223.24")
            for line in lines[5:8]
            if figure in line[15:50]
        }
        assert len({cell_len(each) for each in ends}) == 1
        choice = pilot.app.screen.query_one(Picker)
        line = choice.render_line(0).text
        assert line.startswith(choice._choices[choice.index][1])
        assert line.endswith(" ◂ ▸")
        assert cell_len(line) == choice.size.width


async def test_where_the_day_is_wrong_nothing_is_said_of_a_rule_for_the_first_due_date(sample: Session) -> None:
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        await fill(pilot, **{**PAD, "bought_at": "13-11"})
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "to correct: bought ─" in said(pilot, "stands")
        assert shown_fields(pilot) == SIX


async def test_on_a_narrow_terminal_the_fields_behind_the_six_have_all_of_its_width(sample: Session) -> None:
    async with opened(sample, (60, 20)) as (pilot, _screen):
        await all_fields(pilot)
        await fill(pilot, **PAD)
        await pilot.pause()
        assert pilot.app.screen.query_one("#fields").size.width >= 58
        assert "✓ can be saved" in said(pilot, "stands")


async def test_letters_typed_on_the_account_change_nothing_and_a_title_has_the_whole_width(sample: Session) -> None:
    title = "小米平板七增强版八加二百五十六绿色限量纪念套装带键盘手写笔"
    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot, "huabei")
        await reach(pilot, "channel")
        await pilot.press(*"hlhhll", "x", "1")
        assert pilot.app.screen.query_one("#channel", Picker).value == "huabei"
        await fill(pilot, title=title)
        assert title in on_screen(pilot)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_hint_of_the_price_is_not_cut(language: str) -> None:
    with make.session(language) as session:
        async with opened(session, (80, 24)) as (pilot, _screen):
            await new_order(pilot)
            await fill(pilot, **BUDS)
            await save(pilot)
            await pilot.press("E")
            await pilot.pause()
            box = pilot.app.screen.query_one("#price", Input)
            assert cell_len(box.placeholder) < box.size.width


async def test_a_key_typed_into_a_field_lays_nothing_out_again(
    sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = list[Widget]()
    refresh = Widget.refresh

    def noted(widget: Widget, *regions: Region, layout: bool = False, **more: bool) -> Widget:
        laid_out.extend([widget] if layout else [])
        return refresh(widget, *regions, layout=layout, **more)

    async with opened(sample, (80, 24)) as (pilot, _screen):
        await new_order(pilot)
        monkeypatch.setattr(Widget, "refresh", noted)
        await pilot.press(*"a title")
        await pilot.pause()
        assert form_box(pilot, "title").value == "a title"
        assert not laid_out


async def test_more_fields_are_not_put_away_while_something_stands_in_one_and_the_key_says_why(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await new_order(pilot)
        await pilot.press(MORE)
        form = pilot.app.screen
        assert isinstance(form, OrderForm)
        bar = form.query_one(KeyBar)
        assert dict(bar.shown)["⏎"] == "next field"
        form.boxes["note"].focus()
        await pilot.pause()
        assert dict(bar.shown)["⏎"] == "save", "what enter does in the last field"
        assert not any(isinstance(label, NotNow) for _, label in form.keys())  # noqa: SIM118  # it is no mapping
        form.boxes["note"].value = "x"
        await pilot.pause()
        spans = {str(bar.render())[span.start : span.end].strip(): span.style for span in bar.render().spans}
        assert spans[MORE] == spans["fewer fields"] == INKS["dim"]
        await pilot.press(MORE)
        assert "they stay while something stands in them: note" in said(pilot, "about")
        form.boxes["note"].value = ""
        await pilot.pause()
        await pilot.press(MORE)
        assert not form.opened
        assert form.named(form.focused) == "title", "the keyboard is where it was, and on no field that is put away"
