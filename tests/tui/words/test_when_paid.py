"""The question when something was paid has an example that lies in the past."""

import pytest

from tests.models.builders import at, by_hand, found, ledger, order
from tests.tui.hands import Hands, session_at
from tui.words.when_paid import when_paid


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("now", "eve"),
    [("2026-11-26T00:10:00+08:00", "2026-11-25 21:30"), ("2026-12-31T16:10:00+00:00", "2026-12-31 21:30")],
)
def test_the_example_is_the_evening_before_where_the_institution_is(now, eve, language):
    mine = session_at(Hands(at(now)), by_hand(), language=language, zone="UTC")
    assert eve in when_paid(found(ledger(order()), "huabei/2026-12-10", at(now)), mine)
