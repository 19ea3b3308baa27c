"""The pictures in screenshots/ are what the app shows today, no other is kept, and each character has its own cell."""

import re
from html import unescape

import pytest
from rich.cells import cell_len

from screenshots import make
from screenshots.cells import CELL

TEXT = re.compile(r'<text class="[\w-]+" x="([\d. ]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


@pytest.mark.parametrize("language", make.LANGUAGES)
@pytest.mark.parametrize("picture", make.PICTURES)
async def test_the_screenshot_shows_what_the_app_shows(picture: str, language: str) -> None:
    kept = make.path(picture, language).read_text("utf-8")
    assert await make.picture(picture, language) == kept, "stale: run `python screenshots/make.py`"


def test_no_picture_is_kept_that_the_script_does_not_make() -> None:
    made = {make.path(picture, language) for picture in make.PICTURES for language in make.LANGUAGES}
    assert set(make.FOLDER.glob("*.svg")) == made, "run `python screenshots/make.py`"


@pytest.mark.parametrize("language", make.LANGUAGES)
async def test_each_character_stands_in_its_own_cell_and_none_in_that_of_another(language: str) -> None:
    svg = await make.picture("mismatch", language)
    assert "textLength" not in svg, "nothing is spread over a length: viewers do that differently"
    taken: set[tuple[str, int]] = set()
    for xs, y, escaped in TEXT.findall(svg):
        text, cells = unescape(escaped), [float(x) / CELL for x in xs.split()]
        assert len(text) == len(cells)
        for char, cell in zip(text, cells, strict=True):
            assert abs(cell - round(cell)) < 0.02, (char, cell)
            covers = {(y, round(cell) + beside) for beside in range(cell_len(char))}
            assert not covers & taken, (char, cell)
            taken |= covers
    assert len(taken) > 500
