"""What the terminal can show: which bytes its characters are, and whether it has ours."""

import codecs
from collections.abc import Mapping

import msgspec
from rich.cells import cell_len

CONSOLES = frozenset({"linux", "ansi", "dumb", "vt100", "vt102", "vt220"})
"""Values of TERM (up to the first `-`) whose fonts have neither our glyphs nor Chinese."""

LOSSY = "fenqi-cells"
"""The name of the error handler that keeps the width of what an encoding lacks."""

_PLAIN = str.maketrans(
    "·•‼½✓✗±▸▶◂▴▾‹›←→↑↓⏎⌫…—–×¥▁▂▃▄▅▆▇█─━▔▀│┃▎▊▌▐▕▏╭╮╰╯┌┐└┘├┤┬┴┼",
    "--!/xX~>><^v<><>^v<<~--xY_.:-=+*#--^^||||||||+++++++++++++",
)
"""Our glyphs, each in one cell of ASCII. The bars keep their order of height."""


class Surface(msgspec.Struct, frozen=True):
    """A terminal's characters. `plain`: it lacks our glyphs. `chinese`: it has Chinese ones."""

    encoding: str = "utf-8"
    plain: bool = False
    chinese: bool = True

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
    return Surface(encoding or "utf-8", plain=console or encoding != "utf-8", chinese=not console)


def _encoding(name: str) -> str:
    """Python's name of an encoding in which ASCII is ASCII; "" where there is none of that name."""
    try:
        return codecs.lookup(name).name if "\x1b[m".encode(name) == b"\x1b[m" else ""
    except (LookupError, ValueError):
        return ""


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    """`?` for every cell of what cannot be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


codecs.register_error(LOSSY, _question_marks)
