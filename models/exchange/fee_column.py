"""A column that only says 手续费: the fee of each period, or of all together. The figures beside it decide."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from models.exchange.header import column_of
from models.exchange.header_key import header_key
from models.exchange.row import FileRow
from models.ledger.order import Order
from models.plans.plan import fee_known, fee_total
from models.values.message import Message, Problem, msg
from models.values.money import parse_amount, yuan

FEE, PRINCIPAL = "fee_per_period", "principal"

_OPEN = frozenset({"手续费", "含手续费", "分期手续费", "fee", "fees"})


def is_open(names: Sequence[str]) -> bool:
    """Whether a header does not say of what its fees are."""
    return any(header_key(name) in _OPEN for name in names)


def assumed(names: Sequence[str]) -> tuple[Message, ...]:
    """What is said of a header under which no price can decide: its fees are taken to be those of each period."""
    if not is_open(names) or PRINCIPAL in map(column_of, names):
        return ()
    return (msg("the fees are read as those of each period; a column of prices would show it"),)


def by_figures(cells: Mapping[str, str], read: Callable[[Mapping[str, str]], FileRow]) -> FileRow:
    """The row with its fee as that of each period; where the figures do not allow that, as all fees together."""
    found = read(cells)
    if isinstance(found.result, Order) or not cells.get(FEE, "").strip():
        return found
    other = read({**cells, FEE: ""})
    try:
        fee = parse_amount(cells[FEE])
    except Problem:
        return found
    made = other.result
    if not isinstance(made, Order) or not fee_known(made.plan) or fee_total(made.plan) != fee:
        return found
    said = msg("row {row}: the fee {fee} is read as that of all periods together", row=found.row, fee=yuan(fee))
    return replace(other, remarks=(*other.remarks, said))
