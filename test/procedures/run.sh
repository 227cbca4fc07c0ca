#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- each of the plan's procedures in the browser, from the first field to the last decision; ends in 'N passed, N failed'.
cd "$(dirname "$0")/../.." || exit 1
make -s build/ngayso >&2 || { echo "0 passed, 1 failed"; exit 1; }
exec node test/procedures/run.mjs build/ngayso
