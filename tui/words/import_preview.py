"""Reading a file of orders and previewing it in words, for the shell and the screen alike."""

from pathlib import Path

from models.bills.derive import derive
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.exchange.encoding import MAX_BYTES
from models.exchange.export import settled_periods
from models.exchange.formats import guess_format
from models.exchange.merge import ImportPlan, plan_import
from models.exchange.named import NAMED
from models.exchange.reading import read_orders
from models.exchange.row import RowProblem
from models.ledger.order import Order
from models.plans.plan import Plan, parts, usual
from models.store import source
from models.values.message import Problem
from models.values.money import yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import columns


def read_plan(session: Session, file: Path) -> ImportPlan:
    """What importing `file` would do; Problem where it cannot be read."""
    try:
        path = file.expanduser()
    except RuntimeError as error:  # the home of an unknown user
        raise Problem("{path} cannot be read: {reason}", path=str(file), reason=str(error)) from None
    found = source.read(path, MAX_BYTES)
    if found is None:
        raise Problem("{path} cannot be read: there is no such file", path=str(file))
    return plan_of(session, file.name, found[0])


def plan_of(session: Session, name: str, data: bytes) -> ImportPlan:
    """What importing a file of that name with these bytes would do."""
    ledger = session.store.load().ledger
    reading = read_orders(data, guess_format(name, data), effective(session.catalogue, ledger.channels))
    return plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))


def preview(session: Session, plan: ImportPlan) -> list[str]:
    """The import in lines: what is new, what is there already, what is wrong and where; the first of each."""
    language = session.language
    lines = []
    if plan.new:
        lines.append(language.t("new orders: {count}", count=len(plan.new)))
        channels = effective(session.catalogue, session.store.load().ledger.channels)
        lines += columns([_row(session.language, channels, order) for order in plan.new[:NAMED]], frozenset({3, 4}))
        lines += _more(language, len(plan.new) - NAMED)
    if plan.same:
        lines.append(language.t("there already, kept as they are: {count}", count=len(plan.same)))
    lines += [language.say(remark) for remark in plan.remarks]
    lines += _more(language, plan.more_remarks)
    lines += [_said(problem, language) for problem in plan.problems]
    lines += _more(language, plan.more_problems)
    return lines


def _more(language: Language, count: int) -> list[str]:
    """The line that stands for those that are not named."""
    return [language.t("and {count} more", count=f"{count:,}")] if count > 0 else []


def _said(problem: RowProblem, language: Language) -> str:
    """Where a problem is, and what it is."""
    what = language.say(problem.message)
    if not problem.row:
        return language.t("the file: {problem}", problem=what)
    if not problem.column:
        return language.t("row {row}: {problem}", row=problem.row, problem=what)
    return language.t("row {row}, column {column}: {problem}", row=problem.row, column=problem.column, problem=what)


def _row(language: Language, channels: Catalogue, order: Order) -> list[str]:
    plan = order.plan
    return [
        f"{order.bought_at:%Y-%m-%d}",
        language.words(channels[order.channel].short),
        language.t("first due {due}", due=order.first_due.isoformat()),
        yuan(plan.principal),
        f"{plan.periods} × {_amount(plan)}",
        order.title,
    ]


def _amount(plan: Plan) -> str:
    """A period's amount; the least and the most where not only the first and the last period differ."""
    inner = {part.amount for part in parts(plan)[1:-1]}
    return f"{yuan(min(inner))}–{yuan(max(inner))}" if len(inner) > 1 else yuan(usual(plan).amount)
