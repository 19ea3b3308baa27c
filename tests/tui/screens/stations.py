"""The stations at which every screen is checked, and the keys that lead to each from the start."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from screenshots import make
from tests.tui.screens.test_mistakes_in_the_demo import (
    AIR,
    BUDS,
    FRIDGE,
    LAPTOP,
    MOP,
    TO_THE_AMOUNT,
    TO_THE_METHOD,
    TV,
)

TO_THE_END = (*TO_THE_METHOD, "enter")


Sizes = tuple[tuple[int, int], ...]
KEYED = (100, 30)
"""The size in which the keys are pressed: it comes last."""
SIZES: Sizes = ((160, 48), (120, 36), (80, 24), (60, 20), (46, 20), KEYED)
FEW: Sizes = ((160, 48), (80, 24), KEYED)
"""For what differs little from its neighbours."""


class Station(NamedTuple):
    """What is seen there, the keys that lead there, and the order that the cursor is on before; "" for the first.

    `new`: where there is no ledger yet.
    """

    name: str
    keys: tuple[str, ...] = ()
    title: str = ""
    sizes: Sizes = SIZES
    new: bool = False


TESTS = Path(__file__).parents[2]
OF_ORDERS = TESTS / "data" / "orders-utf8-bom.csv"
OF_ALIPAY = TESTS / "data" / "statements" / "samples" / "alipay.csv"
OF_FAILED = TESTS / "data" / "statements" / "03-alipay-autodebit-failed" / "alipay.csv"
LONG_AGO = ("a", *"Redmi Buds 6", *("tab",) * 3, "3", "tab", *"102.00", "tab", *"08-10", "ctrl+s")


QUESTIONS = (
    Station("the platform", ("p",), MOP),
    Station("the platform, after a link", ("p", "G", "enter"), MOP),
    Station("the entry", ("p", "enter"), MOP),
    Station("the amount", TO_THE_AMOUNT, MOP),
    Station("an overdue amount", TO_THE_AMOUNT, TV),
    Station("an amount that is no amount", (*TO_THE_AMOUNT, *",", "enter"), MOP),
    Station("another amount", (*TO_THE_AMOUNT, *"1234.56", "enter"), MOP),
    Station("another amount of an overdue bill", (*TO_THE_AMOUNT, *"700", "enter"), TV),
    Station("a smaller amount", ("p", "2", "enter", "enter", *"5", "enter"), LAPTOP),
    Station("a doubtful amount", (*TO_THE_AMOUNT, *"5", "enter", "j", "j", "enter"), MOP),
    Station("nothing to pay", (*TO_THE_AMOUNT, *"0", "enter"), MOP),
    Station("how much of it", (*TO_THE_AMOUNT, *"1234.56", "enter", "j", "j", "enter"), MOP),
    Station("the method", TO_THE_METHOD, MOP),
    Station("a part, with the method", (*TO_THE_METHOD, "G", "enter"), MOP),
    Station("the method for a part", (*TO_THE_METHOD, "G", "enter", *"100", "enter"), MOP),
    Station("whether it was paid", TO_THE_END, MOP),
    Station("when it was paid", (*TO_THE_END, *"jjj", "enter"), MOP),
    Station("what was recorded", (*TO_THE_END, "j", "enter"), MOP),
    Station("the reference", (*TO_THE_END, "j", "enter", "n"), MOP),
    Station("past the cut-off", ("p",), LAPTOP),
    Station("near auto-debit", ("p",), AIR),
    Station("the account", ("c",), AIR),
    Station("the balance", ("c", *"ICBC", "enter"), AIR),
    Station("a balance that is short", ("c", *"ICBC", "enter", *"1", "enter"), AIR),
    Station("whether auto-debit took it", ("c",), BUDS),
    Station("how much auto-debit took", ("c", "3"), BUDS),
    Station("auto-debit that nobody saw", ("p",), BUDS),
    Station("whether the app shows it", ("c",), FRIDGE),
    Station("early settlement", ("f", "p"), TV),
    Station("what early settlement costs", ("f", *TO_THE_AMOUNT), TV),
    Station("another quote", ("f", *TO_THE_AMOUNT, *"3333.33", "enter"), TV),
    Station("what happened", ("l",), MOP),
    Station("setting up auto-debit", ("A",), MOP),
    Station("what to do where it cannot be paid", ("N",), MOP),
)
ORDERS = (
    *(Station(f"the list, {count} down", ("j",) * count, sizes=FEW if count else SIZES) for count in range(14)),
    Station("the bill", ("2",)),
    Station("the checklist at rest", ("3",)),
    Station("a filter", ("slash", *"K70")),
    Station("no order in view", ("v",) * 4),
    Station("a message", ("ctrl+r",)),
)
PAGES = (
    Station("an order", ("a",)),
    Station("an order, typed", make.FORM),
    Station("all fields of an order", ("a", "ctrl+o")),
    Station("an order that is changed", ("j", "e")),
    Station("the help", ("question_mark",)),
    Station("the channels", ("h",)),
    Station("a channel's own rules", ("h", "e")),
    Station("a channel of one's own", ("h", "a")),
    Station("the due day that is not moved here", ("w",), sizes=FEW),
    Station("the due day that is moved", ("w",), MOP),
    Station("the plans", ("m",)),
    Station("the plans, compared", ("m", *"1499")),
    Station("importing", ("i",)),
    Station("a refund", ("r",)),
    Station("whether to delete", ("d",)),
    Station("the budget", ("B",)),
    Station("what is ahead", ("o",)),
    Station("what is ahead, in three years", ("o", "plus", "plus", "j")),
    Station("the precautions", ("K",)),
    Station("what there is to spare", ("O",), sizes=FEW),
    Station("what to settle early first", ("O", *"500", "enter", "enter")),
    Station("what is owed over the months", ("O", *"500", "enter", "enter", "j", "tab", "tab"), sizes=FEW),
    Station("what was repaid", ("L",)),
    Station("what was repaid, filtered", ("L", "slash", *"K"), sizes=FEW),
    Station("the palette", ("ctrl+p",)),
    Station("the palette, typed", ("ctrl+p", *"小米")),
    Station("what it costs a year", ("y",)),
    Station("what there is to show of a bill", ("R",), MOP),
    Station("what is copied", ("Y",), FRIDGE, FEW),
    Station("an account of a bank", ("h", "j", "j", "e")),
    Station("whether earlier periods are repaid", LONG_AGO),
    Station("the price of an order", (*LONG_AGO, "enter", "E")),
    Station("orders to import", ("i", *str(OF_ORDERS), "enter")),
    Station("a statement's file", ("t",)),
    Station("a statement", ("t", *str(OF_ALIPAY), "enter")),
    Station("a statement with what failed", ("t", *str(OF_FAILED), "enter")),
    Station("pasting a message", ("T",)),
    Station("the welcome", new=True),
)
STATIONS = (*ORDERS, *QUESTIONS, *PAGES)


def shared_out(stations: Iterable[Station]) -> dict[str, list[Station]]:
    """The stations for the tour in each language: the sizes go to one and the other in turn, the keyed one to both."""
    turns = len(make.LANGUAGES)
    return {
        language: [
            station._replace(sizes=(*station.sizes[(at + turn) % turns : -1 : turns], station.sizes[-1]))
            for at, station in enumerate(stations)
        ]
        for turn, language in enumerate(make.LANGUAGES)
    }


def routes(stations: Iterable[Station]) -> Iterator[list[Station]]:
    """The stations so that each of a route lies on the way to the next: one start of the app for all of them."""
    left = sorted(stations, key=lambda station: (station.new, station.title, len(station.keys)))
    while left:
        route = [left.pop(0)]
        for station in list(left):
            before = route[-1]
            if (station.new, station.title) == (before.new, before.title) and station.keys[
                : len(before.keys)
            ] == before.keys:
                route.append(station)
                left.remove(station)
        yield route
