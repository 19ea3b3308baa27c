"""The question when something was paid."""

from datetime import date

from models.bills.bill import Bill
from models.values.dates import today
from tui.run.session import Session


def when_paid(bill: Bill, session: Session) -> str:
    """With an example that lies in the past, where the institution is: the evening before."""
    eve = today(session.now(), bill.channel.zone).toordinal() - 1
    return session.language.t(
        "When was it paid? The time as the app shows it, like {example}.", example=f"{date.fromordinal(eve)} 21:30"
    )
