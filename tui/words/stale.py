"""What is said of an amount that was verified and may no longer be paid."""

from models.bills.bill import Bill
from models.ledger.progress import Done
from models.values.dates import today
from models.values.money import yuan
from tui.run.session import Session


def why_stale(bill: Bill, amount: Done, session: Session) -> str:
    """Why the figure of that amount step does not hold: its day is over, or the bill is another."""
    t, zone, figure = session.language.t, bill.channel.zone, yuan(amount.figure)
    day = today(amount.at, zone)
    if day != today(session.now(), zone):
        return t("The app showed {figure} on {day}; that day is over.", figure=figure, day=day.isoformat())
    owed = yuan(bill.outstanding)
    return t("The app showed {figure}; since then the bill has changed to {owed}.", figure=figure, owed=owed)
