"""How money is split into periods, to the fen: what each one gets, and which one takes the remainder.

Whatever the rounding, the parts sum to what was split and none is negative: where rounding up would leave less
than nothing for the period with the remainder, it is rounded down instead.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor

import msgspec

from models.values.money import Fen


class Remainder(StrEnum):
    """The period that takes the fen left over by rounding."""

    FIRST = "first"
    LAST = "last"


class Rounding(StrEnum):
    """How a period's share of principal P and fee F in n periods is rounded to the fen."""

    FLOOR_PARTS = "floor-parts"
    """floor(P/n) + floor(F/n)"""
    ROUND_TOTAL = "round-total"
    """round((P+F)/n), of which the fee is round(F/n); a half goes up"""
    HALF_UP = "half-up"
    """round(P/n) + round(F/n); a half goes up"""
    HALF_EVEN = "half-even"
    """round(P/n) + round(F/n); a half goes to the even fen"""


class Part(msgspec.Struct, frozen=True):
    """One period's principal and fee, in fen."""

    principal: Fen
    fee: Fen

    @property
    def amount(self) -> Fen:
        return self.principal + self.fee


def rounded(value: Fraction, rounding: Rounding) -> Fen:
    """An exact number of fen as whole fen."""
    match rounding:
        case Rounding.FLOOR_PARTS:
            return floor(value)
        case Rounding.HALF_EVEN:
            return round(value)
        case _:
            return floor(value + Fraction(1, 2))


def level(principal: Fen, fee: Fen, periods: int, rounding: Rounding, remainder: Remainder) -> tuple[Part, ...]:
    """Equal parts of both, but for the remainder."""
    fee_share = _affordable(rounded(Fraction(fee, periods), rounding), fee, periods)
    if rounding is Rounding.ROUND_TOTAL:
        share = rounded(Fraction(principal + fee, periods), rounding) - fee_share
    else:
        share = rounded(Fraction(principal, periods), rounding)
    share = _affordable(share, principal, periods)
    usual = Part(share, fee_share)
    odd = Part(principal - (periods - 1) * share, fee - (periods - 1) * fee_share)
    return with_odd(usual, odd, periods, remainder)


def fee_first(principal: Fen, fee: Fen, periods: int, rounding: Rounding, remainder: Remainder) -> tuple[Part, ...]:
    """Equal parts of the principal; all of the fee in the first period."""
    first, *rest = level(principal, 0, periods, rounding, remainder)
    return (Part(first.principal, fee), *rest)


def equal_instalments(
    principal: Fen, periods: int, monthly: Fraction, rounding: Rounding, remainder: Remainder
) -> tuple[Part, ...]:
    """等额本息: the same amount P·r / (1 − (1+r)^−n) in every period, of which the interest on what is still owed.

    Amount and interest are rounded each. The remainder is calculated in the last period, then moved if it is the
    first one's.
    """
    growth = (1 + monthly) ** periods
    exact = principal * monthly * growth / (growth - 1) if monthly else Fraction(principal, periods)
    amount = rounded(exact, rounding)
    rows = _repaid(principal, periods, monthly, amount, rounding)
    if any(row.amount < amount for row in rows[:-1]):
        amount = floor(exact)
        rows = _repaid(principal, periods, monthly, amount, rounding)
    if remainder is Remainder.LAST or periods == 1:
        return rows
    first, *middle, last = rows
    moved = max(last.amount - amount, -first.principal)
    return (Part(first.principal + moved, first.fee), *middle, Part(last.principal - moved, last.fee))


def equal_principal(
    principal: Fen, periods: int, monthly: Fraction, rounding: Rounding, remainder: Remainder
) -> tuple[Part, ...]:
    """等额本金: equal parts of the principal, each with the interest on what is still owed.

    Where the whole amount is rounded, the principal in it is what that leaves beside the interest.
    """
    if rounding is Rounding.ROUND_TOTAL:
        return _rounded_whole(principal, periods, monthly, remainder)
    owed = principal
    rows = []
    for part in level(principal, 0, periods, rounding, remainder):
        rows.append(Part(part.principal, rounded(owed * monthly, rounding)))
        owed -= part.principal
    return tuple(rows)


def _rounded_whole(principal: Fen, periods: int, monthly: Fraction, remainder: Remainder) -> tuple[Part, ...]:
    """Each period's P/n with its interest, rounded as one amount. The last one takes the rest; it is moved if it is
    the first one's, as with equal instalments.
    """
    exact, owed, rows = Fraction(principal, periods), principal, list[Part]()
    for number in range(1, periods + 1):
        fee = rounded(owed * monthly, Rounding.ROUND_TOTAL)
        whole = rounded(exact + owed * monthly, Rounding.ROUND_TOTAL)
        share = owed if number == periods else min(whole - fee, owed)
        rows.append(Part(share, fee))
        owed -= share
    if remainder is Remainder.LAST or periods == 1:
        return tuple(rows)
    first, *middle, last = rows
    moved = max(last.principal - rounded(exact, Rounding.ROUND_TOTAL), -first.principal)
    return (Part(first.principal + moved, first.fee), *middle, Part(last.principal - moved, last.fee))


def fees_within(amounts: Sequence[Fen], fee: Fen) -> tuple[Fen, ...]:
    """The share of `fee` in each of the amounts, which together are at least as much.

    Nobody but the institution knows it: taken to be equal, rounded down, the rest in the last period; where that is
    more than an amount, in proportion to the amounts.
    """
    equal = (fee // len(amounts),) * (len(amounts) - 1)
    shares = (*equal, fee - sum(equal))
    if all(share <= amount for share, amount in zip(shares, amounts, strict=True)):
        return shares
    total = sum(amounts)
    marks = [fee * mark // total for mark in accumulate(amounts, initial=0)]
    return tuple(after - before for before, after in pairwise(marks))


def with_odd(usual: Part, odd: Part, periods: int, remainder: Remainder) -> tuple[Part, ...]:
    """`odd` in the period that takes the remainder, `usual` in all others."""
    rest = (usual,) * (periods - 1)
    return (odd, *rest) if remainder is Remainder.FIRST else (*rest, odd)


def _affordable(share: Fen, total: Fen, periods: int) -> Fen:
    return share if (periods - 1) * share <= total else total // periods


def _repaid(principal: Fen, periods: int, monthly: Fraction, amount: Fen, rounding: Rounding) -> tuple[Part, ...]:
    """`amount` in every period as long as something is owed; the last takes all that is."""
    owed = principal
    rows = []
    for number in range(1, periods + 1):
        fee = min(rounded(owed * monthly, rounding), amount)
        share = owed if number == periods else min(amount - fee, owed)
        rows.append(Part(share, fee))
        owed -= share
    return tuple(rows)
