"""What the minimum payment of a bill would leave, in a sentence."""

from models.bills.bill import Bill
from models.bills.late_cost import counted
from models.bills.minimum import minimum_payment
from models.values.money import yuan
from tui.run.session import Session


def minimum_said(bill: Bill, session: Session) -> str:
    """What the minimum comes to by the channel's rule, and what it leaves; "" where the rule is not known."""
    t, found = session.language.t, minimum_payment(bill)
    if found is None:
        return ""
    if not found.rest:
        return t(
            "Instalments count in full in the minimum, as far as known: it would leave nothing here. "
            "A smaller figure in the app is not this bill."
        )
    how = session.language.say(counted(bill))
    rest, cost = yuan(found.rest), yuan(found.a_day)
    if not found.to_pay:
        return t(
            "The minimum by the channel's rule, about {amount}, is paid; {rest} is left, about {cost} a day ({how}).",
            amount=yuan(found.amount),
            rest=rest,
            cost=cost,
            how=how,
        )
    return t(
        "The minimum by the channel's rule: about {amount}. It leaves {rest}, about {cost} a day ({how}).",
        amount=yuan(found.to_pay),
        rest=rest,
        cost=cost,
        how=how,
    )
