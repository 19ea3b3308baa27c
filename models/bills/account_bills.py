"""The bills of one account, out of the lines of its orders and what the ledger says of each bill."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

import msgspec

from models.bills.beside_lines import Credited
from models.bills.beyond import at_least_paid, too_much
from models.bills.bill import Bill, past_due
from models.bills.carrying import RepaidOver, brought, left_over, repaid_over
from models.bills.chain import BillPlace, Carried, fold
from models.bills.converting import conversions_of, converted
from models.bills.correcting import corrected
from models.bills.crediting import credited, uses_of
from models.bills.credits import Credit, together
from models.bills.debit_agrees import by_what_it_took
from models.bills.debited_then import by_what_held
from models.bills.deferring import carried_to, goes_along, put_off, repaid_alone, repaid_here, repaid_later
from models.bills.entered_since import of_those, turned_whole, unsaid_since
from models.bills.guessing import guessed, seen_by
from models.bills.late_before import by_its_rule
from models.bills.later_reductions import Since, along, at_most, before, taken_since, without
from models.bills.minimum import left_undecided
from models.bills.minimum_share import share_paid, with_share
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.ledger.credit import CreditUse
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment

NEVER = datetime.fromtimestamp(0, UTC)


class AccountRecords(msgspec.Struct, frozen=True, kw_only=True):
    """What the ledger says of bills: repayments by bill, an older id of each that had another date.

    `named` are the bills, by id, of which it says anything at all: few of a large ledger. `linked` are the accounts of
    which a bill may leave something to another one, `credits` what lies with each.
    """

    ledger: Ledger
    repaid: Mapping[str, Collection[Repayment]]
    older: Mapping[str, str]
    named: frozenset[str]
    linked: frozenset[str] = frozenset()
    credits: Mapping[str, tuple[Credit, ...]] = {}


def records_of(
    ledger: Ledger,
    repaid: Mapping[str, Collection[Repayment]],
    linked: frozenset[str],
    credits_by: Mapping[str, tuple[Credit, ...]],
) -> AccountRecords:
    """What the ledger says of bills; `repaid` are the repayments of those that are to be made, by the bill's id."""
    older = {ledger.moved[ident].to: ident for ident in sorted(ledger.moved, reverse=True)}
    said = (repaid, older, ledger.debits, ledger.figures, ledger.reductions, ledger.corrections)
    turned = (each.bill for each in ledger.conversions.values())
    named = frozenset(turned).union(*said)
    return AccountRecords(ledger=ledger, repaid=repaid, older=older, named=named, linked=linked, credits=credits_by)


def bills_of(channel: Channel, own: Mapping[date, Sequence[Line]], said: AccountRecords) -> Iterable[Bill]:
    """The bills of an account, earliest due first, by the lines that its orders have on each date."""
    if channel.id in said.linked and own:
        repaid = repaid_over(said.ledger.repayments.values(), channel.id)
        dues = {*own, *repaid, *repaid_later(said.repaid, channel.id, said.ledger.deferrals)}
        return fold(sorted(dues), partial(_linked, channel, own, said, repaid))
    return (bill_on(due, channel, own[due], said) for due in sorted(own))


def bill_on(due: date, channel: Channel, lines: Iterable[Line], said: AccountRecords) -> Bill:
    """The bill that these lines make, with what the ledger says of it alone."""
    key, ledger = bill_id(channel.id, due), said.ledger
    if key in said.named:
        return _asked(_made(due, channel, lines, said), ledger)
    bill = Bill(id=key, channel=channel, due=due, cutoff=channel.cutoff, lines=tuple(lines))
    return left_undecided(by_what_held(bill, ledger.accounts.get(channel.id)))


def _made(due: date, channel: Channel, lines: Iterable[Line], said: AccountRecords) -> Bill:
    key, ledger = bill_id(channel.id, due), said.ledger
    bill = Bill(
        id=key,
        channel=channel,
        due=due,
        cutoff=channel.cutoff,
        lines=tuple(lines),
        repayments=tuple(sorted(said.repaid[key], key=lambda each: each.paid_at)) if key in said.repaid else (),
        auto_debit=ledger.debits.get(key),
        lowered=ledger.reductions.get(key),
        conversions=conversions_of(ledger, key),
        moved_from=said.older.get(key),
    )
    bill = by_what_held(bill, ledger.accounts.get(channel.id))
    bill = corrected(bill, ledger.corrections[key]) if key in ledger.corrections else converted(bill)
    return by_what_it_took(turned_whole(bill) if bill.conversions else bill)


def _asked(bill: Bill, ledger: Ledger) -> Bill:
    """The bill, marked where nobody has said what became of a rest that may have gone over."""
    figure, bill = ledger.figures.get(bill.id), by_its_rule(bill)
    return bill if figure is not None and past_due(bill, figure.seen_at) else left_undecided(bill)


def _linked(
    channel: Channel, own: Mapping[date, Sequence[Line]], said: AccountRecords, repaid: RepaidOver, place: BillPlace
) -> tuple[Bill | None, Carried]:
    """The bill at its place in the account, and what it leaves."""
    key, ledger, carried = bill_id(channel.id, place.due), said.ledger, place.carried
    channel = with_share(channel, carried.share)
    paid, deferral = said.repaid.get(key, ()), ledger.deferrals.get(key)
    there = partial(repaid_here, here=key, channel=channel, repayments=paid, deferrals=ledger.deferrals)
    moved = [there(line) for line in (*carried_to(place), *repaid_alone(place, channel, paid, ledger))]
    here = [there(line) if deferral else line for line in own.get(place.due, ())]
    going = [line for line in (*here, *moved) if deferral and goes_along(line, deferral)]
    since = taken_since(going, channel, ledger, deferral.at) if deferral else Since()
    here, moved = [before(line, since) for line in here], [at_most(without(line, since), ledger) for line in moved]
    came = [at_least_paid(line) for line in moved]
    left = deferral or ledger.minimums.get(key)
    lines = [*unsaid_since((*here, *came), left.had if left else None), *brought(place, paid)]
    if not lines:
        return None, carried
    bill = _made(place.due, channel, lines, said)
    beyond = too_much(place, moved, paid)
    bill = msgspec.structs.replace(
        bill,
        guesses=tuple(guess for due, guess in carried.guesses if due == place.due),
        uncorrected=bill.uncorrected or (bill.lines if came else ()),
        beyond=tuple(Credited(each.of, each.amount) for each in beyond),
    )
    surplus = together((*said.credits.get(channel.id, ()), *carried.beyond))
    uses = uses_of(ledger, channel.id)
    bill, used = credited(bill, surplus, uses, carried.used, _until(bill, uses, ledger), ledger.corrections.get(key))
    bill = seen_by(bill, ledger.figures.get(key))
    whole = bill
    later, on, share = tuple(line for line in carried.moved if line.due > place.due), None, carried.share
    if deferral:
        bill, off = of_those(bill, deferral.had, partial(put_off, deferral=deferral), whole=True)
        later += tuple(along(line, since) for line in off)
    else:
        share = (share_paid(bill) if left else None) or share
        had = left.had if left else None
        bill, on = of_those(bill, had, partial(left_over, ledger=ledger, place=place, repaid=repaid))
    overs = tuple((due, over) for due, over in carried.overs if due > place.due)
    overs += ((on, bill.over),) if on and bill.over else ()
    leaves = Carried(
        overs=overs,
        moved=later,
        guesses=(*((due, guess) for due, guess in carried.guesses if due > place.due), *guessed(bill, whole)),
        used=used,
        beyond=(*carried.beyond, *beyond),
        share=share,
    )
    return _asked(bill, ledger), leaves


def _until(bill: Bill, uses: Iterable[CreditUse], ledger: Ledger) -> datetime:
    """Until when credit that comes goes to the bill: its due instant, or before it was said that its rest goes over.

    Once a use of credit was put on record after that, or what went over was repaid, all that went to it is: what is
    recorded later, of a day before, would take something off the bill that has the rest.
    """
    gone = [each.at for each in (ledger.deferrals.get(bill.id), ledger.minimums.get(bill.id)) if each]
    if gone:
        since = min(each.timestamp() for each in gone)
        own = (each for each in ledger.repayments.values() if each.account_id == bill.channel.id)
        repaid = any(_elsewhere(each, bill) and each.paid_at.timestamp() > since for each in own)
        if repaid or any(each.at.timestamp() > since for each in uses):
            return NEVER
    before = (at - timedelta(microseconds=1) for at in gone)
    return min((bill.due_at, *before), key=datetime.timestamp)


def _elsewhere(repayment: Repayment, bill: Bill) -> bool:
    """Whether it repaid a later bill, or settled an order early that is on this one."""
    if not repayment.order:
        return repayment.due > bill.due
    return any(line.order_id == repayment.order for line in bill.lines)
