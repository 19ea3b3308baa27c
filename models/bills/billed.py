"""When the bill of a due date is made: what is billed is due in any case, whatever happens to its order later."""

from datetime import date

from models.channels.channel import Channel
from models.channels.due import bill_day_of


def billed_on(channel: Channel, due: date) -> date:
    """The day on which the bill that falls due then is made: that of its statement.

    In 订单制, and where no day of a bill is known, it is the due date itself.
    """
    return bill_day_of(channel, due) or due


def is_out(channel: Channel, due: date, day: date) -> bool:
    """Whether by that `day` the bill that falls due on `due` has been made."""
    return billed_on(channel, due) <= day
