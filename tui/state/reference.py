"""What is asked once a repayment is on record: its reference, an extra that may stay empty."""

from functools import partial
from typing import cast

import msgspec

from models.actions.masking import like_card
from models.actions.reference import paid_at_once, refer
from models.bills.contracts import contracts
from models.channels.channel import Channel
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.values.dates import instant_said
from models.values.message import Message, msg
from models.values.money import Fen, yuan
from tui.run.session import Session
from tui.state.question import Answer, Case, Extra, Next, Question, Then, typed
from tui.terminal.ahead import Care
from tui.words.styled import Styled


class RecordedRepayment(msgspec.Struct, frozen=True):
    """A repayment on record, the institution that it went to, and the `amount` that left, for other bills as well."""

    repayment: Repayment
    channel: Channel
    amount: Fen

    @property
    def said(self) -> Message:
        """How much went to whom, when and by what."""
        return msg(
            "recorded: {amount} to {payee}, paid on {when} by {method}",
            amount=yuan(self.amount),
            payee=self.channel.name,
            when=instant_said(self.repayment.paid_at, self.channel.zone),
            method=paid_by(self.repayment, self.channel),
        )

    @property
    def label(self) -> Message:
        """What adding the reference is called."""
        return msg("reference of {channel} {due}", channel=self.channel.name, due=self.repayment.due.isoformat())


def on_record(ledger: Ledger, ident: str, session: Session) -> RecordedRepayment | None:
    """The repayment with that id as the ledger has it; None where it has none."""
    made = ledger.repayments.get(ident)
    if made is None:
        return None
    channel = channel_of(contracts(ledger, session.catalogue), made.account_id)
    return RecordedRepayment(made, channel, paid_at_once(ledger, made))


def _made(case: Case) -> RecordedRepayment | None:
    """The repayment that is asked about."""
    return on_record(case.ledger, case.about, case.session)


def heading(case: Case, _width: int) -> list[Styled]:
    """What is on record, above the question for its reference."""
    made = _made(case)
    return [(f"✓ {case.session.language.say(made.said)}", "good")] if made else []


def reference(case: Case) -> Question:
    """The reference that the app shows."""
    t = case.session.language.t

    def leads(text: str) -> Next:
        card = like_card(text, case.ledger)
        return _kept(case, text) if card is None else Then(partial(of_a_card, text=text, card=card))

    return Question(
        id="reference",
        text=((t("The reference that the app shows, if you want to keep it."), "bold"),),
        field=typed(str, leads, placeholder=t("reference (may stay empty)")),
        care=Care.NONE,
    )


def of_a_card(case: Case, text: str, card: str) -> Question:
    """Whether what was typed is the number of that card of the user's, as which it would not be kept."""
    t = case.session.language.t
    return Question(
        id="of-a-card",
        text=(
            (t("Is that the number of the payment? It looks like that of your card {card}.", card=card), "bold"),
            (t("fenqi needs no more of a card than its last four digits."), ""),
        ),
        answers=(
            Answer("again", t("of the card: type another one, or none"), lambda: Then(reference)),
            Answer("keep", t("of the payment: keep it"), lambda: _kept(case, text)),
        ),
        care=Care.NONE,
    )


def _kept(case: Case, text: str) -> Extra:
    """The reference goes on record with its repayment."""
    made = cast("RecordedRepayment", _made(case))  # it is asked only where that is on record
    return Extra(made.label, partial(refer, repayment=made.repayment.id, reference=text), made.repayment)
