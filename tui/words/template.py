"""An example file of orders, and what such a file needs, in the user's language."""

from models.exchange.columns import COLUMNS
from models.exchange.export import template
from models.exchange.format_names import FORMAT_NAMES
from tui.run.language import Language

_NEEDED = ("title", "channel", "bought_at", "periods", "amount_per_period")


def title(column: str, language: Language) -> str:
    """What a column is called at the top of a file in that language."""
    return column if language.code == "en" else COLUMNS[column].title


def template_text(form: str, language: Language) -> str:
    """The example of that format; the keys of JSON are the same in every language."""
    return template(form, language.code, language.say)


def needs(language: Language) -> list[str]:
    """What a file of orders must say, and what it may."""
    return [
        language.t("One order a row, in {formats}, under these headers, in any order:", formats=FORMAT_NAMES),
        f"  {', '.join(title(each, language) for each in _NEEDED)}",
        language.t(
            "{first_due} may be empty where the account has a rule; {principal} or {fee} tells the fee",
            first_due=title("first_due", language),
            principal=title("principal", language),
            fee=title("fee_per_period", language),
        ),
    ]
