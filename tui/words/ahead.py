"""What is ahead, in sentences: when a pay account runs short, and what nothing is said of."""

from collections.abc import Iterable, Iterator
from datetime import date

from models.bills.agenda import Agenda
from models.bills.movements import Movement, MovementKind
from models.bills.overview import HOME_ZONE
from models.bills.running import RunningBalance, ShortDay
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.values.dates import months_after, today
from models.values.money import Fen, yuan
from tui.run.language import Language
from tui.words.joined import said_of


def stretches(short: Iterable[ShortDay]) -> Iterator[ShortDay]:
    """The days from the first that is short until there is enough again, as one: with the most that lacks."""
    found: dict[tuple[str, object], ShortDay] = {}
    for each in short:
        key = (each.label, each.until)
        first = found.get(key)
        if first is None:
            found[key] = each
        elif each.by > first.by:
            found[key] = ShortDay(label=each.label, on=first.on, by=each.by, least=each.least, until=each.until)
    yield from found.values()


def short_said(each: ShortDay, t: Language, since: date) -> str:
    """`12-06: short by ¥123.00, until 12-10`; as far as it is certain. `since` is today."""
    on, by, least = day_said(each.on, since), yuan(each.by), yuan(each.least)
    until = day_said(each.until, since) if each.until else ""
    if each.least == each.by:
        if until:
            return t.t("{day}: short by {amount}, until {until}", day=on, amount=by, until=until)
        return t.t("{day}: short by {amount}", day=on, amount=by)
    if each.least:
        return t.t("{day}: short by {least} to {amount}", day=on, least=least, amount=by)
    if until:
        return t.t("{day}: perhaps short by up to {amount}, until {until}", day=on, amount=by, until=until)
    return t.t("{day}: perhaps short by up to {amount}", day=on, amount=by)


def short_advised(each: ShortDay, t: Language, since: date) -> str:
    """The same, with what helps: so much from elsewhere."""
    return t.t("{short}; move {amount} in", short=short_said(each, t, since), amount=yuan(each.by))


def day_said(day: date, since: date) -> str:
    """`12-06`; with its year where the same day comes before it."""
    return f"{day:%m-%d}" if day < months_after(since.replace(day=1), 12) else day.isoformat()


def held(run: RunningBalance, t: Language) -> str:
    """What was read on a pay account, and whether that still holds."""
    if run.balance is None:
        return t.t("its balance is not known")
    day, amount = f"{today(run.balance.at, HOME_ZONE):%m-%d}", yuan(run.balance.amount)
    if not run.known:
        return t.t("{amount} on {day} does not hold any more", amount=amount, day=day)
    if run.repaid:
        return t.t("{amount} on {day}; repaid since: {repaid}", amount=amount, day=day, repaid=yuan(run.repaid))
    return t.t("{amount} on {day}, without daily spending", amount=amount, day=day)


def running_said(found: Agenda, t: Language) -> Iterator[tuple[str, str]]:
    """Of each pay account what was read on it and when it runs short, with their inks."""
    for run in found.balances:
        yield said_of(run.label, held(run, t), t), ""
        for each in stretches(run.short):
            yield f"! {short_said(each, t, found.day)}", "warn"
    if not found.balances:
        yield t.t("no balance of a pay account is known: `fenqi balance` notes one"), "dim"


def balance_missing(run: RunningBalance | None, first: date, t: Language) -> str:
    """Why nothing is said of what is on the account in that month; "" where it is known of a part of it."""
    if run is None:
        return t.t("no balance is known, so no day is called short or safe")
    if run.until is None:
        return t.t("no balance of the last day is known, so no day is called short or safe")
    return "" if run.until >= first else t.t("so far ahead nothing is known of the balance")


def movement_name(each: Movement, channels: Catalogue, t: Language) -> str:
    """Whose it is: `Huabei auto`, `payday`."""
    if each.bill is not None and each.kind is MovementKind.DEBIT:
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
    """The same in a sentence, with what is left on the account then."""
    said = {
        "day": f"{each.on:%m-%d}",
        "name": movement_name(each, channels, t),
        "amount": "?" if each.amount is None else yuan(each.amount),
    }
    if after is None:
        return t.t("{day} {name}: {amount}", **said)
    return t.t("{day} {name}: {amount}, then {left} is left", left=yuan(after), **said)
