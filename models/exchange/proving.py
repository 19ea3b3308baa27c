"""A whole ledger from a file is proved before it is imported: fenqi did not write it, and people edit such files."""

from datetime import datetime

from msgspec.structs import replace

from models.bills.fault import Fault
from models.bills.ledger_faults import ledger_faults
from models.bills.wrong_times import yet_to_come
from models.channels.channel import Catalogue
from models.exchange.import_plan import ImportPlan, with_own_of_new
from models.exchange.named import Named
from models.exchange.row import RowProblem
from models.ledger.ledger import Ledger
from models.values.message import Message


def proved(plan: ImportPlan, ledger: Ledger, catalogue: Catalogue, now: datetime) -> ImportPlan:
    """The import of a whole ledger with what cannot be in it, or is yet to come by the clock here, among its problems,
    and what is merely odd among its remarks. Of one that goes to the orders of a `ledger` those are looked at that come
    along.
    """
    if plan.problems:  # what is not read cannot be looked at
        return plan
    coming = plan.whole if plan.whole is not None else _coming(plan, ledger, catalogue)
    found = ledger_faults(coming, catalogue)
    refused = (*(each for each in found if each.impossible), *yet_to_come(coming, now))
    problems = Named(RowProblem(0, "", each.message, _table(each)) for each in refused)
    remarks = Named[Message]((*plan.remarks, *(each.message for each in found if not each.impossible)))
    return replace(
        plan,
        problems=problems.first,
        more_problems=problems.more,
        remarks=remarks.first,
        more_remarks=plan.more_remarks + remarks.more,
    )


def _table(found: Fault) -> str:
    return "" if found.table == "orders" else found.table


def _coming(plan: ImportPlan, ledger: Ledger, catalogue: Catalogue) -> Ledger:
    """The new orders alone, with the accounts that they are for."""
    accounts = with_own_of_new(ledger, plan, catalogue)
    return Ledger(orders={each.id: each for each in plan.new}, accounts=accounts.accounts, channels=accounts.channels)
