"""The statements of the scenes: what an institution's file would say."""

from datetime import date, datetime, time, timedelta

from models.bills.overview import HOME_ZONE
from models.values.dates import today
from tui.run.scenes.ledgers import TAKEN_AGO

_HEADER = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
_TRIES = ((-1, time(16, 30, 58)), (0, time(9, 20, 58)), (0, time(19, 5, 41)))
"""When auto-debit tried: so many days after the due date, at that time."""


def failed_tries(now: datetime) -> bytes:
    """支付宝's statement of the last month: auto-debit of 花呗 was tried three times, and failed each time."""
    day = today(now, HOME_ZONE)
    due = day - timedelta(days=TAKEN_AGO)
    rows = [_failed(due + timedelta(days=days), at, number) for number, (days, at) in enumerate(_TRIES, 1)]
    begins = day - timedelta(days=30)
    preamble = [
        "导出信息：",
        f"起始时间：[{begins} 00:00:00]    终止时间：[{day} 00:00:00]",
        "导出交易类型：[全部]",
        "------------------------支付宝支付科技有限公司  电子客户回单------------------------",
    ]
    return "\n".join([*preamble, _HEADER, *reversed(rows), ""]).encode("gb18030")


def _failed(day: date, at: time, number: int) -> str:
    reference = f"{day:%Y%m%d}2902099906000003{number}"
    return f"{day} {at},信用借还,花呗,/,花呗自动还款,不计收支,223.00,,还款失败,{reference}\t,\t,,"
