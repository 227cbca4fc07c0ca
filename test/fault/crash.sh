#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# crash.sh -- the server is killed under load, CRASH_ROUNDS times; nothing acknowledged may be lost, nothing be half there, and the
# journal must hold.  'make crash' does it 200 times and prints the figures last.
cd "$(dirname "$0")/../.." || exit 1
program=${NGAYSO:-build/ngayso}
make -s build/fault/crash || exit 1
room=$(mktemp -d "$PWD/build/fault/data.XXXXXX") || exit 1 # on the disk, not in memory
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0
build/fault/crash "$program" data/samples/ke-hoach-136-2024.ocr.txt "$room" "${CRASH_ROUNDS:-8}" > "$room/said"
status=$?
sed '$d' "$room/said"
"$program" verify --data "$room/crash.db" && passed=$((passed + 1)) || failed=$((failed + 1))
"$program" check --data "$room/crash.db" && passed=$((passed + 1)) || failed=$((failed + 1))
[ "$status" -eq 0 ] && passed=$((passed + 1)) || failed=$((failed + 1))
if [ -z "$CRASH_JUDGED" ]; then tail -n 1 "$room/said" && echo "$passed passed, $failed failed"
else
    # The row of docs/numbers.md.
    what='kills under 64 writing clients (make crash)'
    longest=$(grep -o 'longest start.*' "$room/said" | tail -n 1)
    echo "$what | ${CRASH_ROUNDS:-8} kills: $(tail -n 1 "$room/said"); $longest | lost 0 | $([ "$failed" -eq 0 ] && echo yes || echo NO)"
fi
[ "$failed" -eq 0 ]
