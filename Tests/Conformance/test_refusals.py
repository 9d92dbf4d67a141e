"""The official client reports every error with its code, its message in the requested language and its RequestId."""

import http.client
import json
import time
import unittest
from unittest import mock

from emulator import CHINESE, ENGLISH, emulator, health_of, serving_proxy
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

GAAP = "DescribeTCPListeners"


class RefusalsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = emulator("--limit", "1000")
        cls.service = cls.running.__enter__()
        cls.proxy = serving_proxy(cls.service)

    @classmethod
    def tearDownClass(cls):
        cls.running.__exit__(None, None, None)

    def refused(self, code, call, english=None, chinese=None):
        """Calls in both languages and expects the code, a RequestId, and messages that differ."""
        messages = {}
        for language in (ENGLISH, CHINESE):
            with self.assertRaises(TencentCloudSDKException) as caught:
                call(language)
            self.assertEqual(caught.exception.get_code(), code)
            self.assertRegex(caught.exception.get_request_id(), r"^[0-9a-f-]{36}$")
            messages[language] = caught.exception.get_message()
        self.assertTrue(messages[ENGLISH].isascii(), messages[ENGLISH])
        self.assertFalse(messages[CHINESE].isascii(), messages[CHINESE])
        for text, language in ((english, ENGLISH), (chinese, CHINESE)):
            if text:
                self.assertIn(text, messages[language])

    def with_parameters(self, action=GAAP, **parameters):
        return lambda language: self.service.raw(action, language, **parameters)

    def with_client(self, **changes):
        return lambda language: self.service.client(language, **changes).call_json(GAAP, {"ProxyId": self.proxy})

    def test_parameters(self):
        rows = [
            ("MissingParameter", {}, "`ProxyId`"),
            ("InvalidParameter", {"ProxyId": self.proxy, "GroupId": "lg-aaaaaaaa"}, "GroupId"),
            ("InvalidParameter", {"ProxyId": self.proxy, "SearchValue": "a", "Port": 80}, "SearchValue"),
            ("InvalidParameter", {"ProxyId": self.proxy, "Port": "80"}, "`Port`"),
            ("InvalidParameter", {"ProxyId": self.proxy, "Offset": -1}, "`Offset`"),
            ("InvalidParameter", {"ProxyId": 7}, "`ProxyId`"),
            ("InvalidParameterValue", {"ProxyId": self.proxy, "Limit": 101}, "Limit"),
            ("UnknownParameter", {"ProxyId": self.proxy, "Colour": "red"}, "`Colour`"),
            ("ResourceNotFound", {"ProxyId": "link-unheard1"}, "link-unheard1"),
        ]
        for code, parameters, words in rows:
            with self.subTest(code=code, parameters=parameters):
                self.refused(code, self.with_parameters(**parameters), english=words)

    def test_parameters_of_a_get(self):
        # Every value in a query is text. A value that is not a string in JSON is checked against the expected type.
        rows = [
            (GAAP, "MissingParameter", {}, "`ProxyId`"),
            (GAAP, "InvalidParameter", {"ProxyId": self.proxy, "GroupId": "lg-aaaaaaaa"}, "GroupId"),
            (GAAP, "InvalidParameter", {"ProxyId": self.proxy, "Port": "http"}, "`Port`"),
            (GAAP, "InvalidParameter", {"ProxyId": self.proxy, "Offset": -1}, "`Offset`"),
            (GAAP, "InvalidParameter", {"ProxyId": [self.proxy]}, "`ProxyId`"),
            (GAAP, "InvalidParameterValue", {"ProxyId": self.proxy, "Limit": 101}, "Limit"),
            (GAAP, "UnknownParameter", {"ProxyId": self.proxy, "Colour": "red"}, "`Colour`"),
            (GAAP, "ResourceNotFound", {"ProxyId": "link-unheard1"}, "link-unheard1"),
            (GAAP, "RequestSizeLimitExceeded", {"ProxyId": "x" * (33 << 10)}, "32 KB"),
            ("DescribeProxies", "InvalidParameter", {"ProxyIds": self.proxy}, "`ProxyIds`"),
            ("DescribeProxies", "UnknownParameter", {"Filters": [{"Name": "GroupId", "Op": "x"}]}, "`Filters.0.Op`"),
            ("DescribeProxies", "MissingParameter", {"Filters": [{"Name": "GroupId"}]}, "`Filters.0.Values`"),
            ("DescribeNothing", "InvalidAction", {}, "`DescribeNothing`"),
        ]
        for action, code, parameters, words in rows:
            with self.subTest(code=code, parameters=parameters):
                self.refused(code, self.with_parameters(action, method="GET", **parameters), english=words)

    def test_keys_of_a_get(self):
        self.refused("AuthFailure.SignatureFailure", self.with_client(method="GET", secret_key="another"))
        self.refused("AuthFailure.SecretIdNotFound", self.with_client(method="GET", secret_id="AKIDnobody"))
        self.refused("AuthFailure.TokenFailure", self.with_client(method="GET", token="expired"))

    def test_an_unknown_listener(self):
        # The service uses one message for this error in both languages.
        for language in (ENGLISH, CHINESE):
            with self.assertRaises(TencentCloudSDKException) as caught:
                self.service.raw(GAAP, language, ListenerId="listener-unheard")
            self.assertEqual(caught.exception.get_message(), "ListenerId(listener-unheard) Not Exist.")

    def test_other_actions(self):
        self.refused("InvalidAction", self.with_parameters("DescribeNothing"), english="`DescribeNothing`")
        self.refused("MissingParameter", self.with_parameters("DescribeProxyGroupList", Offset=0, Limit=1))
        self.refused(
            "InvalidParameter",
            self.with_parameters("DescribeProxies", ProxyIds=[self.proxy], Filters=[{"Name": "ProjectId", "Values": ["0"]}]))

    def test_keys(self):
        self.refused("AuthFailure.SecretIdNotFound", self.with_client(secret_id="AKIDunknown"))
        self.refused("AuthFailure.SignatureFailure", self.with_client(secret_key="another"))
        self.refused("AuthFailure.TokenFailure", self.with_client(token="expired"))

    def test_clock(self):
        now = time.time()
        with mock.patch("tencentcloud.common.abstract_client.time.time", return_value=now - 900):
            self.refused("AuthFailure.SignatureExpire", self.with_client())

    def with_modified_client(self, modify, parameters=None):
        """Returns a call by a client that `modify` has changed."""
        def call(language):
            client = self.service.client(language)
            modify(client)
            client.call_json(GAAP, {"ProxyId": self.proxy} if parameters is None else parameters)
        return call

    def test_versions(self):
        self.refused(
            "NoSuchVersion", self.with_modified_client(lambda client: setattr(client, "_apiVersion", "2001-01-01")),
            english="version=`2001-01-01`", chinese="version=`2001-01-01`")

    def test_another_service_in_the_credential(self):
        self.refused(
            "AuthFailure.InvalidAuthorization", self.with_modified_client(lambda client: setattr(client, "_service", "cvm")))

    def test_another_method(self):
        # The SDK supports only GET and POST.
        connection = http.client.HTTPConnection(self.service.address, timeout=20)
        connection.request("PUT", "/", body="{}", headers={"X-TC-Language": ENGLISH})
        error = json.load(connection.getresponse())["Response"]["Error"]
        self.assertEqual(error["Code"], "UnsupportedProtocol")
        self.assertIn("use POST or GET", error["Message"])
        connection.close()

    def test_bodies(self):
        def nothing(_):
            pass
        self.refused(
            "InvalidParameter", self.with_modified_client(nothing, [self.proxy]), english="JSON object", chinese="JSON")
        self.refused(
            "RequestSizeLimitExceeded", self.with_modified_client(nothing, {"ProxyId": "x" * (11 << 20)}), english="10 MB",
            chinese="10 MB")

    def test_a_region_changes_nothing(self):
        answer = self.service.client(region="ap-guangzhou").call_json(GAAP, {"ProxyId": self.proxy})["Response"]
        self.assertGreater(answer["TotalCount"], 0)

    def test_statistics(self):
        listener = next(
            one for one in self.service.raw(GAAP, ProxyId=self.proxy, Limit=100)["ListenerSet"]
            if one["RealServerSet"] and one["ProxyId"])
        origin = {"RealServerId": listener["RealServerSet"][0]["RealServerId"]}
        one = {"ListenerId": listener["ListenerId"]}
        day = {"StartTime": "2026-11-20 00:00:00", "EndTime": "2026-11-21 00:00:01", "MetricNames": ["InBandwidth"]}
        monitored = health_of(listener)
        health, traffic = "DescribeRealServerStatistics", "DescribeListenerStatistics"
        rows = [
            (health, "MissingParameter", {**origin, "WithinTime": 1}, "`ListenerId`"),
            (health, "MissingParameter", {**origin, **one}, "`WithinTime`"),
            (health, "InvalidParameterValue", {**origin, **one, "WithinTime": 2}, "1, 3, 6, 12, 24"),
            (health, "InvalidParameterValue", {**origin, **one, "WithinTime": 1, "Granularity": 30}, "60, 300"),
            (health, "ResourceNotFound", {**one, "RealServerId": "rs-unheard1", "WithinTime": 1}, "rs-unheard1"),
            (traffic, "MissingParameter", {**one, "Granularity": 300}, "`StartTime`"),
            (traffic, "InvalidParameterValue", {**one, **day, "Granularity": 300}, "86400"),
            (traffic, "InvalidParameterValue", {**one, **day, "Granularity": 60}, "300, 3600, 86400"),
            ("GetMonitorData", "MissingParameter", {"Namespace": "QCE/QAAP"}, "`MetricName`"),
            ("GetMonitorData", "InvalidParameterValue", {**monitored, "Namespace": "QCE/CVM"}, "QCE/QAAP"),
            ("GetMonitorData", "InvalidParameterValue", {**monitored, "Period": 10}, "60, 300"),
            ("GetMonitorData", "InvalidParameterValue", health_of(listener, minutes=7_200), "7200"),
            ("GetMonitorData", "UnknownParameter", {**monitored, "Region": "ap-guangzhou"}, "`Region`"),
            ("DescribeProxyDetail", "MissingParameter", {}, "`ProxyId`"),
            ("DescribeProxyDetail", "ResourceNotFound", {"ProxyId": "link-unheard1"}, "link-unheard1"),
        ]
        for action, code, parameters, words in rows:
            with self.subTest(action=action, parameters=parameters):
                self.refused(code, self.with_parameters(action, **parameters), english=words)

    def test_a_denied_action(self):
        action = "DescribeRealServerStatistics"
        parameters = {"RealServerId": "rs-1", "ListenerId": "listener-1", "WithinTime": 1}
        for fault, code in (("deny", "AuthFailure.UnauthorizedOperation"), ("forbid", "UnauthorizedOperation")):
            with self.subTest(fault), emulator("--fault", f"{fault}={action}") as service:
                def call(language):
                    service.raw(action, language, **parameters)
                self.refused(code, call, english=f"(gaap:{action})", chinese=f"(gaap:{action})")
                with self.assertRaises(TencentCloudSDKException) as caught:
                    call(ENGLISH)
                self.assertIn(caught.exception.get_request_id(), caught.exception.get_message())
                self.assertGreater(service.raw("DescribeProxies", Limit=1)["TotalCount"], 0)

    def test_a_token_that_expires(self):
        with emulator("--fault", "token=3600") as service:
            self.assertGreater(service.raw("DescribeProxies", Limit=1)["TotalCount"], 0)
        with emulator("--fault", "token=0") as service:
            self.refused(
                "AuthFailure.TokenFailure", lambda language: service.raw("DescribeProxies", language, Limit=1))

    def test_a_charset_hides_errors_from_the_sdk(self):
        # For this reason, the emulator sends a charset only with this fault.
        with emulator("--fault", "charset") as service:
            self.assertIsNone(service.call(GAAP, ListenerId="listener-unheard").TotalCount)

    def test_frequency(self):
        with emulator("--limit", "3") as service:
            def call(language):
                client = service.client(language)
                for _ in range(20):
                    client.call_json("DescribeProxies", {"Limit": 1})
            self.refused("RequestLimitExceeded", call, chinese="`3`")
            with self.assertRaises(TencentCloudSDKException) as caught:
                call(ENGLISH)
            self.assertRegex(caught.exception.get_message(), r"equals to `\d+` in a second.*frequency limit `3`")


if __name__ == "__main__":
    unittest.main()
