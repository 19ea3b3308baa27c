"""A ledger with every kind of record, written by an older version and added to, for what the shell prints of it."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.ledger.credit import CreditUse
from models.ledger.figure import BillFigure
from models.ledger.ledger import Ledger, put
from models.ledger.minimum_paid import MinimumPaid
from models.ledger.moved_bill import MovedBill
from models.ledger.promise import Promise
from models.store import Store
from models.values.message import msg
from tests.tui.cli.shell import Shell

DATA = Path(__file__).parents[2] / "data" / "schema-2"
NOW = "2026-11-25T20:00:00+08:00"
"""When the older version answered what is kept beside it."""
BILL, SETTLED = "cmb/2026-12-16", "cmb/2026-09-16"
AT = datetime.fromisoformat("2026-11-24T20:00:00+08:00")


KEPT = tuple(
    CreditUse(id=of, account_id=account, of=of, bill=f"{account}/2027-12-16", amount=amount, at=AT)
    for account, of, amount in (("cmb", "f8d15f2ff3~1", 1500_00), ("huabei", "a73f8d6e94~1", 20_01))
)
"""Credit that is kept for bills that are yet to come: the older version left it where it was."""


def with_records(ledger: Ledger) -> Ledger:
    """With a record of each kind that says something of one bill."""
    return replace(
        ledger,
        figures=put(ledger.figures, BILL, BillFigure(id=BILL, total=525_82, seen_at=AT, source="app")),
        promises=put(ledger.promises, BILL, Promise(id=BILL, on=date(2026, 12, 20), at=AT)),
        moved=put(ledger.moved, "cmb/2026-12-18", MovedBill(id="cmb/2026-12-18", to=BILL)),
        credits={each.id: each for each in KEPT},
        minimums=put(ledger.minimums, SETTLED, MinimumPaid(id=SETTLED, at=AT)),
    )


def write_everything(db: Path) -> None:
    """Write that ledger to a file."""
    shutil.copy(DATA / "ledger.json", db)
    db.chmod(0o600)
    Store(db).commit(msg("edit"), with_records, AT)


@pytest.fixture
def everything(empty_shell: Shell) -> Shell:
    """A shell with that ledger, at the time of those answers."""
    write_everything(empty_shell.db)
    empty_shell.now = NOW
    return empty_shell
