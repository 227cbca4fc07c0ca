// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of people/ share. */
#pragma once
#include "people/people.h"
#include "secret/secret.h"

Str account_folded(Arena *a, Str typed); /* small letters, trimmed */
/* The digest under which failed attempts of an account or address are counted. */
Fail attempts_clear(Ctx *c, Str account) CHECKED;
Fail no_such_person(Ctx *c);
