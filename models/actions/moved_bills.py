"""What is recorded of a bill goes with it when it gets another date, and its old id is remembered.

A bill is what is owed to one account on one due date. When a change gives its lines other dates, its repayments,
corrections, auto-debit answers and checklist are of the bill that most of those lines are on then; where repaid periods
keep the date, they stay.
"""

from collections import Counter
from collections.abc import Mapping

import msgspec

from models.actions.bill_days import with_bill_days
from models.actions.moved_corrections import gone_along, moved_corrections
from models.actions.moved_grown import with_grown
from models.actions.moved_records import along, renamed_progress, with_deferrals
from models.actions.settled_interest import with_settled_interest
from models.actions.settled_late import with_settled_late
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive_apart
from models.bills.schedule import Line
from models.channels.channel import Catalogue
from models.ledger.auto_debit import AutoDebitSeen
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.moved_bill import MovedBill
from models.ledger.progress import Progress, Way
from models.ledger.repayment import Repayment
from models.values.message import Problem

Heirs = Mapping[str, str]
"""By the id of each bill that there was: the id of the bill that has most of its lines now."""


def followed(before: Ledger, after: Ledger, catalogue: Catalogue) -> Ledger:
    """`after`, a change of `before` that may give bills other dates, with what is recorded of them moved along.

    Orders of accounts whose bill day became known are put on the bills. Raises Problem where a checklist is under way
    for a bill that would be split or merged with another.
    """
    after = with_bill_days(before, after, catalogue)
    was, now = derive_apart(before, catalogue), derive_apart(after, catalogue)
    heirs = {ident: heir_of(bill, now) for ident, bill in was.bills.items()}
    if all(
        ident == heirs[ident] and lines_of(bill) == lines_of(now.bills.get(ident)) for ident, bill in was.bills.items()
    ):
        made = with_grown(before, with_deferrals(after, heirs, was, now), was.bills.keys(), heirs, catalogue)
        return with_settled_late(before, with_settled_interest(before, made, catalogue), catalogue)
    corrections = moved_corrections(after.corrections, gone_along(after.corrections, heirs), was, now)
    made = msgspec.structs.replace(
        after,
        repayments=made_for_heirs(after.repayments, heirs, now),
        corrections=corrections,
        debits=last_seen(after.debits, heirs),
        checklists=_checklists(after.checklists, heirs, was, now),
        **along(after, corrections, heirs, was, now),
        moved=led_on(after.moved, heirs, now),
    )
    made = with_grown(before, made, was.bills.keys(), heirs, catalogue)
    return with_settled_late(before, with_settled_interest(before, made, catalogue), catalogue)


def led_on(records: Mapping[str, MovedBill], heirs: Heirs, now: Book) -> dict[str, MovedBill]:
    """The older ids of bills with the id that each has now; none that is a bill of its own again."""
    led = {ident: heirs.get(each.to, each.to) for ident, each in records.items()} | dict(heirs)
    return {
        ident: MovedBill(id=ident, to=to) for ident, to in led.items() if ident not in now.bills and to in now.bills
    }


def heir_of(bill: Bill, now: Book) -> str:
    """The account's bill that most of the lines are on now; of several itself if it can be, else the earliest."""
    lines = [
        now.schedules[line.order_id][line.number - 1]
        for line in bill.lines
        if line.order_id and line.number <= len(now.schedules.get(line.order_id, ()))
    ]
    if bill.id in now.bills and any(_stays(line) for line in lines):
        return bill.id
    there = (now.bill_of(line) for line in lines)
    found = Counter(each.id for each in there if each.channel.id == bill.channel.id)
    return min(found, key=lambda ident: (-found[ident], ident != bill.id, ident), default=bill.id)


def _stays(line: Line) -> bool:
    """Whether the period keeps its date though the days of its account are others."""
    return line.order is not None and any(
        (each.number, each.due) == (line.number, line.due) for each in line.order.kept
    )


def made_for_heirs(records: Mapping[str, Repayment], heirs: Heirs, now: Book) -> dict[str, Repayment]:
    """Each keeps its own id; only the bill that it was made for changes."""
    found = {}
    for ident, each in records.items():
        heir = now.bills.get(heirs.get(bill_id(each.account_id, each.due), ""))
        stays = heir is None or each.order or heir.due == each.due
        found[ident] = each if stays or heir is None else msgspec.structs.replace(each, due=heir.due)
    return found


def last_seen(records: Mapping[str, AutoDebitSeen], heirs: Heirs) -> dict[str, AutoDebitSeen]:
    """Of bills that became one, what was seen last."""
    found = {}
    for heir, idents in gone_along(records, heirs).items():
        last = max((records[ident] for ident in idents), key=_seen_at)
        found[heir] = last if last.id == heir else msgspec.structs.replace(last, id=heir)
    return found


def _seen_at(auto_debit: AutoDebitSeen) -> float:
    return max(
        (at.timestamp() for at in (auto_debit.balance_at, auto_debit.pay_account_at, auto_debit.outcome_at) if at),
        default=0,
    )


def _checklists(records: Mapping[str, Progress], heirs: Heirs, was: Book, now: Book) -> dict[str, Progress]:
    """Each as far as it got, for money may be on its way; where that could not be said of its bill, it is refused."""
    found = {}
    for heir, idents in gone_along(records, heirs).items():
        for ident in idents:
            if ident in heirs and (len(idents) > 1 or _is_another(records[ident], heirs, was, now)):
                raise Problem(
                    "the checklist of {bill} is under way, and that bill would no longer be the same; "
                    "finish or drop it first",
                    bill=ident,
                )
            found[heir] = renamed_progress(records[ident], heirs)
    return found


def _is_another(progress: Progress, heirs: Heirs, was: Book, now: Book) -> bool:
    """Whether a bill that it pays lost a line, or became one with another; or its own got a line that what it corrected
    does not know, and must not undo."""
    if progress.recorded:
        return False  # it was paid, and only its reference is still asked for
    shares = (share.bill for done in progress.done for share in done.bills)
    bills = {progress.id, *(each for each in shares if each in was.bills)}
    went = {each: now.bills.get(heirs[each]) for each in bills}
    there = [each.id for each in went.values() if each]
    if len(set(there)) < len(there) or any(not lines_of(was.bills[each]) <= lines_of(went[each]) for each in went):
        return True
    same = lines_of(was.bills[progress.id]) == lines_of(went[progress.id])
    return not same and any(done.way is Way.CORRECT for done in progress.done)


def lines_of(bill: Bill | None) -> set[tuple[str, int]]:
    return {(line.order_id, line.number) for line in bill.lines if line.order} if bill else set()
