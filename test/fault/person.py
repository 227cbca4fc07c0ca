# SPDX-License-Identifier: Apache-2.0
# person.py -- for the scripts beside it: somebody with a browser's cookies, and a list of what held.
import http.client, sys, time, urllib.parse

passed = failed = 0


class Person:
    def __init__(self, front):
        self.front = front
        self.cookies = {}
        self.token = ""

    def ask(self, method, path, fields=None, port=0):
        c = http.client.HTTPConnection("127.0.0.1", port or self.front, timeout=180)
        headers = {"Host": f"127.0.0.1:{self.front}", "Sec-Fetch-Site": "same-origin",
                   "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if method == "POST":
            body = urllib.parse.urlencode({"_token": self.token, **(fields or {})})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        c.request(method, path, body, headers)
        r = c.getresponse()
        for k, v in r.getheaders():
            if k == "Set-Cookie":
                name, value = v.split(";")[0].split("=", 1)
                self.cookies[name] = value
        text = r.read()
        c.close()
        return r.status, text


def wait_for(what, seconds=600):
    """Nothing here counts on time passing: it waits for what can be seen.  Only what never comes ends after minutes."""
    late = time.time() + seconds
    while not what():
        if time.time() > late:
            return False
        time.sleep(0.03)
    return True


def check(what, good, seen=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(f"{'  ok' if good else 'FAIL'}  {what}{': ' + str(seen) if seen != '' else ''}", flush=True)


def end():
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)
