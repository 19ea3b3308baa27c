"""No screen knows the theme: each shows the same characters in every one, and each colour that is seen is a role's."""

from collections.abc import Iterator, Sequence

import pytest
from msgspec.structs import replace
from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widget import Widget

from models.bills.status import Status
from models.channels.channel import LANGUAGES
from screenshots import make
from tests.tui.terminal.test_roles import READABLE, contrast
from tui.app import FenqiApp
from tui.run.config import THEMES, read_config
from tui.run.language import language_of
from tui.run.session import Session, config_path
from tui.screens.main import MainScreen
from tui.terminal.roles import GROUNDS, SCHEMES, TEXTS
from tui.words.present import status_words

SCREENS: dict[str, Sequence[str]] = {
    "orders": (),
    "checklist": make.PICTURES["mismatch"].keys,
    "form": make.PICTURES["form"].keys,
    "form_more": ("a", "ctrl+o"),
    "help": ("question_mark",),
    "channels": ("h",),
    "refund": ("r",),
    "compare": ("m", *"1499"),
    "import": ("i",),
    "palette": ("ctrl+p",),
    "message": ("G", "p"),
}
FRAMES = set("╭╮╰╯│─━┃▔▁▂▃▄▅▆▇█▊▎▌▐╸╺")
"""What is drawn and not read."""


@pytest.fixture
def sample() -> Iterator[Session]:
    with make.session("zh_CN") as session:
        yield session


async def seen(sample: Session, keys: Sequence[str], themes: Sequence[str] = THEMES) -> dict[str, list[Segment]]:
    """What is sent to the terminal of one screen, by theme: it changes while the screen stands."""
    app = FenqiApp(replace(sample, theme=themes[0]))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        found = {}
        for theme in themes:
            app.theme = theme
            await pilot.pause()
            found[theme] = shown(pilot)
        return found


def shown(pilot: Pilot[str]) -> list[Segment]:
    app = pilot.app
    segments = []
    parts = app.screen.walk_children(Widget) if isinstance(app.screen, ModalScreen) else [app.screen]
    inside = Region.from_union([each.region for each in parts if each.visible and each.region])
    for strip in app.screen._compositor.render_strips()[inside.y : inside.bottom]:
        line = list(strip.crop(inside.x, inside.right))  # what is below a dialog is dimmed
        for each in app.get_line_filters():
            line = each.apply(line, app.screen.background_colors[1])
        segments += line
    return segments


def colours(segments: Sequence[Segment]) -> set[tuple[str, str]]:
    """The pairs of colours, text and ground, in which something is to be read."""
    return {
        (style.color.name, style.bgcolor.name)
        for text, style, _ in segments
        if style and style.color and style.bgcolor and set(text) - FRAMES - {" "}
    }


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_has_the_same_characters_in_every_theme_in_colours_that_can_be_read(
    sample: Session, screen: str
) -> None:
    if screen == "palette":  # whoever chooses a theme there leaves it
        found = {theme: (await seen(sample, SCREENS[screen], (theme,)))[theme] for theme in THEMES}
    else:
        found = await seen(sample, SCREENS[screen])
    assert len({"".join(each.text for each in segments) for segments in found.values()}) == 1
    for theme, segments in found.items():
        for pair in colours(segments):
            check(theme, *pair)
    for each in found["none"]:
        assert each.style is None or (each.style.color is None and each.style.bgcolor is None), each
    for each in found["16-colours"]:
        for colour in (each.style.color, each.style.bgcolor) if each.style and each.text.strip() else ():
            assert colour is None or colour.is_default or colour.is_system_defined, each


def check(theme: str, text: str, ground: str) -> None:
    """That this text on this ground is in the colours of roles, and can be read."""
    scheme = SCHEMES[theme]
    if scheme.own:
        return
    tints = [getattr(scheme, role) for role in (*TEXTS, "on_accent", "cursor_row")]  # the cell typed in is reversed
    assert text in {each.colour for each in (*tints, scheme.cursor_text) if each}, (theme, text, ground)
    assert ground in {getattr(scheme, role).colour for role in (*GROUNDS, "accent", "text")}, (theme, text, ground)
    assert contrast(text, ground) >= READABLE.get(theme, 4.5), (theme, text, ground)


async def test_a_screen_that_changed_its_theme_is_as_one_that_began_in_it(sample: Session) -> None:
    changed = await seen(sample, (), (*THEMES, THEMES[0]))
    for theme in THEMES:
        begun = await seen(sample, (), (theme,))
        assert changed[theme] == begun[theme], theme


@pytest.mark.parametrize("theme", ["16-colours", "none"])
async def test_the_row_of_the_cursor_and_the_pane_in_focus_are_reversed_where_there_is_no_ground(
    sample: Session, theme: str
) -> None:
    (segments,) = (await seen(sample, (), (theme,))).values()
    bright = [each.text for each in segments if each.style and each.style.reverse and not each.style.dim]
    assert "▸" in bright
    assert any("订单" in text for text in bright)
    assert not [each for each in segments if each.style and each.style.reverse and each.style.dim]


async def test_a_theme_chosen_by_name_is_shown_at_once_and_kept(sample: Session) -> None:
    async with FenqiApp(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"浅色")
        await pilot.press("enter")
        await pilot.pause()
        light = {ground for _, ground in colours(shown(pilot))}
        assert light <= {getattr(SCHEMES["light"], role).colour for role in (*GROUNDS, "accent")}
        assert read_config(config_path()).theme == "light"


async def test_a_restricted_session_changes_its_colours_and_writes_no_settings(sample: Session) -> None:
    from tui.commands.themes import choose_theme

    async with FenqiApp(replace(sample, restricted=True)).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        choose_theme(screen, "light")
        await pilot.pause()
        assert pilot.app.theme == "light"
        assert "本次" in screen.message_shown
        assert not config_path().exists()


async def test_where_it_cannot_be_kept_it_is_said_and_shown_all_the_same(sample: Session) -> None:
    from tui.commands.themes import choose_theme

    config_path().parent.mkdir(parents=True)
    config_path().write_text("language = zh_CN\n")
    async with FenqiApp(sample).run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, MainScreen)
        choose_theme(screen, "light")
        await pilot.pause()
        assert pilot.app.theme == "light"
        assert "本次" in screen.message_shown
    assert config_path().read_text() == "language = zh_CN\n"


def test_without_colour_no_two_statuses_look_the_same() -> None:
    for code in LANGUAGES:
        assert len({status_words(each, language_of(code)) for each in Status}) == len(Status)
