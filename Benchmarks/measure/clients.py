"""Compares `gaapscope list` and `check` with Tencent's own clients: the same listeners from the same emulator, measured
from exec to exit."""

import subprocess
import time
from pathlib import Path

import whole
from figures import OURS, at_most, ratio_of_at_least
from listing import first_proxy
from report import Sample, number, table

TOP = Path(__file__).resolve().parents[2]
CLIENTS = TOP / ".build/conformance/bin"
SCRIPT = Path(__file__).with_name("sdk_list.py")
PAGES = 100
# `gaapscope check` has read everything if it reports OK, WARNING or CRITICAL.
CHECKED = (0, 1, 2)


def measure(bench):
    if not installed():
        bench.figures.leave_out("the official clients are not installed, the reason is printed above")
        return
    found = [*one_page(bench), *many_pages(bench), at_the_limit(bench)]
    table(
        f"6. gaapscope list against tccli and the Python SDK, {bench.rounds} rounds",
        ["ratio", "what", "gaapscope", "other program", "limit", ""],
        [
            [
                f"{number(ours.ratio)}x", ours.measurement, ours.sample.text(ours.unit),
                f"{ours.peer} {bench.figures.peer_of(ours).sample.text(ours.unit)}", ours.limit_text, ours.verdict]
            for ours in found
        ])


def installed():
    """Returns whether the official clients are installed, after installing them if necessary."""
    return subprocess.run([TOP / "scripts/clients"], stdout=subprocess.DEVNULL, timeout=900).returncode == 0


def one_page(bench):
    with bench.emulator(listeners=40, proxies=1, groups=0) as environment:
        proxy = first_proxy(bench, environment)
        ours, check, theirs = turns(
            bench, environment, [bench.program, "list", "--proxy", proxy, "-o", "json"],
            [bench.program, "check", "--proxy", proxy], tccli(environment, proxy))
    for what, (times, memory) in [("list", ours), ("check", check)]:
        yield bench.figures.add(
            f"{what}, one page, time", {OURS: times, "tccli": theirs[0]}, "ms", 40, ratio_of_at_least(25))
        yield bench.figures.add(
            f"{what}, one page, maximum memory", {OURS: memory, "tccli": theirs[1]}, "MB", 40, ratio_of_at_least(2.5))


def many_pages(bench):
    for what, latency, least in [("no latency", 0, 2), ("100 ms per answer", 100, 5)]:
        with bench.emulator(listeners=PAGES * 100, proxies=1, groups=0, latency=latency) as environment:
            proxy = first_proxy(bench, environment)
            ours, theirs = turns(
                bench, environment, [bench.program, "list", "--proxy", proxy, "-o", "jsonl"], sdk(environment, [proxy]),
                rounds=bench.rounds if latency == 0 else min(bench.rounds, 3))
        yield bench.figures.add(
            f"{PAGES} pages of 100, {what}", {OURS: ours[0], "SDK": theirs[0]}, "ms", PAGES * 100,
            ratio_of_at_least(least))


def at_the_limit(bench):
    """The service accepts 20 requests in any second. Of 101 requests, the last one therefore starts after 5 s at the
    earliest, and its answer takes 250 ms."""
    rate, latency, listeners = 20, 250, PAGES * 100 - 50
    with bench.emulator(limit=rate, listeners=listeners, proxies=1, groups=0, latency=latency) as environment:
        proxy = first_proxy(bench, environment)
        times = Sample()
        for _ in range(min(bench.rounds, 3)):
            # The calls of the previous run, with the same key, count for another second.
            time.sleep(1.5)
            elapsed, _ = whole.run(
                [bench.program, "list", "--proxy", proxy, "-o", "jsonl"], environment | {"GAAPSCOPE_RATE": str(rate)})
            times.add(elapsed)
    minimum = PAGES / rate * 1000 + latency
    return bench.figures.add(
        f"{PAGES} pages, {latency} ms per answer, {rate} requests/s", {OURS: times, "minimum": Sample([minimum])}, "ms",
        listeners, at_most(1.05 * minimum))


def tccli(environment, proxy):
    return [
        str(CLIENTS / "tccli"), "gaap", "DescribeTCPListeners", "--ProxyId", proxy, "--Limit", "100", "--endpoint",
        environment["GAAPSCOPE_ENDPOINT"]]


def sdk(environment, proxies):
    return [str(CLIENTS / "python"), str(SCRIPT), environment["GAAPSCOPE_ENDPOINT"], *proxies]


def turns(bench, environment, *commands, rounds=None):
    """Returns time and memory of each program. They run in turn."""
    samples = [(Sample(), Sample()) for _ in commands]
    for _ in range(rounds or bench.rounds):
        for command, (times, memory) in zip(commands, samples):
            statuses = CHECKED if command[1] == "check" else (0,)
            elapsed, maximum = whole.run(command, environment, statuses=statuses)
            times.add(elapsed)
            memory.add(maximum)
    return samples

