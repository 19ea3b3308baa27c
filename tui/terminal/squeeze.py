"""What travels: the same picture in fewer bytes."""

import re

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
            # An empty parameter is a reset: from one style to another in one sequence.
            out.append(f"\x1b[;{wanted}m" if there and wanted else f"\x1b[{wanted}m")
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


def _after(style: str, codes: str) -> str:
    """The style after another SGR sequence: a reset starts over, anything else adds."""
    if codes in {"", "0"}:
        return ""
    if codes.startswith(("0;", ";")):
        return codes.partition(";")[2]
    return f"{style};{codes}" if style else codes
