"""Which account an order belongs to: asked where its channel has cards or several accounts, and nowhere else."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from models.actions.account_changes import AccountDetails
from models.actions.order_account import ForAccount, known_card, with_account
from models.bills.contracts import contracts
from models.channels import checks as check
from models.channels.builtin import GENERIC
from models.channels.channel import Catalogue, Channel
from models.channels.due import asks_bill_day
from models.channels.effective import channel_of, effective
from models.channels.rules import Mode
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.values.message import Message, Problem, msg
from models.values.text import clean, normalise
from models.values.typed import parse_count
from tui.forms.field import Field, parsed, verbatim

ANOTHER = "(another)"
"""The answer that it is a card that is not known yet; no id has brackets."""
DIGITS, LABEL, BILL_DAY, DUE_DAY = "card.last4", "card.label", "card.bill_day", "card.due_day"
_NEW = {
    DIGITS: Field(msg("last 4 digits"), msg("of the card number")),
    LABEL: Field(msg("label"), msg("what tells it from the others")),
    BILL_DAY: Field(
        msg("bill day"),
        msg("if you know it: 1 to 31"),
        about=msg("1 to 31; empty: give each order its first due date"),
    ),
    DUE_DAY: Field(msg("due day"), msg("if you know it: 1 to 31")),
}


class EnteredOrder(NamedTuple):
    """An order, and the account that it is entered for. `which`: whether it has a fee is to be said first, see
    `rounding_up`; as long as nobody said it, the order has none. `by_rule`: whether its first due date is the rule's.
    """

    order: Order
    account: ForAccount
    which: Message | None = None
    by_rule: bool = False


class AccountFields:
    """The fields that say which account is meant. `channels` are the institutions, by which an order is entered.

    A channel with one account has none of them, unless it is a card or its bill day is still asked.
    """

    def __init__(self, ledger: Ledger, catalogue: Catalogue, day: date, old: str = "") -> None:
        """`day` is today at the institution; `old` the account of an order that is edited, which may be lost."""
        self._ledger, self._catalogue, self._day, self._new = ledger, catalogue, day, not old
        self.held: Catalogue = contracts(ledger, catalogue)
        if old:
            self.held = {**self.held, old: channel_of(self.held, old)}
        self._institutions = effective(catalogue, ledger.channels)
        self.channels: dict[str, Channel] = dict(self._institutions)
        self._accounts: dict[str, list[Channel]] = {}
        for ident, channel in self.held.items():
            institution = channel.institution or ident
            self.channels.setdefault(institution, channel)
            if channel.institution:
                self._accounts.setdefault(institution, []).append(channel)
        which = {
            _which(ident): self._field(self.channels[ident].card, accounts)
            for ident, accounts in self._accounts.items()
            if self.channels[ident].card or len(accounts) > 1
        }
        self.fields: Mapping[str, Field] = {**which, **_NEW}
        self._then: dict[ForAccount, tuple[Catalogue, str]] = {}

    @staticmethod
    def _field(card: bool, accounts: list[Channel]) -> Field:
        """The known accounts by their short names, of which no digit is cut off; a further one, where it is a card."""
        known = [(each.id, verbatim(each.short)) for each in accounts]
        if not card:
            return Field(msg("which account?"), msg("left and right choose"), known)
        return Field(msg("which card?"), msg("left and right choose"), [*known, (ANOTHER, msg("another card"))])

    def applying(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        """The fields that apply to what is chosen, in their order."""
        channel = self.channels[cells["channel"]]
        which = [name for name in (_which(channel.id),) if name in self.fields]
        known = self._known(cells)
        if known:
            return (*which, BILL_DAY) if self._new and _asks_bill_day(self.held[known]) else tuple(which)
        if channel.card and channel.mode is Mode.STATEMENT:
            return (*which, *(name for name in _NEW if name != LABEL or channel.id == GENERIC))
        return (BILL_DAY,) if _asks_bill_day(channel) else ()

    def texts(self, chosen: ForAccount) -> dict[str, str]:
        """What stands in the fields where that was chosen; a card that is known by now is chosen by its name."""
        known = known_card(self._ledger, chosen.channel, chosen.said)
        said = {
            DIGITS: chosen.said.last4,
            LABEL: chosen.said.label,
            BILL_DAY: chosen.said.bill_day,
            DUE_DAY: chosen.said.due_day,
        }
        return {
            "channel": chosen.channel,
            _which(chosen.channel): chosen.account or (known.id if known else ANOTHER),
            **{name: str(value) for name, value in said.items() if value is not None},
        }

    def latest(self) -> dict[str, str]:
        """What stands in the fields for the account of the order that was entered last; nothing where there is none."""
        orders = [each for each in self._ledger.orders.values() if each.account_id in self.held]
        if not orders:
            return {}
        last = max(enumerate(orders), key=lambda each: (each[1].entered_on or each[1].bought_at.date(), each[0]))[1]
        return self.texts(self.of(last.account_id))

    def begun(self, known: Mapping[str, str]) -> dict[str, str]:
        """Columns of a new order that are `known`, with the fields for the account that they name, or the latest."""
        account = known.get("channel", "")
        mine = self.texts(self.of(account)) if account in self.held else {}
        return {**self.latest(), **known, **mine}

    def of(self, account: str) -> ForAccount:
        """An account that is there, as it is chosen."""
        return ForAccount(self.held[account].institution or account, account)

    def chosen(self, cells: Mapping[str, str]) -> ForAccount:
        """What the fields come to; Problem naming the one that is wrong."""
        channel, known = self.channels[cells["channel"]], self._known(cells)
        asked = self.applying(cells)
        digits = normalise(cells[DIGITS]) if DIGITS in asked else ""
        label = clean(cells[LABEL]) if LABEL in asked else ""
        days = {
            name: self._day_of(channel, cells, name)
            for name in (BILL_DAY, DUE_DAY)
            if name in asked and cells[name].strip()
        }
        said = AccountDetails(
            last4=digits or None, label=label or None, bill_day=days.get(BILL_DAY), due_day=days.get(DUE_DAY)
        )
        if not known:
            self._check_new(channel, said)
        if known or (said == AccountDetails() and channel.id not in self._accounts):
            return ForAccount(channel.id, known or channel.id, said)
        if not (digits or label) and channel.id in self._accounts:
            raise Problem("give the last four digits; they tell the card from the others", field=DIGITS)
        return ForAccount(channel.id, "", said)

    def account(self, cells: Mapping[str, str]) -> tuple[ForAccount, Catalogue, str]:
        """What the fields come to, the accounts that there are then, and the id of the one that is meant.

        Raises Problem naming the field that is wrong.
        """
        chosen = self.chosen(cells)
        if not chosen.changes:
            return chosen, self.held, chosen.account
        if chosen not in self._then:
            self._then[chosen] = self._with(chosen, cells)
        return chosen, *self._then[chosen]

    def _with(self, chosen: ForAccount, cells: Mapping[str, str]) -> tuple[Catalogue, str]:
        """The accounts that there are then, which follow from all bills; a page asks for them at each key."""
        try:
            after, ident = with_account(self._ledger, self._catalogue, chosen, self._day)
        except Problem as problem:
            named = f"card.{problem.field}"
            problem.field = named if named in self.applying(cells) else "channel"
            raise
        return {**self.held, **contracts(after, self._catalogue)}, ident

    def _known(self, cells: Mapping[str, str]) -> str:
        """The account that is there already; "" where one is to be made."""
        ident = cells["channel"]
        chosen = cells.get(_which(ident), "")
        if chosen:
            return "" if chosen == ANOTHER else chosen
        accounts = self._accounts.get(ident, [])
        if accounts:
            return accounts[0].id
        return "" if ident in self._institutions else ident  # what is lost stays what it was

    def _check_new(self, channel: Channel, said: AccountDetails) -> None:
        """Problem where the digits will do for no card, or are those of a known one."""
        if said.last4:
            try:
                check.four_digits(channel.id, said.last4)
            except Problem as problem:
                problem.field = DIGITS
                raise
        if known_card(self._ledger, channel.id, said):
            raise Problem("that card is known already; choose it above", field=DIGITS if said.last4 else LABEL)

    @staticmethod
    def _day_of(channel: Channel, cells: Mapping[str, str], name: str) -> int:
        day = parsed(cells, name, parse_count)
        check.within(channel.id, name, day, 1, 31)
        return day


def _which(channel: str) -> str:
    return f"which.{channel}"


def _asks_bill_day(channel: Channel) -> bool:
    """Whether the bill day is still to be said where the channel is no card: what is due follows from it alone."""
    return asks_bill_day(channel) and not channel.card and channel.due_after is not None
