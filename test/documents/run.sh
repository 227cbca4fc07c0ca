#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The sample plan as Word, OpenDocument and PDF, made from its restored text: read as the text is read, in all ways in.
cd "$(dirname "$0")/../.." && make -s all && exec python3 test/documents/run.py
