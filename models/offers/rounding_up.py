"""Equal amounts that come to some fen more than the price: rounded up with no fee, or with a fee of those fen.

Which of the two it is cannot be seen in the figures, so it has to be said.
"""

from models.values.message import Message, Param, Problem, msg
from models.values.money import Fen, plain, yuan


def _which(**params: Param) -> Message:
    return msg(
        "{periods} × {amount} is {more} more than the price {price}; say which it is: `0` if it is only rounded up "
        "(no fee, one period is {odd}), `{fees}` if {more} is the fee",
        **params,
    )


def rounded_up(principal: Fen, periods: int, amount: Fen) -> bool:
    """Whether `amount` may be an equal share of the price rounded up to the fen, so that one period is the smaller one.

    Whoever rounds adds less than a fen a period.
    """
    over = periods * amount - principal
    return 0 < over < periods and over < amount


def to_be_said(principal: Fen, periods: int, amount: Fen) -> Problem:
    """That an amount which is `rounded_up` may hold a fee or not, and how each is said of the fee of a period."""
    more = periods * amount - principal
    which = _which(
        periods=periods,
        amount=yuan(amount),
        more=yuan(more),
        price=yuan(principal),
        odd=yuan(amount - more),
        fees=f"{plain(1)}x{more};0x{periods - more}",
    )
    return Problem.of(which).about("fee_per_period")


def is_to_be_said(message: Message) -> bool:
    """Whether it says that; its `fees` are then those of the periods where they hold one."""
    return message.template == _which().template
