"""What Textual does not do by itself for a terminal at the other end of a wire."""

import codecs
from functools import partial

from textual.drivers import linux_driver


def tolerate_any_bytes() -> None:
    """Let bytes that are not UTF-8 (a GBK terminal) come in as U+FFFD; Textual's input thread would die of them.

    It looks the decoder up in its own module, which is the one place to say so.
    """
    decoder = codecs.getincrementaldecoder
    setattr(linux_driver, "getincrementaldecoder", lambda name: partial(decoder(name), "replace"))  # noqa: B010  # not ours to type
