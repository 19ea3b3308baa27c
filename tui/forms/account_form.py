"""One account: what tells it from the others, its days, and its auto-debit."""

from msgspec import convert
from msgspec.structs import replace

from models.actions.account_changes import account_named, restated
from models.bills.contracts import contracts
from models.channels.account import Account, set_up_on
from models.channels.channel import Channel
from models.channels.cycle import DueMove
from models.channels.effective import channel_of, effective
from models.channels.rules import Extent, Switch
from models.channels.typed_rules import moves_of, override_texts
from models.ledger.ledger import Ledger
from models.values.message import Message, Words, msg
from models.values.text import clean, normalise
from models.values.typed import parse_count, parse_date
from tui.forms.field import Field, parsed
from tui.forms.form import Form
from tui.run.language import Language
from tui.run.session import Session
from tui.words.channel_labels import CHOICES, RULES

DAYS = ("bill_day", "due_day", "due_after")


class AccountForm(Form[Account]):
    """A field a line. What is left empty of its auto-debit is as its channel has it."""

    def __init__(self, session: Session, ledger: Ledger, ident: str) -> None:
        self._ledger = ledger
        self._account = account_named(ledger, session.catalogue, ident)
        channel = channel_of(effective(session.catalogue, ledger.channels), self._account.channel)
        fields = {
            "last4": Field(msg("last 4 digits"), msg("of the card number")),
            "label": Field(msg("label"), msg("what tells it from the others")),
            **{name: Field(*RULES[name]) for name in DAYS},
            "moves": Field(*RULES["due_moves"]),
            "auto_debit": Field(
                *RULES["auto_debit.default"], _choices("auto_debit.default", channel, session.language)
            ),
            "extent": Field(*RULES["auto_debit.extent"], _choices("auto_debit.extent", channel, session.language)),
            "pay_account": Field(*RULES["auto_debit.pay_account"]),
            "set_up_on": Field(msg("set up on"), msg("the day, like 2026-12-10")),
        }
        super().__init__(session, fields, _texts(self._account))

    def heading(self) -> Message:
        return msg("Account {account}", account=contracts(self._ledger, self.session.catalogue)[self._account.id].name)

    def called(self, channel: str) -> Words | None:
        held = contracts(self._ledger, self.session.catalogue).get(channel)
        return held.name if held else super().called(channel)

    def read(self, cells: dict[str, str]) -> Account:
        days = {name: parsed(cells, name, parse_count) if cells[name].strip() else None for name in DAYS}
        since = parsed(cells, "set_up_on", parse_date) if cells["set_up_on"].strip() else None
        auto_debit = Switch(cells["auto_debit"]) if cells["auto_debit"] else None
        moves = parsed(cells, "moves", moves_of) if cells["moves"].strip() else []
        return replace(
            self._account,
            last4=normalise(cells["last4"]).strip(),
            label=clean(cells["label"]),
            bill_day=days["bill_day"],
            due_day=days["due_day"],
            due_after=days["due_after"],
            moves=convert([{"bill_day": None, **each} for each in moves], tuple[DueMove, ...]),
            auto_debit=auto_debit,
            extent=Extent(cells["extent"]) if cells["extent"] else None,
            pay_account=clean(cells["pay_account"]),
            set_up_on=set_up_on(self._account.auto_debit, auto_debit, since, self.session.today()),
        )

    def accept(self, made: Account) -> None:
        restated(self._ledger, self.session.catalogue, made, self.session.today())

    def at(self, path: str) -> str:
        """The field of an account that a channel calls so."""
        names = {"due_moves": "moves", "auto_debit.pay_account": "pay_account", "auto_debit.default": "auto_debit"}
        return super().at(next((own for theirs, own in names.items() if path.startswith(theirs)), path))


def _texts(account: Account) -> dict[str, str]:
    """What stands in the fields of an account."""
    moves = [{"since": each.since, "bill_day": each.bill_day, "due_day": each.due_day} for each in account.moves]
    days = {name: getattr(account, name) for name in (*DAYS, "set_up_on")}
    return {
        "last4": account.last4,
        "label": account.label,
        "auto_debit": account.auto_debit or "",
        "extent": account.extent or "",
        "pay_account": account.pay_account,
        "moves": override_texts({"due_moves": moves}).get("due_moves", ""),
        **{name: "" if each is None else str(each) for name, each in days.items()},
    }


def _choices(name: str, channel: Channel, t: Language) -> list[tuple[str, Message]]:
    """The answers, the first of them to say nothing of its own."""
    known = CHOICES[name]
    if name != "auto_debit.default":
        unsaid = msg("channel: {value}", value=t.say(known[channel.auto_debit.extent]))
    elif channel.auto_debit.default is Switch.OFF:
        unsaid = msg("off, if never set up")
    else:
        unsaid = msg("channel: {value}", value=t.say(known[channel.auto_debit.default]))
    return [("", unsaid), *known.items()]
