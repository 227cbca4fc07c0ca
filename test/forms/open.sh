#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# open.sh -- a form that we give out opens and works in ODK's own engine; ends in 'N passed, N failed'.
cd "$(dirname "$0")/../.." || exit 1
make -s build/ngayso >&2 || { echo "0 passed, 1 failed"; exit 1; }
exec node test/forms/open.mjs build/ngayso
