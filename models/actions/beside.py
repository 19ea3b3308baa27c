"""A statement beside the ledger as it is at a moment of the plan: what both say of its accounts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

import msgspec

from models.actions.claims import Claim, claims_of
from models.actions.finding import BillPart, LineAnswers
from models.actions.laid import Laid
from models.actions.line_discounts import discounts_of, without_discounts
from models.actions.marks import SAID
from models.actions.typed_then import TypedThen
from models.actions.whose_line import CARD, accounts_of
from models.bills.all_credits import of_accounts
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ids import line_stated
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import PaidAs, Repayment
from models.ledger.sighting import Sighting
from models.ledger.statement import Statement, StatementLine
from models.values.dates import today
from models.values.identity import key_of
from models.values.money import Fen


class LedgerBeside(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """`ledger` is the one with all that was taken of the statement so far; `accounts` those that it may be about.

    `returned`: the lines of payments whose money came back. `twins`: of each line that is known by now those of other
    sources that are of its payment, see `twins_of`.
    """

    ledger: Ledger
    catalogue: Catalogue
    statement: Statement
    answers: LineAnswers
    now: datetime
    accounts: frozenset[str]
    returned: frozenset[str] = frozenset()
    twins: Mapping[str, frozenset[str]] = {}

    def of(self, ledger: Ledger) -> "LedgerBeside":
        """The same beside that ledger."""
        if ledger is self.ledger:
            return self
        made = msgspec.structs.replace(self, ledger=ledger)
        if "base" in self.__dict__ and made.has_base_of(self):
            made.__dict__["base"] = self.base  # or each line of a long statement would derive it again
        made.__dict__["_derived"] = (self._own, self.book) if "book" in self.__dict__ else self._derived
        return made

    def has_base_of(self, other: "LedgerBeside") -> bool:
        """Whether the two ledgers differ at most in what statements have recorded."""
        names = (name for name in Ledger.__struct_fields__ if name not in {"repayments", "sightings", "checklists"})
        same = all(getattr(self.ledger, name) is getattr(other.ledger, name) for name in names)
        return same and self.by_hand == other.by_hand

    @cached_property
    def held(self) -> Catalogue:
        return contracts(self.ledger, self.catalogue)

    @cached_property
    def _own(self) -> Ledger:
        """The ledger with the orders of its accounts."""
        return of_accounts(self.ledger, self.accounts)

    @cached_property
    def _derived(self) -> tuple[Ledger, Book] | None:
        """The bills of an earlier moment of the plan, with the ledger that they are of; None where there are none."""
        return None

    @cached_property
    def book(self) -> Book:
        """The bills of its accounts."""
        if self._derived is None:
            return derive(self._own, self.catalogue)
        before, book = self._derived
        return rederive(book, before, self._own, self.catalogue)

    @cached_property
    def base(self) -> Book:
        """The same without what statements have recorded: what a line is of, hangs on no other line that was read
        before it, so that pieces of a file come to what the whole does, in any order."""
        without = msgspec.structs.replace(without_discounts(self.ledger), repayments=self.by_hand)
        return derive(of_accounts(without, self.accounts), self.catalogue)

    @cached_property
    def by_hand(self) -> Mapping[str, Repayment]:
        """The repayments that no line of a statement recorded."""
        return {ident: each for ident, each in self.ledger.repayments.items() if not self.by_line(ident)}

    def by_line(self, repayment: str) -> bool:
        """Whether a line of a statement recorded the repayment."""
        return line_stated(repayment) in self.ledger.sightings

    def said_at(self, repayment: Repayment) -> datetime:
        """The instant that the line says which recorded it; that of one typed by hand is its own, as it was typed."""
        seen = self.ledger.sightings.get(line_stated(repayment.id))
        return seen.at if seen else self.typed_then.get(repayment.id, repayment).paid_at

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The lines of all sources that are kept whole."""
        return claims_of(self.ledger)

    @cached_property
    def typed_then(self) -> Mapping[str, Repayment]:
        """The records that lines have shown, as they were typed."""
        return TypedThen(self.ledger, self.book.bills.values(), self.claims)

    def are_rivals(self, one: str, other: str, account: str) -> bool:
        """Whether what stands in one source cannot be what stands in the other: both are apps by which a card was
        repaid, and a payment goes through one of them."""
        channel = self.held.get(account)
        apart = one != other and not one.endswith(CARD) and not other.endswith(CARD)
        return apart and account in self.accounts and channel is not None and channel.card

    def may_be_twins(self, line: str, other: str) -> bool:
        """Whether the two lines, of two sources, may be of one payment."""
        return other in self.twins.get(line, {other})

    def may_have_posted(self, at: datetime, seen: Sighting, account: str, source: str = "") -> bool:
        """Whether a line of this source, or of that one, may be the same payment as one that another source has: a card
        has it on the day on which an app has it, or later."""
        here = (source or self.statement.source).endswith(CARD)
        if here is seen.source.endswith(CARD):
            return True
        zone = channel_of(self.held, account).zone
        days = today(at, zone), today(seen.at, zone)
        return days[0] >= days[1] if here else days[0] <= days[1]

    def is_another(self, repayment: Repayment) -> bool:
        """Whether a rival of this source has shown the repayment."""
        here, account = self.statement.source, repayment.account_id
        return any(self.are_rivals(by, here, account) for by in self._stated_by.get(repayment.id, ()))

    @cached_property
    def _stated_by(self) -> Mapping[str, Sequence[str]]:
        """The sources of `stated`, by the repayments."""
        found: dict[str, list[str]] = {}
        for ident, source in self.stated:
            found.setdefault(ident, []).append(source)
        return found

    @cached_property
    def laid(self) -> tuple[Laid, ...]:
        """The lines that were recorded of its accounts, whatever their sources, and others of this one; the earliest
        first."""
        made: dict[str, list[Repayment]] = {}
        for each in self.ledger.repayments.values():
            ident = line_stated(each.id)
            seen = self.ledger.sightings.get(ident)
            if seen and (seen.source == self.statement.source or each.account_id in self.accounts):
                made.setdefault(ident, []).append(each)
        sightings, off = self.ledger.sightings, discounts_of(self.ledger)
        first = self._said_first
        found = [
            Laid(
                sightings[ident],
                tuple(own),
                off.get(ident, ()),
                min(first[each.id] for each in own),
                f"{SAID}{ident}" in sightings and all(each.way is not PaidAs.AGAIN for each in own),
            )
            for ident, own in made.items()
        ]
        return tuple(sorted(found, key=lambda each: each.since or (each.seen.at, each.seen.id)))

    @property
    def _said_first(self) -> Mapping[str, tuple[datetime, str]]:
        """The earliest instant that a line says of each repayment which one recorded or has shown, and that line."""
        found: dict[str, tuple[datetime, str]] = {}
        sightings = self.ledger.sightings
        own = ((ident, sightings.get(line_stated(ident))) for ident in self.ledger.repayments)
        seen_by = ((each.repayment, each) for each in sightings.values() if each.repayment)
        for ident, seen in (*own, *seen_by):
            if seen is not None and (ident not in found or (seen.at, seen.id) < found[ident]):
                found[ident] = (seen.at, seen.id)
        return found

    @cached_property
    def stated(self) -> frozenset[tuple[str, str]]:
        """The repayments that statements have shown, each with their sources."""
        said = {(each.repayment, each.source) for each in self.ledger.sightings.values() if each.repayment}
        made = (line_stated(ident) for ident in self.ledger.repayments)
        own = zip(self.ledger.repayments, made, strict=True)
        sightings = self.ledger.sightings
        claimed = {(ident, each.source) for each in self.claims for ident in each.shows}
        return frozenset(said | claimed | {(ident, sightings[line].source) for ident, line in own if line in sightings})

    @cached_property
    def seen_by_others(self) -> frozenset[str]:
        """The lines of this source whose repayments another one has shown since."""
        others = (ident for ident, source in self.stated if source != self.statement.source)
        return frozenset(map(line_stated, others))

    def shows(self, repayment: str) -> bool:
        """Whether a statement of this source has shown the repayment."""
        return (repayment, self.statement.source) in self.stated

    def is_kept(self, repayment: str) -> bool:
        """Whether somebody said, to a statement of this source, that the record stays."""
        return f"{self.statement.source}:{repayment}" in self.ledger.sightings

    @cached_property
    def seen_anywhere(self) -> frozenset[str]:
        return frozenset(repayment for repayment, _ in self.stated)

    def whose(self, line: StatementLine) -> tuple[str, ...]:
        """The accounts that the line may be about, see `accounts_of`."""
        key = (line.channel, line.last4)
        if key not in self._whose:
            self._whose[key] = accounts_of(line, self.statement, self.ledger, self.held, self.answers)
        return self._whose[key]

    @cached_property
    def _whose(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Those that were asked for so far: a statement has many lines of few accounts."""
        return {}

    @cached_property
    def numbers(self) -> Mapping[tuple[str, str], Order]:
        """The orders by their accounts and their numbers."""
        own = (each for each in self.ledger.orders.values() if each.order_no)
        return {(each.account_id, key_of(each.order_no)): each for each in own}

    @cached_property
    def priced(self) -> Mapping[Fen, Sequence[Order]]:
        """The orders by their prices: a statement has many more purchases than there are orders."""
        found: dict[Fen, list[Order]] = {}
        for each in self.ledger.orders.values():
            found.setdefault(each.plan.principal, []).append(each)
        return found

    def bills(self, accounts: tuple[str, ...], *, base: bool = False) -> list[Bill]:
        """The bills of those accounts, earliest due first."""
        book = self.base if base else self.book
        return [bill for bill in book.bills.values() if bill.channel.id in accounts and not bill.settles]

    def bill(self, ident: str) -> Bill:
        return self.book.bill(ident)

    def repayments(self, accounts: tuple[str, ...]) -> list[Repayment]:
        """What was repaid to those accounts, early settlements besides."""
        return [each for each in self.ledger.repayments.values() if each.account_id in accounts]

    def shares(self, line: StatementLine, repayment: str) -> tuple[BillPart, ...]:
        """What of a line that was read before is repaid of which bill, as the bills are now."""
        mine = {repayment} | {ident for ident in self.ledger.repayments if line_stated(ident) == line.id}
        return tuple(
            BillPart(bill.id, each.amount)
            for bill in self.book.bills.values()
            for each in bill.repayments
            if each.id in mine and not bill.settles
        )

    def day(self, line: StatementLine, account: str) -> date:
        """The day of the line at the institution."""
        return today(line.at, channel_of(self.held, account).zone)
