"""Reading a file of orders, for the shell and the screen alike."""

from pathlib import Path

from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.exchange.encoding import MAX_BYTES
from models.exchange.export import settled_periods
from models.exchange.formats import guess_format
from models.exchange.merge import ImportPlan, plan_import
from models.exchange.purchase_day import bought_by
from models.exchange.reading import read_orders
from models.store import source
from models.values.dates import today
from models.values.message import Problem
from tui.run.session import Session


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
    reading = read_orders(data, guess_format(name, data), contracts(ledger, session.catalogue))
    reading = bought_by(reading, today(session.now(), HOME_ZONE))
    return plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))
