"""Why no repayment is to be made for a bill."""

from typing import Any

from models.bills.beside_lines import WentOver
from models.bills.bill import Bill
from models.bills.converting import in_instalments
from models.ledger.ids import bill_due
from models.ledger.paid_by import paid_by
from models.values.dates import instant_said
from models.values.message import Message, msg
from models.values.money import yuan


def refusal(bill: Bill) -> Message | None:
    """Why no repayment is to be made for this bill, if so: it has been repaid, then and thus, or stands elsewhere."""
    if bill.outstanding > 0:
        return None
    if bill.over and not (bill.over.repaid and bill.repayments):
        return gone_over(bill.over)
    if in_instalments(bill):
        return msg("this bill was turned into instalments: nothing is to be repaid here")
    if bill.repayments:
        return msg("this bill has been repaid: {amount} on {when} by {method}", **repaid_how(bill))
    if bill.credited:
        return msg("credit paid this bill: nothing is to be repaid")
    if any(line.reduced for line in bill.lines):
        return msg("nothing is left of this bill: its orders were refunded or settled early")
    return msg("this bill was repaid before it was entered here")


def may_be_twice(bill: Bill) -> bool:
    """Whether the bill was repaid, so that another payment of it would be the second."""
    return bill.outstanding <= 0 and not bill.over and bool(bill.repayments) and not bill.settles


def may_have_happened(bill: Bill) -> bool:
    """Whether something besides a repayment may have happened to it: something is owed on it, or was paid."""
    return bill.outstanding > 0 or may_be_twice(bill)


def twice(bill: Bill) -> Message | None:
    """The same of a bill that was repaid, with what to say where it was paid twice; None of any other."""
    if not may_be_twice(bill):
        return None
    return msg(
        "this bill has been repaid: {amount} on {when} by {method}; if it was paid twice, say so: `--way again`",
        **repaid_how(bill),
    )


def taken_besides(bill: Bill) -> Message:
    """The same where auto-debit may have taken it once more, of which nobody knows how much."""
    return msg(
        "this bill has been repaid: {amount} on {when} by {method}; if auto-debit took money as well, it was paid "
        "twice: say how much was taken, `--taken AMOUNT`",
        **repaid_how(bill),
    )


def gone_over(over: WentOver) -> Message:
    """Where what was owed on a bill stands now."""
    amount, due = yuan(over.amount), bill_due(over.to).isoformat()
    if over.repaid:
        return msg("{amount} of this bill was repaid with the bill due {due}", amount=amount, due=due)
    if over.deferred:
        return msg("this bill was deferred: {amount} is on the bill due {due}", amount=amount, due=due)
    return msg("the minimum of this bill was paid: {amount} is on the bill due {due}", amount=amount, due=due)


def repaid_how(bill: Bill) -> dict[str, Any]:
    """How much of the bill was repaid last, when and by what."""
    last = bill.repayments[-1]
    return {
        "amount": yuan(last.amount),
        "when": instant_said(last.paid_at, bill.channel.zone),
        "method": paid_by(last, bill.channel),
    }
