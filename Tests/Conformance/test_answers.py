"""Every action's response fits the official models: no field is lost, and every field has its documented type."""

import re
import unittest

from emulator import emulator, health_of, known_actions
from tencentcloud.gaap.v20180529 import models

# The JSON types that are valid for a type in a model's docstring. Any field may be null.
TYPES = {"str": (str,), "int": (int,), "float": (int, float), "bool": (bool,)}


def requests(service):
    """Returns a request of each action whose response has rows."""
    proxies = service.raw("DescribeProxies", Independent=1, Limit=100)["ProxySet"]
    listeners = [
        listener for proxy in proxies[:20]
        for listener in service.raw("DescribeTCPListeners", ProxyId=proxy["ProxyId"], Limit=100)["ListenerSet"]
    ]
    checked = next(
        one for one in listeners
        if one["HealthCheck"] == 1 and one["ProxyId"] and len(one["RealServerSet"]) == 1)
    day = {"StartTime": "2026-11-20 00:00:00", "EndTime": "2026-11-20 06:00:00"}
    return {
        "DescribeTCPListeners": {"ProxyId": checked["ProxyId"], "Limit": 100},
        "DescribeProxies": {"Limit": 100},
        "DescribeProxyGroupList": {"Offset": 0, "Limit": 100, "ProjectId": -1},
        "DescribeProxyDetail": {"ProxyId": proxies[0]["ProxyId"]},
        "DescribeRealServerStatistics": {
            "RealServerId": checked["RealServerSet"][0]["RealServerId"], "ListenerId": checked["ListenerId"],
            "WithinTime": 1, "Granularity": 60,
        },
        "DescribeListenerStatistics": {
            "ListenerId": checked["ListenerId"], "MetricNames": ["InBandwidth", "OutBandwidth"], "Granularity": 300,
            **day,
        },
        "GetMonitorData": health_of(checked),
    }


def field_types(model):
    """Returns the type of each field by name, from the docstring of the model's constructor."""
    return dict(re.findall(r":type (\w+): (.+)", type(model).__init__.__doc__ or ""))


def check(test, sent, model, path):
    """Compares a raw object with the model that the SDK decoded from it."""
    types = field_types(model)
    for name, value in sent.items():
        where = f"{path}.{name}"
        test.assertIn(name, types, f"{where} is not in the official model")
        kept = getattr(model, name)
        documented = types[name].strip()
        if value is None:
            test.assertIsNone(kept, where)
        elif documented.startswith("list of "):
            check_list(test, value, kept, documented.removeprefix("list of "), where)
        elif documented.startswith(":class:"):
            check(test, value, kept, where)
        else:
            test.assertIsInstance(value, TYPES[documented], where)
            test.assertNotIsInstance(value, bool if documented == "int" else (), where)
            test.assertEqual(kept, value, where)


def check_list(test, sent, kept, element, where):
    test.assertIsInstance(sent, list, where)
    test.assertEqual(len(kept), len(sent), where)
    for index, (value, model) in enumerate(zip(sent, kept)):
        if element in TYPES:
            test.assertIsInstance(value, TYPES[element], f"{where}[{index}]")
            test.assertEqual(model, value, f"{where}[{index}]")
        else:
            check(test, value, model, f"{where}[{index}]")


class AnswersTest(unittest.TestCase):
    def test_every_action_fits_its_model(self):
        with emulator("--limit", "1000") as service:
            table = requests(service)
            self.assertEqual(set(table), known_actions(), "this test has no request for an action")
            for action, parameters, method in ((*row, method) for row in table.items() for method in ("POST", "GET")):
                with self.subTest(action, method=method):
                    # Two calls are needed, because the typed call discards the raw response. Without churn, both
                    # responses are the same.
                    sent = service.raw(action, method=method, **parameters)
                    model = service.call(action, method=method, **parameters)
                    sent.pop("RequestId")
                    response = {**sent, "RequestId": model.RequestId}
                    self.assertRegex(model.RequestId, r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
                    check(self, response, model, action)

    def test_a_get_has_the_same_response_as_a_post(self):
        filters = [{"Name": "ProjectId", "Values": ["0", "1 +&=%登录"]}]
        with emulator("--limit", "1000") as service:
            table = [*requests(service).items(), ("DescribeProxies", {"Filters": filters, "Limit": 7, "Offset": 1})]
            for action, parameters in table:
                with self.subTest(action, parameters=parameters):
                    # The next minute of the statistics may begin between two calls.
                    before, got, after = (
                        service.raw(action, method=method, **parameters) for method in ("POST", "GET", "POST"))
                    for answer in (before, got, after):
                        answer.pop("RequestId")
                    self.assertIn(got, (before, after))

    def test_the_monitor_data_equals_the_statistics(self):
        with emulator("--limit", "1000") as service:
            table = requests(service)
            statistics = service.raw("DescribeRealServerStatistics", **table["DescribeRealServerStatistics"])
            known = {point["Time"]: point["Data"] for point in statistics["StatisticsData"]}
            series = service.call("GetMonitorData", **table["GetMonitorData"]).DataPoints[0]
            self.assertEqual(len(series.Timestamps), len(series.Values))
            self.assertGreaterEqual(len(series.Timestamps), 60)
            # The last minute may be incomplete in either response.
            shared = [time for time in series.Timestamps if time in known][:-1]
            self.assertGreater(len(shared), 50)
            for time, value in zip(series.Timestamps, series.Values):
                if time in shared:
                    self.assertEqual(value, known[time], time)

    def test_owners_in_every_state_and_members_in_several_regions(self):
        with emulator("--limit", "1000") as service:
            proxies = service.call("DescribeProxies", Limit=100).ProxySet
            outside = [proxy for proxy in proxies if not proxy.GroupId]
            self.assertEqual(
                {proxy.Status for proxy in outside},
                {"RUNNING", "CLOSED", "ISOLATED", "ADJUSTING", "DESTROYING", "CREATE_FAILED"})
            self.assertEqual({proxy.BanStatus for proxy in outside}, {"RECOVER", "BANNED"})
            self.assertIn("IPv6", {proxy.IPAddressVersion for proxy in outside})
            self.assertIn(3, {len(proxy.IPList) for proxy in outside})

            groups = service.call("DescribeProxyGroupList", Offset=0, Limit=100, ProjectId=-1).ProxyGroupList
            self.assertEqual({group.Status for group in groups}, {"RUNNING", "CHANGING", "CLOSED"})
            for group in groups:
                filters = [{"Name": "GroupId", "Values": [group.GroupId]}]
                members = service.call("DescribeProxies", Filters=filters, Limit=100).ProxySet
                self.assertGreater(len(members), 1)
                self.assertEqual(len({member.AccessRegion for member in members}), len(members))
                states = {member.Status == "RUNNING" for member in members}
                self.assertEqual(states, {"RUNNING": {True}, "CLOSED": {False}, "CHANGING": {True, False}}[group.Status])

    def test_every_documented_field_of_a_listener_is_sent(self):
        with emulator("--limit", "1000") as service:
            proxy = requests(service)["DescribeTCPListeners"]
            listener = service.raw("DescribeTCPListeners", **proxy)["ListenerSet"][0]
            self.assertEqual(set(listener), set(field_types(models.TCPListener())))
            origin = next(
                one for one in service.raw("DescribeTCPListeners", **proxy)["ListenerSet"] if one["RealServerSet"]
            )["RealServerSet"][0]
            self.assertEqual(set(origin), set(field_types(models.BindRealServer())))


if __name__ == "__main__":
    unittest.main()
