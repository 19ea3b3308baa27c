"""Which orders to settle early first, as the JSON that programs rely on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.bills.payoff import Payoff, Payoffs
from models.values.money import Fen, plain


def payoff_json(found: Payoffs) -> dict[str, Any]:
    """Each strategy with its `orders`, in the order in which they are settled; `kept`: why others are left as planned.

    The `curve` is that of the strategy that saves most; each strategy has its own, too: what is owed at the end of each
    month. `fees` is None where those of an order are not known.
    """
    return {
        "owed": plain(found.owed),
        "extra": plain(found.spare.monthly),
        "once": plain(found.spare.once),
        "strategies": {name.value: _strategy_json(each, found) for name, each in found.by_strategy.items()},
        "curve": _curve(found.months, found.best.owed),
        "kept": [{"order": ident, "why": why.value} for ident, why in found.kept.items()],
    }


def _strategy_json(found: Payoff, all_: Payoffs) -> dict[str, Any]:
    return {
        "orders": [each.order for each in found.settled],
        "saved": plain(found.saved),
        "free_on": found.free_on.isoformat() if found.free_on else None,
        "paid": plain(found.paid),
        "fees": plain(found.fees) if all_.fees_known else None,
        "settled": [
            {"order": each.order, "on": each.on.isoformat(), "total": plain(each.total), "saved": plain(each.saved)}
            for each in found.settled
        ],
        "curve": _curve(all_.months, found.owed),
    }


def _curve(months: Iterable[date], owed: Iterable[Fen]) -> list[dict[str, str]]:
    return [{"month": f"{first:%Y-%m}", "owed": plain(each)} for first, each in zip(months, owed, strict=True)]
