"""Measures the bytes written for a cursor move on a terminal of 120x40, with the panes that gaapscope shows there."""

from browser import settled_browser
from figures import OURS, each_at_most
from report import Sample, ratio, table
from terminal import Terminal

LISTENERS = 2_500
SIZE = {"rows": 40, "columns": 120}
# The number of rows that the cursor moves down and up again without scrolling.
STEPS = 15
BAR_BYTES = 200
# Longer than the delay after which the pane is drawn.
REST_SECONDS = 0.2


def measure(bench):
    moves, panes, peer_moves = Sample(), Sample(), Sample()
    with bench.emulator(listeners=LISTENERS) as environment:
        with settled_browser(bench, environment, LISTENERS, **SIZE) as browser, Terminal(
            ["tig"], bench.environment(), bench.repository(LISTENERS), **SIZE
        ) as tig:
            browser.press(b"g")
            browser.read_for(REST_SECONDS)
            tig.until_quiet(quiet=1)
            for key in [b"j"] * STEPS + [b"k"] * STEPS:
                moves.add(len(browser.press(key).data))
                panes.add(len(browser.read_for(REST_SECONDS)))
                peer_moves.add(len(tig.press_until_quiet(key).data))
    move = bench.figures.add(
        "bytes of a cursor move", {OURS: moves, "tig": peer_moves}, "bytes", LISTENERS, each_at_most(BAR_BYTES))
    bench.figures.add("bytes of the pane after a move", {OURS: panes}, "bytes", LISTENERS)
    table(
        f"7. Bytes of a cursor move at {SIZE['columns']}x{SIZE['rows']}, {2 * STEPS} moves; "
        "the ratio is tig's bytes divided by gaapscope's",
        ["ratio", "what", "bytes", "limit", ""],
        [
            [ratio(peer_moves, moves), "gaapscope, the move", moves.text(""), f"{BAR_BYTES} each", move.verdict],
            [ratio(peer_moves, panes), "gaapscope, the pane after the cursor has come to rest", panes.text(""), "", ""],
            ["1", "tig, one pane", peer_moves.text(""), "", ""],
        ])
