#!/usr/bin/env python3
"""Drives the program through an incident, from the first screen to the copied finding, and records the screens.

usage: record.py PROGRAM FOLDER

Writes FOLDER/incident-LANGUAGE-THEME.cast (asciinema v2), and FOLDER/SCREEN-LANGUAGE-THEME.svg for the screens of the
script. The times in the recording are those of the script below, regardless of the speed of the machine.
"""
import json
import os
import sys
import time

from svg import THEMES, draw
from terminal import Session

PROGRAM, FOLDER = sys.argv[1:]
COLUMNS, ROWS = 120, 34
# Keys, seconds for the viewer to see their effect, text on the screen in either language, and the name of a screenshot.
SCRIPT = [
    ("", 3.0, {"en": "login-gw-hk", "zh": "login-gw-hk"}, "list"),
    ("!", 2.0, {"en": "login-gw-hk", "zh": "login-gw-hk"}, None),
    ("j", 0.8, {"en": "DOWN", "zh": "DOWN"}, None),
    ("k", 1.2, {"en": "10.3.1.7", "zh": "10.3.1.7"}, None),
    ("o", 3.0, {"en": "10.3.1.7", "zh": "10.3.1.7"}, "origin"),
    ("q", 1.0, {"en": "login-gw-hk", "zh": "login-gw-hk"}, None),
    ("\r", 3.0, {"en": "ListenerId", "zh": "监听器 ID"}, "detail"),
    ("q", 1.0, {"en": "login-gw-hk", "zh": "login-gw-hk"}, None),
    ("Y", 4.0, {"en": "10.3.1.7", "zh": "10.3.1.7"}, "finding"),
]
SETTLED = 0.4  # seconds without output after which a screen counts as complete


def settle(session, wanted):
    """Reads output until the wanted text is on the screen and no output follows for a while."""
    if wanted not in session.text():
        session.wait_for(wanted)
    quiet, end = time.monotonic(), time.monotonic() + 5
    while time.monotonic() - quiet < SETTLED and time.monotonic() < end:
        count = len(session.bytes)
        session.pump(0.05)
        if len(session.bytes) > count:
            quiet = time.monotonic()


def record(language):
    os.environ.update({"TERM": "xterm-256color", "TZ": "UTC", "HOME": "/nonexistent", "LANG": "C.UTF-8"})
    session = Session([PROGRAM, "--demo", "--lang", language, "--interval", "600", "--no-bell"], COLUMNS, ROWS)
    events, clock, taken = [], 0.5, 0
    for keys, pause, wanted, name in SCRIPT:
        if keys:
            session.type(keys)
            events.append([round(clock, 2), "i", keys])
        if not keys:
            session.wait_for("1,300")  # the number of listeners: all have been read
        settle(session, wanted[language])
        events.append([round(clock + 0.05, 2), "o", session.bytes[taken:].decode(errors="replace")])
        taken = len(session.bytes)
        clock += pause
        if name:
            for theme in THEMES:
                with open(f"{FOLDER}/{name}-{language}-{theme}.svg", "w", encoding="utf-8") as file:
                    file.write(draw(session.screen, theme, f"gaapscope: {name}"))
    session.type("Q")
    if session.end() != 0 or not session.is_restored():
        sys.exit("record.py: the program did not exit cleanly")
    for theme, colours in THEMES.items():
        header = {
            "version": 2, "width": COLUMNS, "height": ROWS, "title": f"gaapscope: an incident ({language})", "idle_time_limit": 4,
            "env": {"TERM": "xterm-256color"},
            "theme": {"fg": colours["fg"], "bg": colours["bg"], "palette": ":".join(colours["palette"])},
        }
        with open(f"{FOLDER}/incident-{language}-{theme}.cast", "w", encoding="utf-8") as file:
            for line in [header, *events]:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    for language in ("en", "zh"):
        record(language)


main()
