"""Collects the figures of a run for the summary, the JSON file and the plot. README.md documents the fields."""

from dataclasses import dataclass, field

from report import Sample, number, table, verdict

OURS = "gaapscope"


@dataclass(frozen=True)
class Limit:
    """A limit for the median, the maximum or the ratio of a figure."""

    of: str
    at_most: float | None = None
    at_least: float | None = None

    def holds(self, value):
        return (self.at_most is None or value <= self.at_most) and (self.at_least is None or value >= self.at_least)

    def text(self, unit):
        bound = f"at most {self.at_most:,g}" if self.at_least is None else f"at least {self.at_least:,g}"
        if self.of == "ratio":
            return f"{bound}x"
        return f"{bound} {unit}".rstrip() + (" each" if self.of == "maximum" else "")

    def fields(self):
        bounds = {"atMost": self.at_most, "atLeast": self.at_least}
        return {"of": self.of} | {name: bound for name, bound in bounds.items() if bound is not None}


def at_most(value):
    """The median may have at most this value."""
    return Limit("median", at_most=value)


def each_at_most(value):
    """No measurement may exceed this value."""
    return Limit("maximum", at_most=value)


def ratio_of_at_least(value):
    """The median of the other program, divided by gaapscope's, must have at least this value."""
    return Limit("ratio", at_least=value)


@dataclass
class Figure:
    """What one program measured in one measurement."""

    section: str
    measurement: str
    rows: int | None
    program: str
    unit: str
    sample: Sample
    limit: Limit | None = None
    peer: str | None = None
    # The median of the other program divided by gaapscope's. The same for both figures.
    ratio: float | None = None

    @property
    def holds(self):
        """Whether the limit is met; None without a limit. A ratio that could not be formed does not meet its limit."""
        if self.limit is None:
            return None
        value = {"median": self.sample.median, "maximum": self.sample.maximum, "ratio": self.ratio}[self.limit.of]
        return value is not None and self.limit.holds(value)

    @property
    def verdict(self):
        return "" if self.holds is None else verdict(self.holds)

    @property
    def limit_text(self):
        return self.limit.text(self.unit) if self.limit else ""

    def fields(self):
        return {
            "section": self.section, "measurement": self.measurement, "rows": self.rows, "program": self.program,
            "unit": self.unit, "median": rounded(self.sample.median), "minimum": rounded(self.sample.minimum),
            "maximum": rounded(self.sample.maximum), "samples": len(self.sample.values),
            "limit": self.limit.fields() if self.limit else None, "holds": self.holds, "peer": self.peer,
            "ratio": None if self.ratio is None else rounded(self.ratio),
        }


@dataclass
class Figures:
    """All figures of a run, in the order of measurement."""

    section: str = ""
    figures: list = field(default_factory=list)
    not_measured: list = field(default_factory=list)

    def add(self, measurement, samples, unit="ms", rows=None, limit=None):
        """Adds the samples of several programs, by name. The first one is gaapscope's, the second one is the program
        that it is compared with. A program without values is left out. Returns gaapscope's figure."""
        measured = {program: sample for program, sample in samples.items() if sample.values}
        if any((one.section, one.measurement, one.rows) == (self.section, measurement, rows) for one in self.figures):
            raise ValueError(f"{self.section}: {measurement} occurs twice")
        ours = Figure(self.section, measurement, rows, OURS, unit, measured.pop(OURS), limit)
        peers = [Figure(self.section, measurement, rows, program, unit, sample) for program, sample in measured.items()]
        for peer in peers:
            peer.ratio = peer.sample.median / ours.sample.median if ours.sample.median else None
        if peers:
            ours.peer, ours.ratio = peers[0].program, peers[0].ratio
        self.figures += [ours, *peers]
        return ours

    def leave_out(self, what):
        """Records that something with a limit could not be measured."""
        self.not_measured.append({"section": self.section, "reason": what})

    @property
    def limited(self):
        return [figure for figure in self.figures if figure.limit]

    @property
    def hold(self):
        """Whether everything was measured, and every limit is met."""
        return not self.not_measured and all(figure.holds for figure in self.limited)

    def peer_of(self, ours):
        """Returns the figure of the program that gaapscope's figure is compared with."""
        key = (ours.section, ours.measurement, ours.rows, ours.peer)
        for figure in self.figures:
            if (figure.section, figure.measurement, figure.rows, figure.program) == key:
                return figure
        return None


def rounded(value):
    """Returns a number with four significant digits or, above 1,000, as a whole number."""
    return round(value) if abs(value) >= 1000 else float(f"{value:.4g}")


def summary(figures):
    """Prints every figure that has a limit, and how many limits are met."""
    lines = []
    for ours in figures.limited:
        peer = figures.peer_of(ours)
        worst = ours.sample.maximum if ours.limit.of == "maximum" else ours.sample.median
        lines.append([
            ours.section, ours.measurement, f"{ours.rows:,}" if ours.rows else "",
            f"{number(worst)} {ours.unit}".rstrip(),
            f"{peer.program} {number(peer.sample.median)} {peer.unit}".rstrip() if peer else "",
            "" if ours.ratio is None else f"{number(ours.ratio)}x", ours.limit_text, ours.verdict,
        ])
    if lines:
        table(
            "Summary: every measurement with a limit; the ratio is the other program's median divided by gaapscope's",
            ["section", "measurement", "rows", "gaapscope", "other program", "ratio", "limit", ""], lines)
    met = sum(figure.holds for figure in figures.limited)
    print(f"{met} of {len(figures.limited)} limits are met.")
    for left_out in figures.not_measured:
        print(f"Not measured: {left_out['section']}: {left_out['reason']}")
