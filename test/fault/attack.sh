#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# attack.sh -- attacks on a running server, for ATTACK_SECONDS each; 'make attack' runs it for longer and judges the waits too.
# Here, where machines are busy, it counts only whether everybody was served and the server lives.
cd "$(dirname "$0")/../.." || exit 1
. test/fault/serve
make -s build/fault/attack || exit 1
serve || { echo '0 passed, 1 failed'; exit 1; }
build/fault/attack "$port" "/ke-hoach/$plan/hoat-dong/3.1.a" "$cookie" "${ATTACK_SECONDS:-0.7}" "$server" > "$room/table"
status=$?
[ -z "$ATTACK_JUDGED" ] || { cat "$room/table"; exit $status; }
cat "$room/table"
passed=$(awk -F' \\| ' 'NR > 1 && $6 == 0 { n++ } END { print n + 0 }' "$room/table")
failed=$(awk -F' \\| ' 'NR > 1 && $6 != 0 { n++ } END { print n + 0 }' "$room/table")
curl -fs -o /dev/null "$base/quyen" && passed=$((passed + 1)) || failed=$((failed + 1))
[ "$passed" -ge 12 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
