"""What was bought on credit and no order has: offered as an order where it may be on a bill that differs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import nlargest
from itertools import islice

import msgspec

from models.actions.beside import LedgerBeside
from models.actions.finding import FindingKind, LineFinding, OrderOffer, Sureness, of_line
from models.actions.line_choices import ENTER, LEAVE_IT, NO_ORDER
from models.channels.due import first_due
from models.channels.effective import channel_of
from models.channels.rules import Mode
from models.ledger.order import Order
from models.ledger.statement import StatementLine
from models.values.dates import days_between
from models.values.identity import key_of
from models.values.money import Fen

ON_IT = 65
"""How many days before its due date something on a bill was bought, at most."""
SAME_DAYS = 2
PERIODS = (1, 2, 3, 6, 9, 10, 12, 18, 24, 36)
"""Into how many periods institutions split a purchase."""
FEES = 12
"""How much of a period is its fee at most, in per cent."""
FEW, MANY = 3, 8
"""So many purchases are offered for a difference that is no period of them, or is one, at most."""


class _Bought(msgspec.Struct, frozen=True):
    """A purchase that no order has, by which account and on which day."""

    line: StatementLine
    account: str
    day: date


def bought(beside: LedgerBeside, lines: Iterable[StatementLine], found: Sequence[LineFinding]) -> list[LineFinding]:
    """The purchases that no order has: those that may explain a bill that differs, and those of which nobody knows the
    bill. The bill of any other was what its orders come to, or is yet to come."""
    unknown = list(_unknown(beside, lines))
    differ = [each for each in found if each.kind is FindingKind.DIFFERS and each.asks and (each.difference or 0) > 0]
    own = _by_account(unknown) if differ else {}
    explain = {each.line.id for finding in differ for each in _explaining(beside, finding, own)}
    return [_offered(each) for each in unknown if each.line.id in explain or _is_billed_alone(beside, each)]


def _unknown(beside: LedgerBeside, lines: Iterable[StatementLine]) -> Iterator[_Bought]:
    for line in lines:
        accounts = beside.whose(line)
        # All that is paid by a card stands in its statement, so that says nothing.
        known = not accounts or channel_of(beside.held, accounts[0]).card or line.id in beside.ledger.sightings
        if not known and known_order(beside, line, accounts) is None:
            yield _Bought(line, accounts[0], beside.day(line, accounts[0]))


def known_order(beside: LedgerBeside, line: StatementLine, accounts: Sequence[str]) -> Order | None:
    """The order that a purchase is: by its number, by its title, or by its price on the same day."""
    numbers = [key_of(each) for each in dict.fromkeys((line.order_no, line.reference)) if each]
    known = (beside.numbers.get((account, number)) for account in accounts for number in numbers)
    found = next((each for each in known if each is not None), None)
    own = [each for each in beside.priced.get(line.amount, ()) if each.account_id in accounts]
    if found is not None or not own:
        return found
    day = beside.day(line, own[0].account_id)
    close = [each for each in own if abs(days_between(day, each.bought_at.date())) <= SAME_DAYS]
    titled = [each for each in close if line.title and key_of(each.title) == key_of(line.title)]
    return next(iter(titled or close), None)


def _by_account(unknown: Iterable[_Bought]) -> Mapping[str, Sequence[_Bought]]:
    """The purchases of each account, the earliest day first."""
    found: dict[str, list[_Bought]] = {}
    for each in unknown:
        found.setdefault(each.account, []).append(each)
    return {account: sorted(own, key=_day) for account, own in found.items()}


def _day(each: _Bought) -> date:
    return each.day


def _explaining(
    beside: LedgerBeside, finding: LineFinding, unknown: Mapping[str, Sequence[_Bought]]
) -> Sequence[_Bought]:
    """The purchases that may be on that bill: of those that are not less than the difference the ones of which it is a
    period; else the largest few."""
    due, more = beside.bill(finding.bill).due, finding.difference or 0
    own = unknown.get(finding.account_id, ())
    first, last = bisect_left(own, due - timedelta(days=ON_IT), key=_day), bisect_right(own, due, key=_day)
    close = [each for each in own[first:last] if each.line.amount >= more]
    likely = (each for each in close if _is_period(more, each.line.amount))
    return [*islice(likely, MANY)] or nlargest(FEW, close, key=lambda each: each.line.amount)


def _is_period(amount: Fen, price: Fen) -> bool:
    """Whether the amount may be a period of something at that price, which is not less, with its fee."""
    least, most = -(-price // (amount + 1)), 100 * price // ((100 - FEES) * amount)
    fewest = bisect_left(PERIODS, least)
    return amount <= price and fewest < len(PERIODS) and PERIODS[fewest] <= most


def _is_billed_alone(beside: LedgerBeside, each: _Bought) -> bool:
    """Whether it cannot be said on which bill it is: each order has its own, or the bill day is not known."""
    channel = channel_of(beside.held, each.account)
    return channel.mode is Mode.ORDER or first_due(channel, each.day) is None


def _offered(each: _Bought) -> LineFinding:
    line = each.line
    offer = OrderOffer(
        account_id=each.account,
        title=line.title,
        bought_at=line.at.replace(tzinfo=None),
        principal=line.amount,
        order_no=line.order_no,
        periods=line.periods,
    )
    return of_line(
        line,
        FindingKind.ORDER,
        Sureness.ASK,
        account_id=each.account,
        offers=(offer,),
        choices=(ENTER, NO_ORDER, LEAVE_IT),
    )
