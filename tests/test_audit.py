"""The pages that audit the catalogue of channels are out of the catalogue."""

import pytest

from models.channels.builtin import builtin
from tests.tools.audit import CHANGED, OLDER, PAGES, page


@pytest.mark.parametrize("code", list(PAGES))
def test_the_page_says_what_the_catalogue_has(code: str) -> None:
    assert PAGES[code].read_text("utf-8") == page(code), "run python -m tests.tools.audit"


@pytest.mark.parametrize("channel", builtin().values(), ids=list(builtin()))
def test_a_verdict_is_on_a_rule_that_has_a_source_of_its_own(channel) -> None:
    for verdicts in (CHANGED, OLDER):
        assert verdicts.get(channel.id, set()) <= channel.uncertain.keys()
