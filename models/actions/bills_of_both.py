"""Two versions of a ledger are made one: what one said of a bill goes to the bill that has its lines then.

Each version's records are of the bills that its own dates make. Where the orders, or the days of their account, are
those of the other version, that bill may be there under another date, and the record goes along, as when dates are
edited. One that cannot go along stays where it is: nothing that somebody said is lost, and the proof names it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from models.actions.merging import AnsweredRecords, Disagreement, Merged, Side, recounted
from models.actions.moved_bills import heir_of, last_seen, led_on, lines_of, made_for_heirs
from models.actions.moved_records import last_said, naming_heirs, next_of, renamed_progress
from models.actions.totals_of_both import totals_along
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.derive import derive, derive_apart
from models.bills.ledger_faults import ledger_faults
from models.bills.lost_bills import NAMING_A_BILL, OF_ONE_BILL, lost_bills
from models.channels.channel import Catalogue
from models.ledger.correction import Correction
from models.ledger.deferral import Deferral
from models.ledger.ledger import Ledger
from models.ledger.progress import Progress
from models.ledger.reduction import Reduction
from models.values.message import Problem

ALIKE = ("corrections", "figures", "checklists")
"""The tables whose records count for the very lines that their bill had."""
_NONE: AnsweredRecords = {}


def with_bills_of_both(
    made: Merged,
    mine: Ledger,
    theirs: Ledger,
    base: Ledger | None,
    catalogue: Catalogue,
    prefer: Side | None = None,
    answers: AnsweredRecords = _NONE,
) -> Merged:
    """The two merged, with each record whose bill is not there moved to the bill that has its lines.

    Where each version has one of that bill, it is asked, as in `merged`. They stay as they were where that would say
    what cannot be.
    """
    was = made.ledger
    lost, grown = _lost(was, catalogue), bool(was.deferrals or was.minimums)
    if not (lost or grown):
        return made
    books = [derive_apart(each, catalogue) for each in (mine, theirs)]
    now = derive_apart(was, catalogue)
    led_over = _grown(was, books, now, [derive(each, catalogue) for each in (mine, theirs, was)]) if grown else {}
    lost |= led_over.keys()
    gone = {each.key: mine if each.mine is None else theirs for each in made.asked if not each.fields}
    bills = _Bills({}, now, (mine, theirs), base, gone, [], lambda one: answers.get(one.key) or prefer)
    while True:
        bills = bills.of({ident: _whose(ident, was, (mine, theirs), books) for ident in lost})
        heirs = {ident: heir for ident in lost if (heir := _heir(ident, bills.whose[ident], now)) is not None}
        heirs |= led_over
        if not heirs:
            return made
        after = _along(was, heirs, bills)
        left = _lost(after, catalogue)
        if left <= lost:
            break
        lost |= left  # what was put off to them has gone along, so these are not there for that any more
    led = led_on(
        was.moved, {ident: heir for ident, heir in heirs.items() if ident not in left}, derive(after, catalogue)
    )
    stay = heirs.keys() & left
    after = msgspec.structs.replace(after, moved={ident: each for ident, each in led.items() if ident not in stay})
    if _lost(after, catalogue) - lost or _impossible(after, catalogue) - _impossible(was, catalogue):
        return made
    asked = bills.asked
    open_ = () if prefer is not None else tuple(each for each in asked if each.key not in answers)
    made = msgspec.structs.replace(made, asked=(*made.asked, *asked), open=(*made.open, *open_))
    return recounted(made, mine, after)


class _Bills(msgspec.Struct, frozen=True):
    """By the bill the books of the versions that said something of it, and that of the two as one; what both were once;
    and `gone`: by the keys of the records that one version had there no more, when it was said which counts, that
    version. `asked`: of which bills each version has a record, and `side`, whose counts; None as long as nobody said.
    """

    whose: Mapping[str, list[Book]]
    now: Book
    versions: tuple[Ledger, Ledger]
    base: Ledger | None
    gone: Mapping[str, Ledger]
    asked: list[Disagreement]
    side: Callable[[Disagreement], Side | None]

    def of(self, whose: Mapping[str, list[Book]]) -> "_Bills":
        """The same of these bills, with nothing asked yet."""
        return msgspec.structs.replace(self, whose=whose, asked=[])

    def alike(self, ident: str, heir: str) -> bool:
        """Whether the heir has the very lines that the bill had wherever it was."""
        return all(lines_of(each) == lines_of(self.now.bills.get(heir)) for each in _were(ident, self.whose[ident]))

    def given_up(self, table: str, ident: str, heir: str) -> bool:
        """Whether the heir's record was said to count, not that of the version which moved it to `ident`."""
        version = self.gone.get(f"{table}/{heir}")
        return version is not None and ident in getattr(version, table)

    def chosen(self, table: str, ident: str, renamed: Any, there: Any) -> Any:
        """Of that record and the one that its heir has, which counts; None where not each version has one of them."""
        here, heir = getattr(self.versions[0], table), there.id
        was = [getattr(each, table).get(ident) is not None for each in self.versions]
        if was == [getattr(each, table).get(heir) == there for each in self.versions] or sum(was) != 1:
            return None
        both = (renamed, there) if ident in here else (there, renamed)
        one = Disagreement(table, heir, *both)
        if one.alike is not None:
            return one.alike
        self.asked.append(one)
        return one.of(self.side(one) or Side.MINE)


def _whose(ident: str, made: Ledger, versions: Iterable[Ledger], books: Iterable[Book]) -> list[Book]:
    """The books of the versions whose records of that bill the two as one have; of both, where none is known."""
    pairs = list(zip(versions, books, strict=True))
    found = [book for version, book in pairs if _says_of(ident, version, made)]
    return found or [book for _, book in pairs]


def _says_of(ident: str, version: Ledger, made: Ledger) -> bool:
    """Whether a record of that bill which they have is the version's own."""
    return any(each in _records_of(ident, version) for each in _records_of(ident, made))


def _records_of(ident: str, of: Ledger) -> list[Any]:
    own = [getattr(of, table)[ident] for table in OF_ONE_BILL if ident in getattr(of, table)]
    return own + [each for table in NAMING_A_BILL for each in getattr(of, table).values() if each.bill == ident]


def _were(ident: str, books: Iterable[Book]) -> list[Bill]:
    return [each.bills[ident] for each in books if ident in each.bills]


def _heir(ident: str, books: Iterable[Book], now: Book) -> str | None:
    """The bill that the lines of the bill are on now; None where they are on none, or each version had others."""
    found = {heir_of(each, now) for each in _were(ident, books)}
    heir = found.pop() if len(found) == 1 else ident
    return heir if heir != ident and heir in now.bills else None


def _grown(made: Ledger, books: Sequence[Book], now: Book, every: Sequence[Book]) -> dict[str, str]:
    """The heirs of bills that were there only because of what went over to them, where something was said of them and
    that goes over to others now. `every`: the books of the versions and of the two as one, with such bills.
    """
    *were, there = every
    over = {each.over.to: each.id for book in were for each in book.bills.values() if each.over}
    found = dict[str, str]()
    for ident in sorted(over.keys() - there.bills.keys()):
        if _were(ident, books) or not _records_of(ident, made):
            continue
        source = over[ident]
        went = there.bills.get(found.get(source) or _heir(source, books, now) or source)
        if went is not None and went.over and went.over.to in there.bills:
            found[ident] = went.over.to
    return found


def _lost(ledger: Ledger, catalogue: Catalogue) -> set[str]:
    """The bills that something was said of and that are not there, under that very id: under an older one of another
    bill nothing counts."""
    book = derive(msgspec.structs.replace(ledger, moved={}), catalogue)
    return {str(each.message.params["other"]) for each in lost_bills(ledger, book)}


def _impossible(ledger: Ledger, catalogue: Catalogue) -> set[tuple[str, str, str]]:
    return {(each.code, each.table, each.id) for each in ledger_faults(ledger, catalogue) if each.impossible}


def _along(made: Ledger, heirs: Mapping[str, str], bills: _Bills) -> Ledger:
    """With what was said of those bills said of their heirs; of two of which the last counts, that."""
    alike = {ident: heir for ident, heir in heirs.items() if bills.alike(ident, heir)}
    tables: dict[str, Any] = {table: _one_each(made, table, alike, bills) for table in ALIKE}
    own = {ident: heir for ident, heir in heirs.items() if heir in bills.now.bills}
    tables["deferrals"] = _one_each(made, "deferrals", own, bills)
    tables["reductions"] = _lowered(made, heirs, tables["corrections"], bills)
    moved = msgspec.structs.replace(made, **tables)
    others = {ident: heir for ident, heir in heirs.items() if ident not in alike}
    return msgspec.structs.replace(
        moved,
        **totals_along(moved, others, bills.whose, bills.now),
        promises=last_said(made.promises.values(), heirs),
        minimums=last_said(made.minimums.values(), heirs),
        debits=last_seen(made.debits, {**{heir: heir for heir in heirs.values()}, **heirs}),
        repayments=made_for_heirs(made.repayments, heirs, bills.now),
        credits=naming_heirs(made.credits, "bill", heirs),
        conversions=naming_heirs(made.conversions, "bill", heirs),
        orders=naming_heirs(made.orders, "of", heirs),
    )


def _one_each(made: Ledger, table: str, heirs: Mapping[str, str], bills: _Bills) -> dict[str, Any]:
    """The records of the table with the ids of the heirs, where these have none.

    Where an heir has one, the one that counts is kept: its own if this says no more, else that of either version.
    """
    found = dict(getattr(made, table))
    before = getattr(bills.base, table) if bills.base else {}
    for ident in sorted(found.keys() & heirs.keys()):
        heir = heirs[ident]
        with suppress(Problem):  # one that cannot be of that bill stays
            renamed = _of(found[ident], heir, heirs, bills.now)
            there = found.setdefault(heir, renamed)
            known = _says_the_same(there, renamed) or renamed == before.get(heir)
            counts = there if known or bills.given_up(table, ident, heir) else None
            counts = counts or bills.chosen(table, ident, renamed, there)
            if counts is not None:
                found[heir] = counts
                del found[ident]
    return found


def _says_the_same(one: Any, other: Any) -> bool:
    """Whether the two say the same: of a correction, whatever its lines came to by the plan of its version."""
    if isinstance(one, Correction) and isinstance(other, Correction):
        one, other = msgspec.structs.replace(one, lines=()), msgspec.structs.replace(other, lines=())
    return bool(one == other)


def _lowered(
    made: Ledger, heirs: Mapping[str, str], corrections: Mapping[str, Any], bills: _Bills
) -> dict[str, Reduction]:
    """The reductions, each of the heir of its bill; what a correction took off goes where that went."""
    found = {}
    replaced = {ident for ident, each in corrections.items() if made.corrections.get(ident) not in {None, each}}
    for ident, each in made.reductions.items():
        heir = heirs.get(each.bill)
        if heir is None and not (ident == each.bill and ident in replaced):
            found[ident] = each
        elif heir is None:
            continue
        elif ident != each.bill:
            found[ident] = msgspec.structs.replace(each, bill=heir)
        elif ident in corrections or ident not in made.corrections:
            found[ident] = each
        elif _says_the_same(corrections.get(heir), _of(made.corrections[ident], heir, heirs, bills.now)):
            found[heir] = msgspec.structs.replace(each, id=heir, bill=heir)
    return found


def _of(record: Any, heir: str, heirs: Mapping[str, str], now: Book) -> Any:
    """The record as one of that bill."""
    if isinstance(record, Progress):
        return renamed_progress(record, heirs)
    if isinstance(record, Deferral):
        to = next_of(now.bills[heir], record, heirs.get(record.to, record.to), now)
        return msgspec.structs.replace(record, id=heir, to=to)
    return msgspec.structs.replace(record, id=heir)
