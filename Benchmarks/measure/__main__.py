"""Runs the given sections, or all of them."""

import argparse
import gc
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import at_rest
import bytes_written
import clients
import filtering
import first_frame
import journal
import keys
import listing
import plot
import record
import refresh
import scaling
import size
from bench import Bench
from figures import summary
from terminal import TimedOut

SECTIONS = {
    "first-frame": first_frame, "keys": keys, "filter": filtering, "rest": at_rest, "list": listing,
    "clients": clients, "bytes": bytes_written, "refresh": refresh, "size": size, "scaling": scaling,
    "journal": journal,
}


def main():
    wanted = arguments()
    # SIGTERM and SIGHUP are handled like Ctrl-C, so that the started programs are ended.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    gc.disable()
    description = record.describe(wanted.program)
    machine = description["machine"]
    print(
        f"{description['program']['version']}, {description['date'][:10]}, {machine['cores']} cores "
        f"({machine['cpu']}), {machine['system']}, load {machine['loadBefore']:.1f}. Medians (ranges).", flush=True)
    with tempfile.TemporaryDirectory(prefix="gaapscope-bench-") as folder:
        bench = Bench(wanted.program, Path(folder), wanted.rounds)
        for name in wanted.sections:
            bench.figures.section = name
            try:
                SECTIONS[name].measure(bench)
            except (TimedOut, subprocess.SubprocessError) as failure:
                # The other sections are still measured.
                bench.figures.leave_out(f"stopped: {failure}"[:200])
                print(f"error: {name}: {failure}", file=sys.stderr)
    summary(bench.figures)
    if wanted.json or wanted.plot:
        document = record.complete(description, wanted.rounds, wanted.sections, bench.figures)
        if wanted.json:
            record.replace(wanted.json, record.text(document))
        if wanted.plot:
            record.replace(wanted.plot, plot.draw(document))
    return 0 if bench.figures.hold else 1


def arguments():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run", description="Compares gaapscope with tig, less, fzf, tccli and the Python SDK.")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"any of: {' '.join(SECTIONS)} (default: all)")
    parser.add_argument("--program", required=True, help="gaapscope to measure (default: .build/release/gaapscope)")
    parser.add_argument("--rounds", type=int, default=21, help="number of measurements of each value (default: 21)")
    parser.add_argument("--json", metavar="FILE", help="write every figure of the run to a JSON file")
    parser.add_argument("--plot", metavar="FILE", help="draw the section scaling as SVG")
    wanted = parser.parse_args()
    wanted.sections = list(dict.fromkeys(wanted.sections or SECTIONS))
    unknown = [name for name in wanted.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"unknown section {unknown[0]}; sections: {' '.join(SECTIONS)}")
    if wanted.rounds < 1:
        parser.error("--rounds must be at least 1")
    if wanted.plot and "scaling" not in wanted.sections:
        parser.error("--plot needs the section scaling")
    for path in filter(None, (wanted.json, wanted.plot)):
        folder = Path(path).absolute().parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            parser.error(f"{path}: the folder does not exist or is not writable")
    return wanted


try:
    sys.exit(main())
except KeyboardInterrupt:
    sys.exit(130)
except (TimedOut, subprocess.SubprocessError) as failure:
    sys.exit(f"error: {failure}")
