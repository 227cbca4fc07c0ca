#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# replica.sh -- pages from a replica: whoever wrote sees it; one that stands still, or dies, is left out.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
room=$(mktemp -d /var/tmp/ngayso-replica.XXXXXX) || exit 1
chmod 755 "$room"
server=
trap 'kill $server 2> /dev/null; wait; tools/postgres stop "$room/one"; tools/postgres stop "$room/two"; rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
store=$(tools/postgres start "$room/one") && replica=$(tools/postgres standby "$room/two" "$room/one") || exit 1
"$program" import data/samples/ke-hoach-136-2024.ocr.txt --store "$store" > "$room/import.log" || exit 1
"$program" serve --store "$store" --read-store "$replica" --port 0 --no-cache --today 2024-09-28 --try --no-limits > "$room/log" 2>&1 &
server=$!
for _ in $(seq 1800); do
    grep -q '/vao/' "$room/log" && break
    sleep 0.1
done
port=$(sed -n 's,.*http://127\.0\.0\.1:\([0-9]*\)/vao/.*,\1,p' "$room/log")
python3 test/fault/replica.py "$port" "$(grep -o '/vao/[^ ]*' "$room/log")" "$store" "$replica" "$room/two"
