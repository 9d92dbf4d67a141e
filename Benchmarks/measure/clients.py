"""Compares `gaapscope list` with Tencent's own clients: the same listeners, the same emulator, from exec to exit."""

import time
from pathlib import Path

import whole
from listing import first_proxy
from report import Sample, ratio, table, verdict

CLIENTS = Path(__file__).resolve().parents[2] / ".build/conformance/bin"
SCRIPT = Path(__file__).with_name("sdk_list.py")
PAGES = 100


def measure(bench):
    if not (CLIENTS / "tccli").exists():
        print("6. official clients: not measured, so their limits are not met; scripts/conformance installs them\n")
        return False
    results = [one_page(bench), *many_pages(bench), at_the_limit(bench)]
    table(
        f"6. gaapscope list against tccli and the Python SDK, {bench.rounds} rounds",
        ["ratio", "what", "gaapscope", "other client", "limit"], [row for rows, _ in results for row in rows])
    return all(holds for _, holds in results)


def one_page(bench):
    with bench.emulator(listeners=40, proxies=1, groups=0) as environment:
        proxy = first_proxy(bench, environment)
        tccli = [
            str(CLIENTS / "tccli"), "gaap", "DescribeTCPListeners", "--ProxyId", proxy, "--Limit", "100",
            "--endpoint", environment["GAAPSCOPE_ENDPOINT"]]
        ours, theirs = turns(bench, environment, [bench.program, "list", "--proxy", proxy, "-o", "json"], tccli)
    faster = theirs[0].median / ours[0].median
    leaner = theirs[1].median / ours[1].median
    what = "one page, time"
    return [
        [ratio(theirs[0], ours[0]), what, ours[0].text(), f"tccli {theirs[0].text()}", f"20x: {verdict(faster >= 20)}"],
        [
            ratio(theirs[1], ours[1]), "one page, maximum memory", ours[1].text("MB"), f"tccli {theirs[1].text('MB')}",
            f"2x: {verdict(leaner >= 2)}"],
    ], faster >= 20 and leaner >= 2


def many_pages(bench):
    for what, latency, bar in [("no latency", 0, 2), ("100 ms a page", 100, 5)]:
        with bench.emulator(listeners=PAGES * 100, proxies=1, groups=0, latency=latency) as environment:
            proxy = first_proxy(bench, environment)
            sdk = [str(CLIENTS / "python"), str(SCRIPT), environment["GAAPSCOPE_ENDPOINT"], proxy]
            ours, theirs = turns(
                bench, environment, [bench.program, "list", "--proxy", proxy, "-o", "jsonl"], sdk,
                rounds=bench.rounds if latency == 0 else min(bench.rounds, 3))
        faster = theirs[0].median / ours[0].median
        yield [[
            ratio(theirs[0], ours[0]), f"{PAGES} pages of 100, {what}", ours[0].text(), f"SDK {theirs[0].text()}",
            f"{bar}x: {verdict(faster >= bar)}"]], faster >= bar


def at_the_limit(bench):
    """With the service's limit of 20 requests per second and 250 ms per answer, the minimum is pages / rate."""
    rate = 20
    with bench.emulator(limit=rate, listeners=PAGES * 100 - 50, proxies=1, groups=0, latency=250) as environment:
        proxy = first_proxy(bench, environment)
        times = Sample()
        for _ in range(min(bench.rounds, 3)):
            # The calls of the previous run, with the same key, count for another second.
            time.sleep(1.5)
            elapsed, _ = whole.run(
                [bench.program, "list", "--proxy", proxy, "-o", "jsonl"], environment | {"GAAPSCOPE_RATE": str(rate)})
            times.add(elapsed)
    minimum = PAGES / rate * 1000
    share = times.median / minimum
    return [[
        f"{share:.2f}", f"{PAGES} pages, 250 ms each, {rate}/s: time divided by pages / rate", times.text(),
        f"{minimum:,.0f} ms",
        f"1.1: {verdict(share <= 1.1)}"]], share <= 1.1


def turns(bench, environment, ours, theirs, rounds=None):
    """Returns time and memory of both programs, which run in turn."""
    samples = ((Sample(), Sample()), (Sample(), Sample()))
    for _ in range(rounds or bench.rounds):
        for command, (times, memory) in zip((ours, theirs), samples):
            elapsed, maximum = whole.run(command, environment)
            times.add(elapsed)
            memory.add(maximum)
    return samples

