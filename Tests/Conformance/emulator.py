"""Runs the emulator as a process, and the official clients against it.

The SDK signs and sends the requests, and the responses must fit its models.
"""

import contextlib
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.gaap.v20180529 import gaap_client, models
from tencentcloud.monitor.v20180724 import models as monitor_models
from tencentcloud.monitor.v20180724 import monitor_client

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("GAAPSCOPE", str(REPOSITORY / ".build/debug/gaapscope"))
TCCLI = str(pathlib.Path(sys.executable).parent / "tccli")

# Values of the SDK's language setting.
ENGLISH, CHINESE = "en-US", "zh-CN"

# Actions of a service other than GAAP. The emulator serves it at the same address, with its own version and signature.
MONITOR_ACTIONS = {"GetMonitorData"}


def service_of(action):
    """Returns the name of an action's service, as used by tccli and in the signature."""
    return "monitor" if action in MONITOR_ACTIONS else "gaap"


def models_of(action):
    """Returns the SDK's models of an action's service."""
    return monitor_models if action in MONITOR_ACTIONS else models


class Emulator:
    """A running emulator: its address and its key pair."""

    def __init__(self, announcement):
        self.endpoint = announcement["endpoint"]
        self.address = self.endpoint.removeprefix("http://")
        self.secret_id = announcement["secretId"]
        self.secret_key = announcement["secretKey"]
        self.token = announcement.get("token")

    def client(
        self, language=ENGLISH, secret_id=None, secret_key=None, token=None, region="", method="POST", service="gaap",
    ):
        """Returns an SDK client. With GET, the SDK flattens the parameters into the query and signs the query."""
        profile = ClientProfile(
            httpProfile=HttpProfile(protocol="http", endpoint=self.address, reqTimeout=20, reqMethod=method),
            language=language)
        key = credential.Credential(
            secret_id or self.secret_id, secret_key or self.secret_key, token or self.token)
        client = monitor_client.MonitorClient if service == "monitor" else gaap_client.GaapClient
        return client(key, region, profile)

    def call(self, action, language=ENGLISH, method="POST", **parameters):
        """Calls an action and returns the SDK's model of the response. Unknown parameters cannot be sent this way."""
        request = getattr(models_of(action), action + "Request")()
        request._deserialize(parameters)
        return getattr(self.client(language, method=method, service=service_of(action)), action)(request)

    def raw(self, action, language=ENGLISH, method="POST", **parameters):
        """Calls an action with any parameters and returns the raw object inside `Response`."""
        client = self.client(language, method=method, service=service_of(action))
        return client.call_json(action, parameters)["Response"]

    def tccli(self, *arguments, language=None, environment=None):
        """Runs tccli with an empty home directory. Returns the finished process."""
        with tempfile.TemporaryDirectory() as home:
            variables = {
                "HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                "TENCENTCLOUD_SECRET_ID": self.secret_id, "TENCENTCLOUD_SECRET_KEY": self.secret_key,
                **(environment or {}),
            }
            command = [TCCLI, service_of(arguments[0]), *arguments, "--endpoint", self.endpoint, "--timeout", "20"]
            if language:
                command += ["--language", language]
            return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)

    def gaapscope(self, *arguments, **more):
        """Runs gaapscope as a client of this emulator. Returns the finished process.

        `more` are additional environment variables.
        """
        variables = {
            "HOME": "/nonexistent", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
            "TENCENTCLOUD_SECRET_ID": self.secret_id, "TENCENTCLOUD_SECRET_KEY": self.secret_key,
            "GAAPSCOPE_ENDPOINT": self.endpoint, **more,
        }
        return subprocess.run([PROGRAM, *arguments], env=variables, capture_output=True, text=True, timeout=120)


@contextlib.contextmanager
def emulator(*arguments):
    """Runs an emulator for the duration of a `with` block."""
    with subprocess.Popen(
        [PROGRAM, "emulator", *arguments], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
    ) as process:
        try:
            line = process.stdout.readline()
            assert line, f"the emulator exited with status {process.wait()}"
            yield Emulator(json.loads(line))
        finally:
            process.terminate()


def known_actions():
    """Returns the names of the actions that gaapscope knows, read from its sources."""
    files = (REPOSITORY / "Sources/GAAP/Actions").glob("*.swift")
    return {name for file in files for name in re.findall(r'static let name = "([A-Z]\w+)"', file.read_text())}


def serving_proxy(service):
    """Returns the ID of a proxy that forwards traffic and has listeners."""
    for proxy in service.raw("DescribeProxies", Independent=1, Limit=100)["ProxySet"]:
        if (proxy["Status"], proxy["BanStatus"]) == ("RUNNING", "RECOVER"):
            listeners = service.raw("DescribeTCPListeners", ProxyId=proxy["ProxyId"], Limit=100)["ListenerSet"]
            if any(one["RealServerSet"] and one["ProxyId"] for one in listeners):
                return proxy["ProxyId"]
    raise AssertionError("no proxy forwards traffic")


def health_of(listener, minutes=60, now=None):
    """Returns the parameters of GetMonitorData for the first origin of a proxy's listener.

    The range has the given length in minutes and ends at `now`, by default the current time.
    """
    end = now or datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).replace(microsecond=0)
    names = {
        "channelId": listener["ProxyId"], "listenerId": listener["ListenerId"],
        "originServerInfo": listener["RealServerSet"][0]["RealServerIP"],
    }
    return {
        "Namespace": "QCE/QAAP", "MetricName": "ListenerRsStatus", "Period": 60,
        "StartTime": (end - datetime.timedelta(minutes=minutes)).isoformat(), "EndTime": end.isoformat(),
        "Instances": [{"Dimensions": [{"Name": name, "Value": value} for name, value in names.items()]}],
    }
