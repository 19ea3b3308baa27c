"""A pasted message in words: its links first, then what it says, what the ledger says, and what comes next."""

from collections.abc import Iterator, Sequence

import msgspec

from models.actions.noticed import NextStep, Noticed, ToRefund
from models.bills.bill import Bill
from models.bills.overview import HOME_ZONE
from models.channels.channel import LANGUAGES, Catalogue, Channel
from models.ledger.notice import Doubt, Link, Notice, NoticeKind
from models.values.dates import instant_said, today
from models.values.message import Message, Words, msg
from models.values.money import yuan

SOMEBODY: Words = {"zh_CN": "（没写是谁）", "en": "an institution that it does not name"}


class NoticeSaid(msgspec.Struct, frozen=True):
    """What is said of a message: `warnings` before all else, each to be read; then `facts`."""

    warnings: tuple[Message, ...]
    facts: tuple[Message, ...]


def notice_said(found: Noticed, channels: Catalogue) -> NoticeSaid:
    """The message in sentences; `channels` are the institutions."""
    channel = channels.get(found.notice.channel)
    who = lender(found.notice, channel)
    links = tuple(_link(each, who, channel) for each in found.notice.links)
    foreign = tuple(said for said, each in zip(links, found.notice.links, strict=True) if each.official is False)
    others = tuple(said for said, each in zip(links, found.notice.links, strict=True) if each.official is not False)
    return NoticeSaid(foreign, (*_facts(found, who), *others))


def lender(notice: Notice, channel: Channel | None) -> Words:
    """Whom the message is about."""
    name = notice.bank or notice.product
    if name:
        return dict.fromkeys(LANGUAGES, name)
    return channel.name if channel else SOMEBODY


def _link(link: Link, who: Words, channel: Channel | None) -> Message:
    if link.official:
        return msg("{host} is {who}'s own address; open the app yourself all the same", host=link.host, who=who)
    if link.official is None:
        return msg("there is a link to {host} in it, which was not opened", host=link.host)
    domains = ", ".join(dict.fromkeys(app.domain for app in channel.apps if app.domain)) if channel else ""
    if not domains:
        return msg("Do not use the link to {host}: nothing shows whose it is.", host=link.host)
    return msg(
        "Do not use the link to {host}: it is no address of {who} ({domains}).",
        host=link.host,
        who=who,
        domains=domains,
    )


def _facts(found: Noticed, who: Words) -> Iterator[Message]:
    notice = found.notice
    if notice.kind is None:
        yield _nothing(notice)
        return
    yield _says(notice, who)
    if found.apart.least is not None:
        there, here = yuan(found.apart.least), yuan(found.apart.here or 0)
        yield msg("the minimum is {there} there, and about {here} here", there=there, here=here)
    elif notice.minimum is not None:
        yield msg("the minimum is {amount}", amount=yuan(notice.minimum))
    if notice.kind is NoticeKind.REPAID and not notice.confirmed:
        yield msg("the message does not say that the money has arrived")
    yield from _beside(found, who)


def _nothing(notice: Notice) -> Message:
    match notice.doubt:
        case Doubt.ADVERT:
            return msg("this looks like advertising or fraud: there is no bill in it")
        case Doubt.CODE:
            return msg("there is a code in it: give it to nobody; there is no bill in it")
        case Doubt.LOAN:
            return msg("it is about a loan, not about instalments of a purchase; it is left out")
        case Doubt.FUTURE if notice.at:
            day = today(notice.at, HOME_ZONE).isoformat()
            return msg("it says that money moved on {day}, which is yet to come; nothing is taken of it", day=day)
        case _:
            return msg("there is no bill and no repayment in it")


def _says(notice: Notice, who: Words) -> Message:
    amount = "" if notice.amount is None else yuan(notice.amount)
    match notice.kind:
        case NoticeKind.DUE:
            return _due(notice, who, amount)
        case NoticeKind.SCHEDULED:
            return _scheduled(who, amount)
        case NoticeKind.REPAID:
            return _repaid(notice, who, amount)
        case NoticeKind.PART:
            return _part(notice, who, amount)
        case NoticeKind.FAILED:
            return _failed(who, amount)
        case NoticeKind.REFUND:
            return msg("{who}: {amount} came back for returned goods", who=who, amount=amount)
        case NoticeKind.PURCHASE | NoticeKind.ORDER:
            return _bought(notice, who, amount)
        case _:
            return msg("{who}: nothing is left to pay of the bill", who=who)


def _due(notice: Notice, who: Words, amount: str) -> Message:
    day = notice.due.isoformat() if notice.due else ""
    if amount and day:
        return msg("{who}: {amount} to pay by {due}", who=who, amount=amount, due=day)
    if amount:
        return msg("{who}: {amount} to pay; no due date is given", who=who, amount=amount)
    if day:
        return msg("{who}: a bill to pay by {due}; no amount is given", who=who, due=day)
    return msg("{who}: a bill to pay; no amount is given", who=who)


def _scheduled(who: Words, amount: str) -> Message:
    if amount:
        return msg("{who}: a repayment of {amount} is on its way, and has not arrived yet", who=who, amount=amount)
    return msg("{who}: a repayment is on its way, and has not arrived yet", who=who)


def _repaid(notice: Notice, who: Words, amount: str) -> Message:
    if not amount:
        return msg("{who}: repaid; no amount is given", who=who)
    if notice.at is None:
        return msg("{who}: {amount} repaid", who=who, amount=amount)
    day = instant_said(notice.at, HOME_ZONE) if notice.time_known else today(notice.at, HOME_ZONE).isoformat()
    return msg("{who}: {amount} repaid on {day}", who=who, amount=amount, day=day)


def _failed(who: Words, amount: str) -> Message:
    if amount:
        return msg("{who}: {amount} could not be taken", who=who, amount=amount)
    return msg("{who}: the money could not be taken", who=who)


def _part(notice: Notice, who: Words, amount: str) -> Message:
    if amount and notice.of is not None and notice.left is not None:
        return msg(
            "{who}: only {amount} of {owed} was taken; {left} is left to pay",
            who=who,
            amount=amount,
            owed=yuan(notice.of),
            left=yuan(notice.left),
        )
    if amount:
        return msg("{who}: only {amount} was taken, a part of what is owed", who=who, amount=amount)
    return msg("{who}: only a part of what is owed was taken", who=who)


def _bought(notice: Notice, who: Words, amount: str) -> Message:
    if notice.of_bill:
        return msg("{who}: a part of a bill was turned into instalments; say so with `fenqi convert`", who=who)
    if not amount:
        return msg("{who}: a purchase by instalments", who=who)
    if notice.periods and notice.per_period is not None:
        return msg(
            "{who}: bought for {amount}, {periods} periods of {each}",
            who=who,
            amount=amount,
            periods=notice.periods,
            each=yuan(notice.per_period),
        )
    if notice.periods:
        return msg("{who}: bought for {amount}, in {periods} periods", who=who, amount=amount, periods=notice.periods)
    return msg("{who}: bought for {amount}", who=who, amount=amount)


def _beside(found: Noticed, who: Words) -> Iterator[Message]:
    """What the ledger says to it."""
    notice, bill = found.notice, found.bill
    if notice.product:
        yield msg("{who} is a loan, not instalments of a purchase; it is left out", who=who)
    elif found.account.among:
        yield msg("which of your accounts is it: {accounts}?", accounts=", ".join(found.account.among))
    elif not found.account.id and notice.channel and notice.kind not in _ENTERED:
        yield _nothing_there(notice, who)
    elif notice.kind is NoticeKind.REFUND:
        yield from _order_of(found)
    elif found.order:
        yield msg("that order is entered already: {title}", title=found.order.title)
    elif not found.account.id and notice.kind not in _ENTERED:
        yield msg("the message does not say whose bill it is")
    elif found.several:
        yield _of_several(found.several)
    elif bill is None and notice.kind in _OF_A_BILL:
        yield msg("no bill of yours fits it; is an order missing?")
    elif bill is not None:
        yield from _bill(found, bill)


def _order_of(found: Noticed) -> Iterator[Message]:
    """Of which order the goods were that were returned."""
    if found.order:
        yield msg("it is of your order {title}", title=found.order.title)
    elif found.next is NextStep.ASK:
        yield msg("the message does not say of which of your orders: see that in the app")


def _of_several(bills: Sequence[Bill]) -> Message:
    days = [*(each.due.isoformat() for each in bills[:_NAMED]), *(["…"] if bills[_NAMED:] else [])]
    dues: Words = {"zh_CN": "、".join(days), "en": ", ".join(days)}
    return msg("several open bills have that amount, due {dues}: see in the app which one it repaid", dues=dues)


_NAMED = 4
"""Bills that are named where it may be of several."""
_ENTERED = frozenset({NoticeKind.PURCHASE, NoticeKind.ORDER})
_OF_A_BILL = frozenset(NoticeKind) - _ENTERED - {NoticeKind.REFUND}


def _nothing_there(notice: Notice, who: Words) -> Message:
    if notice.tail:
        return msg("no account of yours is {who} with the last digits {digits}", who=who, digits=notice.tail)
    return msg("no order of yours is on {who}", who=who)


def _bill(found: Noticed, bill: Bill) -> Iterator[Message]:
    """The bill that it is about, and whether the two agree."""
    notice, due, owed = found.notice, bill.due.isoformat(), yuan(found.derived or 0)
    if notice.due and notice.due != bill.due:
        yield msg("your bill is due on {due}, another day than the message says", due=due)
    if found.next is NextStep.AGREES:
        yield _agrees(found, due)
    elif notice.kind is NoticeKind.SETTLED:
        yield msg("your bill due {due}: {amount} is still to pay there; was all of it repaid?", due=due, amount=owed)
    elif found.difference:
        template = _more if found.difference > 0 else _less
        yield template(due, owed, yuan(abs(found.difference)))
        if bill.channel.card and notice.kind is NoticeKind.DUE and found.difference > 0:
            yield msg("a card's bill has more on it than your instalments: see whether those agree")
        else:
            yield from found.explanations[:1]
    else:
        yield msg("your bill due {due} is {amount}", due=due, amount=owed)


def _more(due: str, owed: str, more: str) -> Message:
    return msg("your bill due {due} is {amount}: the message says {more} more", due=due, amount=owed, more=more)


def _less(due: str, owed: str, less: str) -> Message:
    return msg("your bill due {due} is {amount}: the message says {less} less", due=due, amount=owed, less=less)


def _agrees(found: Noticed, due: str) -> Message:
    if found.apart:
        return msg("only the amount of your bill due {due} is the same", due=due)
    if found.notice.kind is NoticeKind.REPAID:
        return msg("your bill due {due} is repaid already, as far as is known here", due=due)
    return msg("your bill due {due} says the same", due=due)


BACK = msg("enter: back")


def step_said(found: Noticed) -> Message:
    """What enter does next on the screen."""
    match found.next:
        case NextStep.RECORD:
            return msg("enter: to its bill, where it is asked whether the app shows that repayment")
        case NextStep.COMPARE:
            return msg("enter: to the checklist of its bill, with that figure at the amount")
        case NextStep.ALARM if found.bill is not None:
            return msg("enter: to its bill, where you say what the app shows")
        case NextStep.AGREES if found.keeps:
            return msg("enter: to its bill, which keeps that figure")
        case NextStep.ORDER:
            return msg("enter: to a new order, with what the message says")
        case _ if isinstance(found.leads, ToRefund):
            return msg("enter: to the refund of that order, with what the message says")
        case _ if found.bill is not None:
            return msg("enter: to its bill")
        case _:
            return BACK
