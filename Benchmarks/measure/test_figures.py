"""Tests what a run records and draws, without measuring anything: python3 -m unittest discover Benchmarks/measure"""

import json
import unittest
import xml.etree.ElementTree as xml

import plot
import record
from axes import Axis, spread
from figures import OURS, Figures, at_most, each_at_most, ratio_of_at_least
from report import Sample


class LimitTest(unittest.TestCase):
    def added(self, ours, theirs, limit):
        figures = Figures("keys")
        ours = figures.add("down", {OURS: Sample(ours), "tig": Sample(theirs)}, rows=100, limit=limit)
        return figures, ours

    def test_the_median_decides_unless_every_value_is_limited(self):
        self.assertTrue(self.added([1, 2, 9], [], at_most(2))[1].holds)
        self.assertFalse(self.added([1, 2, 9], [], at_most(1.9))[1].holds)
        self.assertFalse(self.added([1, 2, 9], [], each_at_most(8))[1].holds)
        self.assertTrue(self.added([1, 2, 9], [], each_at_most(9))[1].holds)

    def test_the_ratio_is_the_other_programs_median_divided_by_ours(self):
        figures, ours = self.added([2], [8], ratio_of_at_least(4))
        self.assertEqual((ours.ratio, ours.peer, ours.holds), (4, "tig", True))
        self.assertEqual(figures.peer_of(ours).ratio, 4)
        self.assertFalse(self.added([2], [8], ratio_of_at_least(4.1))[1].holds)

    def test_a_limit_for_a_ratio_is_not_met_without_the_other_program(self):
        figures, ours = self.added([2], [], ratio_of_at_least(1))
        self.assertIs(ours.holds, False)
        self.assertFalse(figures.hold)

    def test_a_measurement_has_one_name(self):
        figures, _ = self.added([1], [], None)
        with self.assertRaises(ValueError):
            figures.add("down", {OURS: Sample([2])}, rows=100)

    def test_a_ratio_to_zero_does_not_exist(self):
        self.assertIsNone(self.added([0], [8], at_most(0))[1].ratio)

    def test_what_was_not_measured_does_not_meet_its_limit(self):
        figures, _ = self.added([2], [8], at_most(2))
        self.assertTrue(figures.hold)
        figures.leave_out("not installed")
        self.assertFalse(figures.hold)


def run_of(values):
    """Returns the document of a run of the section scaling, with values by number of rows and program."""
    figures = Figures("scaling")
    for rows, programs in values.items():
        figures.add("down a row", {name: Sample([value]) for name, value in programs.items()}, rows=rows)
        figures.add("memory", {OURS: Sample([25])}, "MB", rows)
        for measurement in ("first key of a filter", "sort by another column", "read everything"):
            figures.add(measurement, {OURS: Sample([3])}, rows=rows)
    machine = {"cpu": "CPU <1>", "cores": 2, "loadBefore": 0.1}
    start = {"shape": 1, "date": "2026-01-02T03:04:05Z", "machine": machine, "program": {"version": "gaapscope 1 (x)"}}
    return record.complete(start, 1, ["scaling"], figures)


class RecordTest(unittest.TestCase):
    def test_the_file_is_json_with_one_figure_per_line(self):
        document = run_of({100: {OURS: 0.5, "tig": 0.25}})
        lines = record.text(document)
        self.assertEqual(json.loads(lines), document)
        self.assertEqual(sum('"program": "tig"' in line for line in lines.splitlines()), 1)
        down = document["figures"][0]
        self.assertEqual(
            (down["rows"], down["median"], down["ratio"], down["limit"], down["holds"]), (100, 0.5, 0.5, None, None))


class PlotTest(unittest.TestCase):
    def test_every_line_has_a_label_with_its_last_value(self):
        drawn = plot.draw(run_of({100: {OURS: 0.5, "tig": 0.25}, 100_000: {OURS: 2_600, "tig": 12}}))
        words = [element.text for element in xml.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
        for label in ("gaapscope 2.6 s", "tig 12 ms", "gaapscope 25 MB", "CPU <1>, 2 cores, load 0.1"):
            self.assertIn(label, words)

    def test_a_run_without_the_section_is_refused(self):
        with self.assertRaises(SystemExit):
            plot.draw(run_of({}))

    def test_a_measurement_that_is_missing_has_no_panel(self):
        document = run_of({100: {OURS: 0.5}})
        document["figures"] = [figure for figure in document["figures"] if figure["measurement"] != "memory"]
        self.assertNotIn(">Memory<", plot.draw(document))

    def test_an_axis_is_logarithmic_and_covers_all_values(self):
        axis = Axis.decades([0.2, 50], 0, 300)
        self.assertEqual((axis.powers(), axis.place(1)), ([0.1, 1, 10, 100], 100))
        self.assertEqual(Axis.decades([1000], 0, 1).powers(), [1000, 10000])

    def test_labels_keep_their_distance_within_the_panel(self):
        self.assertEqual(spread({"a": 95, "b": 97, "c": 10}, 14, 0, 100), {"c": 10, "a": 86, "b": 100})


if __name__ == "__main__":
    unittest.main()
