"""A total that has in it what left the bill: it would be owed there and on the instalments, or the next bill, too."""

from itertools import chain, combinations

from models.bills.bill import Bill
from models.bills.given_back import expected
from models.ledger.conversion import Conversion
from models.ledger.correction import LATE, Correction
from models.ledger.ids import bill_due
from models.ledger.ledger import Ledger
from models.values.message import Problem, Words, enumerated
from models.values.money import Fen, plain, yuan


def check_not_turned(ledger: Ledger, bill: Bill, made: Correction) -> None:
    """Problem where what the correction adds may be what was turned into instalments: those run on.

    What they said it is, is that, unless it is just as much as was turned; so is late interest, which is no more than
    what it is on.
    """
    more = min(made.change, made.total - bill.amount)
    if more <= 0 or not bill.conversions:
        return
    said = more <= bill.outstanding if made.reason == LATE else bool(made.reason)
    if said and not _just_turned(bill, more):
        return
    just = _just_turned(bill, more)
    meant = just or bill.conversions
    amounts: dict[str, str | Words] = {
        "amount": yuan(sum(each.amount for each in meant)),
        "titles": enumerated(ledger.orders[each.id].title for each in meant if each.id in ledger.orders),
        "total": yuan(made.total),
    }
    if just:
        raise Problem(
            "{amount} of the bill was turned into {titles}, and a total of {total} is with just that: if the app still "
            "shows it here, delete what it became; if something else was added, enter it as an order",
            field="total",
            **amounts,
        )
    raise Problem(
        "{amount} of the bill was turned into {titles}, and a total of {total} may count it twice: if the app still "
        "shows it here, delete what it became; if something else was added, enter it as an order, or say what it is "
        "with `fenqi correct {bill} --total {figure} --reason TEXT`",
        field="total",
        bill=bill.id,
        figure=plain(made.total),
        **amounts,
    )


def check_not_deferred(ledger: Ledger, bill: Bill, total: Fen) -> None:
    """Problem where the total of a bill that was deferred is all of it, or more: then it is there still."""
    there = bill.id in ledger.corrections and total == expected(bill)
    if bill.over and bill.over.deferred and total >= expected(bill) and not there:
        raise Problem(
            "{amount} of the bill was deferred to the bill due {due}: if the app still shows it here, undo that",
            field="total",
            amount=yuan(bill.over.amount),
            due=bill_due(bill.over.to).isoformat(),
        )


def _just_turned(bill: Bill, amount: Fen) -> tuple[Conversion, ...]:
    """Those of the parts that were turned that are just as much; () where none are."""
    parts = bill.conversions
    every = chain.from_iterable(combinations(parts, size) for size in range(1, len(parts) + 1))
    return next((some for some in every if sum(each.amount for each in some) == amount), ())
