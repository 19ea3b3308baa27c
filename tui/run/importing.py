"""Reading a file of orders, for the shell and the screen alike."""

import stat
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.bills.schedule import due_dates_of
from models.channels.channel import Catalogue
from models.channels.effective import channel_of, effective
from models.exchange.answers import Answers, answered
from models.exchange.export import settled_periods
from models.exchange.formats import FORMATS, guess_format
from models.exchange.import_plan import ImportPlan, plan_import
from models.exchange.own_channels import with_own
from models.exchange.proving import proved
from models.exchange.purchase_day import bought_by
from models.exchange.reading import read_orders
from models.exchange.row import Reading
from models.exchange.whole import counts
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.store import beside, files
from models.values.dates import today
from models.values.message import Problem
from tui.run.given_file import file_bytes
from tui.run.session import Session


class Unanswered(NamedTuple):
    """What a file would change, before anything is answered of it, and by which accounts and when."""

    plan: ImportPlan
    held: Catalogue
    now: datetime

    def answered(self, answers: Answers) -> ImportPlan:
        """The import with these answers; Problem as `answered` raises it."""
        return answered(self.plan, answers, self.held, self.now)

    def dues(self, order: Order, numbers: Sequence[int]) -> list[tuple[int, date]]:
        """These periods of an order of the file, with their due dates."""
        days = due_dates_of(order, channel_of(self.held, order.account_id))
        return [(number, days[number - 1]) for number in numbers]


def read_file(session: Session, file: Path) -> Unanswered:
    """What importing `file` would do; Problem where it cannot be read."""
    return found_in(session, file.name, file_bytes(file))


def found_in(session: Session, name: str, data: bytes) -> Unanswered:
    """What importing a file of that name with these bytes would do."""
    ledger, now = session.store.load().ledger, session.now()
    reading, held = _read_by(session, ledger, name, data)
    if reading.own and (reading.whole is None or counts(ledger)):
        known = with_own(ledger, reading.own, session.catalogue)
        reading, held = (reading, held) if known == ledger else _read_by(session, known, name, data)
    if reading.whole is None:
        reading = bought_by(reading, today(now, HOME_ZONE))
    plan = plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))
    if reading.whole is not None:
        plan = proved(plan, ledger, session.catalogue, now)
    return Unanswered(plan, held, now)


def _read_by(session: Session, ledger: Ledger, name: str, data: bytes) -> tuple[Reading, Catalogue]:
    """The file by the accounts that a ledger has, and these."""
    held, institutions = contracts(ledger, session.catalogue), effective(session.catalogue, ledger.channels)
    return read_orders(data, guess_format(name, data), held, institutions), held


TEMPLATE = "fenqi-orders.csv"
"""The name of the example that is written where no other is typed."""


def to_choose(session: Session) -> tuple[beside.ChoosableFile, ...]:
    """The files that may be ones of orders."""
    return files_ending(session, [ending for form in FORMATS.values() for ending in form.endings])


def files_ending(session: Session, endings: Iterable[str]) -> tuple[beside.ChoosableFile, ...]:
    """The files of these endings in this directory, at home and among the downloads; not the ledger.

    A demo may have some of its own, which lie beside its ledger and come first.
    """
    here, home = working_directory(), Path.home()
    own = (session.store.path.parent,) if session.demo else ()
    found = beside.choosable((*own, here or home, home, home / "Downloads", home / "下载"), endings)
    return tuple(each for each in found if each.path.resolve() != session.store.path.resolve())


def working_directory() -> Path | None:
    """The directory that fenqi was started in; None where it is gone."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def template_path(typed: str) -> Path:
    """Where an example is written: under the path that was typed, in that directory, or else in this one.

    Workbooks are read and not written: where one is named, a CSV file of that name.
    """
    try:
        path = Path(typed or ".").expanduser().absolute()
    except FileNotFoundError:
        raise Problem("the directory that fenqi was started in is gone; write the whole path") from None
    except RuntimeError:
        raise Problem("{path} cannot be written: there is no user of that name", path=typed) from None
    path = path / TEMPLATE if stat.S_ISDIR(files.kind_of(path)) else path
    return path.with_suffix(".csv") if path.suffix.lower() == ".xlsx" else path


def write_new(path: Path, text: str, form: str) -> None:
    """Write an example in that format; Problem where there is such a file already, or it cannot be written."""
    beside.make(path, text.encode("utf-8-sig" if FORMATS[form].marked else "utf-8"))
