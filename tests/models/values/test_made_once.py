import msgspec

from models.values.made_once import MadeOnce


class Several(msgspec.Struct, frozen=True, dict=True):
    amounts: tuple[int, ...]

    @MadeOnce
    def total(self) -> list[int]:
        """What they come to."""
        return [sum(self.amounts)]


def test_a_value_makes_it_at_the_first_reading_and_keeps_it():
    one, other = Several((1, 2)), Several((3,))
    assert "total" not in one.__dict__
    assert (one.total, other.total) == ([3], [3])
    assert one.total is one.total and one.total is not other.total


def test_a_value_that_is_made_out_of_another_makes_its_own():
    one = Several((1, 2))
    assert one.total == [3]
    assert msgspec.structs.replace(one, amounts=(5,)).total == [5]


def test_the_class_says_what_it_is():
    assert Several.total.__doc__ == "What they come to."
