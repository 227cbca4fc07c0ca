# SPDX-License-Identifier: Apache-2.0
# replica.py -- for replica.sh.
import re, subprocess, sys
from person import Person, check, end, wait_for

port, way_in, store, replica, folder = sys.argv[1:]
p, other = Person(int(port)), Person(int(port))


def sql(at, text):
    return subprocess.run(["psql", "-qAtX", at, "-c", text], capture_output=True, text=True, check=True).stdout.strip()


def reads_there():
    """Snapshots that were begun on the replica, as its log tells."""
    return open(folder + "/log").read().count("execute <unnamed>: BEGIN")


def reads_of(times):
    """How many of so many pages came from there."""
    before = reads_there()
    for _ in range(times):
        other.ask("GET", "/ke-hoach")
    return reads_there() - before


def write_and_look(times, first):
    stale = 0
    for i in range(times):
        number = f"09{first + i:08d}"
        status, _ = p.ask("POST", "/toi", {"ho-ten": "Người dùng thử", "thu": "", "dien-thoai": number})
        stale += status != 303 or number.encode() not in p.ask("GET", "/toi")[1]
    return stale


p.ask("POST", way_in)
p.token = re.search(rb'"token":"([0-9a-f]+)"', p.ask("GET", "/api/v1/toi")[1]).group(1).decode()
other.cookies = {"__Host-ngayso": p.cookies["__Host-ngayso"]}  # has not heard of any commit

sql(replica, "ALTER SYSTEM SET log_min_duration_statement = 0")
sql(replica, "SELECT pg_reload_conf()")
wait_for(lambda: sql(replica, "SHOW log_min_duration_statement") == "0")
wait_for(lambda: reads_of(1) > 0)
used = reads_of(200)
check("pages come from the replica (200 asked)", used >= 190, used)
check("whoever wrote sees it, 200 times", write_and_look(200, 0) == 0)

sql(replica, "SELECT pg_wal_replay_pause()")
check("it stands still: whoever wrote sees it all the same", write_and_look(50, 1000) == 0)
wait_for(lambda: p.ask("GET", "/toi") and reads_of(10) == 0)
used = reads_of(100)
check("it stays behind: it is left out", used < 20, used)
check("and who has seen no commit sees the last one", b"0900001049" in other.ask("GET", "/toi")[1])

sql(replica, "SELECT pg_wal_replay_resume()")
wait_for(lambda: reads_of(10) == 10)
used = reads_of(100)
check("it has caught up: it is asked again", used >= 80, used)

subprocess.run(["tools/postgres", "kill", folder], check=True)
statuses = [other.ask("GET", "/ke-hoach")[0] for _ in range(60)]
check("it dies: at most the pages that were on their way", statuses.count(200) >= 56, statuses.count(200))
check("and the last fifty are there", set(statuses[10:]) == {200})
end()
