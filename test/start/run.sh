#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- what a command loads, what it says when one of its modules is missing (src/base/module.h), and that no request to a
# server loads anything.  The tests of folders hold all modules themselves, so this one has the program alone.
cd "$(dirname "$0")/../.." || exit 1
make -s all || exit 1
passed=0 failed=0
good() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)) && echo "start: $*"; }
# check WHAT EXPECTED ACTUAL
check() { if [ "$2" = "$3" ]; then good; else bad "$1: '$3', not '$2'"; fi; }

room=$(mktemp -d) || exit 1
server=
finish() {
    [ -z "$server" ] || { kill "$server"; wait "$server"; } 2> /dev/null
    rm -rf "$room"
}
trap finish EXIT
sample=data/samples/ke-hoach-136-2024.ocr.txt
mkdir -p "$room/bin/module" && cp build/ngayso "$room/bin/" && program=$room/bin/ngayso

# -- without modules ---------------------------------------------------------------------------------------------------

for command in help "read $sample" "org list --data $room/a.db" "verify --data $room/a.db" "check --data $room/a.db"; do
    # shellcheck disable=SC2086 # words
    if "$program" $command > "$room/out" 2>&1; then good; else bad "$command alone: $(tail -n 1 "$room/out")"; fi
done
loaded=$(LD_DEBUG=files "$program" read $sample 2>&1 > /dev/null | sed -n 's/.*calling init: .*\/\(lib[a-z0-9]*\)[.-].*/\1/p' | sort -u | tr '\n' ' ')
check 'what reading a text loads' 'libc libexpat libjansson libm libsodium libsqlite3 libutf8proc ' "$loaded"

# -- with all but one --------------------------------------------------------------------------------------------------

cp build/module/*.so "$room/bin/module/"
"$program" read "$sample" -o "$room/plan.docx" && "$program" read "$sample" -o "$room/plan.pdf" || bad 'written with all modules'
for kind in docx pdf; do
    if "$program" read "$room/plan.$kind" > /dev/null 2>&1; then good; else bad "a .$kind is read with all modules"; fi
done
says() { # MODULE COMMAND…: without it that is one sentence, and nothing is left behind
    module=$1 && shift
    mv "$room/bin/module/$module.so" "$room/" || exit 1
    timeout 60 "$program" "$@" > "$room/out" 2> "$room/err" && bad "without $module '$1' worked"
    mv "$room/$module.so" "$room/bin/module/"
    check "without $module" "ngayso: Chương trình thiếu phần '$module'. Hãy cài lại, hoặc báo người quản trị." "$(cat "$room/err")"
}
tried=
for module in zip walls; do says $module read "$room/plan.docx" && tried="$tried $module"; done
says zip read "$sample" -o "$room/other.docx"
says sight read "$room/plan.pdf"
says press read "$sample" -o "$room/other.pdf"
says postgres verify --data postgresql://127.0.0.1:1/none
for module in courier server zip workbook magic codes yaml regex; do
    says $module serve --data "$room/b.db" --port 0 && tried="$tried $module"
done
for bytes in 0 3000 9000; do # a copy that a full disk cut off
    head -c "$bytes" build/module/zip.so > "$room/bin/module/cut.so" && mv "$room/bin/module/zip.so" "$room/whole.so"
    mv "$room/bin/module/cut.so" "$room/bin/module/zip.so"
    "$program" read "$room/plan.docx" > "$room/out" 2> "$room/err"
    mv "$room/whole.so" "$room/bin/module/zip.so"
    check "zip of $bytes bytes" "ngayso: Chương trình thiếu phần 'zip'. Hãy cài lại, hoặc báo người quản trị." "$(cat "$room/err")"
done
tried=$(echo "$tried sight press postgres" | tr ' ' '\n' | sort -u | tr '\n' ' ')
check 'every module was missing once' " $(for m in build/module/*.so; do basename "$m" .so; done | sort | tr '\n' ' ')" "$(echo "$tried" | sed 's/^ *//; s/^/ /')"

# -- a server ----------------------------------------------------------------------------------------------------------

"$program" serve --data "$room/c.db" --port 0 --import "$sample" --today 2024-09-28 --try > "$room/log" 2>&1 &
server=$!
for _ in $(seq 600); do grep -q /vao/ "$room/log" && break || sleep 0.1; done
link=$(grep -o 'http://127[^ ]*/vao/[^ ]*' "$room/log" | head -n 1) base=${link%/vao/*}
libraries() { awk '$6 ~ /\.so/ { print $6 }' "/proc/$server/maps" | sort -u; }
libraries > "$room/before"
fetch() { curl -s -o "$room/page" -w '%{http_code}' -H "Cookie: $cookie" "$@"; }
cookie=
cookie=$(curl -s -i -o - -X POST "$link" | sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-ngayso=[^;]*\).*/\1/p' | tail -n 1)
[ -n "$cookie" ] || cookie=$(curl -s -i "$link" | sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-ngayso=[^;]*\).*/\1/p' | tail -n 1)
for page in / /viec /viec.xlsx /bieu-mau /toi; do check "$page" 200 "$(fetch "$base$page")"; done
libraries > "$room/after"
check 'libraries that requests loaded' '' "$(comm -13 "$room/before" "$room/after" | tr '\n' ' ')"

# An upgrade puts other files in their place before the server is started anew: what is loaded later is the one it began with.
echo 'another program' > "$room/other.so" && mv "$room/other.so" "$room/bin/module/press.so"
token=$(curl -s -H "Cookie: $cookie" "$base/" | sed -n 's/.*name="_token" value="\([^"]*\)".*/\1/p' | head -n 1)
letter=$(curl -s -i -H "Cookie: $cookie" --data-urlencode "_token=$token" -d loai=giay-moi --data-urlencode 'viec=Họp giao ban' \
    --data-urlencode 'luc=8 giờ 00, ngày 10/10/2024' --data-urlencode 'tai=Hội trường' --data-urlencode 'chu-tri=Chủ tịch' \
    --data-urlencode 'nhung-ai=Sở Y tế' "$base/van-ban" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
check 'a PDF after an upgrade' 200 "$(fetch "$base$letter/van-ban.pdf")"
check 'what it is' '%PDF' "$(head -c 4 "$room/page")"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
