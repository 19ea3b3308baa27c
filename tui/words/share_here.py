"""What of a repayment was for one bill, where it was for others as well."""

from models.bills.bill import Bill
from models.ledger.repayment import Repayment
from models.values.money import Fen, yuan
from tui.run.language import Language


def share_here(made: Repayment, bill: Bill) -> Fen:
    """What of it went to lines that are on the bill."""
    return sum(share.amount for share in made.allocations if (share.order, share.number) in bill.periods)


def share_said(made: Repayment, bill: Bill, t: Language) -> str:
    """How much that is, in words."""
    return t.t("of it for this bill: {amount}", amount=yuan(share_here(made, bill)))
