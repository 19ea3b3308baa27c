"""The places at which every screen is checked, and the keys that lead to each from the start."""

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


class Place(NamedTuple):
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
LONG_AGO = ("a", *"Redmi Buds 6", *("tab",) * 3, "3", "tab", *"102.00", "tab", *"08-10", "ctrl+s")


QUESTIONS = (
    Place("the platform", ("p",), MOP),
    Place("the platform, after a link", ("p", "G", "enter"), MOP),
    Place("the entry", ("p", "enter"), MOP),
    Place("the amount", TO_THE_AMOUNT, MOP),
    Place("an overdue amount", TO_THE_AMOUNT, TV),
    Place("an amount that is no amount", (*TO_THE_AMOUNT, *",", "enter"), MOP),
    Place("another amount", (*TO_THE_AMOUNT, *"1234.56", "enter"), MOP),
    Place("another amount of an overdue bill", (*TO_THE_AMOUNT, *"700", "enter"), TV),
    Place("a smaller amount", ("p", "2", "enter", "enter", *"5", "enter"), LAPTOP),
    Place("a doubtful amount", (*TO_THE_AMOUNT, *"5", "enter", "j", "j", "enter"), MOP),
    Place("nothing to pay", (*TO_THE_AMOUNT, *"0", "enter"), MOP),
    Place("how much of it", (*TO_THE_AMOUNT, *"1234.56", "enter", "j", "j", "enter"), MOP),
    Place("the method", TO_THE_METHOD, MOP),
    Place("a part, with the method", (*TO_THE_METHOD, "G", "enter"), MOP),
    Place("the method for a part", (*TO_THE_METHOD, "G", "enter", *"100", "enter"), MOP),
    Place("whether it was paid", TO_THE_END, MOP),
    Place("when it was paid", (*TO_THE_END, *"jjj", "enter"), MOP),
    Place("what was recorded", (*TO_THE_END, "j", "enter"), MOP),
    Place("the reference", (*TO_THE_END, "j", "enter", "n"), MOP),
    Place("past the cut-off", ("p",), LAPTOP),
    Place("near auto-debit", ("p",), AIR),
    Place("the account", ("c",), AIR),
    Place("the balance", ("c", *"ICBC", "enter"), AIR),
    Place("a balance that is short", ("c", *"ICBC", "enter", *"1", "enter"), AIR),
    Place("whether auto-debit took it", ("c",), BUDS),
    Place("how much auto-debit took", ("c", "3"), BUDS),
    Place("auto-debit that nobody saw", ("p",), BUDS),
    Place("whether the app shows it", ("c",), FRIDGE),
    Place("early settlement", ("f", "p"), TV),
    Place("what early settlement costs", ("f", *TO_THE_AMOUNT), TV),
    Place("another quote", ("f", *TO_THE_AMOUNT, *"3333.33", "enter"), TV),
    Place("what happened", ("l",), MOP),
    Place("setting up auto-debit", ("A",), MOP),
    Place("what to do where it cannot be paid", ("N",), MOP),
)
ORDERS = (
    *(Place(f"the list, {count} down", ("j",) * count, sizes=FEW if count else SIZES) for count in range(14)),
    Place("the bill", ("2",)),
    Place("the checklist at rest", ("3",)),
    Place("a filter", ("slash", *"K70")),
    Place("no order in view", ("v",) * 4),
    Place("a message", ("ctrl+r",)),
)
PAGES = (
    Place("an order", ("a",)),
    Place("an order, typed", make.FORM),
    Place("all fields of an order", ("a", "ctrl+o")),
    Place("an order that is changed", ("j", "e")),
    Place("the help", ("question_mark",)),
    Place("the channels", ("h",)),
    Place("a channel's own rules", ("h", "e")),
    Place("a channel of one's own", ("h", "a")),
    Place("the due day that is not moved here", ("w",), sizes=FEW),
    Place("the due day that is moved", ("w",), MOP),
    Place("the plans", ("m",)),
    Place("the plans, compared", ("m", *"1499")),
    Place("importing", ("i",)),
    Place("a refund", ("r",)),
    Place("whether to delete", ("d",)),
    Place("the budget", ("B",)),
    Place("what is ahead", ("o",)),
    Place("what is ahead, in three years", ("o", "plus", "plus", "j")),
    Place("the precautions", ("K",)),
    Place("what there is to spare", ("O",), sizes=FEW),
    Place("what to settle early first", ("O", *"500", "enter", "enter")),
    Place("what is owed over the months", ("O", *"500", "enter", "enter", "j", "tab", "tab"), sizes=FEW),
    Place("what was repaid", ("L",)),
    Place("what was repaid, filtered", ("L", "slash", *"K"), sizes=FEW),
    Place("the palette", ("ctrl+p",)),
    Place("the palette, typed", ("ctrl+p", *"小米")),
    Place("what it costs a year", ("y",)),
    Place("what there is to show of a bill", ("R",), MOP),
    Place("what is copied", ("Y",), FRIDGE, FEW),
    Place("an account of a bank", ("h", "j", "j", "e")),
    Place("whether earlier periods are repaid", LONG_AGO),
    Place("the price of an order", (*LONG_AGO, "enter", "E")),
    Place("orders to import", ("i", *str(OF_ORDERS), "enter")),
    Place("a statement's file", ("t",)),
    Place("a statement", ("t", *str(OF_ALIPAY), "enter")),
    Place("pasting a message", ("T",)),
    Place("the welcome", new=True),
)
PLACES = (*ORDERS, *QUESTIONS, *PAGES)


def shared_out(places: Iterable[Place]) -> dict[str, list[Place]]:
    """The places for the tour in each language: the sizes go to one and the other in turn, the keyed one to both."""
    turns = len(make.LANGUAGES)
    return {
        language: [
            place._replace(sizes=(*place.sizes[(at + turn) % turns : -1 : turns], place.sizes[-1]))
            for at, place in enumerate(places)
        ]
        for turn, language in enumerate(make.LANGUAGES)
    }


def routes(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The places so that each of a route lies on the way to the next: one start of the app for all of them."""
    left = sorted(places, key=lambda place: (place.new, place.title, len(place.keys)))
    while left:
        route = [left.pop(0)]
        for place in list(left):
            before = route[-1]
            if (place.new, place.title) == (before.new, before.title) and place.keys[: len(before.keys)] == before.keys:
                route.append(place)
                left.remove(place)
        yield route
