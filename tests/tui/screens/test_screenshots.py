"""The pictures in screenshots/ are what the app shows today."""

import pytest

from screenshots import make


@pytest.mark.parametrize("language", make.LANGUAGES)
@pytest.mark.parametrize("size", make.SIZES)
@pytest.mark.parametrize("scene", make.SCENES)
async def test_the_screenshot_shows_what_the_app_shows(scene: str, size: tuple[int, int], language: str) -> None:
    kept = make.path(scene, size, language).read_text("utf-8")
    assert await make.picture(scene, size, language) == kept, "stale: run `python screenshots/make.py`"
