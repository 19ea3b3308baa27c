"""That the minimum of a bill was paid, so that the rest goes over to the next one; or that it does not."""

from datetime import datetime, timedelta

import msgspec

from models.bills.bill import Bill
from models.bills.entered_since import had_by
from models.bills.minimum import falls_short
from models.ledger.ledger import Ledger, put
from models.ledger.minimum_paid import MinimumPaid
from models.values.message import Problem
from models.values.money import Fen, yuan


def minimum_paid(ledger: Ledger, bill: Bill, now: datetime, interest: Fen | None = None) -> Ledger:
    """With the bill's minimum said to be paid; `interest` on the rest as the institution shows it.

    How much the minimum is, the institution says: our rule is an estimate. Said again, what was entered since goes
    over, too: the interest that the institution shows is on all of it. Raises Problem where nothing was paid by
    the due instant and the days of grace, or nothing is left to go over.
    """
    if bill.id in ledger.deferrals:
        raise Problem("the bill {bill} was deferred to {to}", bill=bill.id, to=ledger.deferrals[bill.id].to)
    if bill.outstanding <= 0:
        raise Problem("nothing is owed on the bill {bill} any more", bill=bill.id)
    if not some_in_time(bill):
        raise Problem("no part of the bill {bill} was recorded as paid in time; record it first", bill=bill.id)
    before = ledger.minimums.get(bill.id)
    if before is not None and interest is None:
        interest = before.interest
    made = MinimumPaid(id=bill.id, at=before.at if before else now, interest=interest, had=had_by(bill))
    return msgspec.structs.replace(ledger, minimums=put(ledger.minimums, made.id, made))


def some_in_time(bill: Bill) -> bool:
    """Whether something of the bill was paid by its due instant, or within the days of grace."""
    last = bill.due_at + timedelta(days=bill.channel.grace_days)
    return any(each.paid_at <= last and not each.order for each in bill.repayments)


def check_minimum(bill: Bill, pay: Fen) -> None:
    """Raise Problem where so much more, repaid in time, is surely not the bill's minimum."""
    wanted = falls_short(bill, pay)
    if wanted is not None:
        raise Problem(
            "{pay} is less than the minimum of this bill, {minimum} by the channel's rule: record it as a part; if the "
            "app says that the minimum is paid, say so after that with `fenqi confirm {bill} --minimum`",
            field="way",
            pay=yuan(pay),
            minimum=yuan(wanted),
            bill=bill.id,
        )
