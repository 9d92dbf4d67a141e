"""Starts a program and prints its time in milliseconds, its maximum memory in kilobytes, and its exit status.

This is a separate, small process, because the memory of the parent at the time of the fork counts as memory of the
program."""

import os
import sys
import time

start = time.perf_counter()
child = os.fork()
if child == 0:
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print((time.perf_counter() - start) * 1000, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
