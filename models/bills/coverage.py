"""Whether the money on a pay account covers what auto-debits take from it, one after the other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from pendulum import DateTime

from models.bills.auto_debit_window import auto_debit_range
from models.bills.bill import Bill, auto_debit_hours, is_taken, is_unsaid
from models.bills.own_auto_debit import own_pay_account
from models.bills.schedule import Line
from models.channels.channel import AUTO_DEBIT
from models.ledger.auto_debit import Outcome
from models.ledger.balance import Balance
from models.ledger.budget import BUDGET
from models.ledger.ledger import Ledger
from models.values.identity import key_of
from models.values.money import Fen

FRESH = timedelta(days=1)
"""How long a balance holds that somebody read."""
AHEAD = timedelta(days=28)
"""How far ahead auto-debits are counted, so that no monthly bill counts twice. What comes later is paid from later
money."""
WITHIN = 64
"""The most days from now to the due date of a bill whose auto-debit can run within that time: it may run 31 days
ahead."""


class AutoDebitAhead(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken of a bill from one account, between `start` and `end`: `amount` at most, and `least` for certain.

    It is less where it takes a minimum that is not known, and 0 where auto-debit is not known to be on. `left`: what is
    on the account once the most was taken, less than 0 where it may be short; `at_best`: once the least was. Both None
    where no balance holds.
    """

    bill: Bill
    amount: Fen
    least: Fen
    start: DateTime
    end: DateTime
    left: Fen | None = None
    at_best: Fen | None = None

    @property
    def certain(self) -> bool:
        """Whether it is known what it takes: auto-debit is on for it, and for how much."""
        return self.least == self.amount

    @property
    def sure(self) -> bool:
        """Whether it is known what is left then."""
        return self.left == self.at_best


class PayAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A pay account with its auto-debits in order. Its label is "" for those whose pay account is not known.

    `balance` is the last that somebody read, `fresh` whether it still holds: for a day, and until a later debit. What
    was `repaid` by hand after it was read may have gone off it, in fen.
    """

    label: str
    auto_debits: tuple[AutoDebitAhead, ...]
    balance: Balance | None = None
    fresh: bool = False
    repaid: Fen = 0

    @property
    def short(self) -> AutoDebitAhead | None:
        """The first debit that the money may not cover; None where it covers all, or no balance holds."""
        return next((each for each in self.auto_debits if each.left is not None and each.left < 0), None)

    @property
    def shortage(self) -> "Shortage | None":
        """What lacks on the days of the first debit that may be short, with all that is taken on them; None where none
        is.

        Within a day nobody knows which debit is tried first: each of them may be the one that fails.
        """
        first = self.short
        if first is None:
            return None
        days = [each for each in self.auto_debits if _same_days(each, first)]
        return Shortage(
            day=first.start,
            amount=-(days[-1].left or 0),
            least=max(0, -(days[-1].at_best or 0)),
            bills=tuple(each.bill for each in days),
        )

    def left_after(self, bill: str) -> Fen | None:
        """What is left once that bill was taken, and all else up to its last day; less than 0 where it may be short.

        None where no balance holds.
        """
        if not self.fresh or self.balance is None:
            return None
        found = self.until(bill)
        return found[-1].left if found else self.balance.amount - self.repaid

    def until(self, bill: str) -> tuple[AutoDebitAhead, ...]:
        """The debits up to that bill's own, and those that may be taken on its days."""
        own = next((each for each in self.auto_debits if each.bill.id == bill), None)
        return tuple(each for each in self.auto_debits if own is not None and each.start.date() <= own.end.date())


class Shortage(msgspec.Struct, frozen=True, kw_only=True):
    """By how much a pay account may be short, from which day on, and the bills that are taken on the same days.

    `least` is what lacks for certain, 0 where it may be enough.
    """

    day: DateTime
    amount: Fen
    least: Fen
    bills: tuple[Bill, ...]


def _same_days(one: AutoDebitAhead, other: AutoDebitAhead) -> bool:
    return one.start.date() <= other.end.date() and other.start.date() <= one.end.date()


def pay_account(ledger: Ledger, bills: Iterable[Bill], label: str, now: datetime) -> PayAccount:
    """The account with that label: its debits of the next 28 days in the order of their windows, what each leaves."""
    key = key_of(label)
    at_hand = [bill for bill in bills if abs(bill.due.toordinal() - now.toordinal()) <= WITHIN]
    own = [each for bill in at_hand if (each := taken_from(bill, key)) is not None]
    own.sort(key=lambda each: (each.start.timestamp(), each.end.timestamp(), each.bill.id))
    balance = next((each for ident, each in ledger.balances.items() if key and key_of(ident) == key), None)
    fresh = balance is not None and _holds(balance, own, at_hand, now)
    left, spared, made = None, 0, list[AutoDebitAhead]()
    if balance is not None and fresh:
        spared = _repaid_since(balance, ledger)
        left = balance.amount - spared
    repaid = spared
    for each in own:
        if now.timestamp() <= each.end.timestamp() and each.start.timestamp() <= (now + AHEAD).timestamp():
            spared += each.amount - each.least
            left = None if left is None else left - each.amount
            at_best = None if left is None else left + spared
            made.append(msgspec.structs.replace(each, left=left, at_best=at_best))
    return PayAccount(label=label, auto_debits=tuple(made), balance=balance, fresh=fresh, repaid=repaid)


def taken_from(bill: Bill, key: str) -> AutoDebitAhead | None:
    """What may be taken of the bill from the account with that key of its label; None for nothing."""
    account = by_account(bill).get(key)
    return None if account is None else taken(bill, account[1])


def taken(bill: Bill, mine: Sequence[Line]) -> AutoDebitAhead:
    """What may be taken of the bill from the account that those of its lines are taken from."""
    start, end = auto_debit_hours(bill)
    least, most = auto_debit_range(bill)
    owed = sum(line.outstanding for line in mine)
    elsewhere = sum(line.outstanding for line in bill.takeable) - owed
    on = sum(line.outstanding for line in mine if is_taken(line, bill.channel) and not is_unsaid(line, bill))
    return AutoDebitAhead(
        bill=bill,
        amount=min(owed, most),
        least=max(0, min(on, most, least - elsewhere)),
        start=start,
        end=end,
    )


def paid_from(bill: Bill) -> str:
    """The label of the account from which auto-debit may take the bill; "" where it is not known, or there are
    several."""
    labels = all_paid_from(bill)
    return labels[0] if len(labels) == 1 else ""


def all_paid_from(bill: Bill) -> tuple[str, ...]:
    """All labels of pay accounts from which auto-debit may take something of the bill; none where nobody said it."""
    return tuple(label for label, _ in by_account(bill).values() if label)


def by_account(bill: Bill) -> Mapping[str, tuple[str, Sequence[Line]]]:
    """By the key of its label each account from which auto-debit may take something of the bill: the label, and the
    lines; "" where it is not known."""
    keys, found = dict[str, str](), dict[str, tuple[str, list[Line]]]()
    for line in bill.takeable:
        label = label_of(line, bill)
        if label not in keys:  # there can be thousands of lines, and few labels
            keys[label] = key_of(label)
        _, lines = found.get(keys[label], ("", []))
        lines.append(line)
        found[keys[label]] = (label, lines)
    return found


def label_of(line: Line, bill: Bill) -> str:
    """From where a line is taken: as somebody saw it of the bill, as its order says, or as its account or channel."""
    seen = bill.auto_debit.pay_account if bill.auto_debit else ""
    return seen or own_pay_account(line, bill.channel) or bill.channel.auto_debit.pay_account


def _holds(balance: Balance, own: Iterable[AutoDebitAhead], at_hand: Iterable[Bill], now: datetime) -> bool:
    """Whether the balance is of the last day, and nothing was taken, or may have been, since it was read."""
    since = balance.at.timestamp()
    if now.timestamp() - since > FRESH.total_seconds():
        return False
    if any(since < each.start.timestamp() <= now.timestamp() for each in own):
        return False
    return not any(_taken_since(bill, balance) for bill in at_hand)


def _repaid_since(balance: Balance, ledger: Ledger) -> Fen:
    """What was repaid by hand after that was read and may have gone off it: from where, nobody said. What auto-debit
    took ends a reading. Where another account is the main one, nothing is: it goes off that."""
    main = ledger.budget[BUDGET].pay_account if BUDGET in ledger.budget else ""
    if main and key_of(main) != key_of(balance.id):
        return 0
    by_hand = (each for each in ledger.repayments.values() if each.method != AUTO_DEBIT)
    return min(balance.amount, sum(each.amount for each in by_hand if each.paid_at > balance.at))


def _taken_since(bill: Bill, balance: Balance) -> bool:
    """Whether somebody saw after that balance that auto-debit had taken the bill's money, from that account."""
    seen = bill.auto_debit
    if seen is None or seen.outcome_at is None or seen.outcome_at <= balance.at:
        return False
    if seen.outcome in {Outcome.FAILED, Outcome.NOT_ON}:
        return False
    return any(key_of(label_of(line, bill)) == key_of(balance.id) for line in bill.lines)
