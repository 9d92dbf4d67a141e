"""Starts a browser that has read all data and is paused, so that it draws only in response to a key."""

import re
from contextlib import contextmanager

from terminal import FRAME_END, Terminal

REDRAW = b"\x0c"


@contextmanager
def settled_browser(bench, environment, listeners, timeout=180, **size):
    with Terminal([bench.program], environment, **size) as browser:
        browser.first(FRAME_END)
        browser.press(b"Z")
        # An incomplete count has >= before it.
        whole = re.compile(rb"(?<![=\d,])" + f"{listeners:,} listeners".encode())
        browser.press_until_shown(REDRAW, whole, timeout)
        # Wait for the rest of that frame, and until the last connections are closed.
        browser.read_for(1)
        yield browser
