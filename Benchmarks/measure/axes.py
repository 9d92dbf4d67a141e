"""Logarithmic axes, and labels that keep their distance."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """Maps the values from low to high to the coordinates from start to end, logarithmically."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def decades(cls, values, start, end):
        """Returns an axis from the power of ten below the smallest value to the one above the largest value."""
        low, high = math.floor(exact_log(min(values))), math.ceil(exact_log(max(values)))
        return cls(10.0**low, 10.0 ** max(high, low + 1), start, end)

    def place(self, value):
        share = math.log10(value / self.low) / math.log10(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def powers(self):
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return [10.0**power for power in range(first, last + 1)]


def exact_log(value):
    """Returns the logarithm. It is whole for a power of ten, despite the errors of floating-point numbers."""
    return round(math.log10(value), 9)


def spread(wanted, distance, low, high):
    """Returns positions near the wanted ones, by name, in the same order, that are at least a distance apart and lie
    between low and high, if there is room."""
    names = sorted(wanted, key=wanted.get)
    places = []
    for name in names:
        place = max(wanted[name], low)
        places.append(max(place, places[-1] + distance) if places else place)
    # Whatever exceeds the end moves back, and pushes its predecessors.
    limit = high
    for index in reversed(range(len(places))):
        places[index] = min(places[index], limit)
        limit = places[index] - distance
    return dict(zip(names, places))
