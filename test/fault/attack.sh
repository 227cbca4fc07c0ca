#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# attack.sh -- attacks on a running server, for ATTACK_SECONDS each; 'make attack' runs it for longer and judges the waits too.
# Here, where machines are busy, it counts only whether everybody was served and the server lives; and what guessing gets.
cd "$(dirname "$0")/../.." || exit 1
. test/fault/serve
make -s build/fault/attack || exit 1
serve || { echo '0 passed, 1 failed'; exit 1; }
build/fault/attack "$port" "/ke-hoach/$plan/hoat-dong/3.1.a" "$cookie" "${ATTACK_SECONDS:-0.7}" "$server" > "$room/table"
status=$?
if [ -n "$ATTACK_JUDGED" ]; then
    cat "$room/table"
    # The row of docs/numbers.md.
    what='the p99 of a page during an attack against the quiet one, the worst of all attacks (make attack)'
    worst=$(awk -F' \\| ' 'NR > 1 { if ($4 > most) most = $4; wrong += $6; n++ } END { printf "%.1f of %d attacks, %d failed answers", most, n, wrong }' "$room/table")
    echo "$what | $worst | <= 3, no failed answers | $([ $status -eq 0 ] && echo yes || echo NO)"
    exit $status
fi
cat "$room/table"
passed=$(awk -F' \\| ' 'NR > 1 && $6 == 0 { n++ } END { print n + 0 }' "$room/table")
failed=$(awk -F' \\| ' 'NR > 1 && $6 != 0 { n++ } END { print n + 0 }' "$room/table")
curl -fs -o /dev/null "$base/quyen" && passed=$((passed + 1)) || failed=$((failed + 1))
# Fifty guesses at once get as many tries as five, one after the other: who guesses is counted before the password is checked.
said=$(seq 50 | xargs -P 50 -I N curl -s -o /dev/null -w '%{http_code}\n' -d 'tai-khoan=dung.thu&mat-khau=sai' "$base/dang-nhap")
tried=$(echo "$said" | grep -c 401) refused=$(echo "$said" | grep -c 429)
echo "50 guesses at once: $tried tried, $refused refused"
[ "$tried" -le 5 ] && [ $((tried + refused)) -eq 50 ] && passed=$((passed + 1)) || failed=$((failed + 1))
[ "$passed" -ge 13 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
