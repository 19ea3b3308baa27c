"""Accounts in the shell: which there are, and saying what holds for one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click
import msgspec

from models.actions.account_changes import AccountDetails, account_named, added, changed, moved
from models.actions.account_deletion import account_deleted
from models.actions.bill_days import redated
from models.actions.budget import budget_of
from models.actions.day_choices import NEXT, day_choices
from models.actions.later_moves import later_move
from models.bills.contracts import called, contracts
from models.bills.derive import derive
from models.channels.account import Account, days_held
from models.channels.channel import Channel
from models.channels.cycle import DueMove
from models.channels.due import bills_known, next_bills
from models.channels.effective import channel_of
from models.channels.rules import Extent, Mode, Switch
from models.exchange.accounts import account_json, accounts_json, choice_json, redated_json
from models.ledger.ledger import Ledger
from models.values.message import Message, Words, msg
from models.values.money import parse_amount, yuan
from models.values.typed import parse_date
from tui.cli.noop import N_
from tui.cli.printing import print_json, print_table
from tui.cli.whole_number import WholeNumber
from tui.cli.writing import How, Written, carry_out, writes
from tui.run.session import Session
from tui.words.day_choices import choice_said
from tui.words.extent import state_said
from tui.words.no_longer_overdue import now_to_confirm_said
from tui.words.redated import dates_said
from tui.words.rule_words import SWITCH_WORDS


@click.command(
    help=N_("Every account: a card or a credit line with its days, its auto-debit, its credit and what is owed.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON (schema 2)."))
@click.pass_obj
def accounts(session: Session, as_json: bool) -> int:
    ledger = session.load().ledger
    fields = accounts_json(ledger, derive(ledger, session.catalogue), session.catalogue)
    if as_json:
        print_json(fields)
        return 0
    t, held = session.language, contracts(ledger, session.catalogue)
    rows = [
        [
            each["id"],
            t.words(held[each["id"]].name),
            _days(ledger.accounts[each["id"]], session),
            _state(held[each["id"]], session),
            yuan(parse_amount(each["credit"])),
            yuan(parse_amount(each["outstanding"])),
            each["ends_on"] or "—",
        ]
        for each in fields["accounts"]
    ]
    if not rows:
        click.echo(t.t("there are no accounts"), err=True)
    head = [t.t("id"), t.t("name"), t.t("days"), t.t("auto-debit"), t.t("credit"), t.t("to pay"), t.t("ends")]
    print_table(head, rows, frozenset({4, 5}))
    return 0


@click.group(help=N_("Add an account, or say what holds for one."))
def account() -> None:
    pass


def _of_account(command: Callable[..., int]) -> Callable[..., int]:
    """The options of what can be said of an account; the command gets them as `said`."""

    def asked(*arguments: Any, how: How, **given: Any) -> int:
        said = msgspec.convert({name: given.pop(name) for name in AccountDetails.__struct_fields__}, AccountDetails)
        return command(*arguments, said=said, how=how, **given)

    asked.__name__, asked.__doc__ = command.__name__, command.__doc__
    day = WholeNumber(1, 31)
    for option in (
        click.option("--pay-account", help=N_("What auto-debit takes from: a name, and four digits at most.")),
        click.option(
            "--extent", type=click.Choice([each.value for each in Extent]), help=N_("How much auto-debit takes.")
        ),
        click.option(
            "--auto-debit",
            type=click.Choice([each.value for each in Switch]),
            help=N_("Whether the institution takes the money itself."),
        ),
        click.option(
            "--mode",
            type=click.Choice([each.value for each in Mode]),
            help=N_("One bill a month, or each order on its own date."),
        ),
        click.option("--due-after", type=WholeNumber(1, 60), help=N_("So many days after the bill it is due.")),
        click.option("--due-day", type=day, help=N_("The day of the month on which it is due.")),
        click.option("--bill-day", type=day, help=N_("The day of the month on which the bill is made.")),
        click.option("--label", help=N_("What tells it from the others, where it has no digits.")),
        click.option("--last4", help=N_("The last four digits of the card.")),
    ):
        asked = option(asked)
    return asked


@account.command(help=N_("Add an account of CHANNEL: its first one, or a further card by its last four digits."))
@click.argument("channel")
@writes
@_of_account
@click.pass_obj
def add(session: Session, channel: str, said: AccountDetails, how: How) -> int:
    day = session.today()

    def change(ledger: Ledger) -> Ledger:
        return added(ledger, session.catalogue, channel, said, day)[0]

    def done(before: Ledger, after: Ledger) -> Written:
        (ident,) = after.accounts.keys() - before.accounts.keys()
        return _done(session, before, after, ident)

    def label(before: Ledger, after: Ledger) -> Message:
        (ident,) = after.accounts.keys() - before.accounts.keys()
        return msg("add account {account}", account=called(after, session.catalogue, ident))

    return carry_out(session, how, label, change, done)


@account.command(name="set", help=N_("Say what holds for the account ID. Bills go along to their new dates."))
@click.argument("ident", metavar="ID")
@writes
@_of_account
@click.pass_obj
def set_(session: Session, ident: str, said: AccountDetails, how: How) -> int:
    day = session.today()

    def change(ledger: Ledger) -> Ledger:
        return changed(ledger, session.catalogue, ident, said, day)

    def done(before: Ledger, after: Ledger) -> Written:
        return _done(session, before, after, account_named(before, session.catalogue, ident).id)

    def label(_before: Ledger, after: Ledger) -> Message:
        return msg("change account {account}", account=_name(session, after, ident))

    return carry_out(session, how, label, change, done)


@account.command(
    help=N_(
        "Move the bill day and the due day of the account ID, from a date on; without a day, show those to choose from."
    )
)
@click.argument("ident", metavar="ID")
@click.option("--since", metavar="DATE", help=N_("Bills from this date on have the new days; without it, today."))
@click.option("--bill-day", type=WholeNumber(1, 31), help=N_("The day of the month on which the bill is made."))
@click.option("--due-day", type=WholeNumber(1, 31), help=N_("The day of the month on which it is due."))
@writes
@click.pass_obj
def move(session: Session, ident: str, since: str | None, bill_day: int | None, due_day: int | None, how: How) -> int:
    begin = parse_date(since) if since else session.today()
    if due_day is None:
        if since or bill_day:
            raise click.MissingParameter(param_hint="--due-day", param_type="option")
        return _choices(session, ident, begin, how)
    days = DueMove(begin, bill_day, due_day)

    def change(ledger: Ledger) -> Ledger:
        return moved(ledger, session.catalogue, ident, days)

    def done(before: Ledger, after: Ledger) -> Written:
        t, account = session.language.t, account_named(before, session.catalogue, ident)
        was, now = _bills_then(session, before, after, account.id, begin)
        words = [t("next bills: {before}; then {after}", before=", ".join(was) or "—", after=", ".join(now) or "—")]
        later = later_move(account, days)
        if later:
            words.append(t("from {since} on they are due on day {due}", since=str(later.since), due=later.due_day))
        return Written({"account": account.id, "before": was, "after": now}, tuple(words))

    def label(_before: Ledger, after: Ledger) -> Message:
        return msg("move the days of {account}", account=_name(session, after, ident))

    return carry_out(session, how, label, change, done)


def _choices(session: Session, ident: str, since: date, how: How) -> int:
    """The days that the account may be moved to, with the next bills of each. Nothing is written."""
    ledger, t = session.load().ledger, session.language
    choices = day_choices(ledger, session.catalogue, ident, since)
    payday = budget_of(ledger).payday
    if how.as_json:
        account = account_named(ledger, session.catalogue, ident).id
        print_json({"account": account, "payday": payday, "choices": [choice_json(each) for each in choices]})
        return 0
    for each in choices:
        click.echo(choice_said(each, payday, t))
    return 0


@account.command(help=N_("Delete the account ID, of which nothing is recorded: no order, no bill."))
@click.argument("ident", metavar="ID")
@writes
@click.pass_obj
def delete(session: Session, ident: str, how: How) -> int:
    def change(ledger: Ledger) -> Ledger:
        return account_deleted(ledger, session.catalogue, ident)

    def done(before: Ledger, after: Ledger) -> Written:
        (gone,) = before.accounts.keys() - after.accounts.keys()
        held, channel = before.accounts[gone], channel_of(contracts(before, session.catalogue), gone)
        fields = account_json(held, before, derive(before, session.catalogue), session.catalogue)
        return Written({**fields, "orders": []}, (_said(held, channel, session),))

    question = msg("Delete it? `fenqi undo` brings it back.")

    def label(before: Ledger, _after: Ledger) -> Message:
        return msg("delete account {account}", account=_name(session, before, ident))

    return carry_out(session, how, label, change, done, question=question)


def _name(session: Session, ledger: Ledger, name: str) -> Words:
    """What the account is called that goes by that id or name."""
    return called(ledger, session.catalogue, account_named(ledger, session.catalogue, name).id)


def _bills_then(session: Session, before: Ledger, after: Ledger, ident: str, since: date) -> list[list[str]]:
    """The account's next bills before a move of its days and after it; where that begins later, from there on."""
    day = session.today()
    for start in (day, max(day, since)):
        was, now = (_next(session, each, ident, start) for each in (before, after))
        if was != now:
            break
    return [[each.isoformat() for each in days] for days in (was, now)]


def _next(session: Session, ledger: Ledger, ident: str, day: date) -> tuple[date, ...]:
    """When the account's next bills are due: by its days, or where those are not known, by its orders."""
    channel = channel_of(contracts(ledger, session.catalogue), ident)
    if bills_known(channel):
        return next_bills(channel, day, NEXT)
    bills = derive(ledger, session.catalogue).bills.values()
    return tuple(bill.due for bill in bills if bill.channel.id == ident and bill.due >= day)[:NEXT]


def _done(session: Session, before: Ledger, after: Ledger, ident: str) -> Written:
    """The account as it is now, and the orders whose periods get other dates."""
    t, catalogue = session.language, session.catalogue
    account, channel = after.accounts[ident], channel_of(contracts(after, catalogue), ident)
    dates = redated(before, after, catalogue)
    fields = account_json(account, after, derive(after, catalogue), catalogue)
    sentences = [_said(account, channel, session)]
    sentences += [dates_said(each, t) for each in dates]
    sentences += now_to_confirm_said(before, after, session)
    return Written({**fields, "orders": redated_json(dates)}, tuple(sentences))


def _said(account: Account, channel: Channel, session: Session) -> str:
    t, state = session.language, _state(channel, session)
    name, days = t.words(channel.name), _days(account, session)
    return t.t("{account}: {name}, {days}, auto-debit {state}", account=account.id, name=name, days=days, state=state)


def _state(channel: Channel, session: Session) -> str:
    """Whether its auto-debit is on, and whether only the minimum is taken."""
    state = channel.known_auto_debit
    return state_said(SWITCH_WORDS[state], state, channel, session.language)


def _days(account: Account, session: Session) -> str:
    """When it is billed and due, by the days that hold today."""
    return session.language.say(_days_said(account, session.today()))


def _days_said(account: Account, day: date) -> Message:
    if account.mode is Mode.ORDER:
        return msg("each order on its own date")
    bill_day, due_day = days_held(account, day)
    billed = str(bill_day or "?")
    if due_day is None and account.due_after is not None:
        return msg("bill day {day}, due {after} days later", day=billed, after=account.due_after)
    return msg("bill day {day}, due day {due}", day=billed, due=str(due_day or "?"))


COMMANDS: dict[str, click.Command] = {"accounts": accounts, "account": account}
