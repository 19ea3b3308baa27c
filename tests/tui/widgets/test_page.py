"""What opens above the main screen."""

from collections import Counter
from collections.abc import Iterator

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from screenshots import make
from tests.tui.screens.test_main_screen import opened
from tui.run.session import Session


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("en") as session:
        yield session


async def test_what_is_in_a_page_is_styled_once_when_it_opens(sample: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    styled, apply = Counter[DOMNode](), Stylesheet.apply

    def counted(sheet: Stylesheet, node: DOMNode, **how: object) -> None:
        styled[node] += 1
        apply(sheet, node, **how)  # type: ignore[arg-type]  # what it was called with

    async with opened(sample) as (pilot, _screen):
        monkeypatch.setattr(Stylesheet, "apply", counted)
        await pilot.press("a")
        form = pilot.app.screen
        assert form.has_class("-wide")
        assert Counter(styled[each] for each in form.query(".wrong, .field, Ends")).keys() == {1}
