"""What a finished step of the checklist keeps on the screen: what was answered, and until when that holds."""

import pendulum

from models.bills.bill import Bill
from models.bills.standing import stale
from models.ledger.progress import Done, Progress, Step, Way
from models.values.dates import clock_time
from models.values.money import grouped
from tui.run.session import Session


def answer_said(done: Done, progress: Progress, bill: Bill, session: Session) -> str:
    """The answer of that step, or the way that was found; "" where its name says all."""
    if done.pay:
        return _amount_said(done, progress, bill, session)
    if done.other:
        return done.other
    if done.step is Step.ENTRY:
        return "" if bill.settles else session.language.words(bill.channel.entry)
    named = (
        *(each.name for each in bill.channel.apps if done.step is Step.PLATFORM and done.answer in each.name.values()),
        *([bill.channel.method_name(done.answer)] if bill.channel.takes(done.answer) else []),
    )
    return session.language.words(named[0]) if named else done.answer


def _amount_said(done: Done, progress: Progress, bill: Bill, session: Session) -> str:
    """What the app showed and what is paid of it, when that was seen, and that it holds, where it still does.

    By the institution's clock, as the cut-off and the repayment are: it holds until midnight there.
    """
    t, now, zone = session.language.t, session.now(), bill.channel.zone
    if done.way is Way.REPAID:
        return t("{amount} · repaid already", amount=grouped(done.pay))
    amount = grouped(done.figure) if done.pay == done.figure else f"{grouped(done.figure)} → {grouped(done.pay)}"
    if stale(progress, bill, now) is None:
        return t("{amount} · seen {time}, holds today", amount=amount, time=clock_time(done.at, now, zone))
    seen = f"{pendulum.instance(done.at).in_timezone(zone):%m-%d %H:%M}"
    return t("{amount} · seen {time}, holds no longer", amount=amount, time=seen)
