#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copies.sh -- three copies over one database behind nginx: sessions, what was just written, files, limits, a copy that is killed.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
sample=data/samples/ke-hoach-136-2024.ocr.txt
room=$(mktemp -d /var/tmp/ngayso-copies.XXXXXX) || exit 1
chmod 755 "$room"
started=
trap 'kill $started 2> /dev/null; wait; tools/postgres stop "$room/c"; rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
store=$(tools/postgres start "$room/c" quick) || exit 1
front=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" import "$sample" --store "$store" > "$room/import.log" || exit 1

for n in 1 2 3; do
    "$program" serve --store "$store" --port 0 --behind-proxy 127.0.0.1 --site "http://127.0.0.1:$front" > "$room/$n.log" 2>&1 &
    started="$started $!"
    eval "copy$n=$!"
done
port_of() { ss -Hltnp | sed -n "s/.*127\.0\.0\.1:\([0-9]*\) .*pid=$1,.*/\1/p" | head -n 1; }
for n in 1 2 3; do
    for _ in $(seq 1800); do
        grep -q 'đang chạy' "$room/$n.log" && break
        sleep 0.1
    done
done
p1=$(port_of "$copy1") p2=$(port_of "$copy2") p3=$(port_of "$copy3")
cat > "$room/nginx.conf" << END
daemon off;
pid $room/nginx.pid;
error_log $room/nginx.error;
events { worker_connections 512; }
http {
    access_log off;
    client_body_temp_path $room/body; proxy_temp_path $room/proxy; fastcgi_temp_path $room/f; uwsgi_temp_path $room/u; scgi_temp_path $room/s;
    upstream copies { server 127.0.0.1:$p1; server 127.0.0.1:$p2; server 127.0.0.1:$p3; }
    server {
        listen 127.0.0.1:$front;
        location / {
            proxy_pass http://copies;
            proxy_set_header Host \$http_host;
            proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
            proxy_next_upstream error timeout;
        }
    }
}
END
nginx -e "$room/nginx.error" -c "$room/nginx.conf" > "$room/nginx.log" 2>&1 &
started="$started $!"
invitation=$("$program" person add dieuphoi --name "Điều phối" --org STTTT --role dieu-phoi --store "$store" | grep -o "/loi-moi/[^ ]*")
plan=$(psql -qAtX "$store" -c 'SELECT id FROM plan LIMIT 1')
title=$(psql -qAtX "$store" -c "SELECT v.id FROM plan_value v JOIN plan_node n ON n.id = v.node_id WHERE n.kind = 'plan' AND v.field = 'title'")
file=$(psql -qAtX "$store" -c 'SELECT id FROM upload LIMIT 1')
python3 test/fault/copies.py "$front" "$p1 $p2 $p3" "$invitation" "$plan" "$title" "$file" "$copy2" "$sample" "$store" > "$room/said"
status=$?
sed '$d' "$room/said"
passed=$(sed -n 's/ passed.*//p' "$room/said") failed=$(sed -n 's/.*, \([0-9]*\) failed/\1/p' "$room/said")
[ "$status" -eq 0 ] || [ "${failed:-0}" -gt 0 ] || failed=$((${failed:-0} + 1))
"$program" verify --store "$store" && passed=$((passed + 1)) || failed=$((failed + 1))
echo "${passed:-0} passed, ${failed:-1} failed"
[ "${failed:-1}" -eq 0 ]
