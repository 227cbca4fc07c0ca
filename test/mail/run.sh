#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- letters through a real mail server (Exim, without root, on loopback) and messages to a receiver of HTTP, while
# `ngayso serve` is killed, the server is away, puts off, refuses: each arrives once, or is unsure and waits for a person.
cd "$(dirname "$0")/../.." || exit 1
NGAYSO=${NGAYSO:-build/ngayso} exec python3 test/mail/outbox.py
