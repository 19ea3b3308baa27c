"""Records as they were typed, and what they are with all that lines of statements say of them.

What a line gives to a record can so be taken from it again, where another line turns out to be that of the record.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from models.actions.claims import Claim
from models.actions.how_paid import paid_how, reference_of
from models.actions.posted import paid_when
from models.bills.bill import Bill
from models.channels.channel import AUTO_DEBIT
from models.ledger.ledger import Ledger
from models.ledger.repayment import OTHER, Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import StatementLine
from models.values.dates import today
from models.values.long_numbers import masked

_MARK = "typed:"
"""How the ids of those sightings begin: the id of the record, whether it was confirmed, how it was paid and its number
follow."""


def is_assumed(repayment: Repayment, bill: Bill) -> bool:
    """Whether nobody said when and how it was paid, but only that it was taken, or was paid when it was due."""
    return repayment.method == AUTO_DEBIT or repayment.paid_at.timestamp() == bill.due_at.timestamp()


def with_said(bill: Bill, typed: Repayment, lines: Iterable[StatementLine]) -> Repayment:
    """The record of the bill with all that these lines say of it: its number, and its instant and its method where
    those were assumed. Of several lines the one that knows most is believed."""
    best = sorted(lines, key=_best_first)
    if not best:
        return typed
    numbers = (number for each in best if (number := reference_of(each)))
    made = msgspec.structs.replace(typed, confirmed=True, reference=typed.reference or next(numbers, ""))
    if not is_assumed(typed, bill):
        return made
    line, zone = best[0], bill.channel.zone
    paid_at = paid_when(bill, line)
    if line.time_known or today(paid_at, zone) != today(made.paid_at, zone):
        made = msgspec.structs.replace(made, paid_at=paid_at)
    how = ((method, other) for each in best for method, other in [paid_how(each, bill.channel)])
    known = next(((method, other) for method, other in how if method != OTHER or other), None)
    return msgspec.structs.replace(made, method=known[0], other=known[1]) if known else made


def _best_first(line: StatementLine) -> tuple[bool, bool, float, str]:
    return (not line.time_known, line.posted, line.at.timestamp(), line.id)


def typed_mark(typed: Repayment, source: str) -> Sighting:
    """What keeps a record as it was typed."""
    how = f"{typed.method}:{masked(typed.other).replace(':', '：')}"
    ident = f"{_MARK}{typed.id}:{int(typed.confirmed)}:{how}:{typed.reference}"
    return Sighting(id=ident, source=source, at=typed.paid_at, amount=typed.amount)


class TypedThen(Mapping[str, Repayment]):
    """The records that lines have shown, as they were typed; one that somebody changed since is as it is now.

    What a record was is looked up when it is asked for: of a long statement each line asks for its own.
    """

    def __init__(self, ledger: Ledger, bills: Iterable[Bill], claims: Iterable[Claim]) -> None:
        self._ledger = ledger
        self._marks = {ident: each for each in ledger.sightings.values() for ident in _kept(each)}
        marks = self._marks
        self._of = {each.id: bill for bill in bills for each in bill.repayments if each.id in marks} if marks else {}
        self._lines: dict[str, list[StatementLine]] = {}
        for each in claims if marks else ():
            for ident in each.shows:
                self._lines.setdefault(ident, []).append(each.line)

    def __getitem__(self, ident: str) -> Repayment:
        bill, now = self._of[ident], self._ledger.repayments[ident]
        then = _then(now, self._marks[ident])
        if with_said(bill, then, self._lines.get(ident, ())) != now:
            raise KeyError(ident)
        return then

    def __iter__(self) -> Iterator[str]:
        return (ident for ident in self._of if ident in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _kept(mark: Sighting) -> Iterator[str]:
    if mark.id.startswith(_MARK):
        yield mark.id.removeprefix(_MARK).split(":", 1)[0]


def _then(now: Repayment, mark: Sighting) -> Repayment:
    _, confirmed, method, other, reference = mark.id.removeprefix(_MARK).split(":", 4)
    made = msgspec.structs.replace(now, confirmed=confirmed == "1", reference=reference, paid_at=mark.at)
    return made if made.method == method else msgspec.structs.replace(made, method=method, other=other)


def without_typed(ledger: Ledger, repayments: Collection[str]) -> Ledger:
    """With nothing kept of what these records were as they were typed."""
    marks = tuple(f"{_MARK}{ident}:" for ident in repayments)
    left = {ident: each for ident, each in ledger.sightings.items() if not ident.startswith(marks)}
    return msgspec.structs.replace(ledger, sightings=left) if len(left) < len(ledger.sightings) else ledger
