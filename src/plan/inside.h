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
    bool as_it_is;       /* its words are not restored */
};

/* -- take.c ------------------------------------------------------------------------------------------------- */
/* d->doc with the directory of the office and what it learnt, into d->reading. */
Fail draft_read(Ctx *c, PlanDraft *d) CHECKED;
/* What plan_take would keep. */
typedef struct {
    PlanField field;
    Str value, raw;
    int first_line, last_line;
    double confidence;
    const Text *title; /* somebody looks at it when its words were restored; NULL = no title */
} DraftValue;
typedef struct {
    Str kind, code;
    int first_line, last_line;
    LIST(DraftValue) values;
} DraftNode;
typedef LIST(DraftNode) DraftNodeList;
Fail draft_nodes(Ctx *c, const PlanDraft *d, DraftNodeList *nodes) CHECKED;
Fail finding_take(Ctx *c, Id plan, const Finding *f, int place) CHECKED;

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
/* Of one line again, after a word of it was put right. */
Fail derive_line(Ctx *c, Id plan, int number, Str meant, Str read) CHECKED;

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
Fail wording_to_be_looked_at(Ctx *c, Id value) CHECKED; /* again */
/* Where a doubtful word stands in a value, as it reads now, from `from` on; text.n = nowhere. */
size_t wording_find(Str text, const PlanDoubt *d, size_t from);
/* The word whole, from `from` on; text.n when it is not there. */
size_t wording_find_word(Str text, Str word, size_t from);
/* Words that somebody decided about, also while the plan is read without restoring. */
Fail wording_decided(Ctx *c, Id plan, PlanDoubtList *words) CHECKED;
/* A row for a doubtful word; d->at is its place in the restored line. */
Fail wording_take_doubt(Ctx *c, Id plan, const PlanDoubt *d) CHECKED;
/* A line as it reads now, from how it was restored; puts `at` of its `n` words right. */
Str wording_line(Arena *a, Str restored, PlanDoubt *doubts, size_t n);
/* The last DOUBT_BESIDE bytes, no letter cut in two. */
Str wording_tail(Str s);

/* -- value.c ------------------------------------------------------------------------------------------------ */
/* A value and where it stands.  FAIL_MISSING with a sentence. */
Fail value_current(Ctx *c, Id plan, Id value, PlanValue *v, NodeKey *node) CHECKED;
/* New rows; *value is its number. */
Fail node_insert(Ctx *c, const NodeKey *node, int first_line, int last_line) CHECKED;
Fail value_insert(Ctx *c, const NodeKey *node, int place, const DraftValue *v, Id *value) CHECKED;
/* A value in words: a day in Vietnamese, the name of an agency; "(để trống)". */
Str value_words(Ctx *c, PlanField field, Str value);
/* A row of its history and of the journal: it reads `after` now. */
Fail value_note(Ctx *c, const NodeKey *node, const PlanValue *v, int version, Str after) CHECKED;
/* One word of the value was put right: a correction, but nobody looked at the whole of it. */
Fail value_reword(Ctx *c, const PlanValue *v, const NodeKey *node, Str text) CHECKED;

/* -- correct.c ---------------------------------------------------------------------------------------------- */
Fail finding_put(Ctx *c, Id plan, Id finding, Str state, const char *act) CHECKED; /* act: for the journal */
/* The text that it had before somebody corrected it; its findings are the caller's. */
Fail value_put_back(Ctx *c, const PlanValue *v, const NodeKey *node, Str text) CHECKED;

/* -- place.c: in a write, a new plan's lines and pages ------------------------------------------------------ */
Fail places_take(Ctx *c, Id plan, const Doc *doc) CHECKED;

/* -- doubt.c ------------------------------------------------------------------------------------------------ */
/* Somebody looked at the whole of a value, which read `before` and reads `after` now: so they did at its doubtful
 * words, those that were put right with it included. */
Fail doubts_seen(Ctx *c, Id plan, const PlanValue *v, Str after) CHECKED;

/* -- plan.c ------------------------------------------------------------------------------------------------- */
/* Values of one node with what they show. */
Fail node_values(Ctx *c, Id node, PlanValueList *values) CHECKED;
/* FAIL_MISSING with its sentence. */
Fail no_such_value(Ctx *c);
