"""Reading a file of orders and previewing it in words, for the shell and the screen alike."""

from pathlib import Path

from models.bill import derive
from models.catalogue import effective
from models.channel import Catalogue
from models.exchange.encoding import MAX_BYTES
from models.exchange.export import settled_periods
from models.exchange.merge import ImportPlan, plan_import
from models.exchange.reading import guess_form, read_orders
from models.exchange.row import RowProblem
from models.message import Problem
from models.money import yuan
from models.order import Order
from models.plan import Plan, parts, usual
from tui.cells import columns
from tui.session import Session
from tui.tongue import Tongue


def read_plan(session: Session, file: Path) -> ImportPlan:
    """What importing `file` would do; Problem where it cannot be read."""
    try:
        with file.expanduser().open("rb") as source:
            data = source.read(MAX_BYTES + 1)  # a device has no size to ask for
    except (OSError, RuntimeError, ValueError) as error:  # the home of an unknown user; what no name may hold
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise Problem("{file} cannot be read: {reason}", file=str(file), reason=reason) from None
    if len(data) > MAX_BYTES:
        raise Problem("the file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000)
    ledger = session.store.load().ledger
    reading = read_orders(data, guess_form(file.name, data), effective(session.catalogue, ledger.channels))
    return plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))


def preview(session: Session, plan: ImportPlan) -> list[str]:
    """The import in lines: what is new, what is there already, what is wrong and where."""
    tongue = session.tongue
    lines = []
    if plan.new:
        lines.append(tongue.t("new orders: {count}", count=len(plan.new)))
        channels = effective(session.catalogue, session.store.load().ledger.channels)
        lines += columns([_row(session.tongue, channels, order) for order in plan.new], frozenset({3, 4}))
    if plan.same:
        lines.append(tongue.t("there already, kept as they are: {count}", count=len(plan.same)))
    lines += [tongue.say(remark) for remark in plan.remarks]
    for problem in plan.problems:
        lines.append(_said(problem, tongue))
    return lines


def _said(problem: RowProblem, tongue: Tongue) -> str:
    """Where a problem is, and what it is."""
    what = tongue.say(problem.message)
    if not problem.row:
        return tongue.t("the file: {problem}", problem=what)
    if not problem.column:
        return tongue.t("row {row}: {problem}", row=problem.row, problem=what)
    return tongue.t("row {row}, column {column}: {problem}", row=problem.row, column=problem.column, problem=what)


def _row(tongue: Tongue, channels: Catalogue, order: Order) -> list[str]:
    plan = order.plan
    return [
        f"{order.bought_at:%Y-%m-%d}",
        tongue.words(channels[order.channel].short),
        tongue.t("first due {due}", due=order.first_due.isoformat()),
        yuan(plan.principal),
        f"{plan.periods} × {_amount(plan)}",
        order.title,
    ]


def _amount(plan: Plan) -> str:
    """A period's amount; the least and the most where not only the first and the last period differ."""
    inner = {part.amount for part in parts(plan)[1:-1]}
    return f"{yuan(min(inner))}–{yuan(max(inner))}" if len(inner) > 1 else yuan(usual(plan).amount)
