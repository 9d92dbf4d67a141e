"""Measures a refresh and the memory for all data, with two numbers of listeners."""

from browser import refresh, settled_browser
from figures import OURS, at_most
from filtering import processor_time
from report import Sample, number, ratio, table
from terminal import Terminal

LISTENERS = [2_500, 100_000]
# The maximum time of the main thread in milliseconds, and the maximum memory in MB, by number of listeners. The limit
# of the memory applies after the refreshes, too.
LIMITS = {2_500: (15, 25), 100_000: (2_000, 200)}
ROUNDS = 10


def measure(bench):
    lines = []
    for listeners in LISTENERS:
        walls, merges = Sample(), Sample()
        with bench.emulator(listeners=listeners, proxies=max(50, listeners // 50)) as environment:
            rows = bench.rows(environment, listeners)
            with settled_browser(bench, environment, listeners) as browser:
                memory = Sample([resident(browser.pid)])
                for _ in range(ROUNDS):
                    before = processor_time(browser.pid)
                    wall, after = refresh(browser, clock=lambda: processor_time(browser.pid))
                    walls.add(wall)
                    if before is not None:
                        merges.add((after - before) / 1e6)
                again = Sample([resident(browser.pid)])
        plain = bench.environment(FZF_DEFAULT_COMMAND=f"cat '{rows}'")
        with Terminal(["fzf"], plain) as fzf, Terminal(["tig"], plain, bench.repository(listeners)) as tig:
            fzf.until_quiet(timeout=60, quiet=1)
            tig.until_quiet(timeout=60, quiet=1)
            peers = {"fzf": Sample([resident(fzf.pid)]), "tig": Sample([resident(tig.pid)])}
        time_limit, memory_limit = (at_most(value) for value in LIMITS[listeners])
        bench.figures.add("refresh, time", {OURS: walls}, rows=listeners)
        if merges.values:
            bench.figures.add("refresh, time of the main thread", {OURS: merges}, rows=listeners, limit=time_limit)
        else:
            bench.figures.leave_out("this kernel does not provide the time of the main thread")
        bench.figures.add("memory", {OURS: memory} | peers, "MB", listeners, memory_limit)
        bench.figures.add(f"memory after {ROUNDS} more refreshes", {OURS: again}, "MB", listeners, memory_limit)
        main = f"{number(merges.median)} ms" if merges.values else "?"
        lines.append(["", f"{listeners:,}: refresh, from the key to the last byte", walls.text()])
        lines.append(["", f"{listeners:,}: of which on the main thread, for merging and drawing", main])
        lines.append(["1", f"{listeners:,}: memory", memory.text("MB")])
        lines.append([ratio(again, memory), f"{listeners:,}: memory after {ROUNDS} more refreshes", again.text("MB")])
        lines += [
            [
                ratio(peer, memory), f"{listeners:,}: memory of {name}, the same lines or as many commits",
                peer.text("MB")]
            for name, peer in peers.items()
        ]
    table(
        "8. Refresh and memory; ratios are to gaapscope's memory after the first read", ["ratio", "what", ""], lines,
        ["A key waits at most for one frame and one page: rows are merged page by page between keys."])


def resident(pid):
    """Returns the resident memory of a process in megabytes."""
    with open(f"/proc/{pid}/status") as file:
        fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    return int(fields["VmRSS"].split()[0]) / 1024
