// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of journal/ share: how a row is hashed. */
#pragma once
#include "journal/journal.h"
#include "secret/secret.h"

/* A row as it stands in the table. */
typedef struct {
    int64_t n, at;
    Id person, duty, behalf;
    Str org, act, object;
    Id id, within;
    Str title, before, after, personal;
    Str facts; /* hashed where it is not empty: older rows have none */
} ChainRow;

/* The hash of a row behind the row whose hash is `previous`: BLAKE2b of all fields, each with its length before it, so
 * that nothing can move from one field to the next. */
Str row_hash(Ctx *c, const ChainRow *row, Str previous);
Str personal_digest(Ctx *c, Str salt, Str address, Str before, Str after);

/* proof.c: what the declared columns of a thing say now; empty when nothing is declared of its kind, or it is not
 * there. */
Fail proof_facts(Ctx *c, Str object, Id id, Str *facts) CHECKED;
