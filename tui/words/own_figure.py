"""What is compared with the app's figure: a bill's own, or the estimate of an early settlement, which is no bill."""

from models.bills.bill import Bill
from models.values.money import Fen, grouped
from tui.run.language import Language


def own_figure(bill: Bill, t: Language) -> str:
    """What the figure here is called."""
    return t.t("estimate") if bill.settles else t.t("bill")


def app_is_right(bill: Bill, figure: Fen, t: Language) -> str:
    """That the app's figure is taken: a bill is made to fit, an order is settled for it."""
    if bill.settles:
        return t.t("the app is right: settle for {figure}", figure=grouped(figure))
    return t.t("the app is right: make it {figure}", figure=grouped(figure))


def app_is_right_after_all(bill: Bill, figure: Fen, t: Language) -> str:
    """The same of a figure that is far off, which was looked at again."""
    if bill.settles:
        return t.t("the app does say so: settle for {figure}", figure=grouped(figure))
    return t.t("use the app's figure: the bill becomes {figure}", figure=grouped(figure))
