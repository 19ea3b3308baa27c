"""What there is to say of one finding of a statement."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from models.actions.finding import FindingKind, LineFinding, Reconciled, Sureness
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.ledger.paid_by import way_named
from models.values.dates import instant_said
from models.values.message import Message, msg
from models.values.money import yuan
from tui.run.session import Session
from tui.words.joined import listed
from tui.words.styled import Styled


class _Told(NamedTuple):
    """A finding, the rules of its account, and when its line was, as it is said."""

    finding: LineFinding
    channel: Channel
    when: str
    session: Session
    found: Reconciled

    @property
    def tries(self) -> str:
        said = (instant_said(each, self.channel.zone) for each in self.finding.tries)
        return listed(said, self.session.language)


def sentences(finding: LineFinding, session: Session, found: Reconciled) -> Iterator[Styled]:
    """What there is to say of one finding, and what was answered to it."""
    language = session.language
    say = language.say
    channel = channel_of(contracts(found.ledger, session.catalogue), finding.account_id)
    when = "" if finding.at is None else instant_said(finding.at, channel.zone)
    told = _Told(finding, channel, when if finding.time_known else when[:10], session, found)
    style = "bad" if finding.level is Sureness.ALARM else ""
    yield from ((say(each), style) for each in _TOLD[finding.kind](told))
    if finding.late_days:
        yield language.t("late by days: {days}", days=finding.late_days), "warn"
    yield from ((say(each), "") for each in finding.reasons)
    if finding.chosen:
        answer = next((each.words for each in finding.choices if each.id == finding.chosen), msg("left as it is"))
        yield language.t("answered: {answer}", answer=say(answer)), "good"


def _recorded(told: _Told) -> Iterator[Message]:
    finding = told.finding
    if finding.method:
        method = way_named(finding.method, "", told.channel)
        yield msg("paid on {when} by {method}", when=told.when, method=method)
    else:
        yield msg("paid on {when}", when=told.when)
    if finding.discount:
        yield msg("{amount} was taken off", amount=yuan(finding.discount))
    if finding.kind is FindingKind.PART:
        yield msg("a part of the bill")


def _confirmed(_told: _Told) -> Iterator[Message]:
    yield msg("as recorded; the statement confirms it")


def _seen(_told: _Told) -> Iterator[Message]:
    yield msg("as recorded")


def _differs(told: _Told) -> Iterator[Message]:
    more = told.finding.difference or 0
    if more > 0:
        yield msg("{amount} more than is owed here", amount=yuan(more))
    elif more < 0:
        yield msg("{amount} less than is owed here", amount=yuan(-more))


def _amend(told: _Told) -> Iterator[Message]:
    recorded, amount = yuan(told.finding.recorded or 0), yuan(told.finding.amount)
    yield msg("recorded as {recorded}, in the statement {amount}", recorded=recorded, amount=amount)


def _contradicts(told: _Told) -> Iterator[Message]:
    yield msg("recorded as taken; in the statement it failed: {tries}", tries=told.tries)


def _only_recorded(told: _Told) -> Iterator[Message]:
    yield msg("recorded on {when}, and not in the statement", when=told.when)


def _not_repaid(told: _Told) -> Iterator[Message]:
    if told.finding.tries:
        yield msg("it failed, and nothing was repaid after it: {tries}", tries=told.tries)
    else:
        yield msg("it fell due, and no repayment of it is in the statement or on record")


def _no_order(told: _Told) -> Iterator[Message]:
    line = told.finding.line
    if line and line.period and line.periods:
        number, periods = line.period, line.periods
        yield msg("period {number}/{periods} of something that is no order here", number=number, periods=periods)
    else:
        yield msg("{title}, bought on {when}, is no order here", title=line.title if line else "", when=told.when)


def _agrees(_told: _Told) -> Iterator[Message]:
    yield msg("it is the same here")


def _refunded(told: _Told) -> Iterator[Message]:
    order = told.found.ledger.orders.get(told.finding.order)
    title = order.title if order else told.finding.order
    yield msg("a refund of {title} on {when}: was all returned, or a part?", title=title, when=told.when)


def _unplaced(told: _Told) -> Iterator[Message]:
    if told.when:
        yield msg("on {when}", when=told.when)


_TOLD: Mapping[FindingKind, Callable[[_Told], Iterator[Message]]] = {
    FindingKind.RECORD: _recorded,
    FindingKind.PART: _recorded,
    FindingKind.DISCOUNT: _recorded,
    FindingKind.CONFIRM: _confirmed,
    FindingKind.SEEN: _seen,
    FindingKind.DIFFERS: _differs,
    FindingKind.AMEND: _amend,
    FindingKind.CONTRADICTION: _contradicts,
    FindingKind.RECORDED_ONLY: _only_recorded,
    FindingKind.NO_REPAYMENT: _not_repaid,
    FindingKind.ORDER: _no_order,
    FindingKind.AGREES: _agrees,
    FindingKind.REFUND: _refunded,
    FindingKind.UNPLACED: _unplaced,
}
