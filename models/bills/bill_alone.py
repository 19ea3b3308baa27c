"""A bill as its lines and what the ledger says of it alone make it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.converting import conversions_of, converted
from models.bills.credits import Credit
from models.bills.debit_agrees import by_what_it_took
from models.bills.debited_then import by_what_held
from models.bills.entered_since import turned_whole
from models.bills.late_before import by_its_rule
from models.bills.minimum import left_undecided
from models.bills.schedule import Line
from models.channels.channel import Channel
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment


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


def bill_on(due: date, channel: Channel, lines: Iterable[Line], said: AccountRecords) -> Bill:
    """The bill that these lines make, with what the ledger says of it alone."""
    key, ledger = bill_id(channel.id, due), said.ledger
    if key in said.named:
        return asked(made(due, channel, lines, said), ledger)
    bill = Bill(id=key, channel=channel, due=due, cutoff=channel.cutoff, lines=tuple(lines))
    return left_undecided(by_what_held(bill, ledger.accounts.get(channel.id)))


def made(due: date, channel: Channel, lines: Iterable[Line], said: AccountRecords) -> Bill:
    """The bill as its lines and what the ledger says of it make it, before anything that hangs on how it is repaid."""
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
    if key in ledger.corrections:
        from models.bills.correcting import corrected  # noqa: PLC0415  # few bills are corrected

        bill = corrected(bill, ledger.corrections[key])
    elif bill.conversions:
        bill = converted(bill)
    return by_what_it_took(turned_whole(bill) if bill.conversions else bill)


def asked(bill: Bill, ledger: Ledger) -> Bill:
    """The bill, marked where nobody has said what became of a rest that may have gone over."""
    figure, bill = ledger.figures.get(bill.id), by_its_rule(bill)
    return bill if figure is not None and past_due(bill, figure.seen_at) else left_undecided(bill)
