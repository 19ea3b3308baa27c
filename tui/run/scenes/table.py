"""The scenes by the rows of the table of mistakes. What makes their ledgers is in `ledgers.py`."""

from collections.abc import Mapping
from datetime import time, timedelta
from types import MappingProxyType

from msgspec.structs import replace

from models.ledger.progress import Step
from models.values.message import Problem, msg
from tui.run.scenes import ledgers, statements
from tui.run.scenes.scene import Scene

MOP, PHONE, ROUTER = "米家扫地机器人 3", "小米14 Pro 16GB+512GB 岩石青", "小米路由器 BE7000"
ONE_BILL = (MOP, PHONE, ROUTER)
"""Three orders on one bill of 花呗: ¥1,190.96, due in three days."""
AIR, BUDS, TV, FRIDGE = "米家空气净化器 5", "Xiaomi Buds 5 Pro", "小米电视 S Pro 75", "米家冰箱 十字门 521L"
WATCH, MONITOR = "小米手表 S4 eSIM", "Redmi 显示器 G Pro 27U"
FALSE_MESSAGE = "【花呗】您的本期账单1190.96元即将逾期，请点击huabei-help.cn/pay还款"
"""Whom it is from, it only claims; the link leads elsewhere."""
TO_THE_AMOUNT = ("p", "enter", "enter")
TO_THE_METHOD = (*TO_THE_AMOUNT, "1190.96", "enter")
TO_THE_MINIMUM = (
    "A",
    "enter",
    "enter",
    "enter",
    ledgers.CARD,
    *("enter", "down") * 2,
    *("enter",) * 2,
    "down",
    "enter",
)
"""Auto-debit set up for the minimum, to its end."""

_SCENES = {
    1: Scene(
        mistake=msg("the amount in the institution's app is not the bill's"),
        made=ledgers.orders(*ONE_BILL),
        keys=(*TO_THE_AMOUNT, "449.90", "enter"),
    ),
    2: Scene(mistake=msg("the bill has already been repaid"), made=ledgers.orders(FRIDGE), keys=("p",)),
    3: Scene(mistake=msg("paying by hand while auto-debit is on and near"), made=ledgers.orders(AIR), keys=("p",)),
    4: Scene(
        mistake=msg("auto-debit on, but nobody looked at the card's balance"), made=ledgers.orders(AIR), keys=("c",)
    ),
    5: Scene(mistake=msg("auto-debit assumed to have worked"), made=ledgers.orders(BUDS), keys=("c",)),
    6: Scene(
        mistake=msg("paying after the cut-off on the due day"),
        made=ledgers.due_today("小米平板 7", "cmb"),
        keys=("p",),
        hour=time(17, 30),
    ),
    7: Scene(
        mistake=msg("a link from a message, or the wrong app"),
        made=ledgers.orders(*ONE_BILL),
        keys=("p", "G", "enter"),
    ),
    8: Scene(
        mistake=msg("a method that the channel does not take"), made=ledgers.orders(*ONE_BILL), keys=TO_THE_METHOD
    ),
    9: Scene(
        mistake=msg("paying one order's instalment where the institution bills all of them together"),
        made=ledgers.orders(*ONE_BILL),
        keys=("2",),
    ),
    10: Scene(mistake=msg("overdue: the amount has grown"), made=ledgers.orders(TV), keys=TO_THE_AMOUNT),
    11: Scene(mistake=msg("early settlement that saves nothing"), made=ledgers.orders(MOP), keys=("f",)),
    12: Scene(
        mistake=msg("by the host's clock it is still the day before, in Shanghai it is the due day"),
        made=ledgers.due_today("小米平板 7", "huabei"),
        keys=("2",),
        hour=time(0, 30),
        zone="UTC",
    ),
    13: Scene(mistake=msg("due on the 31st in a short month"), made=ledgers.orders(MONITOR), keys=("2",)),
    14: Scene(
        mistake=msg("the connection dropped half-way"),
        made=ledgers.interrupted(Step.ENTRY, *ONE_BILL),
    ),
    15: Scene(
        mistake=msg("the same bill gone through in two terminals"),
        made=ledgers.orders(*ONE_BILL),
        keys=("p", "enter"),
        twice=True,
    ),
    16: Scene(mistake=msg("paid, but the institution does not show it yet"), made=ledgers.orders(FRIDGE), keys=("c",)),
    17: Scene(
        mistake=msg("the order was returned, the plan still runs"),
        made=ledgers.orders(WATCH),
        keys=("r", "k", "k", "enter", "enter"),
    ),
    18: Scene(
        mistake=msg("paying the minimum shown and thinking that it is the bill"),
        made=ledgers.orders(*ONE_BILL),
        keys=(*TO_THE_METHOD, "G", "enter"),
    ),
    19: Scene(
        mistake=msg("the amount was verified on another day"),
        made=ledgers.interrupted(Step.METHOD, *ONE_BILL, ago=timedelta(days=1)),
        keys=("enter",),
    ),
    20: Scene(
        mistake=msg('"paid" answered before the question could be read, or lost on a dropped line'),
        made=ledgers.interrupted(Step.METHOD, *ONE_BILL),
        keys=("enter", "enter", "down", "enter"),
    ),
    21: Scene(
        mistake=msg("a method that cannot arrive before the cut-off"),
        made=ledgers.due_today("小米平板 7", "cmb"),
        keys=(*TO_THE_AMOUNT, "223.00", "enter", "down", "enter"),
        hour=time(16, 0),
    ),
    22: Scene(
        mistake=msg("several debits from one account, which together exceed it"),
        made=ledgers.one_card_for_two,
        keys=("down", "c", "2"),
    ),
    23: Scene(
        mistake=msg("auto-debit was set up for the minimum only"),
        made=ledgers.shopped("huabei", 1),
        keys=TO_THE_MINIMUM,
    ),
    24: Scene(
        mistake=msg("a bill turned into instalments, taken for a repaid one"),
        made=ledgers.shopped("cmb", 3),
        keys=(*TO_THE_AMOUNT, "0", "enter"),
    ),
    25: Scene(
        mistake=msg("the minimum was paid in time, and the rest is taken for overdue"),
        made=ledgers.paid_in_part,
        keys=("l", "G", "enter", "down", "enter"),
    ),
    26: Scene(
        mistake=msg("a bill paid twice"),
        made=ledgers.paid,
        keys=("[", "l", "down", "enter", "enter", "G", "enter", "yesterday 19:02", "enter"),
    ),
    27: Scene(mistake=msg("an old order is entered late"), made=ledgers.entered_late, keys=("c",)),
    28: Scene(
        mistake=msg("the same order entered or imported again, spelt otherwise"),
        made=ledgers.to_be_entered_again,
        keys=("a", "Mi Band 9 Pro", "enter", "enter", "1299", "enter", "6", "enter", "223.00", "ctrl+s"),
    ),
    29: Scene(mistake=msg("the fee is not known"), made=ledgers.fee_unknown, keys=("2",)),
    30: Scene(mistake=msg("the due day was moved together with the bill day"), made=ledgers.days_moved, keys=("2",)),
    31: Scene(
        mistake=msg("the institution's own statement says otherwise than the record"),
        made=ledgers.recorded_as_taken,
        keys=("t", "tab", "enter"),
        statement=statements.failed_tries,
    ),
    32: Scene(mistake=msg("a bill cannot be paid in time"), made=ledgers.orders(*ONE_BILL), keys=("N",)),
    33: Scene(
        mistake=msg("a message that claims to be from the institution"),
        made=ledgers.orders(*ONE_BILL),
        keys=("T", FALSE_MESSAGE),
    ),
}

SCENES: Mapping[int, Scene] = MappingProxyType({row: replace(scene, row=row) for row, scene in _SCENES.items()})
"""By the row of the table."""


def scene_of(row: int) -> Scene:
    """The scene of that row; Problem, with those that there are, where it has none."""
    if row not in SCENES:
        raise Problem("there is no scene {row}; there are {rows}", row=row, rows=", ".join(map(str, SCENES)))
    return SCENES[row]
