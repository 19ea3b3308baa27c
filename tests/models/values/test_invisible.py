"""What nobody sees, by Unicode's own table."""

import sys
import unicodedata

from models.values.invisible import without_invisible


def test_every_format_character_is_invisible_and_no_white_space_digit_or_sign_is() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        category, taken = unicodedata.category(character), not without_invisible(character)
        if category == "Cf":
            assert taken, ascii(character)
        if character.isspace() or category[0] in "NPS":
            assert not taken, ascii(character)
