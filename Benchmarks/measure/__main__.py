"""Runs the given sections, or all of them."""

import argparse
import gc
import os
import platform
import signal
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import at_rest
import bytes_written
import clients
import filtering
import first_frame
import keys
import listing
import refresh
import size
from bench import Bench
from terminal import TimedOut

SECTIONS = {
    "first-frame": first_frame, "keys": keys, "filter": filtering, "rest": at_rest, "list": listing,
    "clients": clients, "bytes": bytes_written, "refresh": refresh, "size": size,
}


def main():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run", description="Compares gaapscope with tig, less, fzf, tccli and the Python SDK.")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"any of: {' '.join(SECTIONS)} (default: all)")
    parser.add_argument("--program", required=True, help="gaapscope to measure (default: .build/release/gaapscope)")
    parser.add_argument("--rounds", type=int, default=21, help="number of measurements of each value (default: 21)")
    wanted = parser.parse_args()
    unknown = [name for name in wanted.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"unknown section {unknown[0]}; sections: {' '.join(SECTIONS)}")
    if wanted.rounds < 1:
        parser.error("--rounds must be at least 1")

    # SIGTERM and SIGHUP are handled like Ctrl-C, so that the started programs are ended.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    gc.disable()
    version = subprocess.run([wanted.program, "--version"], capture_output=True, text=True, timeout=30, check=True)
    print(
        f"gaapscope {version.stdout.strip()}, {date.today()}, {len(os.sched_getaffinity(0))} cores, "
        f"{platform.freedesktop_os_release().get('PRETTY_NAME', 'Linux')}, load {os.getloadavg()[0]:.1f}. "
        "Medians (ranges).")
    holds = True
    with tempfile.TemporaryDirectory(prefix="gaapscope-bench-") as folder:
        bench = Bench(wanted.program, Path(folder), wanted.rounds)
        for name in wanted.sections or SECTIONS:
            holds = SECTIONS[name].measure(bench) and holds
    print("All limits are met." if holds else "Some limits are not met.")
    return 0 if holds else 1


try:
    sys.exit(main())
except KeyboardInterrupt:
    sys.exit(130)
except (TimedOut, subprocess.SubprocessError) as failure:
    sys.exit(f"error: {failure}")
