"""Reading a file of orders, for the shell and the screen alike."""

from pathlib import Path

from msgspec.structs import replace

from models.actions.entering import Past, asked, entered, with_past
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.channels.effective import channel_of, effective
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


def read_plan(session: Session, file: Path, past: Past | None = None) -> ImportPlan:
    """What importing `file` would do; Problem where it cannot be read."""
    try:
        path = file.expanduser()
    except RuntimeError as error:  # the home of an unknown user
        raise Problem("{path} cannot be read: {reason}", path=str(file), reason=str(error)) from None
    found = source.read(path, MAX_BYTES)
    if found is None:
        raise Problem("{path} cannot be read: there is no such file", path=str(file))
    return plan_of(session, file.name, found[0], past)


def plan_of(session: Session, name: str, data: bytes, past: Past | None = None) -> ImportPlan:
    """What importing a file of that name with these bytes would do.

    `past`: what is said of the periods that were due before an order was entered; None leaves them open questions.
    """
    ledger = session.store.load().ledger
    held, institutions = contracts(ledger, session.catalogue), effective(session.catalogue, ledger.channels)
    reading = read_orders(data, guess_format(name, data), held, institutions)
    if reading.whole is None:
        reading = bought_by(reading, today(session.now(), HOME_ZONE))
    plan = plan_import(ledger, reading, settled_periods(derive(ledger, session.catalogue)))
    if plan.whole is not None:
        return plan
    now, new, questions = session.now(), [], {}
    for order in plan.new:
        channel = channel_of(held, order.account_id)
        # A file that counts what is repaid was often counted by a program: that says nothing of the periods after it.
        one = order if order.paid_periods is not None else entered(order, channel, now)
        if past is not None:
            one = with_past(one, channel, past)
        elif numbers := asked(one, channel):
            questions[one.id] = numbers
        new.append(one)
    return replace(plan, new=tuple(new), questions=questions)
