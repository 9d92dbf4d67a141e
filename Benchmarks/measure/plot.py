"""Draws the section scaling of a run as SVG: time and memory by number of rows, one panel for each measurement.

Usage: plot.py RUN.json FILE.svg
"""

import json
import math
import sys
from html import escape

import record
from axes import Axis, spread

# Measurement of the section scaling, title, what exactly is measured, and whether one frame is marked.
PANELS = [
    ("down a row", "A row down", "until its frame is written", True),
    ("first key of a filter", "The first key of a filter", "until the list is shown", True),
    ("sort by another column", "Sort by another column", "until its frame is written", True),
    ("read everything", "Read everything", "without latency of the network", False),
    ("memory", "Memory", "resident, after the first read", False),
]
FRAME_MILLISECONDS = 1000 / 60
# Line, mark and colours (light, dark) of each program. The name stands at the end of each line.
PROGRAMS = {
    "gaapscope": ("", "circle", "#0b57d0", "#8ab4f8"),
    "tig": ("6 3", "square", "#b3261e", "#f2b8b5"),
    "less": ("2 3", "diamond", "#6a3fa0", "#d0bcff"),
    "fzf": ("8 3 2 3", "triangle", "#1e6b34", "#81c995"),
    "SDK": ("6 3", "square", "#8a5000", "#fdd663"),
    "tccli": ("2 3", "diamond", "#8e2464", "#ff8bcb"),
}
WIDTH, HEIGHT, COLUMNS = 1020, 560, 3
CELL_WIDTH, CELL_HEIGHT = WIDTH / COLUMNS, HEIGHT / 2
LEFT, RIGHT, TOP, BOTTOM = 64, 130, 58, 36
MARK = 3.5
# The section scaling has at most this number of rounds.
ROUNDS = 7
LINE_HEIGHT = 14
FONT = "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif"


def draw(document):
    """Returns the SVG of a run with the section scaling."""
    series = {measurement: by_program(document, measurement) for measurement, *_ in PANELS}
    sizes = sorted({rows for programs in series.values() for points in programs.values() for rows, _ in points})
    if not sizes:
        raise SystemExit("error: the run has no figures of the section scaling")
    cells = [panel(index, sizes, series[spec[0]], *spec) for index, spec in enumerate(PANELS) if series[spec[0]]]
    cells.append(notes(len(PANELS), document))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title description">',
        '<title id="title">Time and memory by number of rows</title>',
        f'<desc id="description">{escape(description(series))}</desc>', style(),
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}" rx="8"/>', *cells, "</svg>\n"])


def by_program(document, measurement):
    """Returns the points (rows, median) of each program in the section scaling."""
    programs = {}
    for figure in document["figures"]:
        if figure["section"] == "scaling" and figure["measurement"] == measurement and figure["median"] > 0:
            programs.setdefault(figure["program"], []).append((figure["rows"], figure["median"]))
    return {program: sorted(points) for program, points in programs.items()}


def description(series):
    """Returns the last point of each line as text, for readers who do not see the plot."""
    sentences = []
    for measurement, programs in series.items():
        unit = unit_of(measurement)
        ends = [f"{name} {amount(points[-1][1], unit)} at {points[-1][0]:,} rows" for name, points in programs.items()]
        sentences.append(f"{measurement}: {', '.join(ends)}.")
    return " ".join(sentences)


def style():
    """Returns the style sheet. The page has its own background, so the text is readable wherever the file is shown."""
    light, dark = [], []
    for name, (dashes, _, on_light, on_dark) in PROGRAMS.items():
        light.append(f".{name}{{stroke:{on_light};fill:{on_light}}}")
        light.append(f"path.{name}{{fill:none;stroke-dasharray:{dashes or 'none'}}}")
        dark.append(f".{name}{{stroke:{on_dark};fill:{on_dark}}}")
    return "\n".join([
        "<style>", f"text{{font:12px {FONT};fill:#1f2328}} .title{{font-size:14px;font-weight:600}}",
        ".small{font-size:11px;fill:#57606a} .page{fill:#ffffff;stroke:#d0d7de} .grid{stroke:#d8dee4}",
        ".frame{stroke:#57606a;stroke-dasharray:1 3} path{stroke-width:1.5}",
        "path.gaapscope{stroke-width:2.5} text.gaapscope{font-weight:600}", *light,
        "@media (prefers-color-scheme:dark){", "text{fill:#e6edf3} .small{fill:#9198a1} .grid{stroke:#30363d}",
        ".page{fill:#0d1117;stroke:#30363d} .frame{stroke:#9198a1}", *dark, "}",
        "text.label{stroke:none;font-size:11px}", "</style>"])


def panel(index, sizes, programs, measurement, title, subtitle, has_frame):
    """Returns one panel with its axes, lines and labels."""
    unit = unit_of(measurement)
    left, top = origin(index)
    values = [value for points in programs.values() for _, value in points]
    if has_frame:
        values.append(FRAME_MILLISECONDS)
    x = Axis.decades(sizes, left + LEFT, left + CELL_WIDTH - RIGHT)
    y = Axis.decades(values, top + CELL_HEIGHT - BOTTOM, top + TOP)
    parts = [
        "<g>", text(left + 16, top + 26, title, "title"), text(left + 16, top + 43, subtitle, "small"),
        *grid(x, y, unit, sizes)]
    if has_frame:
        parts += frame_line(x, y)
    for name, points in programs.items():
        parts += line(name, [(x.place(rows), y.place(value)) for rows, value in points])
    parts += labels(programs, x, y, unit, sizes[-1])
    return "\n".join([*parts, "</g>"])


def grid(x, y, unit, sizes):
    """Returns a line and a number for every power of ten, and a number for every size, unless it is too close."""
    parts = []
    for value in y.powers():
        place = y.place(value)
        parts.append(rule("grid", x.start, place, x.end, place))
        parts.append(text(x.start - 6, place + 4, amount(value, unit), "small", "end"))
    last = -math.inf
    for rows in sizes:
        place = x.place(rows)
        parts.append(rule("grid", place, y.start, place, y.start + 4))
        if place - last >= 26:
            parts.append(text(place, y.start + 17, short(rows), "small", "middle"))
            last = place
    parts.append(text(x.end + 20, y.start + 17, "rows", "small"))
    return parts


def frame_line(x, y):
    place = y.place(FRAME_MILLISECONDS)
    return [rule("frame", x.start, place, x.end, place), text(x.start + 4, place - 4, "one frame at 60/s", "small")]


def line(name, places):
    points = " L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return [f'<path class="{name}" d="M{points}"/>', *(mark(name, x, y) for x, y in places)]


def mark(name, x, y):
    kind = PROGRAMS[name][1]
    if kind == "circle":
        return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{MARK}"/>'
    corners = {
        "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)], "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        "triangle": [(0, -1.2), (1.2, 1), (-1.2, 1)],
    }[kind]
    points = " ".join(f"{x + MARK * dx:.1f},{y + MARK * dy:.1f}" for dx, dy in corners)
    return f'<polygon class="{name}" points="{points}"/>'


def labels(programs, x, y, unit, largest):
    """Returns name and value at the end of each line. Labels in the margin keep their distance from each other."""
    ends = {name: points[-1] for name, points in programs.items()}
    margin = {name: y.place(value) for name, (rows, value) in ends.items() if rows == largest}
    places = spread(margin, LINE_HEIGHT, y.end, y.start)
    parts = []
    for name, (rows, value) in ends.items():
        label = f"{name} {amount(value, unit)}"
        parts.append(text(x.place(rows) + 9, places.get(name, y.place(value)) + 4, label, f"label {name}"))
    return parts


def notes(index, document):
    """Returns the last cell: what was measured where."""
    left, top = origin(index)
    machine = document["machine"]
    lines = [
        document["program"]["version"].partition(" (")[0] + f", {document['date'][:10]}",
        f"{machine['cpu']}, {machine['cores']} cores, load {machine['loadBefore']:.1f}",
        f"Medians, rounds: {min(document['rounds'], ROUNDS)}. Both axes are logarithmic.",
        "The mark after 1k is 2.5k: the quota of an account.", "",
        "tig: as many commits. less, fzf: the same rows.", "SDK, tccli: the official clients, one request",
        "after the other; tccli up to 2.5k rows.",
        *("incomplete: see notMeasured in the file" for one in document["notMeasured"] if one["section"] == "scaling"),
    ]
    return "\n".join([
        "<g>", text(left + 16, top + 26, "How to read it", "title"),
        *(text(left + 16, top + 50 + 18 * row, words, "small") for row, words in enumerate(lines) if words), "</g>"])


def origin(index):
    return index % COLUMNS * CELL_WIDTH, index // COLUMNS * CELL_HEIGHT


def text(x, y, words, kind, anchor="start"):
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def rule(kind, x1, y1, x2, y2):
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def unit_of(measurement):
    return "MB" if measurement == "memory" else "ms"


def amount(value, unit):
    """Returns a value with its unit and two significant digits, or three from 100: 0.48 ms, 15 s, 290 MB."""
    if value >= 1000:
        value, unit = value / 1000, {"ms": "s", "MB": "GB"}[unit]
    digits = 3 if value >= 100 else 2
    return f"{float(f'{value:.{digits}g}'):,g} {unit}"


def short(rows):
    return f"{rows / 1000:g}k" if rows >= 1000 else str(rows)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: plot.py RUN.json FILE.svg")
    with open(sys.argv[1], encoding="utf-8") as run:
        record.replace(sys.argv[2], draw(json.load(run)))
