"""What lies with an institution beyond what is owed there (溢缴款), and where each part of it came from."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

import msgspec

from models.bills.billed_again import billed_all_the_same, principal_billed
from models.bills.repaid_again import billed_again
from models.bills.schedule import NO_PERIODS, Line, returned, schedule, shares_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.closing import Refund
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.credit import CreditUse
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.money import Fen


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` of the money of an account that came with the repayment or refund `of`, before any of it was used.

    It can lower a bill that falls due at or after `came`; what came `not_before` a day, of a refund of `order`, does
    not lower a bill with that order's goods that was made by that day. `billed` of it is credit only because bills have
    it in spite of the refund.
    """

    of: str
    account_id: str
    came: datetime
    amount: Fen
    not_before: date | None = None
    order: str = ""
    billed: Fen = 0


def credits_of(
    ledger: Ledger, channels: Catalogue, accounts: Collection[str] | None = None
) -> Mapping[str, tuple[Credit, ...]]:
    """By account, what was repaid beyond its bills and refunded beyond what could be taken off, as it came.

    Of those `accounts` alone, where some are named.
    """
    found: dict[str, list[Credit]] = defaultdict(list)
    for each in ledger.repayments.values():
        if (accounts is None or each.account_id in accounts) and each.credit > 0:
            found[each.account_id].append(
                Credit(of=each.id, account_id=each.account_id, came=each.paid_at, amount=each.credit)
            )
    for credit in _of_refunds(ledger, channels) if ledger.refunds else ():
        if accounts is None or credit.account_id in accounts:
            found[credit.account_id].append(credit)
    return {
        ident: tuple(sorted(mine, key=lambda each: (each.came.timestamp(), each.of))) for ident, mine in found.items()
    }


def together(parts: Iterable[Credit]) -> tuple[Credit, ...]:
    """Them as they came, what came with one repayment or refund as one."""
    found: dict[str, Credit] = {}
    for each in parts:
        same = found.get(each.of)
        found[each.of] = msgspec.structs.replace(each, amount=each.amount + same.amount) if same else each
    return tuple(sorted(found.values(), key=lambda each: (each.came.timestamp(), each.of)))


def spent(
    lines: Iterable[Line], correction: Correction, surplus: Collection[Credit], uses: Iterable[CreditUse]
) -> tuple[CorrectedLine, ...]:
    """What of each line a bill has in spite of refunds, by its `correction`, and was used as credit.

    No later total of the bill takes that back. `lines` are those without the correction, `surplus` the credits of its
    account, as they came, and `uses` what of them is on record as used.
    """
    used, found = Counter[str](), list[CorrectedLine]()
    for each in uses:
        used[each.of] += each.amount
    free: dict[str, Fen] = {}
    for line in lines:
        if line.refunded and (billed := billed_all_the_same(line, correction) - line.refunded_fee) > 0:
            order = line.order_id
            left = free.setdefault(order, _unused([each for each in surplus if each.order == order], used))
            free[order] = max(0, left - billed)
            if billed > left:
                # Of a fee nothing is credit: it is there before what of the price is.
                found.append(CorrectedLine(order, line.number, billed - left + line.refunded_fee))
    return tuple(found)


def _of_refunds(ledger: Ledger, channels: Catalogue) -> Iterator[Credit]:
    back: dict[str, list[Refund]] = defaultdict(list)
    for refund in ledger.refunds.values():
        back[refund.order].append(refund)
    shares = shares_of(ledger, back)
    corrections = [each for each in ledger.corrections.values() if each.returned]
    all_the_same = billed_again(ledger)
    for ident in back.keys() & ledger.orders.keys():
        order = ledger.orders[ident]
        channel = channel_of(channels, order.account_id)
        # Without its closing: what was refunded before early settlement was principal that nobody had to repay.
        before = schedule(order, channel, shares)
        rows, more = returned(before, back[ident], order.plan.principal, all_the_same.get(ident, NO_PERIODS))
        billed = principal_billed(rows, corrections)
        for refund in sorted(back[ident], key=lambda each: (each.at.timestamp(), each.id), reverse=True):
            again = min(billed, refund.amount - more[refund.id])
            billed -= again
            if more[refund.id] + again:
                yield Credit(
                    of=refund.id,
                    account_id=order.account_id,
                    came=refund.at,
                    amount=more[refund.id] + again,
                    not_before=today(refund.at, channel.zone),
                    order=ident,
                    billed=again,
                )


def _unused(parts: Iterable[Credit], used: Counter[str]) -> Fen:
    """How much less of an order bills could have in spite of its refunds, and there is still enough for what was used.

    What the last refund took off is billed first, so there would be less of the first one's credit.
    """
    left = 0
    for credit in parts:
        part = max(0, min(credit.billed, credit.amount - used[credit.of]))
        left += part
        if part < credit.billed:
            break
    return left
