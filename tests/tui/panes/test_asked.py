"""What is asked, in lines."""

from tui.panes.asked import wrapped


def test_what_goes_on_of_a_point_hangs_behind_its_mark():
    said = [("Why is it less?", ""), ("· perhaps a coupon was used, or a fee was waived", "")]
    assert [line for ((line, _),) in wrapped(said, 30, "    ")] == [
        "    Why is it less?",
        "    · perhaps a coupon was",
        "      used, or a fee was",
        "      waived",
    ]
