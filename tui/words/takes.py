"""How much an auto-debit takes of a bill, and in which hours, in a sentence."""

from models.bills.auto_debit_window import auto_debit_range, hours_of, takes_unknown
from models.bills.bill import Bill, Window
from models.values.money import yuan
from tui.run.language import Language


def when_taken(bill: Bill, window: Window, t: Language) -> str:
    """What the bill's auto-debit takes between which hours, and what that leaves, as far as it is known."""
    hours = hours_of(window)
    least, most = auto_debit_range(bill)
    if not window.known:
        if least < most:
            return t.t(
                "auto-debit may be on, and take up to {amount} between {start} and {end}", amount=yuan(most), **hours
            )
        return t.t(
            "auto-debit may be on, and take {amount} between {start} and {end}", amount=yuan(window.amount), **hours
        )
    if takes_unknown(bill):
        return t.t(
            "auto-debit takes only the minimum between {start} and {end}, how much is not known: less than {whole} is "
            "taken",
            whole=yuan(bill.outstanding),
            **hours,
        )
    if least < most:
        return t.t("auto-debit may take up to {amount} between {start} and {end}", amount=yuan(most), **hours)
    said = t.t("auto-debit takes {amount} between {start} and {end}", amount=yuan(window.amount), **hours)
    rest = bill.outstanding - window.amount
    return t.t("{taken}, and leaves {rest} of the bill", taken=said, rest=yuan(rest)) if rest > 0 else said
