"""tccli against the emulator. tccli signs a Host header that includes the scheme, and always sends a region."""

import json
import unittest

from emulator import CHINESE, ENGLISH, emulator, health_of, known_actions, serving_proxy


def without_nulls(value):
    """Returns a value without the members that are null."""
    if isinstance(value, dict):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    return [without_nulls(inner) for inner in value] if isinstance(value, list) else value


class CommandLineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = emulator("--limit", "1000")
        cls.service = cls.running.__enter__()
        cls.proxy = serving_proxy(cls.service)

    @classmethod
    def tearDownClass(cls):
        cls.running.__exit__(None, None, None)

    def answer(self, *arguments):
        run = self.service.tccli(*arguments, language=ENGLISH)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)

    def test_every_action(self):
        listener = next(
            one for one in self.service.raw("DescribeTCPListeners", ProxyId=self.proxy, Limit=100)["ListenerSet"]
            if one["RealServerSet"] and one["ProxyId"])
        origin = listener["RealServerSet"][0]["RealServerId"]
        table = {
            "DescribeTCPListeners": {"ProxyId": self.proxy, "Limit": 100},
            "DescribeProxies": {"Limit": 100},
            "DescribeProxyGroupList": {"Offset": 0, "Limit": 100, "ProjectId": -1},
            "DescribeProxyDetail": {"ProxyId": self.proxy},
            "DescribeRealServerStatistics": {
                "RealServerId": origin, "ListenerId": listener["ListenerId"], "WithinTime": 1, "Granularity": 60},
            "DescribeListenerStatistics": {
                "ListenerId": listener["ListenerId"], "StartTime": "2026-11-20 00:00:00",
                "EndTime": "2026-11-20 06:00:00", "MetricNames": ["InBandwidth"], "Granularity": 300},
            "GetMonitorData": health_of(listener),
        }
        self.assertEqual(set(table), known_actions(), "this test does not call an action")
        for action, parameters in table.items():
            with self.subTest(action):
                arguments = []
                for name, value in parameters.items():
                    arguments += [f"--{name}", json.dumps(value) if isinstance(value, list) else str(value)]
                # tccli changes the order of keys, but prints the values that the emulator sent.
                before = self.service.raw(action, **parameters)
                found = self.answer(action, *arguments)
                after = self.service.raw(action, **parameters)
                for answer in (before, found, after):
                    answer.pop("RequestId")
                # tccli adds missing fields as null.
                found = without_nulls(found)
                # The next minute of the statistics may begin between two calls.
                self.assertIn(found, (without_nulls(before), without_nulls(after)))

    def test_lists_of_ids_and_filters(self):
        found = self.answer("DescribeProxies", "--ProxyIds", json.dumps([self.proxy]))
        self.assertEqual([proxy["ProxyId"] for proxy in found["ProxySet"]], [self.proxy])
        found = self.answer("DescribeTCPListeners", "--ProxyId", self.proxy, "--Limit", "1", "--filter", "ListenerSet[0].Port")
        self.assertIsInstance(found, int)

    def test_refusals(self):
        for language, ascii_only in ((ENGLISH, True), (CHINESE, False)):
            run = self.service.tccli("DescribeTCPListeners", language=language)
            self.assertEqual(run.returncode, 255)
            self.assertIn("code:MissingParameter", run.stderr)
            self.assertRegex(run.stderr, r"requestId:[0-9a-f-]{36}")
            message = run.stderr.split("message:")[1].split("requestId:")[0]
            self.assertEqual(message.isascii(), ascii_only, message)

    def test_wrong_key(self):
        run = self.service.tccli("DescribeProxies", environment={"TENCENTCLOUD_SECRET_KEY": "another"})
        self.assertEqual(run.returncode, 255)
        self.assertIn("AuthFailure.SignatureFailure", run.stderr)

    def test_wrong_token(self):
        run = self.service.tccli("DescribeProxies", environment={"TENCENTCLOUD_TOKEN": "expired"})
        self.assertEqual(run.returncode, 255)
        self.assertIn("AuthFailure.TokenFailure", run.stderr)


if __name__ == "__main__":
    unittest.main()
