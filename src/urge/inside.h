// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of urge/ share; nobody outside includes it. */
#pragma once
#include "urge/urge.h"

/* In a write: a letter to each official and head of the agency that has an address.  `text` as in the histories. */
Fail urge_letters(Ctx *c, const UrgeCandidate *k, const TaskList *tasks, Str text, Id urge) CHECKED;
