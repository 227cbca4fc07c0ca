#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# move.sh -- a store moves to PostgreSQL and back: killed on the way it goes on, nobody opens it half moved, a row that changed is found.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
make -s build/bench/fill_bench || exit 1
room=$(mktemp -d /var/tmp/ngayso-move.XXXXXX) || exit 1
chmod 755 "$room"
trap 'tools/postgres stop "$room/c"; rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0
holds() {
    if eval "$2"; then passed=$((passed + 1)) && echo "  ok  $1"
    else failed=$((failed + 1)) && echo "FAIL  $1"; fi
}
first=$(tools/postgres start "$room/c" quick) || exit 1
database() { # NAME
    psql -qX "$first" -c "CREATE DATABASE $1" && echo "$first" | sed "s,/ngayso?,/$1?,"
}
move() { "$program" move --from "$1" --to "$2" > "$room/said" 2>&1; }
says() { grep -q "$1" "$room/said"; }

"$program" import data/samples/ke-hoach-136-2024.ocr.txt --data "$room/a.db" > /dev/null || exit 1
build/bench/fill_bench "$room/a.db" 150000 || exit 1
there=$(database there)

kills=0 rows=0
rows_of() { psql -qAtX "$1" -c 'SELECT count(*) FROM journal' 2> /dev/null || echo 0; }
while [ "$kills" -lt 3 ]; do # killed when it has brought something more, until one comes through
    "$program" move --from "$room/a.db" --to "$there" > "$room/said" 2>&1 &
    mover=$!
    until [ "$(rows_of "$there")" -gt "$rows" ] || ! kill -0 "$mover" 2> /dev/null; do sleep 0.01; done
    kill -9 "$mover" 2> /dev/null || break
    wait "$mover" 2> /dev/null
    kills=$((kills + 1)) rows=$(rows_of "$there")
    echo "killed; $rows rows of the journal are there"
done
holds "it was killed on the way ($kills times)" '[ "$kills" -ge 2 ] && [ "$rows" -gt 0 ]'
"$program" verify --store "$there" > "$room/said" 2>&1
holds 'nobody opens a store that is half moved' '[ $? -ne 0 ] && says "dở dang"'
move "$room/other.db" "$there"
holds 'nor fills it from another store' 'says "từ một kho khác"'
move "$room/a.db" "$there"
holds 'the same command goes on, and proves it' 'says "hai kho giống nhau"'
holds 'the journal is a chain' 'says "Nhật ký nối liền"'
holds 'all of it is there' '[ "$(psql -qAtX "$there" -c "SELECT count(*) FROM journal")" -eq 150003 ]'
psql -qX "$there" -c 'UPDATE store_copy SET until = 1000 * (EXTRACT(EPOCH FROM now())::bigint + 3600)' # as if that was just now
move "$there" "$room/b.db"
holds 'who was killed counts as alive for half a minute: a database that others may write is not moved' 'says "đang mở kho này"'
psql -qX "$there" -c 'UPDATE store_copy SET until = 0' # as if half a minute had passed
move "$there" "$room/b.db"
holds 'and back into a file' 'says "hai kho giống nhau"'
# What fill_bench put there the journal does not know: check says so, of both.
"$program" check --data "$room/a.db" > "$room/said.before" 2>&1
"$program" check --data "$room/b.db" > "$room/said" 2>&1
holds 'which is sound, its chain too' 'says "nguyên vẹn: đúng" && says "nối liền nhau: đúng"'
holds 'and the journal proves as much of it as before' 'cmp -s "$room/said.before" "$room/said"'
holds 'with the files that people sent' '"$program" files --check --data "$room/b.db" | grep -q "1 tệp, .* 0 tệp hỏng"'
move "$there" "$room/b.db"
holds 'a store with data is not written over' 'says "đã có dữ liệu"'

# A row that changes on the way, behind the mover.
spoilt=$(database spoilt)
"$program" move --from "$room/a.db" --to "$spoilt" > "$room/said" 2>&1 &
mover=$!
until [ "$(rows_of "$spoilt")" -gt 77 ]; do sleep 0.01; done
kill -9 "$mover" 2> /dev/null
wait "$mover" 2> /dev/null
psql -qX "$spoilt" -c "UPDATE journal SET act = 'khác' WHERE n = 77"
move "$room/a.db" "$spoilt"
status=$?
holds 'a row that came otherwise than it was is found, and the move is none' '[ "$status" -eq 5 ] && says "khác nhau sau khi chuyển"'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
