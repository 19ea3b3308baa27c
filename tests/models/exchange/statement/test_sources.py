"""What each source's files say of repaying, in every form in which they come."""

import pytest

from models.channels.builtin import builtin
from models.exchange.statement.lenders import METHODS
from models.exchange.statement.sources import READ
from models.exchange.statement_sources import SOURCES
from tests.models.exchange.statement.samples import SAMPLES, Sample, covered, read, said

EACH = pytest.mark.parametrize("sample", SAMPLES, ids=[each.file for each in SAMPLES])


@EACH
def test_a_file_says_what_was_repaid_what_failed_and_what_was_left_out(sample: Sample) -> None:
    statement = read(sample.data())
    assert (statement.source, covered(statement)) == (sample.source, sample.covers)
    assert tuple(map(said, statement.lines)) == sample.lines
    assert tuple(str(each.message) for each in statement.left_out) == sample.left_out
    assert tuple(str(each.message) for each in statement.unreadable) == sample.unreadable
    together = sum("本金" in each.title for each in statement.lines)
    counted = (
        together + len(statement.lines) + len(statement.left_out) + statement.more_left_out + len(statement.unreadable)
    )
    assert counted == statement.rows


@EACH
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_encoding_and_the_ends_of_lines_change_nothing(sample: Sample, encoding: str) -> None:
    as_it_is = read(sample.data()).lines
    assert read(sample.text().encode(encoding)).lines == as_it_is
    assert read(sample.text().replace("\n", "\r\n").encode(encoding)).lines == as_it_is


@EACH
def test_every_line_has_an_id_of_its_own_which_is_the_same_whenever_the_file_is_read(sample: Sample) -> None:
    first, again = (read(sample.data()).lines for _ in range(2))
    assert [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == len(first)
    assert all(len(each.id) == 12 for each in first)


def test_a_payment_has_one_id_in_all_layouts_of_its_source() -> None:
    old, new = (read(each.data()).lines for each in SAMPLES[:2])
    assert {each.id for each in old} & {each.id for each in new} == {old[0].id} == {new[1].id}


def test_each_layout_has_a_sample_and_each_source_a_name() -> None:
    sampled = [read(each.data()).source for each in SAMPLES]
    for source in READ:
        assert sampled.count(source.id) >= len(source.layouts)
    assert {each.id for each in READ} <= {each.id for each in SOURCES}


def test_the_methods_and_channels_of_lines_are_those_of_the_catalogue() -> None:
    for channel, methods in METHODS.items():
        assert methods <= {each.id for each in builtin()[channel].methods}
    assert {channel for source in READ for channel in source.own} <= builtin().keys()
