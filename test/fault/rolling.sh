#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# rolling.sh -- restarts under load, behind nginx: no request may fail.  One copy on a data file, ROLLING_ROUNDS times; then three copies
# on a database, one after the other.  With NGAYSO_STORE=postgresql://… only those, on that database, which must be empty.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
make -s build/fault/rolling || exit 1
room=$(mktemp -d /var/tmp/ngayso-rolling.XXXXXX) || exit 1 # where PostgreSQL's and nginx's users may go
chmod 755 "$room"
trap 'tools/postgres stop "$room/c"; rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0
holds() { if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }

settings() { # PORT
    cat << END
worker_processes 2;
daemon off;
user $(id -un) $(id -gn);
pid $room/nginx.pid;
error_log $room/nginx.log;
events { worker_connections 512; }
http {
    access_log off;
    keepalive_requests 1000000;
    client_body_temp_path $room/body;
    proxy_temp_path $room/proxy;
    fastcgi_temp_path $room/fastcgi;
    uwsgi_temp_path $room/uwsgi;
    scgi_temp_path $room/scgi;
    upstream ngayso { include $room/upstream; }
    server {
        listen 127.0.0.1:$1;
        location / {
            proxy_pass http://ngayso;
            proxy_set_header Host \$http_host;
            proxy_next_upstream error timeout;
        }
    }
}
END
}

roll() { # COPIES ROUNDS [STORE]
    front=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    settings "$front" > "$room/nginx.conf"
    build/fault/rolling "$program" data/samples/ke-hoach-136-2024.ocr.txt "$room" "$front" "$@"
}

if [ -z "$NGAYSO_STORE" ]; then
    holds roll 1 "${ROLLING_ROUNDS:-20}"
    holds "$program" verify --data "$room/rolling.db"
    rm -rf "$room"/rolling.db*
    NGAYSO_STORE=$(tools/postgres start "$room/c" quick) || failed=$((failed + 1))
fi
holds roll 3 "${ROLLING_ROUNDS:-8}" "$NGAYSO_STORE"
holds "$program" verify --store "$NGAYSO_STORE"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
