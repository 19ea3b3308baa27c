"""What travels: the same picture in fewer bytes."""

import re
from collections.abc import Mapping
from functools import lru_cache

TEXT, GROUND = "text", "ground"
WEIGHTS, WEIGHT_OFF = ("1", "2"), "22"
SINGLE = {"3": "23", "4": "24", "7": "27", "9": "29"}
"""What is on or off: italic, underlined, reversed, struck out; and what ends it."""
OFF = {**dict.fromkeys(WEIGHTS, WEIGHT_OFF), **SINGLE, TEXT: "39", GROUND: "49"}
COLOURED = {"38": TEXT, "48": GROUND}
PLAIN = {*range(30, 38), *range(90, 98), *range(40, 48), *range(100, 108)}
"""The terminal's own sixteen colours, of the text and of the ground."""

_SEQUENCES = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<move>\x1b\[\d*(?:;\d*)?H)"
    r"|(?P<other>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<unknown>\x1b)"
)


def squeeze(data: str) -> str:
    """`data` without the styles that are reset only to be set again.

    Textual ends every piece of text with a reset and begins the next one with its whole style. Here a style stays until
    another is needed. Moving the cursor does not need one; every other sequence finds the style that it would have
    found, and so does what is written after `data`. What is not understood is left as it is.
    """
    out: list[str] = []
    there = wanted = ""  # the terminal's style, and the one that the next text is to have; "" is the plain one
    at = 0

    def settle() -> None:
        nonlocal there
        if there != wanted:
            if codes := _change(there, wanted):
                out.append(codes)
            there = wanted

    for found in _SEQUENCES.finditer(data):
        if found.start() > at:
            settle()
            out.append(data[at : found.start()])
        at = found.end()
        if found["style"] is not None:
            wanted = _after(wanted, found["style"])
        elif found["move"]:
            out.append(found["move"])
        elif found["other"]:
            settle()
            out.append(found["other"])
        else:
            return data
    if at < len(data):
        settle()
        out.append(data[at:])
    settle()
    return "".join(out)


@lru_cache(1024)
def _change(there: str, wanted: str) -> str:
    """What leads from one style to another, in the fewest bytes."""
    # An empty parameter is a reset: from one style to another in one sequence.
    whole = f"\x1b[;{wanted}m" if there and wanted else f"\x1b[{wanted}m"
    before, after = _parts(there), _parts(wanted)
    if before is None or after is None:
        return whole
    codes = list(dict.fromkeys(OFF[name] for name in before if name not in after))
    if WEIGHT_OFF in codes:  # which ends bold and dim together
        before = {name: code for name, code in before.items() if name not in WEIGHTS}
    codes += [code for name, code in after.items() if before.get(name) != code]
    return min(whole, f"\x1b[{';'.join(codes)}m" if codes else "", key=len)


def _parts(style: str) -> Mapping[str, str] | None:
    """What a style consists of: its weights, and its colours under `TEXT` and `GROUND`; None where it is not known."""
    parts: dict[str, str] = {}
    codes = iter(style.split(";") if style else ())
    for code in codes:
        if code in WEIGHTS or code in SINGLE:
            parts[code] = code
        elif code in COLOURED:
            kind = next(codes, "")
            count = {"2": 3, "5": 1}.get(kind, 0)
            parts[COLOURED[code]] = ";".join((code, kind, *(next(codes, "") for _ in range(count))))
            if not count:
                return None
        elif code.isdecimal() and int(code) in PLAIN:
            parts[TEXT if int(code) % 60 in range(30, 38) else GROUND] = code
        else:
            return None
    return parts


def _after(style: str, codes: str) -> str:
    """The style after another SGR sequence: a reset starts over, anything else adds."""
    if codes in {"", "0"}:
        return ""
    if codes.startswith(("0;", ";")):
        return codes.partition(";")[2]
    return f"{style};{codes}" if style else codes
