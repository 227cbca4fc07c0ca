# SPDX-License-Identifier: Apache-2.0
import os, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time
sys.dont_write_bytecode = True
sys.path[:0] = ["test/fault"]
import person
from person import Person, check
from server import Exim, Hook, PASSWORD, wait_for

HURRY = 60  # a minute's pause lasts a second
ROUNDS = int(os.environ.get("MAIL_ROUNDS", "12"))
program = os.environ["NGAYSO"]
room = tempfile.mkdtemp(prefix="ngayso-mail.", dir="/var/tmp")
os.chmod(room, 0o755)
data = room + "/data.db"
next_id = 1000
SUBJECT = "Tổng hợp việc phải làm trong tuần này của Sở Thông tin và Truyền thông: 3 việc"
BODY = "Kính gửi anh/chị,\n\n.một dòng bắt đầu bằng dấu chấm\nđến hạn ngày 10/10: rà soát 37 nhiệm vụ\n" + "dài " * 200 + "\n"


class Server:
    def __init__(self, *options, store=None):
        self.log = open(room + "/serve.log", "w+")
        self.process = subprocess.Popen([program, "serve", "--port", "0", "--try", "--no-limits", "--mail-hurry", str(HURRY)]
                                        + (["--store", store] if store else ["--data", data]) + list(options),
                                        stdout=self.log, stderr=subprocess.STDOUT)

    def said(self):
        with open(room + "/serve.log") as f:
            return f.read()

    def signed_in(self):
        assert wait_for(lambda: "/vao/" in self.said()), self.said()
        port, path = re.search(r"http://127\.0\.0\.1:(\d+)(/vao/\S+)", self.said()).groups()
        who = Person(int(port))
        who.ask("POST", path)
        who.token = re.search(rb'"token":"([0-9a-f]+)"', who.ask("GET", "/api/v1/toi")[1]).group(1).decode()
        return who

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        begun = time.time()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        return time.time() - begun


def base():  # the data file, there and empty
    s = Server()
    s.signed_in()
    s.end()


def add(n, channel="mail", address="an{}@thu.vn", subject=SUBJECT, body=BODY):
    """Rows as mail_queue makes them, while no program runs."""
    global next_id
    now = int(time.time() * 1000)
    ids = []
    with sqlite3.connect(data) as db:
        for _ in range(n):
            next_id += 1
            ids.append(next_id)
            db.execute("INSERT INTO mail_message VALUES (1,?,?,0,?,?,?,'queued',0,0,?,?,0,'',?,?,0,1,?,0)",
                       (next_id, channel, address.format(next_id), subject, body, now, now + 86400000, now, now, f"#{next_id}"))
    db.close()
    return ids


def states(ids=None):
    db = sqlite3.connect(f"file:{data}?mode=ro", uri=True)
    found = {i: (state, attempts, error) for i, state, attempts, error in
             db.execute("SELECT id, state, attempts, last_error FROM mail_message")}
    db.close()
    return {i: found[i] for i in ids} if ids else found


def all_are(ids, state, seconds=180):
    return wait_for(lambda: all(s[0] == state for s in states(ids).values()), seconds)


def way(exim):
    return ["--mail", f"smtp://{exim.address}:{exim.port}", "--mail-from", "Ngày Số <ngayso@bacgiang.gov.vn>"]


def nothing_is_set_up(exim):
    ids = add(1)
    s = Server()
    page = s.signed_in().ask("GET", "/thu")[1].decode()
    check("nothing set up: the page says so and the letter waits", "Chưa nối máy chủ thư" in page and states(ids)[ids[0]][0] == "queued")
    s.end()
    s = Server(*way(exim))
    check("set up, it leaves", all_are(ids, "sent"))
    s.end()


def letters_are_well_made(exim):
    before = len(exim.log().splitlines())
    ids = add(5)
    s = Server(*way(exim))
    check("five letters are sent", all_are(ids, "sent"))
    arrivals = exim.arrivals()
    check("each arrived once", all(arrivals.get(i) == 1 for i in ids))
    sessions = [l for l in exim.log().splitlines()[before:] if "TCP/IP connection count" in l]
    check("over one connection", len(sessions) == 1, len(sessions))
    letter = [l for l in exim.letters() if l["Message-ID"].startswith(f"<{ids[0]}@")][0]
    part = next(letter.walk() if not letter.is_multipart() else iter(letter.get_payload()))
    check("subject", letter["Subject"] == SUBJECT, letter["Subject"])
    check("from, to", letter["From"] == "Ngày Số <ngayso@bacgiang.gov.vn>" and f"an{ids[0]}@thu.vn" in letter["To"], letter["From"])
    check("message id, date, automatic", letter["Message-ID"] == f"<{ids[0]}@bacgiang.gov.vn>" and letter["Date"].datetime.utcoffset().seconds == 7 * 3600 and letter["Auto-Submitted"] == "auto-generated")
    check("text", part.get_content().replace("\r\n", "\n") == BODY and part.get_content_charset() == "utf-8")
    check("every line of the head is ASCII and short", all(len(l) <= 998 and l.isascii() for l in letter.as_string().splitlines()))
    s.end()


def the_server_is_away(exim):
    exim.stop()
    ids = add(4)
    s = Server(*way(exim))
    check("server away: they wait, with the reason", wait_for(lambda: any("Không liên lạc được" in x[2] for x in states(ids).values())) and all(x[0] == "queued" for x in states(ids).values()))
    tried = sum(x[1] for x in states(ids).values())
    check("one was tried for all", 1 <= tried <= 3, tried)
    exim.start()
    check("back again: they leave by themselves", all_are(ids, "sent"))
    check("each once", [exim.arrivals().get(i) for i in ids] == [1] * 4)
    s.end()


def it_puts_off_and_refuses(exim):
    exim.be("hen-lai", True)
    later, never = add(2), add(1, address="khong.co@thu.vn")
    s = Server(*way(exim))
    check("550: failed, with the reason", all_are(never, "failed") and "khong co hop thu" in states(never)[never[0]][2], states(never))
    check("451: again after a pause", wait_for(lambda: all(x[1] >= 2 for x in states(later).values())) and "dang bao tri" in states(later)[later[0]][2])
    page = s.signed_in().ask("GET", "/thu")[1].decode()
    check("the page tells both", "khong co hop thu" in page and "dang bao tri" in page)
    exim.be("hen-lai", False)
    check("taken at last", all_are(later, "sent"))
    arrivals = exim.arrivals()
    check("each once, the refused one never", [arrivals.get(i) for i in later + never] == [1, 1, None])
    s.end()


def killed_in_the_middle(exim):
    ids = add(ROUNDS * 6)
    exim.be("cham", True)
    kills = 0
    for turn in range(ROUNDS):
        if turn == ROUNDS // 2:
            exim.be("cham", False)
        s = Server(*way(exim))
        wait_for(lambda: "đang chạy" in s.said())
        if turn < ROUNDS // 2:  # a slow server: one is under way
            wait_for(lambda: any(x[0] == "sending" for x in states(ids).values()))
        time.sleep(random.uniform(0.05, 1.2))  # any moment will do
        s.kill()
        kills += 1
    exim.be("cham", False)
    s = Server(*way(exim))
    over = wait_for(lambda: all(x[0] in ("sent", "unsure") for x in states(ids).values()))
    arrivals, now = exim.arrivals(), states(ids)
    sent = [i for i in ids if now[i][0] == "sent"]
    unsure = [i for i in ids if now[i][0] == "unsure"]
    check(f"killed {kills} times: all are sent or unsure", over, f"{len(sent)} sent, {len(unsure)} unsure, of which {sum(i in arrivals for i in unsure)} arrived")
    check("whatever is sent arrived exactly once", all(arrivals.get(i) == 1 for i in sent))
    check("nothing arrived twice", all(n == 1 for n in arrivals.values()))
    check("some were caught in the middle", 0 < len(unsure) <= kills, len(unsure))
    who = s.signed_in()
    page = who.ask("GET", "/thu?xem=chua-ro")[1].decode()
    check("the page shows the unsure", f'name="thu" value="{unsure[0]}"' in page)
    missing = [i for i in unsure if i not in arrivals]
    again = (missing or unsure)[0]
    check("a person sends one again", who.ask("POST", "/thu", {"lam": "gui-lai", "thu": again})[0] == 303 and all_are([again], "sent"))
    check("and leaves the others", all(who.ask("POST", "/thu", {"lam": "bo", "thu": i})[0] == 303 for i in unsure if i != again))
    s.end()
    after = exim.arrivals()
    check("it arrived, nothing else did", after.get(again) == arrivals.get(again, 0) + 1 and sum(after.values()) == sum(arrivals.values()) + 1)
    subprocess.run([program, "verify", "--data", data], check=True, stdout=subprocess.DEVNULL)


def asked_to_end_in_the_middle(exim):
    exim.be("cham", True)
    ids = add(5)
    s = Server(*way(exim))
    wait_for(lambda: any(x[0] == "sent" for x in states(ids).values()))
    wait_for(lambda: any(x[0] == "sending" for x in states(ids).values()))
    seconds = s.end()
    now, arrivals = states(ids), exim.arrivals()
    check("SIGTERM: the one under way is finished, the others wait", s.process.returncode == 0 and all(x[0] in ("sent", "queued") for x in now.values()), f"{seconds:.1f} s")
    check("what it says is true", all(arrivals.get(i, 0) == (now[i][0] == "sent") for i in ids))
    exim.be("cham", False)
    s = Server(*way(exim))
    check("the rest leaves after the restart", all_are(ids, "sent") and [exim.arrivals().get(i) for i in ids] == [1] * 5)
    s.end()


def over_tls(folder):
    address = subprocess.run(["hostname", "-I"], capture_output=True, text=True).stdout.split()
    address = [a for a in address if ":" not in a][:1]
    if not address:
        print("  --  no address but loopback here: STARTTLS is not tried")
        return
    secret, wrong = room + "/secret", room + "/wrong"
    for path, text in ((secret, PASSWORD), (wrong, "sai")):
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
            f.write(text + "\n")
    plain, tls = Exim(folder + "/plain", address[0]), Exim(folder + "/tls", address[0], True)
    plain.start(), tls.start()
    user = ["--mail-user", "ngayso", "--mail-password-file"]
    ids = add(1)

    def waits(why, exim, *options):
        s = Server(*way(exim), *options)
        good = wait_for(lambda: why in states(ids)[ids[0]][2])
        s.end()
        return good and states(ids)[ids[0]][0] == "queued" and not exim.letters()
    check("a server without STARTTLS gets nothing", waits("Không nối an toàn", plain), states(ids))
    check("nor one whose certificate nobody vouches for", waits("chứng thư", tls, *user, secret), states(ids))
    ours = ["--mail-ca", tls.room + "/certificate"]
    check("a wrong password: it waits and says why", waits("--mail-user", tls, *user, wrong, *ours), states(ids))
    s = Server(*way(tls), *user, secret, *ours)
    check("with STARTTLS and a password it leaves", all_are(ids, "sent") and tls.arrivals() == {ids[0]: 1}, states(ids))
    check("encrypted, signed in", re.search(r"<= .*P=esmtpsa.*X=TLS1\.[23]", tls.log()) is not None)
    s.end()
    plain.stop(), tls.stop()


def the_hook():
    hook = Hook()
    token = room + "/token"
    with open(os.open(token, os.O_CREAT | os.O_WRONLY, 0o600), "w") as f:
        f.write("khoa-cua-hook\n")
    options = ["--hook", f"http://127.0.0.1:{hook.port}/gui", "--hook-token-file", token]
    hook.failing = 2
    ids = add(1, "hook", "sms:0912345678", "", "Bạn có 3 việc đến hạn “hôm nay”")
    s = Server(*options)
    check("hook fails twice, then takes it", all_are(ids, "sent") and len(hook.asked) == 3, len(hook.asked))
    check("the same key each time, with the token", all(h["Idempotency-Key"] == str(ids[0]) and h["Authorization"] == "Bearer khoa-cua-hook" and h["Content-Type"] == "application/json" for h, _ in hook.asked))
    check("what it says", hook.asked[0][1] == {"id": str(ids[0]), "channel": "sms", "to": "0912345678", "text": "Bạn có 3 việc đến hạn “hôm nay”"}, hook.asked[0][1])
    s.end()
    hook.asked.clear()
    hook.open.clear()
    ids = add(3, "hook", "zalo:09123{}", "", "x")
    s = Server(*options)
    wait_for(lambda: hook.asked)
    s.kill()
    hook.open.set()
    s = Server(*options)
    check("killed in the middle: it goes again by itself", all_are(ids, "sent"))
    check("under the same key", {h["Idempotency-Key"] for h, _ in hook.asked} == {str(i) for i in ids} and len(hook.asked) == 4, len(hook.asked))
    s.end()


def two_programs_over_one_database(exim):
    folder = room + "/pg"
    store = subprocess.run(["tools/postgres", "start", folder, "quick"], capture_output=True, text=True, check=True).stdout.strip()
    try:
        s = Server(store=store)
        s.signed_in()
        s.end()
        psql = ["psql", "-qXAt", store, "-c"]
        ids = range(5001, 5061)
        now = int(time.time() * 1000)
        rows = ",".join(f"(1,{i},'mail',0,'an{i}@thu.vn','thư','x','queued',0,0,{now},{now + 86400000},0,'',{now},{now},0,1,'#{i}')" for i in ids)
        subprocess.run(psql + [f"INSERT INTO mail_message VALUES {rows}"], check=True)
        both = [Server(*way(exim), store=store) for _ in range(2)]

        def sent():
            return int(subprocess.run(psql + ["SELECT count(*) FROM mail_message WHERE state = 'sent'"], capture_output=True, text=True).stdout)
        check("two programs, one database: all are sent", wait_for(lambda: sent() == 60), sent())
        arrivals = exim.arrivals()
        check("each once", all(arrivals.get(i) == 1 for i in ids))
        for s in both:
            s.end()
    finally:
        subprocess.run(["tools/postgres", "stop", folder])


exim = Exim(room + "/exim")
try:
    exim.start()
    base()
    nothing_is_set_up(exim)
    letters_are_well_made(exim)
    the_server_is_away(exim)
    it_puts_off_and_refuses(exim)
    killed_in_the_middle(exim)
    asked_to_end_in_the_middle(exim)
    over_tls(room)
    the_hook()
    two_programs_over_one_database(exim)
finally:
    exim.stop()
    if not os.environ.get("MAIL_KEEP"):
        shutil.rmtree(room, ignore_errors=True)
person.end()
