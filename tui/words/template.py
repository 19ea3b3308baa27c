"""An example file of orders, and what such a file needs, in the user's language."""

from models.exchange.columns import COLUMNS
from models.exchange.export import template
from models.values.message import msg
from tui.run.language import Language

_NOTES = (
    msg("principal and fee as the order page shows them"),
    msg("the fee follows from principal and amount; due on the 31st or the month's last day"),
    msg("amounts that differ are listed; a fee of 0 is interest-free; one period is repaid already"),
    msg("a rate tells the amounts; the cycle counts from the day on which receipt was confirmed"),
)
"""What each row of the example shows."""

_NEEDED = ("title", "channel", "bought_at", "periods", "amount_per_period")


def title(column: str, language: Language) -> str:
    """What a column is called at the top of a file in that language."""
    if language.code == "en":
        return column
    return next((name for name in COLUMNS[column].names if not name.isascii()), column)


def template_text(form: str, language: Language) -> str:
    """The example of that format; the keys of JSON are the same in every language."""
    text = template(form, [language.say(each) for each in _NOTES])
    if form != "csv":
        return text
    _, _, rows = text.partition("\n")
    return ",".join(title(each, language) for each in COLUMNS) + "\n" + rows


def needs(language: Language) -> list[str]:
    """What a file of orders must say, and what it may."""
    return [
        language.t("One order a row, in CSV or JSON, under these headers, in any order:"),
        f"  {', '.join(title(each, language) for each in _NEEDED)}",
        language.t(
            "{first_due} may be empty where the account has a rule; {principal} or {fee} tells the fee",
            first_due=title("first_due", language),
            principal=title("principal", language),
            fee=title("fee_per_period", language),
        ),
    ]
