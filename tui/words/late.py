"""What lateness costs, and where it usually costs nothing."""

from collections.abc import Iterator
from datetime import timedelta

from models.bills.bill import Bill, auto_debit_unseen, past_due
from models.bills.converting import in_instalments
from models.bills.late_cost import counted, late_cost
from models.bills.late_interest import days_late
from models.bills.minimum import rest_unsaid
from models.values.money import parse_amount, yuan
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


def grace_said(bill: Bill, session: Session) -> Iterator[Styled]:
    """Where the institution usually takes what is late, or a little short, for repaid in time all the same."""
    t, now, days = session.language.t, session.now(), bill.channel.grace_days
    if bill.unsaid:
        return
    if days and bill.outstanding and past_due(bill, now) and days_late(bill, now) <= days:
        until = (bill.due + timedelta(days=days)).isoformat()
        yield t("usually accepted until {day}, but that is not promised", day=until), "warn"
    most = parse_amount(bill.channel.grace_amount)
    if 0 < bill.outstanding <= most and (bill.paid or past_due(bill, now)):
        text = t(
            "being short by up to {amount} usually still counts as repaid, but that is not promised", amount=yuan(most)
        )
        yield text, "warn"
