#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Scans on their way through a server that is killed and ended, photos sent together, a PDF with a bad text layer.
cd "$(dirname "$0")/../.." && make -s all && exec python3 test/documents/scans.py
