"""Early settlement in words: what it saves, what it comes to, and by which rule."""

from models.actions.early import EarlyQuote
from models.channels.channel import Channel
from models.values import quantity
from models.values.money import Fen, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.words.rule_words import EARLY_WORDS
from tui.words.styled import Styled


def early_said(quote: EarlyQuote, channel: Channel, session: Session, *, named: Fen | None = None) -> list[Styled]:
    """What settling an order early saves, what it comes to, and by which rule.

    `named`: the sum (fen) that stands above this as what is to be paid; that is not said again.
    """
    t = session.language
    left = t.t(
        "{periods} left: principal {principal}, fees {fees}; settled on {day}: about {total}",
        periods=quantity.periods(quote.periods),
        principal=yuan(quote.principal),
        fees=yuan(quote.fees),
        day=quote.day.isoformat(),
        total=yuan(quote.total),
    )
    if not quote.fee_known:
        left = t.t(
            "{periods} left: {total} with their fees", periods=quantity.periods(quote.periods), total=yuan(quote.total)
        )
    elif quote.rule is None:
        left = t.t(
            "{periods} left: principal {principal}, fees {fees}",
            periods=quantity.periods(quote.periods),
            principal=yuan(quote.principal),
            fees=yuan(quote.fees),
        )
    elif quote.total == named:
        left = t.t(
            "{periods} left on {day}: principal {principal}, fees {fees}",
            periods=quantity.periods(quote.periods),
            day=quote.day.isoformat(),
            principal=yuan(quote.principal),
            fees=yuan(quote.fees),
        )
    found = [_verdict(quote, quote.saved, channel, t), (left, ""), *_billed(quote, t)]
    if quote.unsaid:
        counted = t.t(
            "periods to be confirmed, counted as owed: {count}; say first whether they are repaid", count=quote.unsaid
        )
        found.append((counted, "warn"))
    return found


def _billed(quote: EarlyQuote, t: Language) -> list[Styled]:
    """What of it has been billed, which is due in any case, and what the rest comes to: its sum, part by part."""
    if not quote.billed:
        return []
    if not quote.is_known:
        return [(t.t("{billed} of it is billed already: due in any case", billed=yuan(quote.billed)), "")]
    text = t.t(
        "{billed} of it is billed already: due in any case; the rest is principal {principal}, charged {charge}",
        billed=yuan(quote.billed),
        principal=yuan(quote.principal_to_come),
        charge=yuan(quote.charge_to_come),
    )
    return [(text, "")]


def _verdict(quote: EarlyQuote, saved: Fen | None, channel: Channel, t: Language) -> Styled:
    """Whether settling early saves anything, as far as that is known, and by which rule: in one sentence."""
    if quote.rule is None or channel.early is None:
        text = t.t("what settling early costs and saves is not known: ask for the institution's own quote in its app")
        return text, "warn"
    if saved is None:
        text = t.t("what settling early saves is not known: neither is the fee. The app shows what it costs")
        return text, "warn"
    if saved > 0:
        words = t.t("so soon after the purchase it is free, as far as known") if quote.free else ""
        words = words or t.words(channel.early.words)
        rule = words or t.t("by the channel's rule: {rule}", rule=t.say(EARLY_WORDS[quote.rule]))
        return t.t("settling early saves about {saved}: {rule}", saved=yuan(saved), rule=rule), "good"
    if not quote.charge and not quote.fees:
        return t.t("settling early saves nothing: no fee is left to pay"), "warn"
    text = t.t(
        "settling early saves nothing: {charge} is charged for fees of {fees}, as far as known; the app decides",
        charge=yuan(quote.charge),
        fees=yuan(quote.fees),
    )
    return text, "warn"
