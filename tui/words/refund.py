"""Where a refund goes, in sentences."""

from collections.abc import Iterator, Sequence

from models.actions.refund import Effect
from models.channels.channel import Channel
from models.values.message import Message, Words, msg
from models.values.money import yuan

WHOLE = msg("with this the whole price is back: a full refund, which ends the fees")
WHOLE_WITH_FEES = msg("this gives back all that the order costs, fees included: a full refund")
"""The same where the fee is not known, and so the price is not."""


def consequences(found: Effect, channel: Channel) -> Iterator[Message]:
    """Where a refund goes: principal, fees, credit; off what is owed, where these are not known apart."""
    if found.principal is None and found.taken:
        yield msg(
            "{amount} less is owed, in periods {periods}; the fee of the order is not known, so neither is how much "
            "of that is fee",
            amount=yuan(found.taken),
            periods=spans(found.periods),
        )
    if found.principal:
        amount, periods = yuan(found.principal), spans(found.periods)
        if len(found.periods) == 1:
            yield msg("{amount} off the principal, in period {period}", amount=amount, period=periods)
        else:
            yield msg("{amount} off the principal, in periods {periods}", amount=amount, periods=periods)
    if found.fees:
        yield msg("fees of {fees} end with it", fees=yuan(found.fees))
    if len(found.stands) == 1:
        yield msg("billed already, so owed as before: period {period}", period=spans(found.stands))
    elif found.stands:
        yield msg("billed already, so owed as before: periods {periods}", periods=spans(found.stands))
    if found.credit:
        yield msg("credit with {channel}: {amount}", channel=channel.short, amount=yuan(found.credit))


def spans(numbers: Sequence[int]) -> Words:
    """`4, 10–12` of rising numbers, with the comma of each language."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    said = [str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in found]
    return {"en": ", ".join(said), "zh_CN": "、".join(said)}
