#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- expressions: src/form, the page's web/expression.js and ODK's own engine give the same; ends in 'N passed, N failed'.
cd "$(dirname "$0")/../.." || exit 1
make -s build/forms/evaluate >&2 || { echo "0 passed, 1 failed"; exit 1; }
exec node test/forms/agree.mjs build/forms/evaluate
