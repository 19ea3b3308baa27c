"""Setting up auto-debit, in sentences: what is on, what is under way, and the first debit after it."""

from collections.abc import Iterator

from models.actions.set_up_steps import open_step, steps_of
from models.channels.channel import Channel
from models.channels.rules import Extent, Switch
from models.ledger.ledger import Ledger
from models.ledger.setting_up import SettingUp, SetUpStep
from models.values.message import Message, msg
from tui.run.session import Session
from tui.words.extent import spares_instalments
from tui.words.rule_words import EXTENT_WORDS
from tui.words.styled import Styled

STEP_NAMES = {
    SetUpStep.APP: msg("own app"),
    SetUpStep.PATH: msg("path to 自动还款"),
    SetUpStep.ACCOUNT: msg("pay account"),
    SetUpStep.EXTENT: msg("how much it takes"),
    SetUpStep.ORDER: msg("order of accounts"),
    SetUpStep.AGREE: msg("agree and verify there, see 已开启"),
}
TURN_OFF = msg("turn it off there, see that it is off")


def step_name(step: SetUpStep, *, off: bool) -> Message:
    """What a step is called; the last one of turning it `off` is another."""
    return TURN_OFF if off and step is SetUpStep.AGREE else STEP_NAMES[step]


def stands_said(ledger: Ledger, channel: Channel, session: Session) -> str:
    """Since when it is on, how much it takes and from where, as far as that is known."""
    t, account = session.language, ledger.accounts.get(channel.id)
    extent = t.say(EXTENT_WORDS[channel.auto_debit.extent])
    since = account.set_up_on if account else None
    if since and channel.known_auto_debit is Switch.ALWAYS:
        on = t.t(
            "Auto-debit of {channel} is always on, looked at on {day}", channel=channel.name, day=since.isoformat()
        )
    else:
        on = (
            t.t("Auto-debit of {channel} is on since {day}", channel=channel.name, day=since.isoformat())
            if since
            else t.t("Auto-debit of {channel} is on, as far as known", channel=channel.name)
        )
    takes = t.t("it takes: {extent}", extent=extent)
    account_said = t.t("from {account}", account=channel.auto_debit.pay_account or "—")
    return " · ".join((on, takes, account_said))


def ended_said(channel: Channel, extent: str, account: str, *, off: bool) -> Message:
    """What holds once it is done."""
    if off:
        return msg("auto-debit of {channel} is off: repay its bills by hand; u undoes", channel=channel.name)
    if extent == Extent.MINIMUM and spares_instalments(channel):
        return msg(
            "auto-debit of {channel} is on, for the minimum alone: a rest is expected of what is no instalment; u "
            "undoes",
            channel=channel.name,
        )
    if extent == Extent.MINIMUM:
        return msg(
            "auto-debit of {channel} is on, for the minimum alone: a rest is expected at every bill; u undoes",
            channel=channel.name,
        )
    return msg(
        "auto-debit of {channel} is on: the whole bill, from {account}; u undoes", channel=channel.name, account=account
    )


def under_way_said(ledger: Ledger, channel: Channel, session: Session) -> Iterator[Styled]:
    """That it is being set up or turned off, and how far that got."""
    record = ledger.set_ups.get(channel.id)
    step = open_step(record, channel)
    if record is None or step is None or not record.done:
        return
    number = steps_of(record, channel).index(step) + 1
    t = session.language.t
    if record.off:
        yield t("turning off auto-debit stopped at step {number}: A goes on there", number=number), "accent"
    else:
        yield t("setting up auto-debit stopped at step {number}: A goes on there", number=number), "accent"


def stopped_at(record: SettingUp, channel: Channel) -> Message | None:
    """The question whether to go on with it; None where nothing is under way."""
    step = open_step(record, channel)
    if step is None:
        return None
    number = steps_of(record, channel).index(step) + 1
    if record.off:
        return msg(
            "Turning off auto-debit of {channel} stopped at step {number}. Go on there?",
            channel=channel.name,
            number=number,
        )
    return msg(
        "Setting up auto-debit of {channel} stopped at step {number}. Go on there?", channel=channel.name, number=number
    )
