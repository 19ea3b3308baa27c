"""What is ahead, in sentences: when a pay account runs short, and why nothing can be said of it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from models.bills.agenda import Agenda
from models.bills.movements import Movement, MovementKind
from models.bills.overview import HOME_ZONE
from models.bills.running import RunningBalance, ShortDay
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.values.dates import months_after, today
from models.values.money import Fen, yuan
from tui.run.language import Language
from tui.words.punctuation import said_of


class Stretch(NamedTuple):
    """The days from the `first` that is short until there is enough again, and the one of them on which most lacks."""

    first: ShortDay
    worst: ShortDay


def stretches(short: Iterable[ShortDay]) -> Iterator[Stretch]:
    """The days that are short, each account's without a day between that has enough as one."""
    found: dict[tuple[str, date | None], Stretch] = {}
    for each in short:
        key = (each.label, each.until)
        known = found.get(key, Stretch(each, each))
        found[key] = Stretch(known.first, each if each.by > known.worst.by else known.worst)
    yield from found.values()


def short_said(each: Stretch, t: Language, since: date) -> str:
    """`12-06: short by ¥123.00, until 12-10`; as far as it is certain. `since` is today."""
    said, until = lacking_said(each, t, since), each.first.until
    if until is None:
        return said
    if until == each.first.on:
        return t.t("{short}, until the pay of that day", short=said)
    return t.t("{short}, until {until}", short=said, until=day_said(until, since))


def lacking_said(each: Stretch, t: Language, since: date) -> str:
    """The same without until when: how much lacks, and on which day most does where that is not the first."""
    first, worst = each
    on, by, least = day_said(first.on, since), yuan(worst.by), yuan(worst.least)
    if first is not worst:
        said = {"day": on, "worst": day_said(worst.on, since), "amount": _most(worst, t)}
        if first.least:
            return t.t("{day}: short, most on {worst}: {amount}", **said)
        return t.t("{day}: perhaps short, most on {worst}: {amount}", **said)
    if worst.least == worst.by:
        return t.t("{day}: short by {amount}", day=on, amount=by)
    if worst.least:
        return t.t("{day}: short by {least} to {amount}", day=on, least=least, amount=by)
    return t.t("{day}: perhaps short by up to {amount}", day=on, amount=by)


def _most(each: ShortDay, t: Language) -> str:
    """How much lacks on that day, as far as it is certain."""
    if each.least == each.by:
        return yuan(each.by)
    if each.least:
        return t.t("{least} to {amount}", least=yuan(each.least), amount=yuan(each.by))
    return t.t("up to {amount}", amount=yuan(each.by))


def short_forms(each: Stretch, t: Language, since: date) -> tuple[str, ...]:
    """Ways to say it, the longest first, with what helps: so much from elsewhere."""
    said, worst = short_said(each, t, since), Stretch(each.worst, each.worst)
    advised = t.t("{short}; move {amount} in", short=said, amount=yuan(each.worst.by))
    return advised, said, lacking_said(each, t, since), lacking_said(worst, t, since)


def day_said(day: date, since: date) -> str:
    """`12-06`; with its year where the same day comes before."""
    return f"{day:%m-%d}" if day < months_after(since.replace(day=1), 12) else day.isoformat()


def held(run: RunningBalance, t: Language) -> str:
    """The last reading of a pay account, and whether it still holds."""
    if run.balance is None:
        return t.t("its balance is not known")
    day, amount = f"{today(run.balance.at, HOME_ZONE):%m-%d}", yuan(run.balance.amount)
    if not run.known:
        return t.t("{amount} on {day} does not hold any more", amount=amount, day=day)
    if run.repaid:
        return t.t("{amount} on {day}; repaid since: {repaid}", amount=amount, day=day, repaid=yuan(run.repaid))
    return t.t("{amount} on {day}, without daily spending", amount=amount, day=day)


def running_said(found: Agenda, t: Language) -> Iterator[tuple[str, str]]:
    """For each pay account, its last reading and when it runs short, with their inks."""
    for run in found.balances:
        yield said_of(run.label, held(run, t), t), ""
        for each in stretches(run.short):
            yield f"! {short_said(each, t, found.day)}", "warn"
    if not found.balances:
        yield t.t("no balance of a pay account is known: `fenqi balance` notes one"), "dim"


def balance_missing(run: RunningBalance | None, first: date, t: Language) -> str:
    """Why nothing is said of the account in that month; "" where a part of the month is known."""
    if run is None or run.balance is None:
        return t.t("no balance is known, so no day is called short or safe")
    if run.until is None:
        return t.t("no balance of the last day, so no day is called short or safe")
    return "" if run.until >= first else t.t("so far ahead nothing is known of the balance")


def movement_name(each: Movement, channels: Catalogue, t: Language) -> str:
    """Whose it is: `Huabei auto`, `payday`."""
    if each.bill is not None and each.kind is MovementKind.AUTO_DEBIT:
        return t.t("{account} auto", account=short_name(each, channels, t))
    return t.t("fixed costs") if each.kind is MovementKind.FIXED else short_name(each, channels, t)


def short_name(each: Movement, channels: Catalogue, t: Language) -> str:
    """The same where its mark says the rest: `Huabei`, `payday`, `fixed`."""
    if each.bill is not None:
        return t.words(channel_of(channels, each.bill.channel.id).short)
    return {
        MovementKind.PAYDAY: t.t("payday"),
        MovementKind.FIXED: t.t("fixed"),
    }.get(each.kind, t.t("the new plan"))


def movement_said(each: Movement, after: Fen | None, channels: Catalogue, t: Language) -> str:
    """The same in a sentence, with what it leaves on the account."""
    said = {
        "day": f"{each.on:%m-%d}",
        "name": movement_name(each, channels, t),
        "amount": "?" if each.amount is None else yuan(each.amount),
    }
    if after is None:
        return t.t("{day} {name}: {amount}", **said)
    return t.t("{day} {name}: {amount}, then {left} is left", left=yuan(after), **said)
