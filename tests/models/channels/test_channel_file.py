"""The catalogue's file and its compiled copy: the text is what counts."""

from pathlib import Path

import pytest

from models.channels import builtin as channel_file
from models.channels.builtin import COMPILED, SOURCE, builtin, compiled, parse_catalogue
from models.values.message import Problem


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue of its own, like the one that comes with fenqi."""
    for name, path in (("SOURCE", SOURCE), ("COMPILED", COMPILED)):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        monkeypatch.setattr(channel_file, name, tmp_path / path.name)
    return tmp_path


def test_the_compiled_channels_are_those_of_the_text() -> None:
    assert COMPILED.read_bytes() == compiled(SOURCE.read_bytes()), "run python -m tests.tools.catalogues"
    assert builtin() == parse_catalogue(SOURCE.read_text("utf-8"))
    assert tuple(builtin()) == tuple(parse_catalogue(SOURCE.read_text("utf-8")))


def test_a_compiled_catalogue_spares_reading_the_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_file, "parse_catalogue", lambda _: pytest.fail("the text was parsed"))
    assert builtin.__wrapped__() == builtin()


def test_an_edited_text_counts_at_once(folder: Path) -> None:
    text = SOURCE.read_text("utf-8")
    (folder / SOURCE.name).write_text(text.replace("due_day = 10\n", "due_day = 12\n", 1), "utf-8")
    assert builtin.__wrapped__()["huabei"].due_day == 12


def test_a_wrong_edit_is_said_with_channel_and_field(folder: Path) -> None:
    text = SOURCE.read_text("utf-8")
    (folder / SOURCE.name).write_text(text.replace("due_day = 10\n", "due_day = 32\n", 1), "utf-8")
    with pytest.raises(Problem, match=r"huabei.*due_day"):
        builtin.__wrapped__()


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"of": 1, "channels": {}}', b'{"of": "x"}'])
def test_without_a_sound_compiled_file_the_text_is_read(folder: Path, content: bytes | None) -> None:
    path = folder / COMPILED.name
    path.unlink() if content is None else path.write_bytes(content)
    assert builtin.__wrapped__() == builtin()
