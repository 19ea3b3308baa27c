"""The pictures in screenshots/ are what the app shows today."""

import pytest

from screenshots import make


@pytest.mark.parametrize("language", make.LANGUAGES)
@pytest.mark.parametrize("size", make.SIZES)
@pytest.mark.parametrize("picture", make.PICTURES)
async def test_the_screenshot_shows_what_the_app_shows(picture: str, size: tuple[int, int], language: str) -> None:
    kept = make.path(picture, size, language).read_text("utf-8")
    assert await make.picture(picture, size, language) == kept, "stale: run `python screenshots/make.py`"
