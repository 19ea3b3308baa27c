"""The options of a repayment that is said as a whole, and what is to be answered before it is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from models.actions.warnings import Warn
from models.bills.bill import Bill
from models.values.message import Message, Problem, msg
from models.values.money import Fen, parse_amount
from models.values.spoken_date import instant_typed
from models.values.text import clean
from tui.cli.like_card import says_no_card
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.cli.writing import EXIT_OPEN, How
from tui.run.clock import parse_now
from tui.run.language import Language
from tui.run.session import Session
from tui.words.punctuation import said_of

Warned = Sequence[tuple[Bill, Warn]]


def pays(*, required: bool) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """The options that say how a repayment was made."""

    def with_options(command: Callable[..., int]) -> Callable[..., int]:
        for option in (
            click.option("--answer", "answers", multiple=True, metavar="WARNING=REASON", help=ANSWER),
            click.option("--unconfirmed", is_flag=True, help=N_("The app does not show it yet.")),
            click.option("--reference", default="", metavar="TEXT", help=N_("The reference that the app shows.")),
            click.option("--other", default="", metavar="TEXT", help=N_("With the method `other`: how it was paid.")),
            click.option("--method", required=required, metavar="ID", help=METHOD),
        ):
            command = option(command)
        return says_no_card(command)

    return with_options


METHOD = N_("How it was paid: a method that the channel takes, or `other`.")
ANSWER = N_("Go on in spite of a warning, for that reason.")


def pairs_in(texts: Iterable[str], like: Message, language: Language) -> list[tuple[str, str]]:
    """What stands before and behind the last `=` of each; Problem says what a wrong one should be `like`."""
    return [_pair(each, like, language) for each in texts]


def answers_like(texts: Iterable[str], like: Message, language: Language) -> dict[str, str]:
    """The answers by what they answer, see `pairs_in`; a usage error for two that are not the same."""
    found: dict[str, str] = {}
    for key, answer in pairs_in(texts, like, language):
        if found.setdefault(key, answer) != answer:
            raise click.UsageError(language.t("{key} has two different answers", key=clean(key)))
    return found


def answers_in(texts: Iterable[str], language: Language) -> dict[str, str]:
    """The reasons by warning."""
    return answers_like(texts, msg("write an answer like `auto-debit=empty`"), language)


def shares_in(texts: Iterable[str], language: Language) -> list[tuple[str, Fen]]:
    """What went to which order, as it is named; a usage error for one that is named twice."""
    pairs = pairs_in(texts, msg("write a share like `101=120.00`"), language)
    if len({order for order, _ in pairs}) < len(pairs):
        raise click.UsageError(language.t("name each order once with `--for`"))
    return [(order, parse_amount(amount)) for order, amount in pairs]


def _pair(text: str, like: Message, language: Language) -> tuple[str, str]:
    name, separator, value = text.rpartition("=")
    if not (separator and name and value):
        raise click.UsageError(language.say(like))
    return name, value


def time_paid(text: str | None, zone: str, now: datetime) -> datetime:
    """When it was paid: an instant with its offset, or the time in the institution's `zone`; now unless given."""
    if text is None:
        return now
    try:
        return parse_now(text)
    except Problem:
        try:
            return instant_typed(text, zone, now)
        except Problem as problem:
            raise problem.about("paid_at") from None


def to_answer(warned: Warned, how: How, session: Session) -> int:
    """Say what is to be answered before anything is written; the exit code."""
    say = session.language.say
    for bill, warn in warned:
        of = f"{session.language.words(bill.channel.name)} {bill.due}"
        click.echo(said_of(of, say(warn.message), session.language), err=True)
        click.echo(f"  {say(warn.ask)}", err=True)
        for reason, words in warn.reasons.items():
            click.echo(f"  --answer {warn.id}={reason}  {say(words)}", err=True)
    click.echo(session.language.t("nothing was written: answer the warning first"), err=True)
    if how.as_json:
        print_json({"warnings": [_warning_json(bill, warn, say) for bill, warn in warned]})
    return EXIT_OPEN


def _warning_json(bill: Bill, warn: Warn, say: Callable[[Message], str]) -> Mapping[str, Any]:
    reasons = {reason: say(words) for reason, words in warn.reasons.items()}
    return {"id": warn.id, "bill": bill.id, "message": say(warn.message), "ask": say(warn.ask), "reasons": reasons}
