"""Measures the time from a key to the end of its frame, with 2,500 listeners and with 100,000."""

from contextlib import ExitStack

from browser import settled_browser
from figures import OURS, at_most, ratio_of_at_least
from report import Sample, number, ratio, table
from terminal import Terminal

LISTENERS = [2_500, 100_000]
PROGRAMS = (OURS, "tig", "less", "fzf")
# Sizes of the terminal, and how measurements in them are named. From 120 columns on, gaapscope has a side pane.
TERMINAL = {}, ""
LARGE_TERMINALS = [
    ({"rows": 45, "columns": 119}, ", 119x45, one pane"),
    ({"rows": 45, "columns": 120}, ", 120x45, with the side pane"),
]
# The limits: tig's time; one frame at 60 frames per second; and, for keys that process every row, a delay that users do
# not notice.
AS_FAST_AS_TIG, ONE_FRAME, ALL_ROWS = ratio_of_at_least(1), at_most(16.7), at_most(40)
# The maximum ratio of the time of a move with forty times the rows: the time must not depend on the number of rows.
BAR_GROWTH = 1.5
DOWN, PAGE_DOWN, HOME, END = b"j", b"\x1b[6~", b"\x1bOH", b"\x1bOF"
# Keys in an order in which each changes the screen: effect, limit, and the key in gaapscope, tig, less and fzf.
MOVES = [
    ("down a row", AS_FAST_AS_TIG, DOWN, DOWN, DOWN, b"\x10"),
    ("down a page", AS_FAST_AS_TIG, PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, b"\x1b[5~"),
    ("to the end", AS_FAST_AS_TIG, b"G", END, b"G", None),
    ("to the start", AS_FAST_AS_TIG, b"g", HOME, b"g", None),
]
STEPS = MOVES + [
    ("only problems, on", ONE_FRAME, b"!", None, None, None),
    ("only problems, off", ONE_FRAME, b"!", None, None, None),
    ("sort by the next column", ALL_ROWS, b">", None, None, None),
    ("reverse the order", ALL_ROWS, b"r", None, None, None),
    ("reverse the order again", ALL_ROWS, b"r", None, None, None),
    ("sort by the previous column", ALL_ROWS, b"<", None, None, None),
]


def measure(bench):
    few, many = (at(bench, listeners) for listeners in LISTENERS)
    growth = many.median / few.median
    grown = bench.figures.add(
        f"down a row, time at {LISTENERS[1]:,} rows divided by time at {LISTENERS[0]:,}", {OURS: Sample([growth])}, "x",
        limit=at_most(BAR_GROWTH))
    print(
        f"  A row down with {LISTENERS[1] // LISTENERS[0]} times the rows takes {growth:.2f} times as long; "
        f"limit {BAR_GROWTH}: {grown.verdict}\n")
    for terminal in LARGE_TERMINALS:
        at(bench, LISTENERS[0], MOVES, terminal)


def at(bench, listeners, steps=STEPS, terminal=TERMINAL):
    """Measures the keys with this number of listeners. Returns the times of the first one."""
    size, where = terminal
    with ExitStack() as stack:
        browser, peers = programs(bench, stack, listeners, size)
        times = [[Sample() for _ in PROGRAMS] for _ in steps]
        sizes = [[Sample() for _ in PROGRAMS] for _ in steps]
        for _ in range(bench.rounds):
            for step, (_, _, key, *others) in enumerate(steps):
                paints = [browser.press(key)]
                paints += [peer.press_until_quiet(other) if other else None for peer, other in zip(peers, others)]
                for place, paint in enumerate(paints):
                    if paint:
                        times[step][place].add(paint.milliseconds)
                        sizes[step][place].add(len(paint.data))
    lines = []
    for (what, limit, *_), time, written in zip(steps, times, sizes):
        figure = bench.figures.add(f"{what}{where}", dict(zip(PROGRAMS, time)), rows=listeners, limit=limit)
        lines.append([
            ratio(time[1], time[0]) if time[1].values else "",
            what, time[0].text(),
            *(number(peer.median) if peer.values else "" for peer in time[1:]),
            " ".join(f"{sample.median:.0f}" if sample.values else "-" for sample in written),
            figure.limit_text, figure.verdict,
        ])
    table(
        f"2. A key at {listeners:,} rows{where}: until its frame is written, {bench.rounds} rounds; "
        "the ratio is tig's time divided by gaapscope's",
        ["ratio", "key", *PROGRAMS, "bytes of each", "limit", ""], lines,
        [
            "tig has as many commits; less and fzf show the output of `gaapscope list`. Their times end with the last "
            "byte."
        ])
    return times[0][0]


def programs(bench, stack, listeners, size):
    """Starts gaapscope and the other programs, and waits until they have read everything."""
    environment = stack.enter_context(bench.emulator(listeners=listeners, proxies=max(50, listeners // 50)))
    rows = bench.rows(environment, listeners)
    browser = stack.enter_context(settled_browser(bench, environment, listeners, **size))
    plain = bench.environment(FZF_DEFAULT_COMMAND=f"cat '{rows}'")
    commands = [(["tig"], bench.repository(listeners)), (["less", str(rows)], None), (["fzf"], None)]
    peers = []
    for command, folder in commands:
        peer = stack.enter_context(Terminal(command, plain, folder, **size))
        # less and tig continue to read after their first screen.
        peer.until_quiet(timeout=120, quiet=1)
        peers.append(peer)
    return browser, peers
