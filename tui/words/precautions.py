"""Precautions in words: what to look at, when, and what that protects from."""

from collections.abc import Sequence
from datetime import date

from models.actions.precautions import PrecautionAct, Row
from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.message import Message, msg
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, wrap
from tui.words.punctuation import said_of

WHEN = 12
"""Cells of when a precaution is to be looked at, and of when it was."""
WHOSE = 11
"""Cells of what it is looked at for."""

ADVICE: tuple[Message, ...] = (
    msg("paying late costs interest and the credit record; no number of days is safe"),
    msg(
        "if you cannot pay, call support inside the app before the due day. "
        "Take no new loan, and pay nobody who promises to clean a credit record (征信修复): that is a fraud"
    ),
    msg("ask what settling early costs before you do it"),
    msg("give no code to anybody and follow no link; support is inside the app alone"),
    msg("do not turn a credit line into cash (套现)"),
)
"""What holds of every channel, and is nothing to look at on a day."""


def act_label(ident: str, act: PrecautionAct) -> Message:
    """What undo names it by, that this was done to a precaution."""
    match act:
        case PrecautionAct.DONE:
            return msg("precaution {id} was looked at", id=ident)
        case PrecautionAct.OFF:
            return msg("precaution {id} is off", id=ident)
        case PrecautionAct.ON:
            return msg("precaution {id} is shown again", id=ident)


def what(row: Row, ledger: Ledger, language: Language) -> str:
    """What to look at; of a refund with the order that it is of."""
    return _of_order(row, row.check.words, ledger, language)


def in_short(row: Row, ledger: Ledger, language: Language) -> str:
    """The same in a few words."""
    return _of_order(row, row.check.name, ledger, language)


def _of_order(row: Row, said: Message, ledger: Ledger, language: Language) -> str:
    words = language.say(said)
    if not row.order_id:
        return words
    return said_of(ledger.orders[row.order_id].title, words, language)


def whose(row: Row, channels: Catalogue, language: Language) -> str:
    """The account that it is looked at for; "" for all."""
    return language.words(channel_of(channels, row.account_id).short) if row.account_id else ""


def named_in_full(row: Row, ledger: Ledger, channels: Catalogue, language: Language) -> str:
    """What to look at, and for which account."""
    of, words = whose(row, channels, language), what(row, ledger, language)
    return said_of(of, words, language) if of else words


def due_said(row: Row, ledger: Ledger, channels: Catalogue, language: Language) -> str:
    """That it is to be looked at today, and how to say that it was."""
    words = named_in_full(row, ledger, channels, language)
    return language.t("look today: {what}; then `fenqi check {id} --done`", what=words, id=row.id)


def when_said(row: Row, day: date, language: Language) -> str:
    """When it is to be looked at, seen from `day`."""
    if row.off:
        return language.t("not shown")
    if row.is_due(day):
        return language.t("look now")
    if row.next is not None:
        return row.next.isoformat()
    return language.t("looked at") if row.last else "—"


def precaution_line(row: Row, ledger: Ledger, channels: Catalogue, session: Session, width: int) -> Cells:
    """One precaution in a line of the page."""
    language, day = session.language, session.today()
    due, mark = row.is_due(day), "·"
    if due:
        mark = "!"
    elif row.last and not row.off:
        mark = "✓"
    ink = "warn" if due else "dim" if row.off else ""
    last = today(row.last, HOME_ZONE).isoformat() if row.last else "—"
    return (
        (f"{mark} {fit(when_said(row, day, language), WHEN)}", ink),
        (fit(last, WHEN), "dim"),
        (fit(whose(row, channels, language), WHOSE), "accent"),
        (cut(in_short(row, ledger, language), max(4, width - 2 - 2 * WHEN - WHOSE)), "dim" if row.off else ""),
    )


def columns_said(language: Language) -> str:
    """What stands above the lines of the page."""
    return f"   {fit(language.t('look next'), WHEN)}{fit(language.t('looked last'), WHEN)}".rstrip()


def precaution_text(row: Row, ledger: Ledger, channels: Catalogue, language: Language, width: int) -> list[Cells]:
    """All of one precaution, in lines of `width` cells: what to look at, what that protects from, when it was."""
    last = language.t("not looked at yet")
    if row.last is not None:
        last = language.t("looked at last on {day}", day=today(row.last, HOME_ZONE).isoformat())
    said: Sequence[tuple[str, str]] = (
        (named_in_full(row, ledger, channels, language), "bold"),
        (language.say(row.check.protects), ""),
        (last, "dim"),
    )
    return [((line, ink),) for text, ink in said for line in wrap(text, width)]
