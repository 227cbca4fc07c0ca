#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# ways -- the made-up province is served, and ways.mjs walks each role's main job in it.
set -eu
cd "$(dirname "$0")/../.."
make -s all
folder=$(mktemp -d)
build/ngayso demo --data "$folder/demo.db" > "$folder/accounts.txt"
build/ngayso serve --data "$folder/demo.db" --port 0 --today 2024-09-28 > "$folder/said" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$folder"' EXIT
until grep -q 'http://127' "$folder/said"; do kill -0 $server; sleep 0.2; done
node test/browser/ways.mjs "$(grep -o 'http://127[0-9.:]*' "$folder/said" | head -n 1)"
