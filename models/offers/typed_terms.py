"""The terms of a plan as text: by column in a file, by option in the shell, by field on a screen."""

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from models.offers.terms import RateMethod, Terms
from models.plans.annual_cost import parse_rate
from models.plans.plan import MAX_PERIODS, Timing, check_periods
from models.plans.split import Remainder, Rounding
from models.values.identity import plain_key
from models.values.message import Problem
from models.values.money import Fen, parse_amount
from models.values.text import clean, normalise
from models.values.typed import choice_of, parse_count

_NEGATIVE = re.compile(r"-\d{1,9}", re.ASCII)
_SEPARATOR = re.compile(r"[;；﹔、]|(?<=\.\d\d)[,，]|(?<=\.\d)[,，]", re.ASCII)
"""What separates amounts: a comma only behind decimals, where it cannot group thousands."""
_A_PERIOD = re.compile(r"\s?/\s?[期月]$")
_FREE = re.compile(
    r"(?:全程|分期)?免(?:息|利息|费|手续费|息费|息免费|息免手续费)|[零0]息|无息|無息|(?:无|無|[零0])(?:手续费|手續費|利息)|免手續費"
    r"|(?:interest|fee)-?free|no-?(?:interest|fees?)|0+(?:\.0+)?%",
    re.ASCII,
)
_IN_ALL = re.compile("^[总共分]{1,2} *(?=\\d)")
"""`共12期`, `分 12 期`."""

_TIMES = re.compile(r"[x×*]", re.IGNORECASE)


def parse_amounts(text: str) -> tuple[Fen, ...]:
    """One amount, `134.90` or `134.90/期`, or a list with semicolons, `511.15;511.17`, of which `893.33x11` is 11.

    Raises Problem where one is no amount or there are more than a plan has periods. A comma groups thousands, and
    separates only behind decimals.
    """
    found: list[Fen] = []
    for each in map(normalise, _SEPARATOR.split(text)):
        item = _A_PERIOD.sub("", each)
        one, *times = _TIMES.split(item)
        repeated = len(times) == 1 and times[0].strip()
        amount, count = (parse_amount(one), parse_count(times[0])) if repeated else (parse_amount(item), 1)
        if not count or len(found) + count > MAX_PERIODS:
            raise Problem("{text} lists no or too many amounts; at most {most}", text=clean(text, 40), most=MAX_PERIODS)
        found += [amount] * count
    return tuple(found)


def parse_fees(text: str) -> tuple[Fen, ...]:
    """The same of fees, of which none may be written in words: `免息`, `interest-free`, `0%`."""
    return (0,) if _FREE.fullmatch(plain_key(text)) else parse_amounts(text)


def per_cent(text: str) -> Decimal:
    """The fraction in `0.6%`; Problem without the sign: 0.2 could be meant as 0.2%, a hundredth of what it says."""
    if "%" not in normalise(text):
        raise Problem("write the rate with a per cent sign, like 0.6%")
    return parse_rate(text)


def parse_periods(text: str) -> int:
    """A number of periods, like `12`, `12期` or `共12期`; of one with a minus sign it says the range as well.

    Raises Problem for all else.
    """
    given = normalise(text)
    return check_periods(int(given) if _NEGATIVE.fullmatch(given) else parse_count(_IN_ALL.sub("", given), "期个月"))


parse_method = choice_of(RateMethod, {"等额本息": RateMethod.EQUAL_INSTALMENT, "等额本金": RateMethod.EQUAL_PRINCIPAL})
parse_timing = choice_of(Timing, {"每期": Timing.EACH, "首期": Timing.FIRST})
parse_rounding = choice_of(
    Rounding,
    {
        "分项舍去": Rounding.FLOOR_PARTS,
        "合计四舍五入": Rounding.ROUND_TOTAL,
        "四舍五入": Rounding.HALF_UP,
        "四舍六入五成双": Rounding.HALF_EVEN,
    },
)
parse_remainder = choice_of(Remainder, {"首期": Remainder.FIRST, "末期": Remainder.LAST})


def terms_of(values: Mapping[str, object]) -> Terms:
    """The terms with these values."""
    return msgspec.structs.replace(Terms(), **values)
