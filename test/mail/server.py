# SPDX-License-Identifier: Apache-2.0
# server.py -- for outbox.py: an Exim of our own on a port of our own, under a user that is not root, which delivers into
# a folder; and a receiver of the hook.  Files in its folder tell Exim to be slow, to put off.
import email, email.policy, grp, http.server, json, os, pwd, shutil, signal, socket, subprocess, threading, time

CONFIG = """
exim_path = {room}/exim
primary_hostname = mail.thu.vn
spool_directory = {room}/spool
log_file_path = {room}/log/%slog
pid_file_path = {room}/pid
log_selector = +smtp_connection
daemon_smtp_ports = {port}
local_interfaces = {address}
acl_smtp_rcpt = rcpt
acl_smtp_data = data
exim_user = {user}
exim_group = {group}
deliver_drop_privilege = true
message_logs = false
smtp_accept_max = 50
smtp_accept_queue_per_connection = 0
keep_environment =
add_environment =
tls_advertise_hosts = {tls}
tls_certificate = {room}/certificate
tls_privatekey = {room}/key

begin acl
rcpt:
  deny    local_parts = khong.co
          message = 5.1.1 khong co hop thu nay
  defer   condition = ${{if exists{{{room}/hen-lai}}}}
          message = 4.2.0 dang bao tri
  accept
data:
  warn    condition = ${{if exists{{{room}/cham}}}}
          delay = 1s
  accept

begin routers
all:
  driver = accept
  transport = folder

begin transports
folder:
  driver = appendfile
  directory = {room}/mail
  maildir_format
  create_directory

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{ngayso}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${{if def:tls_in_cipher}}
"""
PASSWORD = "mat-khau-cua-may-chu"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, seconds=600):
    end = time.time() + seconds
    while time.time() < end:
        if what():
            return True
        time.sleep(0.03)
    return False


class Exim:
    def __init__(self, room, address="127.0.0.1", tls=False):
        self.room, self.address, self.port = room, address, free_port()
        for part in ("", "/log", "/spool"):
            os.makedirs(room + part)
        program = shutil.which("exim4") or "/usr/sbin/exim4"
        shutil.copy(program, room + "/exim")  # without its setuid bit: it has no more rights than its user
        os.chmod(room + "/exim", 0o755)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=thu",
                        "-addext", f"subjectAltName=IP:{address}", "-keyout", room + "/key", "-out",
                        room + "/certificate"], check=True, capture_output=True)
        user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
        if os.getuid() == 0:
            user, group = "nobody", "nogroup"
        with open(room + "/config", "w") as f:
            f.write(CONFIG.format(room=room, port=self.port, address=address, tls="*" if tls else "", password=PASSWORD,
                                  user=user, group=group))
        self.as_whom = []
        if os.getuid() == 0:
            self.as_whom = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--groups=nogroup", "--no-new-privs"]
            subprocess.run(["chown", "-R", "nobody:nogroup", room], check=True)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.as_whom + [self.room + "/exim", "-C", self.room + "/config", "-bdf", "-q1h"],
                                        stdout=subprocess.DEVNULL, stderr=open(self.room + "/said", "w"),
                                        start_new_session=True)

        def is_there():
            with socket.socket() as s:
                return s.connect_ex((self.address, self.port)) == 0
        if not wait_for(is_there):
            raise SystemExit("exim does not run: " + open(self.room + "/said").read() + self.log())

    def stop(self):
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def be(self, how, on):
        if on:
            open(f"{self.room}/{how}", "w").close()
        elif os.path.exists(f"{self.room}/{how}"):
            os.remove(f"{self.room}/{how}")

    def log(self):
        path = self.room + "/log/mainlog"
        return open(path, errors="replace").read() if os.path.exists(path) else ""

    def letters(self):
        found = []
        for part in ("new", "cur"):
            folder = f"{self.room}/mail/{part}"
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                with open(f"{folder}/{name}", "rb") as f:
                    found.append(email.message_from_binary_file(f, policy=email.policy.default))
        return found

    def settled(self):  # what was accepted has been delivered
        wait_for(lambda: not [n for _, _, names in os.walk(self.room + "/spool/input") for n in names])

    def arrivals(self):
        self.settled()
        count = {}
        for letter in self.letters():
            key = int(letter["Message-ID"][1:].split("@")[0])
            count[key] = count.get(key, 0) + 1
        return count


class Hook:
    def __init__(self):
        self.asked, self.failing = [], 0
        self.open = threading.Event()  # closed: it takes what comes and says nothing
        self.open.set()
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.asked.append((dict(self.headers), body))
                hook.open.wait()
                hook.failing -= 1
                self.send_response(500 if hook.failing >= 0 else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *unused):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
