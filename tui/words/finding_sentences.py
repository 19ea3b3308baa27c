"""What there is to say of one finding of a statement."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from models.actions.finding import FindingKind, LineFinding, Reconciled, Sureness
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.ledger.paid_by import way_named
from models.ledger.statement import SightingKind
from models.values.dates import instant_said
from models.values.message import Message, Words, msg
from models.values.money import yuan
from tui.run.session import Session
from tui.words.punctuation import listed
from tui.words.styled import Styled


class _Described(NamedTuple):
    """A finding, the rules of its account, and when its line was, as it is said."""

    finding: LineFinding
    channel: Channel
    when: str
    session: Session
    found: Reconciled
    dated: bool

    @property
    def days(self) -> str:
        return listed((each.date().isoformat() for each in self.finding.tries), self.session.language)

    @property
    def tries(self) -> str:
        said = (instant_said(each, self.channel.zone) for each in self.finding.tries)
        return listed(said, self.session.language)


def sentences(finding: LineFinding, session: Session, found: Reconciled, *, dated: bool = True) -> Iterator[Styled]:
    """What there is to say of one finding, and what was answered to it; not `dated` where its day stands beside it."""
    language = session.language
    say = language.say
    channel = channel_of(contracts(found.ledger, session.catalogue), finding.account_id)
    when = "" if finding.at is None else instant_said(finding.at, channel.zone)
    described = _Described(finding, channel, when if finding.time_known else when[:10], session, found, dated)
    style = "bad" if finding.level is Sureness.ALARM else ""
    yield from ((say(each), style) for each in _SAID[finding.kind](described))
    yield from ((say(each), "warn") for each in _came_back(described))
    if finding.late_days:
        yield language.t("late by days: {days}", days=finding.late_days), "warn"
    yield from ((say(each), "") for each in finding.reasons)
    if finding.chosen:
        answer = next((each.words for each in finding.choices if each.id == finding.chosen), msg("left as it is"))
        yield language.t("answered: {answer}", answer=say(answer)), "good"


def _came_back(described: _Described) -> Iterator[Message]:
    """That not all of the money stayed there."""
    line = described.finding.line
    if line and line.came_back:
        yield msg("{sent} was sent, and {back} of it came back", sent=yuan(line.sent), back=yuan(line.came_back))


def _recorded(described: _Described) -> Iterator[Message]:
    finding = described.finding
    yield _paid(described, way_named(finding.method, "", described.channel) if finding.method else None)
    if finding.discount:
        yield msg("{amount} was taken off", amount=yuan(finding.discount))
    if finding.kind is FindingKind.PART:
        yield msg("a part of the bill")


def _paid(described: _Described, method: Words | None) -> Message:
    """When and how it was paid; of a card's line often only the day is known on which it was posted."""
    posted = described.finding.line is not None and described.finding.line.posted
    if not described.dated and posted:
        return msg("the day is that of the posting: it may have been paid some days before")
    if not described.dated:
        return msg("paid by {method}", method=method) if method else msg("not on record yet")
    if posted:
        return msg("posted on {when}", when=described.when)
    if method:
        return msg("paid on {when} by {method}", when=described.when, method=method)
    return msg("paid on {when}", when=described.when)


def _confirmed(_described: _Described) -> Iterator[Message]:
    yield msg("as recorded; the statement confirms it")


def _seen(_described: _Described) -> Iterator[Message]:
    yield msg("as recorded")


def _differs(described: _Described) -> Iterator[Message]:
    more = described.finding.difference or 0
    if more > 0:
        yield msg("{amount} more than is owed here", amount=yuan(more))
    elif more < 0:
        yield msg("{amount} less than is owed here", amount=yuan(-more))


def _amend(described: _Described) -> Iterator[Message]:
    recorded, amount = yuan(described.finding.recorded or 0), yuan(described.finding.amount)
    if described.finding.parts:
        parts = listed((yuan(each.amount) for each in described.finding.parts), described.session.language)
        yield msg("recorded as {recorded}, in the statement in parts: {parts}", recorded=recorded, parts=parts)
        return
    yield msg("recorded as {recorded}, in the statement {amount}", recorded=recorded, amount=amount)


def _contradicts(described: _Described) -> Iterator[Message]:
    line = described.finding.line
    if line and (line.returned or line.kind is SightingKind.REPAID):
        yield msg("recorded as repaid; in the statement the money came back: {days}", days=described.days)
    else:
        yield msg("recorded as taken; in the statement it failed: {tries}", tries=described.tries)


def _only_recorded(described: _Described) -> Iterator[Message]:
    if described.dated:
        yield msg("recorded on {when}, and not in the statement", when=described.when)
    else:
        yield msg("recorded, and not in the statement")


def _not_repaid(described: _Described) -> Iterator[Message]:
    if described.finding.tries:
        yield msg("it failed, and nothing was repaid after it: {tries}", tries=described.tries)
    elif described.finding.repayment:
        yield msg("it fell due, and no repayment of it is on record")
    else:
        yield msg("it fell due, and no repayment of it is in the statement or on record")


def _no_order(described: _Described) -> Iterator[Message]:
    line = described.finding.line
    if line and line.period and line.periods:
        number, periods = line.period, line.periods
        yield msg("period {number}/{periods} of something that is no order here", number=number, periods=periods)
    else:
        title = line.title if line else ""
        if described.dated:
            yield msg("{title}, bought on {when}, is no order here", title=title, when=described.when)
        else:
            yield msg("{title} is no order here", title=title)


def _agrees(_described: _Described) -> Iterator[Message]:
    yield msg("it is the same here")


def _refunded(described: _Described) -> Iterator[Message]:
    order = described.found.ledger.orders.get(described.finding.order)
    title = order.title if order else described.finding.order
    if described.dated:
        yield msg("a refund of {title} on {when}: was all returned, or a part?", title=title, when=described.when)
    else:
        yield msg("a refund of {title}: was all returned, or a part?", title=title)


def _unplaced(described: _Described) -> Iterator[Message]:
    if described.when and described.dated:
        yield msg("on {when}", when=described.when)


_SAID: Mapping[FindingKind, Callable[[_Described], Iterator[Message]]] = {
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
