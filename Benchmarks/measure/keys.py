"""From a key to the end of the frame that it causes, with 10,000 rows."""

from contextlib import ExitStack

from browser import settled_browser
from report import Sample, number, ratio, table, verdict
from terminal import Terminal

LISTENERS = 10_000
BAR_MILLISECONDS = 16.7
DOWN, PAGE_DOWN, HOME, END = b"j", b"\x1b[6~", b"\x1bOH", b"\x1bOF"
# Keys in an order in which each of them changes the screen: what it does, gaapscope's, tig's, less's, fzf's.
STEPS = [
    ("down a row", DOWN, DOWN, DOWN, b"\x10"),
    ("down a page", PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, b"\x1b[5~"),
    ("to the end", b"G", END, b"G", None),
    ("to the start", b"g", HOME, b"g", None),
    ("only problems, on", b"!", None, None, None),
    ("only problems, off", b"!", None, None, None),
    ("sort by the next column", b">", None, None, None),
    ("reverse the order", b"r", None, None, None),
    ("reverse it again", b"r", None, None, None),
    ("sort by the one before", b"<", None, None, None),
]


def measure(bench):
    with ExitStack() as stack:
        environment = stack.enter_context(bench.emulator(listeners=LISTENERS, proxies=200))
        rows = bench.rows(environment, LISTENERS)
        browser = stack.enter_context(settled_browser(bench, environment, LISTENERS))
        plain = bench.environment()
        commands = {
            "tig": (["tig"], bench.repository(LISTENERS)),
            "less": (["less", str(rows)], None),
            "fzf": (["fzf"], None),
        }
        plain["FZF_DEFAULT_COMMAND"] = f"cat '{rows}'"
        peers = []
        for command, folder in commands.values():
            peer = stack.enter_context(Terminal(command, plain, folder))
            peer.until_quiet()
            peers.append(peer)
        times = [[Sample() for _ in range(4)] for _ in STEPS]
        sizes = [[Sample() for _ in range(4)] for _ in STEPS]
        for _ in range(bench.rounds):
            for step, (_, key, *others) in enumerate(STEPS):
                paints = [browser.press(key)]
                paints += [peer.press_until_quiet(other) if other else None for peer, other in zip(peers, others)]
                for place, paint in enumerate(paints):
                    if paint:
                        times[step][place].add(paint.milliseconds)
                        sizes[step][place].add(len(paint.data))
    lines = []
    holds = []
    for (what, *_), time, size in zip(STEPS, times, sizes):
        ours, tig = time[0], time[1]
        holds.append(ours.median <= BAR_MILLISECONDS)
        lines.append([
            ratio(tig, ours) if tig.values else "",
            what, ours.text(),
            *(number(peer.median) if peer.values else "" for peer in time[1:]),
            " ".join(f"{sample.median:.0f}" if sample.values else "-" for sample in size),
            f"{BAR_MILLISECONDS} ms", verdict(holds[-1]),
        ])
    table(
        f"2. A key at {LISTENERS:,} rows: until its frame is written, {bench.rounds} rounds; the ratio is tig's time by ours",
        ["ratio", "key", "gaapscope", "tig", "less", "fzf", "bytes of each", "bar", ""], lines,
        ["tig has as many commits, less and fzf the lines of `gaapscope list`. Theirs ends with their last byte."])
    return all(holds)
