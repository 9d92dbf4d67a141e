"""gaapscope reads the same account as the official client that reads it page by page."""

import json
import unittest

from emulator import emulator

SIZE = 20


def pages(service, action, key, **parameters):
    """Returns all rows of a list, requested in pages of SIZE rows."""
    rows = []
    while True:
        answer = service.raw(action, Offset=len(rows), Limit=SIZE, **parameters)
        rows += answer[key]
        if len(rows) >= answer["TotalCount"] or not answer[key]:
            return rows


class SweepTest(unittest.TestCase):
    def test_gaapscope_finds_the_same_listeners_as_the_official_client(self):
        with emulator("--limit", "1000", "--proxies", "30", "--groups", "4", "--listeners", "400") as service:
            owners = [("ProxyId", proxy["ProxyId"]) for proxy in pages(
                service, "DescribeProxies", "ProxySet", Independent=1)]
            owners += [("GroupId", group["GroupId"]) for group in pages(
                service, "DescribeProxyGroupList", "ProxyGroupList", ProjectId=-1)]
            found = {}
            for key, owner in owners:
                for listener in pages(service, "DescribeTCPListeners", "ListenerSet", **{key: owner}):
                    found[listener["ListenerId"]] = listener
            self.assertEqual(len(found), 400)

            run = service.gaapscope("list", "-o", "json", "--rate", "1000")
            self.assertEqual(run.returncode, 0, run.stderr)
            document = json.loads(run.stdout)
            self.assertTrue(document["complete"])
            self.assertEqual(document["totalCount"], 400)
            for listener in document["listeners"]:
                ours = {name: value for name, value in listener.items() if name not in ("State", "Owner")}
                self.assertEqual(ours, found.pop(listener["ListenerId"]))
            self.assertEqual(found, {})


if __name__ == "__main__":
    unittest.main()
