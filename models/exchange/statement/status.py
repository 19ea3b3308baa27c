"""What a row says of whether a payment went through."""

import re
from enum import StrEnum

from models.values.message import Problem
from models.values.text import clean


class PaymentOutcome(StrEnum):
    """What came of a payment."""

    DONE = "done"
    FAILED = "failed"
    NOTHING = "nothing"
    """Nothing was paid, and nobody tried: closed, or no payment at all."""
    OPEN = "open"
    """It is under way, so that nothing is known yet."""


_FAILED = re.compile("失败|已退还|全额退|已退回|退票|退款成功")
_NOTHING = re.compile("关闭|取消|撤销|免押|解冻|冻结|放款|信用服务")
_OPEN = re.compile("处理|待|受理|未到账|申请|中$")
_DONE = re.compile("成功|完成|已支付|已还款|已扣款|已到账|已入账|已退款|已存入")


_KNOWN = (
    (_FAILED, PaymentOutcome.FAILED),
    (_NOTHING, PaymentOutcome.NOTHING),
    (_OPEN, PaymentOutcome.OPEN),
    (_DONE, PaymentOutcome.DONE),
)


def outcome(status: str) -> PaymentOutcome:
    """What came of a payment to a lender; Problem where the status is none that is known."""
    for pattern, found in _KNOWN:
        if pattern.search(status):
            return found
    raise Problem("the status {text} is not known", text=clean(status, 40))


_NOT_BOUGHT = re.compile("失败|关闭|取消|撤销|全额退|已退回|对方已退还|付款中|等待付款|待付款|待支付")


def bought(status: str) -> bool:
    """Whether goods with that status were paid: also those that are yet to arrive."""
    return _NOT_BOUGHT.search(status) is None
