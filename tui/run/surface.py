"""What the terminal can show: which bytes its characters are, and whether it has ours."""

import codecs
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from rich.cells import cell_len

CONSOLES = frozenset({"linux", "ansi", "dumb", "vt100", "vt102", "vt220"})
"""Values of TERM (up to the first `-`) whose fonts have neither our glyphs nor Chinese."""

COLOURLESS = frozenset({"dumb", "unknown", "vt100", "vt102", "vt220"})
"""Values of TERM, as in `CONSOLES`, that show no colour."""

LOSSY = "fenqi-cells"
"""The name of the error handler that keeps the width of what an encoding lacks."""

_PLAIN = str.maketrans(
    "·•‼½✓✗±▸▶◂▴▾‹›←→↑↓⏎⌫…—–×¥▁▂▃▄▅▆▇█─━╾▔▀│┃▎▊▌▐▕▏╭╮╰╯┌┐└┘├┤┬┴┼■░≠÷≡",
    "--!/vX~>><^v<*<>^v<<~--xY_.:-=+*#-=>^^||||||||+++++++++++++#:/:=",
)
"""Our glyphs, each in one cell of ASCII. The bars keep their order of height."""
GLYPHS = frozenset(map(chr, _PLAIN))


class Colours(StrEnum):
    """How many colours a terminal shows. Sixteen are its own: which they are, only it knows."""

    NONE = "none"
    SIXTEEN = "16"
    MANY = "many"


_SYSTEMS = {
    "truecolor": Colours.MANY,
    "256": Colours.MANY,
    "standard": Colours.SIXTEEN,
    "windows": Colours.SIXTEEN,
}
"""Values of TEXTUAL_COLOR_SYSTEM; of others Textual dies."""
COLOUR_SYSTEMS = frozenset({"auto", *_SYSTEMS})


class Surface(msgspec.Struct, frozen=True):
    """A terminal's characters and colours. `plain`: it lacks our glyphs. `chinese`: it has Chinese ones."""

    encoding: str = "utf-8"
    plain: bool = False
    chinese: bool = True
    colours: Colours = Colours.MANY

    def fitted(self, text: str) -> str:
        """`text` with the characters that this terminal has, in the same cells."""
        return text.translate(_PLAIN) if self.plain else text


def surface(env: Mapping[str, str]) -> Surface:
    """The terminal as TERM and the locale's name describe it.

    A locale that names no encoding (C, POSIX, none) says little: SSH often loses it. Then text is sent as UTF-8,
    which nearly every terminal reads, and glyphs are ASCII.
    """
    console = env.get("TERM", "").partition("-")[0] in CONSOLES
    # Python itself sets LC_CTYPE to C.UTF-8 where the locale is C or not installed: that says nothing of it.
    ctype = env.get("LC_CTYPE", "").replace("C.UTF-8", "")
    locale = env.get("LC_ALL") or ctype or env.get("LANG") or "C"
    encoding = _encoding(locale.partition("@")[0].rpartition(".")[2])
    return Surface(encoding or "utf-8", console or encoding != "utf-8", not console, _colours(env))


def _colours(env: Mapping[str, str]) -> Colours:
    """The colours that NO_COLOR, COLORTERM and TERM promise, as the library that writes them understands these."""
    term = env.get("TERM", "").strip().lower()
    if env.get("NO_COLOR") or term.partition("-")[0] in COLOURLESS:
        return Colours.NONE
    system = env.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if system in _SYSTEMS:
        return _SYSTEMS[system]
    many = env.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}
    return Colours.MANY if many or term.rpartition("-")[2] in {"256color", "kitty"} else Colours.SIXTEEN


def _encoding(name: str) -> str:
    """Python's name of an encoding in which ASCII is ASCII, and a letter that it lacks has its width; "" where there is
    none of that name."""
    try:
        return codecs.lookup(name).name if "\x1b[m中".encode(name, LOSSY).startswith(b"\x1b[m") else ""
    except (LookupError, ValueError):
        return ""


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    """`?` for every cell of what cannot be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


codecs.register_error(LOSSY, _question_marks)
