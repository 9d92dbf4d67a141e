"""The metrics of `gaapscope watch`, read by the parsers of Prometheus' own client."""

import math
import pathlib
import tempfile
import unittest

from emulator import emulator
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as text_format


def samples(families):
    """The values of all samples, by name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


class MetricsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.file = self.folder / "gaapscope.prom"

    def watch(self, service, *arguments):
        run = service.gaapscope(
            "watch", "--once", "--metrics", str(self.file), "--exec", "cat >/dev/null", "--rate", "1000", *arguments,
            XDG_STATE_HOME=str(self.folder / "state"))
        return run, self.file.read_text(encoding="utf-8")

    def test_openmetrics(self):
        with emulator("--limit", "1000", "--listeners", "400") as service:
            run, text = self.watch(service)
            self.assertEqual(run.returncode, 0, run.stderr)
        families = {family.name: family for family in openmetrics(text)}
        values = samples(families.values())
        self.assertEqual(
            sum(value for (name, _), value in values.items() if name == "gaapscope_listeners"), 400)
        states = {dict(labels)["state"] for name, labels in values if name == "gaapscope_listeners"}
        self.assertEqual(
            states, {"DOWN", "DNS", "STOP", "PART", "BUSY", "NONE", "UNKNOWN", "OFF", "OK"})
        self.assertEqual(sum(value for (name, _), value in values.items() if name == "gaapscope_owners"), 65)
        self.assertGreater(values[("gaapscope_origins_down", ())], 0)
        self.assertLess(values[("gaapscope_data_age_seconds", ())], 60)
        self.assertGreater(values[("gaapscope_calls_total", (("action", "DescribeTCPListeners"),))], 60)
        self.assertEqual(values[("gaapscope_throttled_total", (("action", "DescribeTCPListeners"),))], 0)
        self.assertEqual(values[("gaapscope_sweeps_total", (("result", "whole"),))], 1)
        self.assertEqual(values[("gaapscope_last_sweep_success", ())], 1)
        for name in ("calls", "call_errors", "throttled", "sweeps", "events", "exec_commands"):
            self.assertEqual(families["gaapscope_" + name].type, "counter")
        for family in families.values():
            self.assertIn(family.type, ("gauge", "counter"))
            self.assertTrue(family.documentation)

    def test_the_older_text_format(self):
        """The textfile collector of node_exporter parses that one, and refuses time stamps."""
        with emulator("--limit", "1000", "--hostile-names") as service:
            _, text = self.watch(service)
        families = list(text_format(text))
        self.assertTrue(all(sample.timestamp is None for family in families for sample in family.samples))
        self.assertEqual(samples(families), samples(openmetrics(text)))
        self.assertNotIn("\x1b", text)

    def test_nothing_could_be_read(self):
        with emulator("--deny", "DescribeProxies", "--deny", "DescribeProxyGroupList") as service:
            run, text = self.watch(service)
            self.assertEqual(run.returncode, 3, run.stderr)
        values = samples(openmetrics(text))
        self.assertEqual(values[("gaapscope_sweeps_total", (("result", "failed"),))], 1)
        self.assertEqual(values[("gaapscope_last_sweep_success", ())], 0)
        self.assertEqual(values[("gaapscope_data_age_seconds", ())], math.inf)
        self.assertNotIn("gaapscope_listeners", {name for name, _ in values})
        self.assertEqual(values[("gaapscope_exec_commands_total", (("result", "ok"),))], 1)


if __name__ == "__main__":
    unittest.main()
