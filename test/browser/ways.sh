#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# ways -- the made-up province is served, and an empty installation; ways.mjs walks each role's main
# job in them.
set -eu
cd "$(dirname "$0")/../.."
make -s all
folder=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null; wait $servers 2>/dev/null; rm -rf "$folder"' EXIT

# serve NAME OPTION…: NAME.db; what it says into NAME.said
serve() {
    name=$1
    shift
    build/ngayso serve --data "$folder/$name.db" --port 0 --today 2024-09-28 "$@" > "$folder/$name.said" 2>&1 &
    servers="$servers $!"
    until grep -qs 'http://127' "$folder/$name.said"; do kill -0 $!; sleep 0.2; done
}
address_of() { grep -o 'http://127[0-9.:]*' "$folder/$1.said" | head -n 1; }

build/ngayso demo --data "$folder/demo.db" > "$folder/accounts.txt"
serve demo
serve empty --try
way_in=$(grep -o 'http://[^ ]*/vao/.*' "$folder/empty.said")
node test/browser/ways.mjs "$(address_of demo)" "$(address_of empty)" "$way_in"
