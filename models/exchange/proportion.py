"""What is owed beside what comes in, as the JSON that programs rely on."""

from typing import Any

from models.bills.proportion import AllOwed, Proportion, Share, UntilPayday
from models.values.money import plain, plain_or_none

DECIMALS = 2
"""Decimals of a share of the income, which is in per cent."""


def proportion_json(found: Proportion) -> dict[str, Any]:
    """`owed` is known of every ledger; all else is null where the income or the payday that it hangs on is not.

    `share_percent` is null of an income of 0, too: it has a `mark` then, and no share.
    """
    return {
        "owed": owed_json(found.owed),
        "until_payday": until_payday_json(found.until_payday),
        **(_share_json(found.share) if found.share else {"share_percent": None, "mark": None}),
        "highest": {"month": f"{found.highest.first:%Y-%m}", **_share_json(found.highest)} if found.highest else None,
        "left_over": plain_or_none(found.left_over),
    }


def owed_json(owed: AllOwed) -> dict[str, Any]:
    """All that is owed; null for the day on which it ends where nothing is."""
    return {"total": plain(owed.total), "ends_on": owed.ends_on.isoformat() if owed.ends_on else None}


def until_payday_json(until: UntilPayday | None) -> dict[str, Any] | None:
    """What is due before the payday and after it; null where no payday is known."""
    if until is None:
        return None
    return {
        "on": until.on.isoformat(),
        "before": plain(until.before),
        "to_confirm": plain(until.to_confirm),
        "after": plain(until.after),
        "next": until.next.isoformat(),
    }


def _share_json(share: Share) -> dict[str, Any]:
    return {"share_percent": share.percent(DECIMALS), "mark": share.mark.value}
