"""What lateness costs."""

from collections.abc import Iterator

from models.bills.bill import Bill, auto_debit_unseen
from models.bills.converting import in_instalments
from models.bills.late_cost import counted, late_cost
from models.bills.minimum import rest_unsaid
from models.values.money import yuan
from tui.run.session import Session
from tui.words.styled import Styled


def late_said(bill: Bill, session: Session) -> Iterator[Styled]:
    """What lateness has cost so far, or may still cost a bill of which nothing is left since: an estimate."""
    t, now = session.language.t, session.now()
    cost = late_cost(bill, now)
    how, amount = session.language.say(counted(bill, cost)), yuan(cost.total)
    if cost.total and not bill.outstanding:
        # What the app's figure had of it was paid with the bill.
        if not bill.grown_late:
            gone = in_instalments(bill) or (bill.over is not None and bill.over.deferred)
            gone = gone or any(each.late for each in bill.credited)  # the last of it may have been returned
            said = (
                t("late until then: about {amount} of late interest may follow ({how})", amount=amount, how=how)
                if gone
                else t("repaid late: about {amount} of late interest may follow ({how})", amount=amount, how=how)
            )
            yield said, "dim"
    elif cost.total and not (auto_debit_unseen(bill, now) or rest_unsaid(bill, now)):
        yield t("late interest so far: about {amount} ({how})", amount=amount, how=how), ""
