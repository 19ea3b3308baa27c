"""Reading a file of orders, for the shell and the screen alike."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.effective import effective
from models.exchange.answers import Answers, answered
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


class Found(NamedTuple):
    """What a file would change, before anything is answered of it, and by which accounts and when."""

    plan: ImportPlan
    held: Catalogue
    now: datetime

    def answered(self, answers: Answers) -> ImportPlan:
        """The import with these answers; Problem as `answered` raises it."""
        return answered(self.plan, answers, self.held, self.now)


def read_file(session: Session, file: Path) -> Found:
    """What importing `file` would do; Problem where it cannot be read."""
    try:
        path = file.expanduser()
    except RuntimeError as error:  # the home of an unknown user
        raise Problem("{path} cannot be read: {reason}", path=str(file), reason=str(error)) from None
    data = source.read(path, MAX_BYTES)
    if data is None:
        raise Problem("{path} cannot be read: there is no such file", path=str(file))
    return found_in(session, file.name, data[0])


def found_in(session: Session, name: str, data: bytes) -> Found:
    """What importing a file of that name with these bytes would do."""
    ledger, now = session.store.load().ledger, session.now()
    held, institutions = contracts(ledger, session.catalogue), effective(session.catalogue, ledger.channels)
    reading = read_orders(data, guess_format(name, data), held, institutions)
    if reading.whole is None:
        reading = bought_by(reading, today(now, HOME_ZONE))
    plan = plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))
    return Found(plan, held, now)
