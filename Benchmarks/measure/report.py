"""Formats numbers as tables, with the ratio first."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Sample:
    """Several measurements of one program."""

    values: list = field(default_factory=list)

    def add(self, value):
        self.values.append(value)

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def minimum(self):
        return min(self.values)

    @property
    def maximum(self):
        return max(self.values)

    def text(self, unit="ms"):
        return f"{number(self.median)} {unit} ({number(self.minimum)} to {number(self.maximum)})"


def number(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def ratio(peer, ours):
    """Returns the other program's median divided by gaapscope's."""
    return f"{number(peer.median / ours.median)}x"


def verdict(holds):
    return "met" if holds else "NOT MET"


def table(title, heads, rows, notes=()):
    widths = [max(len(str(row[column])) for row in [heads, *rows]) for column in range(len(heads))]
    print(f"\n{title}")
    for row in [heads, ["-" * width for width in widths], *rows]:
        print("  " + "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths)).rstrip())
    for note in notes:
        print(f"  {note}")
    print(flush=True)
