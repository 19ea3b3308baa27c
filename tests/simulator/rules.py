"""The institutions, their days and their arithmetic, as the pages on channels say them; nothing here is fenqi's own."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple


class Institution(NamedTuple):
    """What one institution does by its own rules."""

    cutoff: tuple[int, int, int]
    auto_debit_until: tuple[int, int] | None = None
    """Until when auto-debit tries, on the due day; else to the cut-off."""
    daily_rate: Decimal = Decimal("0.0005")
    since_posting: bool = False
    on_principal: bool = False
    """Late interest on the unpaid principal alone."""
    penalty: bool = False
    parts: bool = True
    """Principal and fee of a period are cut down apart; else their sum is rounded, and the fee too."""
    early: str | None = None
    minimum: Decimal | None = None
    """The share of what is no instalment; instalments and their fees count whole."""
    converts: bool = True


MIDNIGHT = (23, 59, 59)
INSTITUTIONS = {
    "huabei": Institution(MIDNIGHT, (22, 0), early="remaining-fees", minimum=Decimal("0.1")),
    "jd-baitiao": Institution(MIDNIGHT, since_posting=True, early="next-fee"),
    "xiaomi": Institution(MIDNIGHT, converts=False),
    "meituan": Institution(MIDNIGHT, on_principal=True),
    "cmb": Institution((17, 0, 0), since_posting=True, penalty=True, parts=False, early="percent"),
}
GRACE = 10_00
"""Fen that a card lets lie without a consequence."""
PENALTY_SHARE, LEAST_PENALTY = Decimal("0.05"), 10_00


def whole(fen: Decimal) -> int:
    """Fen, rounded half up."""
    return int(fen.quantize(Decimal(1), ROUND_HALF_UP))


def interest(fen: int, days: int, rate: Decimal) -> int:
    """Simple interest by the day."""
    return whole(fen * days * rate)


def on_day(year: int, month: int, day: int) -> date:
    """That day of the month, counted from January of the year; the last one of a shorter month."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


class Days(NamedTuple):
    """When an account's bills come out and fall due."""

    bill: int
    due: int | None = None
    after: int | None = None

    def out(self, month: date) -> date:
        """When the bill of that month comes out."""
        return on_day(month.year, month.month, self.bill)

    def falls_due(self, month: date) -> date:
        """When it falls due."""
        if self.after is not None:
            return self.out(month) + timedelta(self.after)
        assert self.due is not None
        return on_day(month.year, month.month + (self.due <= self.bill), self.due)


def months_on(month: date, number: int) -> date:
    """The first of the month so many months later."""
    return on_day(month.year, month.month + number, 1)


def split(principal: int, fee: int, periods: int, *, parts: bool) -> list[tuple[int, int]]:
    """The principal and the fee of each period; what rounding leaves is in the last."""
    if parts:
        each = (principal // periods, fee // periods)
    else:
        of_fee = whole(Decimal(fee) / periods)
        each = (whole(Decimal(principal + fee) / periods) - of_fee, of_fee)
    last = (principal - each[0] * (periods - 1), fee - each[1] * (periods - 1))
    return [each] * (periods - 1) + [last]
