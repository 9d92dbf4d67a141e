"""Lists every listener of the given proxies with the official Python SDK, page by page, as its documentation shows.

Arguments: endpoint, proxy…
"""

import os
import sys

from tencentcloud.common import credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.gaap.v20180529 import gaap_client, models


def list_proxy(client, proxy):
    offset = 0
    while True:
        request = models.DescribeTCPListenersRequest()
        request.ProxyId, request.Offset, request.Limit = proxy, offset, 100
        answer = client.DescribeTCPListeners(request)
        for listener in answer.ListenerSet:
            print(listener.to_json_string())
        offset += len(answer.ListenerSet)
        if not answer.ListenerSet or offset >= answer.TotalCount:
            break


endpoint, *proxies = sys.argv[1:]
http = HttpProfile(protocol="http", endpoint=endpoint.removeprefix("http://"), keepAlive=True)
key = credential.Credential(os.environ["TENCENTCLOUD_SECRET_ID"], os.environ["TENCENTCLOUD_SECRET_KEY"])
client = gaap_client.GaapClient(key, "", ClientProfile(httpProfile=http))
for proxy in proxies:
    list_proxy(client, proxy)
