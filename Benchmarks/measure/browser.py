"""Starts a browser that has read all data and is paused, so that it draws only in response to a key."""

import re
import time
from contextlib import contextmanager

from terminal import FRAME_END, Terminal, TimedOut

REDRAW = b"\x0c"
REFRESH = b"R"
# While the browser reads, its header ends with the number of owners that it has read: 15/200.
PROGRESS = re.compile(rb"\d/\d")
TITLES = b"STATE"


@contextmanager
def settled_browser(bench, environment, listeners, timeout=180, **size):
    with Terminal([bench.program], environment, **size) as browser:
        # The first frame waits for the file of the last read of this account, if there is one.
        browser.first(FRAME_END, timeout=60)
        browser.press(b"Z")
        # An incomplete count has >= before it.
        whole = re.compile(rb"(?<![=\d,])" + f"{listeners:,} listeners".encode())
        browser.press_until_shown(REDRAW, whole, timeout)
        # Wait for the rest of that frame, and until the last connections are closed.
        browser.read_for(1)
        yield browser


def refresh(browser, timeout=180, clock=lambda: None):
    """Reads everything again. Returns the milliseconds from the key to the last byte of the last frame, and what a clock
    shows after that byte."""
    started = time.perf_counter()
    milliseconds = browser.press_until_quiet(REFRESH, timeout, quiet=1).milliseconds
    ended = clock()
    # On a busy machine there may be a pause before the end.
    while is_reading(browser):
        milliseconds = browser.until_quiet(started, timeout, quiet=1).milliseconds
        ended = clock()
    return milliseconds, ended


def is_reading(browser):
    header, titles, _ = browser.press(REDRAW).data.partition(TITLES)
    if not titles:
        raise TimedOut("the list of the browser has no titles")
    return PROGRESS.search(header) is not None
