"""What of a bill counts in its minimum payment, as the page of its channel says it."""

from collections.abc import Iterator
from decimal import Decimal

from models.channels.rules import Minimum
from models.plans.annual_cost import percent
from tui.run.language import Language


def minimum_rules(minimum: Minimum | None, language: Language) -> Iterator[tuple[str, str]]:
    """Each field of the channel that says something of it, with what it says; "" where it says nothing."""
    t = language.t
    if minimum is None:
        yield "minimum", ""
        return
    share = percent(Decimal(minimum.instalments or "0"))
    known = minimum.instalments is not None
    yield "minimum.instalments", t("{share} of instalments and their fees", share=share) if known else ""
    if minimum.other is not None:
        share = percent(Decimal(minimum.other))
        yield "minimum.other", t("{share} of everything else on the bill", share=share)
    if minimum.inferred:
        yield "minimum.inferred", t("no rule says that share: it is what was paid as the minimum before")
    if minimum.words:
        yield "minimum.words", language.words(minimum.words)
