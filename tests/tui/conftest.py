"""The sample data as a session, for what opens the app or asks the shell on it."""

from collections.abc import Iterator

import pytest

from screenshots import make
from tui.run.session import Session


@pytest.fixture
def sample() -> Iterator[Session]:
    """In English."""
    with make.session("en") as session:
        yield session


@pytest.fixture(params=make.LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[Session]:
    """In each of the languages."""
    with make.session(request.param) as session:
        yield session
