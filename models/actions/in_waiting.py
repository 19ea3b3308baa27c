"""A payment that another one left no room for waits: where that one's money comes back, it is the repayment.

So it need not be read again, and files come to the same in whatever order they are read.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta
from itertools import groupby

from models.actions.laid import Laid
from models.actions.marks import with_marks, without_marks
from models.ledger.ids import bill_account, bill_due, bill_id, repayment_id
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.ledger.sighting import Sighting
from models.values.long_numbers import masked

_MARK = "wait:"
"""How the ids of those sightings begin: the ids of line and bill, the discount, how it was paid and the number of the
payment follow."""


def kept_waiting(ledger: Ledger, *some: Laid) -> Ledger:
    """With those lines kept as ones that wait, as they would be recorded."""
    return with_marks(ledger, (mark for one in some for mark in _marks(one)))


def _marks(one: Laid) -> Iterator[Sighting]:
    off = dict(one.off)
    for each in one.repayments:
        bill = bill_id(each.account_id, each.due)
        how = f"{each.method}:{masked(each.other).replace(':', '：')}"  # no field of it is masked by its name
        less = f"{off.get(bill, 0)}{_paid(each, one.seen)}"
        ident = f"{_MARK}{one.seen.id}:{bill}:{less}:{how}:{each.reference}"
        yield Sighting(id=ident, source=one.seen.source, at=one.seen.at, amount=each.amount)


def _paid(each: Repayment, seen: Sighting) -> str:
    """How many seconds after its line it was paid, below zero where only the posting stands there; "" for then."""
    apart = round(each.paid_at.timestamp() - seen.at.timestamp())
    return f"@{apart}" if apart else ""


def waiting(ledger: Ledger, source: str = "") -> list[Laid]:
    """The lines of that source that wait; of any where none is given."""
    marks = [each for each in ledger.sightings.values() if each.id.startswith(_MARK)]
    marks = [each for each in marks if source in {"", each.source}]
    marks.sort(key=lambda each: each.id)
    return [_of(line, list(own)) for line, own in groupby(marks, key=lambda each: _parts(each)[0])]


def _parts(mark: Sighting) -> list[str]:
    return mark.id.removeprefix(_MARK).split(":", 5)


def _of(line: str, marks: list[Sighting]) -> Laid:
    made, off = list[Repayment](), list[tuple[str, int]]()
    for each in marks:
        _, bill, less, method, other, reference = _parts(each)
        discount, _, apart = less.partition("@")
        made.append(
            Repayment(
                id=repayment_id(bill, line),
                account_id=bill_account(bill),
                due=bill_due(bill),
                amount=each.amount,
                paid_at=each.at + timedelta(seconds=int(apart or 0)),
                method=method,
                other=other,
                reference=reference,
            )
        )
        off += [(bill, int(discount))] if int(discount) else []
    amount = sum(each.amount for each in made)
    seen = Sighting(id=line, source=marks[0].source, at=marks[0].at, amount=amount, repayment=made[-1].id)
    return Laid(seen, tuple(made), tuple(off))


def wait_no_more(ledger: Ledger, lines: Collection[str]) -> Ledger:
    """Without these lines among those that wait."""
    return without_marks(ledger, _MARK, lines)
