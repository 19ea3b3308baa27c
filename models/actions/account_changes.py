"""Adding accounts, and saying what holds for one: its card, its days, its auto-debit."""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from models.actions.auto_debit_changes import since_then
from models.actions.later_moves import check_moves_any
from models.actions.moved_bills import followed
from models.bills.contracts import contracts
from models.channels import checks as check
from models.channels.account import Account, as_held, with_bill_days
from models.channels.channel import Catalogue, Channel
from models.channels.cycle import DueMove
from models.channels.effective import channel_of, effective
from models.channels.names import channel_names
from models.channels.rules import RUNS, Extent, Mode, Switch
from models.ledger.ledger import Ledger, put
from models.values import quantity
from models.values.message import Problem, enumerated
from models.values.text import clean, normalise

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


class AccountDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says of an account; None where nothing is said. An empty label is none."""

    last4: str | None = None
    label: str | None = None
    mode: Mode | None = None
    bill_day: int | None = None
    due_day: int | None = None
    due_after: int | None = None
    auto_debit: Switch | None = None
    extent: Extent | None = None
    pay_account: str | None = None


def added(ledger: Ledger, catalogue: Catalogue, name: str, said: AccountDetails, day: date) -> tuple[Ledger, Account]:
    """With a new account of the channel that goes by `name`, and that account; `day` is today at the institution.

    The first one has the channel's id, a further card the channel's id with its last four digits. Raises Problem where
    nothing tells it from the others, or where it is there already.
    """
    channels = effective(catalogue, ledger.channels)
    channel = channel_names(channels).named(name)
    new = msgspec.structs.replace(Account.of(channel, _new_id(ledger, channels, channel, said)), added_on=day)
    account = _with(new, channel, said, day)
    _check_other(ledger, account)
    return _held(ledger, catalogue, account), account


def changed(
    ledger: Ledger, catalogue: Catalogue, ident: str, said: AccountDetails, day: date, *, set_up: bool = False
) -> Ledger:
    """With what is said of an account; `day` is today at the institution. What is recorded of bills goes along.

    What is said of auto-debit holds from that day on; `set_up`: it was set up or turned off then, and not only said.
    Raises Problem naming the field that will not do.
    """
    old = account_named(ledger, catalogue, ident)
    if old.id not in ledger.accounts:
        old = msgspec.structs.replace(old, added_on=day)
    account = _with(old, channel_of(effective(catalogue, ledger.channels), old.channel), said, day)
    _check_other(ledger, account)
    return _held(ledger, catalogue, since_then(ledger, catalogue, account, day, set_up=set_up))


def restated(ledger: Ledger, catalogue: Catalogue, account: Account, day: date) -> Ledger:
    """With an account as all of it is said, at once; what is recorded of its bills goes along.

    `day` is today at the institution. Raises Problem naming the field that will not do.
    """
    old = account_named(ledger, catalogue, account.id)
    channel = channel_of(effective(catalogue, ledger.channels), old.channel)
    for due_day, known in ((account.due_day, old.due_day), *((each.due_day, None) for each in account.moves)):
        if due_day is not None and due_day != known and due_day not in {each.due_day for each in old.moves}:
            check.offered(account.id, "due_day", due_day, channel.due_days)
    if account.due_day is not None and account.due_after is not None:
        raise check.contradicts(account.id, "due_day", "due_after")
    if account.mode is Mode.ORDER and (account.bill_day or account.due_day or account.due_after):
        raise _no_days(account)
    if account.auto_debit is not None:
        _auto_debit(account, channel, account.auto_debit, account.set_up_on or date.min)
    _check_other(ledger, account)
    return _held(ledger, catalogue, since_then(ledger, catalogue, with_bill_days(account, old), day))


def moved(ledger: Ledger, catalogue: Catalogue, ident: str, move: DueMove) -> Ledger:
    """With the days of an account moved: bills from `since` on are made and due on others. Problem where they cannot,
    or where a later move leaves it no bill.

    Where no bill day is said, it is the one that the institution has with that due day, as far as it is known, and else
    the one that holds: a bill that was made before `since` stays. A move of the same date that was said before is
    replaced.
    """
    old = account_named(ledger, catalogue, ident)
    channel = channel_of(effective(catalogue, ledger.channels), old.channel)
    check.offered(old.id, "due_day", move.due_day, channel.due_days)
    if move.bill_day is None and old.mode is Mode.STATEMENT:
        move = msgspec.structs.replace(move, bill_day=channel.billed_for(move.due_day))
    if move.bill_day is None and old.due_after is not None:
        raise Problem(
            "{account} is due {days} after its bill day: say the new bill day as well",
            field="bill_day",
            account=old.id,
            days=quantity.days(old.due_after),
        )
    check_moves_any(old, channel, move)
    others = [each for each in old.moves if each.since != move.since]
    moves = tuple(sorted([*others, move], key=lambda each: each.since))
    return _held(ledger, catalogue, with_bill_days(msgspec.structs.replace(old, moves=moves), old))


def account_named(ledger: Ledger, catalogue: Catalogue, name: str) -> Account:
    """The account with that id, name or label; the first one of a channel that has none yet.

    Problem where there is none, or may be several.
    """
    names = channel_names(contracts(ledger, catalogue), effective(catalogue, ledger.channels))
    if not names.found(name):
        raise Problem(
            "there is no account {account}; known are {accounts}",
            account=clean(name, 40),
            accounts=enumerated(ledger.accounts) if ledger.accounts else "—",
        )
    channel = names.named(name)
    return ledger.accounts.get(channel.id) or Account.of(channel)


def _new_id(ledger: Ledger, channels: Catalogue, channel: Channel, said: AccountDetails) -> str:
    if channel.id not in ledger.accounts:
        return channel.id
    if not (said.last4 or said.label):
        raise Problem(
            "there is an account of {channel} already: change it with `fenqi account set {account}`, "
            "or give the last four digits of another card, or a label",
            field="last4",
            channel=channel.short,
            account=channel.id,
        )
    suffixes = [said.last4 or "", normalise(said.label or "").casefold()]
    tried = [f"{channel.id}-{each}" for each in suffixes if each and _PLAIN.fullmatch(each)]
    ident = _free(tried or _numbered(channel.id, len(ledger.accounts)), ledger, channels)
    check.slug(ident, "label", ident)
    return ident


def _numbered(channel: str, most: int) -> list[str]:
    """Ids for what a label cannot be part of."""
    return [f"{channel}-{number}" for number in range(2, most + 3)]


def _free(idents: Iterable[str], ledger: Ledger, channels: Catalogue) -> str:
    """The first that nothing has; Problem where there is none."""
    last = ""
    for ident in idents:
        if ident not in ledger.accounts and ident not in channels:
            return ident
        last = ident
    raise Problem("there is an account {account} already", field="last4", account=last)


def _with(account: Account, channel: Channel, said: AccountDetails, day: date) -> Account:
    """The account with what was said; Problem where its institution has it otherwise."""
    given: dict[str, object] = {
        name: value for name, value in msgspec.structs.asdict(said).items() if value is not None
    }
    if said.last4 is not None:
        check.four_digits(account.id, said.last4)
    if said.auto_debit is not None:
        given |= _auto_debit(account, channel, said.auto_debit, day)
    if said.due_day is not None and said.due_after is not None:
        raise check.contradicts(account.id, "due_day", "due_after")
    if said.due_day is not None:
        if said.due_day != account.due_day:
            check.offered(account.id, "due_day", said.due_day, channel.due_days)
            given = {"bill_day": channel.billed_for(said.due_day) or account.bill_day} | given
        given["due_after"] = None
    if said.due_after is not None:
        given["due_day"] = None
    made = msgspec.structs.replace(account, **given)
    if made.mode is Mode.ORDER and {"bill_day", "due_day", "due_after"} & given.keys():
        raise _no_days(account)
    as_held(channel, made)
    return made


def _no_days(account: Account) -> Problem:
    return Problem(
        "{account} bills each order on its own date (订单制), so it has no bill day and no due day; "
        "`--mode statement` changes that",
        field="mode",
        account=account.id,
    )


def _auto_debit(account: Account, channel: Channel, state: Switch, day: date) -> dict[str, object]:
    """The state, and the day on which it was set up: today where it is switched on, the earlier one where it was on."""
    always = channel.auto_debit.default is Switch.ALWAYS
    if always and state in {Switch.OFF, Switch.UNKNOWN}:
        raise Problem("auto-debit of {channel} cannot be switched off", field="auto_debit", channel=channel.short)
    if state not in RUNS:
        return {"auto_debit": state, "set_up_on": None}
    return {"auto_debit": Switch.ALWAYS if always else state, "set_up_on": account.set_up_on or day}


def _check_other(ledger: Ledger, account: Account) -> None:
    """Problem where another account of the channel has the same digits and the same label: it is the same card."""
    if not account.suffix:
        return
    for each in ledger.accounts.values():
        if each.id != account.id and (each.channel, each.last4, each.label) == (
            account.channel,
            account.last4,
            account.label,
        ):
            raise Problem(
                "{account} is that card already; change it with `fenqi account set {account}`",
                field="last4",
                account=each.id,
            )


def _held(ledger: Ledger, catalogue: Catalogue, account: Account) -> Ledger:
    """With the account as it is now; what is recorded of bills goes with them to their new dates."""
    as_held(channel_of(effective(catalogue, ledger.channels), account.channel), account)
    after = msgspec.structs.replace(ledger, accounts=put(ledger.accounts, account.id, account))
    return followed(ledger, after, catalogue)
