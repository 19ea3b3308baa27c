import ast
from pathlib import Path
from string import Formatter

import models
from models.values.message import Problem, msg

SOURCES = sorted(Path(models.__file__).parent.rglob("*.py"))


def sentences(source: Path) -> list[ast.Call]:
    """The calls that make a message, found in the source."""
    calls = (node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"msg", "Problem"}]


def test_a_message_is_its_english_sentence_filled_in():
    assert str(msg("{paid} of {periods} periods are repaid", paid=3, periods=12)) == "3 of 12 periods are repaid"


def test_values_are_filled_in_after_translation_and_in_its_language():
    refusal = msg("{channel} does not take this method", channel={"zh_CN": "花呗", "en": "Huabei"})
    assert refusal.filled("{channel}不支持这种方式", "zh_CN") == "花呗不支持这种方式"
    assert str(refusal) == "Huabei does not take this method"


def test_a_value_is_data_even_when_it_looks_like_a_template():
    assert str(msg("there is no bill {bill}", bill="{0.__class__} {bill}")) == "there is no bill {0.__class__} {bill}"


def test_a_value_may_be_called_template():
    assert str(msg("{template} and {field}", template="a", field="b")) == "a and b"


def test_a_problem_is_a_sentence_and_the_field_that_it_is_about():
    problem = Problem("the title is missing", field="title")
    assert (str(problem), problem.field) == ("the title is missing", "title")
    assert Problem("something else").field == ""


def test_a_problem_keeps_the_field_that_it_named_first():
    assert Problem("the title is missing", field="title").about("row").field == "title"
    assert Problem("the title is missing").about("title").field == "title"


def test_a_problem_can_tell_of_a_message():
    repaid = msg("this bill has been repaid: {amount}", amount="¥5.00")
    assert str(Problem.of(repaid)) == "this bill has been repaid: ¥5.00"
    assert Problem.of(repaid).message == repaid


def help_lines(source: Path) -> set[str]:
    """What is printed for `--help`: whole sentences there."""
    keywords = (node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.keyword))
    calls = (each.value for each in keywords if each.arg == "help" and isinstance(each.value, ast.Call))
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def named_empty(source: Path) -> set[int]:
    """The lines of sentences that have a name in their module and nothing in them: what uses the name fills them."""
    named = (each.value for each in ast.parse(source.read_text("utf-8")).body if isinstance(each, ast.Assign))
    return {each.lineno for each in named if isinstance(each, ast.Call) and not each.keywords}


def test_every_sentence_can_be_translated():
    for source in SOURCES:
        helps, filled_later = help_lines(source), named_empty(source)
        for call in sentences(source):
            template, where = call.args[0], f"{source.name}, line {call.lineno}"
            assert isinstance(template, ast.Constant), f"{where}: not a literal"
            sentence = template.value
            if sentence in helps:
                assert sentence[0].isupper() and sentence.endswith("."), f"{where}: {sentence}"
                continue
            assert sentence.endswith("?") or not sentence[0].isupper() or sentence.split()[0].isupper(), where
            assert not sentence.endswith((".", "。", "!")), f"{where}: {sentence}"
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
            given = {keyword.arg for keyword in call.keywords}
            fitting = call.lineno in filled_later or None in given or names == given - ({"field"} - names)
            assert fitting, f"{where}: {sentence}"
