#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Documents that the program writes, judged by other people's programs: Microsoft's schema, LibreOffice, poppler, qpdf and
# Apache's Preflight.
cd "$(dirname "$0")/../.." && make -s DEV=1 build/press/press_test build/ngayso && exec python3 test/papers/run.py
