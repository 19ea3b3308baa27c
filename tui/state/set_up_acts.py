"""What the answers about an account's auto-debit commit: a step of setting it up or turning it off, or all of it."""

import msgspec

from models.actions import set_up
from models.actions.set_up_steps import steps_of
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.channels.pages import SetUp, set_up_of
from models.ledger.ledger import LedgerChange
from models.ledger.setting_up import SettingUp, SetUpStep
from models.values.message import Message, msg
from tui.state.question import AccountCommit, Case
from tui.words.set_up import ended_said
from tui.words.styled import Styled


def channel_asked(case: Case) -> Channel:
    """The account that is asked about, with its rules."""
    return channel_of(contracts(case.ledger, case.session.catalogue), case.about)


def record_of(case: Case) -> SettingUp | None:
    """How far it got; None where nothing is under way."""
    return set_up.open_list(case.ledger, case.about)


def stands(case: Case) -> SettingUp:
    """How far it got; before its first answer it is being set up, and nothing is done."""
    return record_of(case) or SettingUp(id=case.about, asked_at=case.now, started_at=case.now)


def is_off(case: Case) -> bool:
    record = record_of(case)
    return record is not None and record.off


def page_of(case: Case) -> SetUp | None:
    """How its source says that it is set up; None where none does."""
    return set_up_of(channel_asked(case))


def trap_said(page: SetUp | None, case: Case) -> tuple[Styled, ...]:
    """What goes wrong with it, where a source tells it."""
    return ((case.session.language.words(page.trap), "warn"),) if page is not None and page.trap else ()


def begin(case: Case) -> AccountCommit:
    """What begins to set it up for the account."""
    catalogue, about, now = case.session.catalogue, case.about, case.now
    label = msg("begin to set up auto-debit of {channel}", channel=channel_asked(case).name)
    return AccountCommit(about, label, lambda ledger: set_up.begin(ledger, catalogue, about, now))


def step(case: Case, at: SetUpStep, change: LedgerChange, *, off: bool = False) -> AccountCommit:
    """What a step ends in; `off`: it begins to turn it off."""
    channel = channel_asked(case)
    record = stands(case)
    record = msgspec.structs.replace(record, off=record.off or off)
    number = steps_of(record, channel).index(at) + 1
    label = (
        msg("step {number} of turning off auto-debit of {channel}", number=number, channel=channel.name)
        if record.off
        else msg("step {number} of setting up auto-debit of {channel}", number=number, channel=channel.name)
    )
    return AccountCommit(case.about, label, change)


def end(case: Case) -> AccountCommit:
    record, channel, now = record_of(case), channel_asked(case), case.now
    catalogue, about = case.session.catalogue, case.about
    taken = record.answer(SetUpStep.EXTENT) if record else ""
    said = ended_said(channel, taken, record.answer(SetUpStep.ACCOUNT) if record else "", off=is_off(case))
    label = ended(channel, off=is_off(case))
    return AccountCommit(about, label, lambda ledger: set_up.agree(ledger, catalogue, about, now), said)


def ended(channel: Channel, *, off: bool) -> Message:
    """What its end is called."""
    if off:
        return msg("turn off auto-debit of {channel}", channel=channel.name)
    return msg("set up auto-debit of {channel}", channel=channel.name)


def back(case: Case) -> AccountCommit:
    about, name = case.about, channel_asked(case).name
    label = (
        msg("a step back in turning off auto-debit of {channel}", channel=name)
        if is_off(case)
        else msg("a step back in setting up auto-debit of {channel}", channel=name)
    )
    return AccountCommit(about, label, lambda ledger: set_up.step_back(ledger, about))


def drop(case: Case) -> AccountCommit:
    about, name = case.about, channel_asked(case).name
    label = (
        msg("drop turning off auto-debit of {channel}", channel=name)
        if is_off(case)
        else msg("drop the set-up of auto-debit of {channel}", channel=name)
    )
    said = msg("the list is dropped; auto-debit stays as recorded. u brings it back")
    return AccountCommit(about, label, lambda ledger: set_up.dropped(ledger, about), said)
