#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# failover.sh -- a primary and a synchronous standby; the primary is killed under load, the standby promoted: nothing acknowledged may
# be lost, nothing be there twice, and who could not be served must have been told so.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
make -s build/fault/failover || exit 1
room=$(mktemp -d /var/tmp/ngayso-failover.XXXXXX) || exit 1 # on the disk, and where PostgreSQL's user may go
chmod 755 "$room"
trap 'tools/postgres stop "$room/one"; tools/postgres stop "$room/two"; rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
tools/postgres start "$room/one" > /dev/null && tools/postgres standby "$room/two" "$room/one" > /dev/null || exit 1
one=$(cat "$room/one/port") two=$(cat "$room/two/port")
store="postgresql://postgres@127.0.0.1:$one,127.0.0.1:$two/ngayso?target_session_attrs=read-write&gssencmode=disable"
passed=0 failed=0
build/fault/failover "$program" data/samples/ke-hoach-136-2024.ocr.txt "$room" "$store" "tools/postgres kill $room/one" \
    "sleep ${FAILOVER_PAUSE:-2}; tools/postgres promote $room/two" > "$room/said"
status=$?
cat "$room/said"
[ "$status" -eq 0 ] && passed=$((passed + 1)) || failed=$((failed + 1))
"$program" verify --store "$store" && passed=$((passed + 1)) || failed=$((failed + 1))
if [ -n "$FAILOVER_JUDGED" ]; then
    # The row of docs/numbers.md.
    what='the primary killed under 64 writing clients, the standby promoted (make failover)'
    echo "$what | $(tail -n 1 "$room/said") | lost 0 | $([ "$failed" -eq 0 ] && echo yes || echo NO)"
    [ "$failed" -eq 0 ]
    exit
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
