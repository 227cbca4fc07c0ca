# SPDX-License-Identifier: Apache-2.0
# copies.py -- for copies.sh: a person who is served by three copies in turns, and must not notice.
import os, re, signal, subprocess, sys, threading, time
from person import Person, check, end, wait_for

front, direct, invitation, plan, title, file, victim, sample, store = sys.argv[1:]
front, direct = int(front), [int(p) for p in direct.split()]

p = Person(front)
password = "bảy con mèo tím bơi ngược"
status, text = p.ask("POST", invitation, {"mat-khau": password, "mat-khau-lai": password})
check("a link that one program made lets in through another", status == 303, status)
p.token = re.search(rb'"token":"([0-9a-f]+)"', p.ask("GET", "/api/v1/toi")[1]).group(1).decode()

check("every copy knows the session", all(p.ask("GET", "/toi", port=d)[0] == 200 for d in direct * 3))

stale = 0
for i in range(120):
    status, _ = p.ask("POST", "/toi", {"ho-ten": "Điều phối", "thu": "", "dien-thoai": f"09{i:08d}"})
    seen = p.ask("GET", "/toi")[1]
    stale += status != 303 or f"09{i:08d}".encode() not in seen
check("whoever wrote sees it, on whichever copy (120 times), stale", stale == 0, stale)

status, text = p.ask("GET", f"/ke-hoach/{plan}/ra-soat?gia-tri={title}")
version = int((re.search(rb'name="phien-ban"[^>]*value="(\d+)"', text) or [0, b"0"])[1])
stale = 0
for i in range(60):
    for d in direct:  # all keep the page
        p.ask("GET", f"/ke-hoach/{plan}", port=d)
    status, text = p.ask("POST", f"/ke-hoach/{plan}/gia-tri/{title}", {"phien-ban": version + i, "noi-dung": f"Tên lần {i} nhé"})
    if status != 303:
        check("a correction is taken", False, (status, re.findall(rb"lead.>(.*?)<", text)))
        break
    stale += f"Tên lần {i} nhé".encode() not in p.ask("GET", f"/ke-hoach/{plan}")[1]
check("a kept page is not shown to whoever changed it (60 times), stale", stale == 0, stale)

bytes_there = [p.ask("GET", f"/tep/{file}", port=d)[1] for d in direct]
check("a file that a command kept comes from every copy", all(b == open(sample, "rb").read() for b in bytes_there))

# -- many at once
answers, lock = [], threading.Lock()


def hammer():
    for _ in range(140):
        status = p.ask("POST", "/khong-co")[0]
        with lock:
            answers.append(status)


def signs():
    """Each copy's last sign of life: with it, it counts the others."""
    rows = subprocess.run(["psql", "-qAtX", store, "-c", "SELECT n, until FROM store_copy ORDER BY n"], capture_output=True, text=True).stdout
    return dict(line.split("|") for line in rows.split())


alive = signs()
wait_for(lambda: sum(signs()[n] != until for n, until in alive.items()) >= len(direct))
alive = signs()  # given when all three were there
wait_for(lambda: sum(signs()[n] != until for n, until in alive.items()) >= len(direct))
begun = time.time()
threads = [threading.Thread(target=hammer) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
took = time.time() - begun
let_in = sum(s != 429 for s in answers)
check(f"three copies together let in no more than one would ({len(answers)} asked in {took:.1f} s)", let_in <= 200 + 10 * took + 3, let_in)
check("and not much less", let_in >= 60, let_in)

# -- one dies
def at_last(method, path, fields=None, port=0):
    """The status when the limits let it through: what was asked above used them up."""
    statuses = []
    wait_for(lambda: statuses.append(p.ask(method, path, fields, port)[0]) or statuses[-1] != 429)
    return statuses[-1]


os.kill(int(victim), signal.SIGKILL)
good = sum(at_last("GET", "/toi") == 200 for _ in range(60))
check("one copy is killed: nginx and the others go on", good == 60, good)
check("and writes, too", at_last("POST", "/toi", {"ho-ten": "Điều phối", "thu": "", "dien-thoai": "0912345678"}) == 303)

alive = [direct[0], direct[2]]
thief = Person(front)
thief.cookies = {"__Host-ngayso": p.cookies["__Host-ngayso"]}  # without the other one: these copies must hear of it
thief.ask("GET", "/toi", port=alive[1])
check("who signs out on one", at_last("POST", "/dang-xuat", port=alive[0]) == 303)
statuses = []
wait_for(lambda: statuses.append([thief.ask("GET", "/toi", port=d)[0] for d in alive]) or all(s == 303 for s in statuses[-1]))
statuses = statuses[-1]
check("is out on all", all(s == 303 for s in statuses), statuses)
end()
