"""A second reader of calendars, which knows the rules of RFC 5545 that a reader needs and nothing of fenqi."""

from typing import NamedTuple

CRLF = b"\r\n"
MOST_OCTETS = 75
UNESCAPED = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}


class Property(NamedTuple):
    """`DTSTART;VALUE=DATE:20261210`: a name, its parameters and its value as it is written."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value of a text, without its escapes."""
        found, characters = "", iter(self.value)
        for each in characters:
            assert each not in ";,", f"{self.name} has {each} without a stroke before it"
            found += UNESCAPED[next(characters)] if each == "\\" else each
        return found


class Component(NamedTuple):
    """What stands between BEGIN and END."""

    kind: str
    properties: list[Property]
    inside: list["Component"]

    def one(self, name: str) -> Property:
        """The property of that name, which must stand there once."""
        (found,) = [each for each in self.properties if each.name == name]
        return found


def unfolded(data: bytes) -> list[str]:
    """The content lines. Each physical line has 75 octets at most, ends with CRLF, and cuts no character."""
    assert data.endswith(CRLF)
    lines: list[str] = []
    for raw in data.removesuffix(CRLF).split(CRLF):
        assert len(raw) <= MOST_OCTETS, raw
        assert b"\r" not in raw and b"\n" not in raw
        line = raw.decode("utf-8")  # a character that was cut in two is none
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def parsed(data: bytes) -> Component:
    """The one calendar in the file."""
    open_: list[Component] = [Component("", [], [])]
    for line in unfolded(data):
        head, colon, value = line.partition(":")
        assert colon, line
        name, *params = head.split(";")
        assert name == name.upper() and name.replace("-", "").isalnum(), line
        match name:
            case "BEGIN":
                open_.append(Component(value, [], []))
            case "END":
                done = open_.pop()
                assert done.kind == value
                open_[-1].inside.append(done)
            case _:
                given = dict(each.split("=", 1) for each in params)
                open_[-1].properties.append(Property(name, given, value))
    (root,) = open_
    (calendar,) = root.inside
    return calendar
