"""The steps of setting up auto-debit of an account, or of turning it off: which there are, and which is open."""

from models.channels.channel import Channel
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SettingUp, SetUpStep

_OFF = (SetUpStep.APP, SetUpStep.PATH, SetUpStep.AGREE)


def steps_of(record: SettingUp, channel: Channel) -> tuple[SetUpStep, ...]:
    """The steps of it: the order of accounts where a source says that there is one, or none tells the path."""
    if record.off:
        return _OFF
    from models.channels.pages import set_up_of  # noqa: PLC0415  # it is under way for few accounts

    page = set_up_of(channel)
    ordered = page is None or bool(page.order)
    return tuple(each for each in SetUpStep if ordered or each is not SetUpStep.ORDER)


def open_step(record: SettingUp | None, channel: Channel) -> SetUpStep | None:
    """The step that is open; None where nothing is under way."""
    if record is None or not record.under_way:
        return None
    done = {each.step for each in record.done}
    return next((each for each in steps_of(record, channel) if each not in done), None)


def under_way(ledger: Ledger) -> tuple[SettingUp, ...]:
    """What is being set up or turned off, with something done of it: there is nothing else to go on with."""
    return tuple(each for each in ledger.set_ups.values() if each.under_way and each.done)
