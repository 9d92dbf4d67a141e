"""A browser that has read everything and is paused, so that what it paints is the answer to a key."""

import re
from contextlib import contextmanager

from terminal import FRAME_END, Terminal

REDRAW = b"\x0c"


@contextmanager
def settled_browser(bench, environment, listeners, timeout=180, **size):
    with Terminal([bench.program], environment, **size) as browser:
        browser.first(FRAME_END)
        browser.press(b"Z")
        # A count that is not whole yet has >= before it.
        whole = re.compile(rb"(?<![=\d,])" + f"{listeners:,} listeners".encode())
        browser.press_until_shown(REDRAW, whole, timeout)
        # The rest of that frame, and the ends of the last connections.
        browser.read_for(1)
        yield browser
