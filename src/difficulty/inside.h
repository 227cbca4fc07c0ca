// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of difficulty/ share; nobody outside includes it. */
#pragma once
#include "difficulty/difficulty.h"
#include "journal/journal.h"

/* In a write: its state and what was said of it, as they stand in *d; one version more. */
Fail difficulty_save(Ctx *c, const Difficulty *d) CHECKED;
/* The same in a new state, since today. */
Fail difficulty_set(Ctx *c, Difficulty *d, DifficultyState state) CHECKED;
/* A row of its history, of its task's and of the journal. */
Fail difficulty_note(Ctx *c, const Difficulty *d, const char *kind, const char *act, Str text) CHECKED;
/* Its state does not allow it: FAIL_CONFLICT. */
Fail difficulty_refuse(Ctx *c, const Difficulty *d, const char *what) CHECKED;
/* Those that are handled with it hear the same. */
Fail difficulty_tell_joined(Ctx *c, const Difficulty *d, DifficultyState state, const char *kind, const char *act,
                            Str text) CHECKED;
