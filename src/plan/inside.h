// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of plan/ share; nobody outside includes it. */
#pragma once
#include "journal/journal.h"
#include "plan/wording.h"
#include "reading/reading.h"
#include "upload/upload.h"

struct PlanDraft {
    Str file_name, bytes; /* as they were sent */
    Doc doc;
    Reading reading;
    UploadKept original; /* without digest: not kept */
};

/* -- party.c: "org STTTT", "class so-nganh liên quan", "name Hội Làm vườn" ---------------------------------- */
Str party_written(Ctx *c, const Party *p);
/* Into code, class, qualifier and name; the name of an agency comes from the store, of a class from its table. */
Fail party_parse(Ctx *c, Str written, PlanParty *p) CHECKED;

/* -- derive.c: the derived rows of one node, made anew from its values -------------------------------------- */
typedef struct {
    Id plan, node;
    Str kind, code;
    int place;
} NodeKey;
Fail derive_node(Ctx *c, const NodeKey *n) CHECKED;
/* The same after one value changed: only what shows this field. */
Fail derive_field(Ctx *c, const NodeKey *n, PlanField changed) CHECKED;
/* The lines of the text, for search: as they were meant, and found as they were read, too. */
Fail derive_lines(Ctx *c, Id plan) CHECKED;

/* -- wording.c ---------------------------------------------------------------------------------------------- */
/* The restored document and its doubtful words; `meant` NULL = it was read well. */
Fail wording_take(Ctx *c, Id plan, const Doc *meant, PlanDoubtList *doubts) CHECKED;
/* A value that somebody looks at before the plan runs, when words of it were restored. */
typedef struct {
    Id plan, value;
    const Text *title;
    const Doc *meant; /* NULL as above */
    const PlanDoubtList *doubts;
} TitleTaken;
Fail wording_take_title(Ctx *c, const TitleTaken *t) CHECKED;
Fail wording_looked_at(Ctx *c, Id value) CHECKED;

/* -- place.c: in a write, a new plan's lines and pages ------------------------------------------------------ */
Fail places_take(Ctx *c, Id plan, const Doc *doc) CHECKED;

/* -- plan.c ------------------------------------------------------------------------------------------------- */
/* Values of one node with what they show. */
Fail node_values(Ctx *c, Id node, PlanValueList *values) CHECKED;
/* FAIL_MISSING with its sentence. */
Fail no_such_value(Ctx *c);
