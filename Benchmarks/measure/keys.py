"""Measures the time from a key to the end of its frame, with 2,500 listeners and with 100,000."""

from contextlib import ExitStack

from browser import settled_browser
from figures import OURS, at_most, ratio_of_at_least
from report import Sample, number, ratio, table
from terminal import Terminal

LISTENERS = [2_500, 100_000]
# The limits: tig's time; one frame at 60 frames per second; and, for keys that process every row, a delay that users do
# not notice.
AS_FAST_AS_TIG, ONE_FRAME, ALL_ROWS = ratio_of_at_least(1), at_most(16.7), at_most(40)
# The maximum ratio of the time of a move with forty times the rows: the time must not depend on the number of rows.
BAR_GROWTH = 1.5
DOWN, PAGE_DOWN, HOME, END = b"j", b"\x1b[6~", b"\x1bOH", b"\x1bOF"
# Keys in an order in which each changes the screen: effect, limit, and the key in gaapscope, tig, less and fzf.
STEPS = [
    ("down a row", AS_FAST_AS_TIG, DOWN, DOWN, DOWN, b"\x10"),
    ("down a page", AS_FAST_AS_TIG, PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, b"\x1b[5~"),
    ("to the end", AS_FAST_AS_TIG, b"G", END, b"G", None),
    ("to the start", AS_FAST_AS_TIG, b"g", HOME, b"g", None),
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


def at(bench, listeners):
    """Measures every key with this number of listeners. Returns the times of moving down a row."""
    with ExitStack() as stack:
        environment = stack.enter_context(bench.emulator(listeners=listeners, proxies=max(50, listeners // 50)))
        rows = bench.rows(environment, listeners)
        browser = stack.enter_context(settled_browser(bench, environment, listeners))
        plain = bench.environment()
        commands = {
            "tig": (["tig"], bench.repository(listeners)),
            "less": (["less", str(rows)], None),
            "fzf": (["fzf"], None),
        }
        plain["FZF_DEFAULT_COMMAND"] = f"cat '{rows}'"
        peers = []
        for command, folder in commands.values():
            peer = stack.enter_context(Terminal(command, plain, folder))
            # Wait until it has read everything: less and tig continue to read after their first screen.
            peer.until_quiet(timeout=60, quiet=1)
            peers.append(peer)
        times = [[Sample() for _ in range(4)] for _ in STEPS]
        sizes = [[Sample() for _ in range(4)] for _ in STEPS]
        for _ in range(bench.rounds):
            for step, (_, _, key, *others) in enumerate(STEPS):
                paints = [browser.press(key)]
                paints += [peer.press_until_quiet(other) if other else None for peer, other in zip(peers, others)]
                for place, paint in enumerate(paints):
                    if paint:
                        times[step][place].add(paint.milliseconds)
                        sizes[step][place].add(len(paint.data))
    lines = []
    for (what, limit, *_), time, size in zip(STEPS, times, sizes):
        ours, tig = time[0], time[1]
        key = bench.figures.add(
            what, dict(zip((OURS, "tig", "less", "fzf"), time)), rows=listeners, limit=limit)
        lines.append([
            ratio(tig, ours) if tig.values else "",
            what, ours.text(),
            *(number(peer.median) if peer.values else "" for peer in time[1:]),
            " ".join(f"{sample.median:.0f}" if sample.values else "-" for sample in size),
            key.limit_text, key.verdict,
        ])
    table(
        f"2. A key at {listeners:,} rows: until its frame is written, {bench.rounds} rounds; "
        "the ratio is tig's time divided by gaapscope's",
        ["ratio", "key", "gaapscope", "tig", "less", "fzf", "bytes of each", "limit", ""], lines,
        [
            "tig has as many commits; less and fzf show the output of `gaapscope list`. Their times end with the last "
            "byte."
        ])
    return times[0][0]
