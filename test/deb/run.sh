#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- the Debian package: built, looked through, and its program run from where it was unpacked.  Installing, upgrading,
# removing and purging were tried in a chroot by hand: they would change this machine.
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
good() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)) && echo "deb: $*"; }
holds() { what=$1 && shift && if "$@" > /dev/null 2>&1; then good; else bad "$what"; fi; }

package=$(packaging/build-deb 2> build/deb.log | tail -n 1)
[ -f "$package" ] || { tail -n 5 build/deb.log; echo '0 passed, 1 failed'; exit 1; }
room=$(mktemp -d) || exit 1
server=
finish() {
    [ -z "$server" ] || { kill "$server"; wait "$server"; } 2> /dev/null
    rm -rf "$room"
}
trap finish EXIT

dpkg-deb -x "$package" "$room/tree" && dpkg-deb -e "$package" "$room/control" || exit 1
dpkg-deb -c "$package" > "$room/list"
holds 'everything belongs to root' sh -c "! awk '{print \$2}' '$room/list' | grep -v root/root"
holds 'nothing may be written by others' sh -c "! grep -E '^-.{7}w' '$room/list'"
for file in usr/bin/ngayso usr/libexec/ngayso/ngayso-backup lib/systemd/system/ngayso.service lib/systemd/system/ngayso.socket \
    lib/systemd/system/ngayso-backup.timer \
    etc/default/ngayso usr/share/man/man8/ngayso.8.gz usr/share/doc/ngayso/deploy.md usr/share/doc/ngayso/nginx.conf \
    usr/share/doc/ngayso/copyright usr/share/doc/ngayso/changelog.gz; do
    holds "$file is in it" test -f "$room/tree/$file"
done
for script in postinst prerm postrm; do holds "$script is a script" sh -n "$room/control/$script"; done
holds 'the socket is of the same port as the service' sh -c "grep -q -- '--port 8080 ' packaging/ngayso.service && grep -qx ListenStream=127.0.0.1:8080 packaging/ngayso.socket"
holds 'the service does without the socket' sh -c "! grep -q 'ngayso\.socket' packaging/ngayso.service"
holds 'the socket is not enabled by itself' sh -c "! grep '^units=.*ngayso.socket' '$room/control/postinst'"
holds 'the options are a conffile' grep -qx /etc/default/ngayso "$room/control/conffiles"
holds 'it depends on what it links' grep -q '^Depends: .*libsqlite3-0.*libmicrohttpd12\|^Depends: .*libmicrohttpd12.*libsqlite3-0' "$room/control/control"
holds 'versions grow' dpkg --compare-versions "$(dpkg-deb -f "$package" Version)" gt 0.3.0+git1
holds 'the backup script is one' sh -n "$room/tree/usr/libexec/ngayso/ngayso-backup"

program=$room/tree/usr/bin/ngayso
readelf -hldW "$program" > "$room/elf"
holds 'position independent' grep -q 'Type: *DYN' "$room/elf"
holds 'relocations read-only, bound at once' sh -c "grep -q GNU_RELRO '$room/elf' && grep -qE 'BIND_NOW|Flags: NOW' '$room/elf'"
holds 'no executable stack' sh -c "grep GNU_STACK '$room/elf' | grep -qv RWE"
holds 'stack protector and fortified calls' sh -c "readelf -sW --dyn-syms '$program' | grep -q __stack_chk_fail && readelf -W --dyn-syms '$program' | grep -q _chk"
holds 'stripped' sh -c "! readelf -S '$program' | grep -q debug_info"
if command -v systemd-analyze > /dev/null && systemd-analyze --help | grep -q offline; then
    exposure=$(systemd-analyze security --offline=true packaging/ngayso.service 2> /dev/null | sed -n 's/.*ngayso.service: \([0-9.]*\).*/\1/p')
    holds "exposure $exposure is at most 1.5" awk "BEGIN { exit !($exposure <= 1.5) }"
fi

holds 'a demonstration is made from wherever one stands' sh -c "cd '$room' && '$program' demo --data '$room/demo.db' | grep -q dieuphoi"

# The unpacked program, with the service's command line and the nightly backup.
"$program" serve --data "$room/ngayso.db" --port 0 > "$room/log" 2>&1 &
server=$!
for _ in $(seq 1800); do grep -q loi-moi "$room/log" && break || sleep 0.1; done
base=$(grep -o 'http://127[^ ]*' "$room/log" | head -n 1)
holds 'the first start prints a link' grep -q '/loi-moi/' "$room/log"
holds 'it serves' curl -fs -o "$room/page" "$base/dang-nhap"
holds 'the link opens' curl -fs -o "$room/page" "$(grep -o 'http://[^ ]*/loi-moi/[^ ]*' "$room/log")"
if command -v systemd-socket-activate > /dev/null; then
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    systemd-socket-activate -l "127.0.0.1:$port" "$program" serve --data "$room/socket.db" --port 1 > "$room/socket.log" 2>&1 &
    socket=$!
    for _ in $(seq 1800); do grep -q Listening "$room/socket.log" && break || sleep 0.1; done
    holds "it takes systemd's socket" curl -fs -o "$room/page" "http://127.0.0.1:$port/dang-nhap"
    kill "$socket"
    wait "$socket"
fi
for turn in 1 2; do
    holds "backup $turn while it runs" env NGAYSO="$program" NGAYSO_DATA="$room/ngayso.db" NGAYSO_BACKUPS="$room/backups" NGAYSO_KEEP=1 \
        "$room/tree/usr/libexec/ngayso/ngayso-backup"
    sleep 1.1
done
holds 'only the newest backup stays' test "$(ls "$room/backups" | wc -l)" = 1
holds 'nobody else may read it' sh -c "test -z \"\$(find '$room/backups' '$room/ngayso.db' -perm /077)\""
holds 'one command brings it back' "$program" restore "$room/backups/$(ls "$room/backups")" --data "$room/back.db"
holds 'and it is whole' "$program" check --data "$room/back.db"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
