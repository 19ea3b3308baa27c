"""Fenqi driven through a life by its shell, and its answers laid beside the world."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.simulator.acts import Act, yuan
from tests.simulator.life import DAYS, Life
from tests.simulator.rules import months_on
from tests.simulator.world import THERE, Account, Bill, late_cost

ZONES = ("Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati")
MORNING = time(10)
HOURS = (time(10, 30), time(16, 59, 59), time(17, 0, 1), time(23, 59), time(23, 59, 59, 500_000))
"""Around the cut-offs."""
AHEAD = 7
"""Days within which a bill is due soon."""
RECENT = 40
"""Acts that are printed with a difference."""


class Answered(NamedTuple):
    """What a command of the shell left."""

    code: int
    out: str
    err: str


Ask = Callable[[str, Sequence[str]], Answered]
"""Ask the shell: an instant, and the words after `fenqi`."""


def differences(seed: int, ask: Ask, *, every: int = 5, days: int = DAYS) -> Iterator[str]:
    """Everything that fenqi says otherwise than the world, day by day, in a life of that seed."""
    life = Life(seed)
    hours = Random(seed)
    zone = ZoneInfo(ZONES[seed % len(ZONES)])
    log: list[str] = []
    for words in life.set_up:
        _do(ask, life.begin, words)
    for number in range(1, days):
        today = life.begin + timedelta(number)
        for act in life.acts(number):
            for account in life.accounts.values():
                account.spread_credit()
            log.append(f"{today} {' '.join(act.words)}")
            yield from _did(ask, today, act, log)
            for account in life.accounts.values():
                account.spread_credit()
        if number % every == 0:
            now = datetime.combine(today, hours.choice(HOURS), THERE)
            said = {name: _said(ask, now.astimezone(zone), name) for name in ("bills", "due", "month", "accounts")}
            for each in compared(list(life.accounts.values()), now, said):
                yield f"seed {seed}, {now}: {each}\n" + "\n".join(log[-RECENT:])


def _did(ask: Ask, today: date, act: Act, log: Sequence[str]) -> Iterator[str]:
    try:
        act.follow(_do(ask, today, act.words))
    except AssertionError as error:
        yield f"{today} {' '.join(act.words)}: {error}\n" + "\n".join(log[-RECENT:])


def _do(ask: Ask, today: date, words: Sequence[str]) -> dict[str, Any]:
    """Do it in the morning, and answer each warning by its first reason."""
    now = datetime.combine(today, MORNING, THERE).isoformat()
    given: list[str] = []
    while True:
        answer = ask(now, [*words, *given, "--yes", "--json"])
        if answer.code != 10 or "warnings" not in answer.out:
            break
        for warning in json.loads(answer.out)["warnings"]:
            given += ["--answer", f"{warning['id']}={next(iter(warning['reasons']))}"]
    assert answer.code == 0, f"{answer.code} {answer.err}{answer.out}"
    return dict(json.loads(answer.out))


def _said(ask: Ask, now: datetime, name: str) -> dict[str, Any]:
    answer = ask(now.isoformat(), [name, "--json"])
    assert answer.code == 0, answer.err
    return dict(json.loads(answer.out))


def compared(accounts: Sequence[Account], now: datetime, said: dict[str, Any]) -> Iterator[str]:
    """What differs between the answers and the world."""
    rest = {account.id: account.spread_credit() for account in accounts}
    bills = list(chain.from_iterable(account.listed() for account in accounts))
    yield from _bills(bills, now, said["bills"]["bills"])
    yield from _totals(bills, now, said["bills"]["totals"], "bills")
    due = [bill for bill in bills if _is_due(bill, now)]
    yield from _same("due lists", {each["id"] for each in said["due"]["bills"]}, {bill.id for bill in due})
    yield from _totals(due, now, said["due"]["totals"], "due")
    yield from _month(bills, now, said["month"])
    yield from _same("month's credit", said["month"]["credit"], {key: yuan(fen) for key, fen in rest.items() if fen})
    for answer in said["accounts"]["accounts"]:
        account = next(each for each in accounts if each.id == answer["id"])
        yield from _same(f"{account.id} credit", answer["credit"], yuan(rest[account.id]))
        open_bills = [bill for bill in account.listed() if bill.outstanding]
        owed = sum(bill.outstanding for bill in open_bills)
        yield from _same(f"{account.id} outstanding", answer["outstanding"], yuan(owed))
        ends = str(open_bills[-1].due) if open_bills else None
        yield from _same(f"{account.id} ends_on", answer["ends_on"], ends)


def _bills(bills: Sequence[Bill], now: datetime, said: Sequence[dict[str, Any]]) -> Iterator[str]:
    answers = {each["id"]: each for each in said}
    yield from _same("bills", set(answers), {bill.id for bill in bills})
    for bill in bills:
        answer = answers.get(bill.id)
        if answer is None:
            continue
        for name, value in (
            ("due", str(bill.due)),
            ("amount", yuan(bill.amount)),
            ("paid", yuan(bill.paid)),
            ("outstanding", yuan(bill.outstanding)),
            ("status", bill.status(now)),
        ):
            yield from _same(f"{bill.id} {name}", answer[name], value)
        late = late_cost(bill, now)
        if late is not None and bill.outstanding:
            total = answer["late"]["total"] if answer["late"] else "0.00"
            yield from _same(f"{bill.id} late", total, yuan(late))
        if bill.minimum is not None and not bill.credit:
            yield from _same(f"{bill.id} minimum", answer["minimum"]["amount"], yuan(bill.minimum))


def _is_due(bill: Bill, now: datetime) -> bool:
    status = bill.status(now)
    if status in {"overdue", "to_confirm"}:
        return True
    return bool(bill.outstanding) and _days_left(bill, now) <= AHEAD


def _days_left(bill: Bill, now: datetime) -> int:
    return (bill.due - now.astimezone(THERE).date()).days


def _totals(bills: Sequence[Bill], now: datetime, said: dict[str, str], name: str) -> Iterator[str]:
    late = sum(bill.outstanding for bill in bills if bill.status(now) == "overdue")
    soon = sum(bill.outstanding for bill in bills if now <= bill.due_at and _days_left(bill, now) <= AHEAD)
    owed = sum(bill.outstanding for bill in bills)
    yield from _same(f"{name} totals", said, {"due_soon": yuan(soon), "overdue": yuan(late), "outstanding": yuan(owed)})


def _month(bills: Sequence[Bill], now: datetime, said: dict[str, Any]) -> Iterator[str]:
    today = now.astimezone(THERE).date()
    this = [bill for bill in bills if (bill.due.year, bill.due.month) == (today.year, today.month)]
    late = sum(bill.outstanding for bill in bills if bill.status(now) == "overdue")
    left = sum(bill.outstanding for bill in this)
    yield from _same("month overdue", said["overdue"], yuan(late))
    yield from _same("month left", said["left"], yuan(left))
    yield from _same("month repaid", said["repaid"], yuan(sum(bill.paid + _again(bill, today) for bill in this)))
    begin = months_on(today, 0)
    for ahead in range(6):
        month = months_on(begin, ahead)
        of_month = [bill for bill in bills if (bill.due.year, bill.due.month) == (month.year, month.month)]
        answer = next(each for each in said["months"] if each["month"] == f"{month:%Y-%m}")
        total = sum(bill.amount - bill.went for bill in of_month)
        yield from _same(f"month {month:%Y-%m} amount", answer["amount"], yuan(total))
        yield from _same(f"month {month:%Y-%m} left", answer["left"], yuan(sum(bill.outstanding for bill in of_month)))


def _again(bill: Bill, today: date) -> int:
    """What was paid a second time for it in this month."""
    return sum(amount for amount, on in bill.again if (on.year, on.month) == (today.year, today.month))


def _same(what: str, said: object, here: object) -> Iterator[str]:
    if said != here:
        if isinstance(said, set) and isinstance(here, set):
            said, here = sorted(said - here), sorted(here - said)
        yield f"{what}: fenqi says {said}, the simulator {here}"
