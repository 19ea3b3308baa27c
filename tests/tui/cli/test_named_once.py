"""What `due` names follows from what was written at the time, whatever is done to orders afterwards."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from models.actions.precaution_days import APART
from tests.tui.cli.shell import Shell


class Month:
    """A shell that is asked day after day."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.named: dict[str, list[str]] = {}

    def until(self, day: str) -> "Month":
        """What is named on each day before that one, by its id."""
        while self.shell.now[:10] < day:
            check = self.shell("due", "--json").json["check"]
            if check is not None:
                self.named.setdefault(check["id"], []).append(self.shell.now[:10])
            self.shell.now = (datetime.fromisoformat(self.shell.now) + timedelta(days=1)).isoformat()
        return self

    def check(self) -> None:
        for ident, days in self.named.items():
            numbers = [datetime.fromisoformat(each).toordinal() for each in days]
            apart = [later - one for one, later in pairwise(numbers)]
            assert all(each >= APART for each in apart), (ident, days)


@pytest.fixture
def month(empty_shell: Shell) -> Month:
    empty_shell.now = "2026-11-22T12:00:00+08:00"
    return Month(empty_shell)


def enter(shell: Shell, title: str, channel: str, *more: str) -> str:
    """An order of that title; its id."""
    price = ("--principal", "1200", "--periods", "12", "--amount-per-period", "100")
    terms = (*price, "--bought-at", "2026-09-22", "--first-due", "2027-01-11")
    answer = shell("order", "add", "--title", title, "--channel", channel, *terms, *more, "--yes")
    assert answer.code == 0, answer.err
    return next(each.id for each in shell.ledger.orders.values() if each.title == title)


def done(shell: Shell, *arguments: str) -> None:
    answer = shell(*arguments, "--yes")
    assert answer.code == 0, answer.err


def test_an_order_that_is_deleted_and_entered_again_has_nothing_named_again(month: Month) -> None:
    first = enter(month.shell, "P1", "xiaomi")
    month.until("2026-11-29")
    assert len(month.named) == 5
    done(month.shell, "order", "delete", first)
    enter(month.shell, "P1", "xiaomi")
    month.until("2026-12-20").check()
    assert {len(days) for days in month.named.values()} == {1}


def test_of_an_account_that_an_order_was_moved_away_from_nothing_is_asked(month: Month) -> None:
    watch = enter(month.shell, "W", "xiaomi")
    done(month.shell, "order", "set", watch, "--channel", "douyin")
    listed = {each["account_id"] for each in month.shell("check", "--json").json["checks"]}
    assert listed == {None, "douyin"}
    month.until("2027-01-10").check()
    assert not [ident for ident in month.named if ident.endswith("-xiaomi")]
    refused = month.shell("check", "phone-number-xiaomi", "--done", "--yes")
    assert (refused.code, refused.out) == (1, "")


def test_a_refund_that_is_entered_late_is_named_and_moves_no_other(month: Month) -> None:
    one, two, three = (enter(month.shell, each, "xiaomi", "--another") for each in ("R1", "R2", "R3"))
    done(month.shell, "refund", one, "--amount", "50")
    month.until("2026-11-23")
    done(month.shell, "refund", two, "--amount", "50")
    month.until("2026-12-12")
    done(month.shell, "refund", three, "--amount", "50", "--on", "2026-10-13")
    (found,) = (each for each in month.shell("check", "--json").json["checks"] if each["id"].endswith(three))
    assert found["next"] == "2026-12-12"
    month.until("2027-02-01").check()
    assert {f"refund-arrived-{each}" for each in (one, two, three)} <= month.named.keys()


def test_what_is_named_is_the_same_where_an_order_says_an_earlier_day(month: Month) -> None:
    first = enter(month.shell, "P1", "huabei")
    month.until("2026-11-25")
    done(month.shell, "order", "set", first, "--entered-on", "2026-10-01")
    month.until("2027-01-05").check()


def test_the_day_stands_on_an_account_whichever_act_makes_it(month: Month) -> None:
    enter(month.shell, "P1", "xiaomi")
    month.shell.now = "2026-11-23T12:00:00+08:00"
    done(month.shell, "channel", "set", "huabei", "cutoff=20:00")
    enter(month.shell, "P2", "huabei", "--entered-on", "2026-10-01")
    found = {ident: (f"{each.added_on}", each.by_order) for ident, each in month.shell.ledger.accounts.items()}
    assert found == {"xiaomi": ("2026-11-22", True), "huabei": ("2026-11-23", True)}
