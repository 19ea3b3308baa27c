"""The form of a channel while another terminal says something of the same channel."""

from textual.pilot import Pilot
from textual.widgets import Static

from models.actions.own_rules import add_channel, own_of, set_override
from models.channels.builtin import builtin
from models.channels.override import ChannelOverride
from models.store import Store
from models.values.message import msg
from tests.tui.screens.test_channels import HUABEI, said, save, text, type_into
from tests.tui.screens.test_main_screen import on_disk, opened
from tui.forms.confirm import Confirm
from tui.run.session import Session
from tui.words.channel_changes import changes


def meanwhile(session: Session, values: dict[str, object] | None, ident: str = "huabei") -> None:
    """Another terminal says that of a channel; None: it drops its override."""
    override = ChannelOverride(id=ident, values=values or {})
    Store(session.store.path).commit(
        msg("edit"), lambda ledger: set_override(ledger, session.catalogue, override), session.now()
    )


def question(pilot: Pilot[str]) -> str:
    """What is asked; "" where nothing is."""
    if not isinstance(pilot.app.screen, Confirm):
        return ""
    return str(pilot.app.screen.query_one(".dialog Static", Static).render())


async def submit(pilot: Pilot[str]) -> None:
    """Save, with a question that may follow."""
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_a_rule_that_another_terminal_changed_meanwhile_is_overwritten_only_after_a_question(
    spoken: Session,
) -> None:
    t = spoken.language.t
    async with opened(spoken) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        theirs = {"due_day": 20, "late_base": "principal"}
        meanwhile(spoken, theirs)
        await submit(pilot)
        asked = question(pilot)
        assert f"{t('due day')} 10 → 20" in asked
        assert f"{t('bears interest')} {t('all that is owed, fees included')} → {t('the unpaid principal')}" in asked
        await pilot.press("escape")
        await pilot.app.workers.wait_for_complete()
        assert own_of(on_disk(spoken).ledger, builtin(), "huabei").values == theirs
        assert f"20 · {t('changed')}" in text(pilot, "#channel-text"), "what the other said is shown"
        await pilot.press("e")
        await type_into(pilot, "grace_days", "2")
        await submit(pilot)
        await pilot.app.workers.wait_for_complete()
        assert own_of(on_disk(spoken).ledger, builtin(), "huabei").values == {**theirs, "grace_days": 2}


async def test_yes_to_the_question_overwrites_what_the_other_terminal_did(sample: Session) -> None:
    meanwhile(sample, {"due_day": 15})
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        meanwhile(sample, None)
        await submit(pilot)
        assert "due day 15 → 10" in question(pilot)
        await pilot.press("k", "enter")
        await pilot.app.workers.wait_for_complete()
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {"due_day": 15, "grace_days": 2}


async def test_a_third_change_during_the_question_is_not_overwritten_unseen(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        meanwhile(sample, {"due_day": 15})
        await submit(pilot)
        assert question(pilot)
        meanwhile(sample, {"due_day": 20})
        await pilot.press("k", "enter")
        await pilot.app.workers.wait_for_complete()
        assert "due day 15 → 20" in said(pilot)
        assert own_of(on_disk(sample).ledger, builtin(), "huabei").values == {"due_day": 20}


async def test_nothing_is_asked_where_the_other_terminal_did_the_same_or_something_else(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press(*HUABEI, "e")
        await type_into(pilot, "grace_days", "2")
        meanwhile(sample, {"grace_days": 2})
        meanwhile(sample, {"due_day": 9}, "meituan")
        await submit(pilot)
        assert not question(pilot)
        await pilot.app.workers.wait_for_complete()
        own = [own_of(on_disk(sample).ledger, builtin(), each).values for each in ("huabei", "meituan")]
        assert own == [{"grace_days": 2}, {"due_day": 9}]


async def test_an_id_that_another_terminal_took_meanwhile_is_refused(sample: Session) -> None:
    async with opened(sample) as (pilot, _screen):
        await pilot.press("h", "a")
        await type_into(pilot, "name", "second")
        own = ChannelOverride(id="second", base="cmb")
        Store(sample.store.path).commit(
            msg("add"), lambda ledger: add_channel(ledger, sample.catalogue, own), sample.now()
        )
        await save(pilot)
        assert "second" in said(pilot)
        assert own_of(on_disk(sample).ledger, builtin(), "second") == own


def test_what_the_form_has_no_field_for_is_shown_as_the_file_has_it(sample: Session) -> None:
    before = ChannelOverride(id="cmb", values={"zone": "Asia/Tokyo", "early": {"rule": "next-fee"}})
    after = ChannelOverride(id="cmb", values={"due_day": 3, "early": {"rule": "none-charged"}})
    assert changes(before, after, sample.catalogue, sample.language) == (
        'due day — → 3, settling early the next period\'s fee → no charge, zone "Asia/Tokyo" → —'
    )
