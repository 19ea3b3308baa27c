"""References that lead nowhere: to an order, a period, a repayment or a channel that is not there."""

from collections.abc import Iterable, Iterator

from models.bills.fault import LOST_ORDER, Fault, FaultCode, fault
from models.bills.line_kind import BESIDE, LineKind
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.ledger.closing import Closing, Refund
from models.ledger.ids import bill_account
from models.ledger.ledger import Ledger
from models.ledger.order import Kind, Order
from models.ledger.repayment import Repayment
from models.values.message import msg
from models.values.money import yuan

_PERIOD = msg("{record} in the table {table} names period {number} of the order {other}, which has {periods}")
_REPAYMENT = msg("{record} in the table {table} names {other}, which is no repayment that is there")
_MONEY = msg("{record} in the table {table} names {other}, which is no repayment and no refund that is there")
_CHANNEL = msg("{record} in the table {table} is of the channel {other}, which is not known: the rules of a card hold")
_ACCOUNT = msg("{record} in the table {table} is of the account {account}, but the order {other} is of {own}")
_USED = msg("{record} in the table {table} uses credit of the account {own} for a bill of {account}")
_LINE = msg("{record} in the table {table} went to the line {number} of no order; a bill has no such line")
_BOTH = msg("{record} in the table {table} began as the bill {other}, but it is not recorded what of that became it")
_OTHER_AMOUNT = msg(
    "{record} in the table {table}: {amount} of a bill was turned into instalments, but the order is of {total}"
)
_CREDIT = BESIDE.index(LineKind.CREDIT)


def lost_references(ledger: Ledger, catalogue: Catalogue) -> Iterator[Fault]:
    """Every record that names something that is not there, bills aside."""
    for each in ledger.repayments.values():
        yield from _of_repayment(each, ledger)
    for closing in ledger.closings.values():
        yield from _of_closing(closing, ledger)
    for refund in ledger.refunds.values():
        yield from _of_refund(refund, ledger)
    yield from _turned(ledger)
    yield from _named(ledger)
    yield from _of_money(ledger)
    yield from _of_channels(ledger, catalogue)


def _lost(table: str, ident: str, order: str) -> Fault:
    return fault(FaultCode.LOST_ORDER, table, ident, LOST_ORDER, other=order)


def _periods(table: str, ident: str, order: Order, numbers: Iterable[int]) -> Iterator[Fault]:
    """Of those numbers the first that is no period of the order."""
    most = order.plan.periods
    wrong = next((number for number in numbers if not 1 <= number <= most), None)
    if wrong is not None:
        yield fault(FaultCode.LOST_PERIOD, table, ident, _PERIOD, number=wrong, other=order.id, periods=most)


def _of_repayment(each: Repayment, ledger: Ledger) -> Iterator[Fault]:
    named = {share.order for share in each.allocations} | {each.order}
    for ident in sorted(named - {""}):
        order = ledger.orders.get(ident)
        if order is None:
            yield _lost("repayments", each.id, ident)
            continue
        mine = [share.number for share in each.allocations if share.order == ident]
        yield from _periods("repayments", each.id, order, mine)
        if order.account_id != each.account_id:
            said = {"account": each.account_id, "own": order.account_id}
            yield fault(FaultCode.OTHER_ACCOUNT, "repayments", each.id, _ACCOUNT, other=ident, **said)
    beside = (share.number for share in each.allocations if not share.order)
    wrong = next((number for number in beside if not 0 <= number < _CREDIT), None)
    if wrong is not None:
        yield fault(FaultCode.LOST_PERIOD, "repayments", each.id, _LINE, number=wrong)


def _of_closing(each: Closing, ledger: Ledger) -> Iterator[Fault]:
    order = ledger.orders.get(each.id)
    if order is None:
        yield _lost("closings", each.id, each.id)
        return
    numbers = (each.first, *each.stands, *(part.number for part in each.covered))
    yield from _periods("closings", each.id, order, numbers)


def _of_refund(each: Refund, ledger: Ledger) -> Iterator[Fault]:
    order = ledger.orders.get(each.order)
    if order is None:
        yield _lost("refunds", each.id, each.order)
        return
    yield from _periods("refunds", each.id, order, each.stands or ())


def _turned(ledger: Ledger) -> Iterator[Fault]:
    """Of bills that became orders: both sides, and the same of each."""
    for each in ledger.conversions.values():
        order = ledger.orders.get(each.id)
        if order is None or order.kind is not Kind.BILL:
            yield _lost("conversions", each.id, each.id)
        elif order.plan.principal != each.amount:
            said = {"amount": yuan(each.amount), "total": yuan(order.plan.principal)}
            yield fault(FaultCode.NOT_TURNED, "conversions", each.id, _OTHER_AMOUNT, **said)
    for order in ledger.orders.values():
        made = ledger.conversions.get(order.id)
        if order.kind is Kind.BILL and (made is None or made.bill != order.of):
            yield fault(FaultCode.NOT_TURNED, "orders", order.id, _BOTH, other=order.of)


def _named(ledger: Ledger) -> Iterator[Fault]:
    """Pages, reductions and checklists of orders that are not there, and reductions on bills of another account."""
    for page in ledger.pages.values():
        if page.id not in ledger.orders:
            yield _lost("pages", page.id, page.id)
    for less in ledger.reductions.values():
        if less.order and less.order not in ledger.orders:
            yield _lost("reductions", less.id, less.order)
        elif less.order:
            order = ledger.orders[less.order]
            yield from _periods("reductions", less.id, order, (less.number,))
            account = bill_account(less.bill)
            if account != order.account_id:
                said = {"account": account, "own": order.account_id}
                yield fault(FaultCode.OTHER_ACCOUNT, "reductions", less.id, _ACCOUNT, other=order.id, **said)
    for each in ledger.checklists.values():
        named = {ident for done in each.done for ident in done.orders}
        yield from (_lost("checklists", each.id, ident) for ident in sorted(named - ledger.orders.keys()))


def _of_money(ledger: Ledger) -> Iterator[Fault]:
    """Records about money that was never sent, or that lies with another account."""
    came = [("credits", use.id, use.of) for use in ledger.credits.values()]
    came += [("corrections", each.id, use.of) for each in ledger.corrections.values() for use in each.used]
    for table, ident, of in came:
        if of not in ledger.repayments and of not in ledger.refunds:
            yield fault(FaultCode.LOST_REPAYMENT, table, ident, _MONEY, other=of)
    for use in ledger.credits.values():
        own = _account_of(use.of, ledger)
        if own not in {None, use.account_id}:
            said = {"own": own or "", "account": use.account_id}
            yield fault(FaultCode.OTHER_ACCOUNT, "credits", use.id, _USED, **said)
    about = [("sightings", each.id, each.repayment) for each in ledger.sightings.values()]
    about += [("checklists", each.id, each.recorded or "") for each in ledger.checklists.values()]
    for table, ident, repayment in about:
        if repayment and repayment not in ledger.repayments:
            yield fault(FaultCode.LOST_REPAYMENT, table, ident, _REPAYMENT, other=repayment)


def _account_of(money: str, ledger: Ledger) -> str | None:
    """The account with which what came with that repayment or refund lies; None where one of them is not there."""
    if money in ledger.repayments:
        return ledger.repayments[money].account_id
    refund = ledger.refunds.get(money)
    order = ledger.orders.get(refund.order) if refund else None
    return order.account_id if order else None


def _of_channels(ledger: Ledger, catalogue: Catalogue) -> Iterator[Fault]:
    """Accounts of channels that are not known, and orders of accounts that are not."""
    channels = effective(catalogue, ledger.channels)
    for account in ledger.accounts.values():
        if account.channel not in channels:
            yield fault(FaultCode.LOST_CHANNEL, "accounts", account.id, _CHANNEL, other=account.channel)
    for order in ledger.orders.values():
        if order.account_id not in channels and order.account_id not in ledger.accounts:
            yield fault(FaultCode.LOST_CHANNEL, "orders", order.id, _CHANNEL, other=order.account_id)
    for ident in ledger.set_ups:
        if ident not in channels and ident not in ledger.accounts:
            yield fault(FaultCode.LOST_CHANNEL, "set_ups", ident, _CHANNEL, other=ident)
