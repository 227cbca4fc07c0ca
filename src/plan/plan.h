// SPDX-License-Identifier: Apache-2.0
/* plan.h -- the plan as running work: a reading kept as values that people correct, and what lists make of it.
 *
 * A plan is `review` until somebody activates it, then `active`.  Every value keeps what stood in the text (raw), what
 * the reader made of it (initial), what holds now (value) and its lines.  README.md says who may do what. */
#pragma once
#include "base/list.h"
#include "doc/doc.h"
#include "org/org.h"
#include "plan/field.h"
#include "store/store.h"
#include "upload/upload.h"

/* -- taking a plan in --------------------------------------------------------------------------------------- */

/* A plan has 20–200 KB of text; 500 KB of garbled text is read in half a second and 70 MB.  Longer ones go in by
 * command (FAIL_ROOM from plan_draft).  A file may hold pictures, and be as large as any upload. */
enum { PLAN_UPLOAD_MAX = 500 << 10 };

/* How the pictures of a plan's pages follow each other: as they were sent, or by their names, "trang 2" before
 * "trang 10", or from the last to the first. */
#define PAGE_ORDERS "chon=Như đã chọn|ten=Theo tên tệp|nguoc=Ngược lại: trang chụp sau cùng là trang 1"

/* What scans may be. */
#define PLAN_SCANS (UPLOAD_SCANS | UPLOAD_SET(UPLOAD_PDF))

/* What was read from a text, before it is stored: no transaction is needed for it. */
typedef struct PlanDraft PlanDraft;

/* Read a file (doc/doc.h: doc_read) with the agencies of c->store.  FAIL_INPUT with a sentence when it is no plan. */
Fail plan_draft(Ctx *c, Str file_name, Str bytes, PlanDraft **draft) CHECKED;

/* The same; of a scan or photo (doc/scan.h) only *pages, how many there are to be read: *draft is NULL then. */
Fail plan_draft_unless_scan(Ctx *c, Str file_name, Str bytes, PlanDraft **draft, int *pages) CHECKED;
/* What was read of a scan that is kept already: `words` of all its pages. */
Fail plan_draft_scan(Ctx *c, const Upload *file, Str bytes, Str words, PlanDraft **draft) CHECKED;

/* Not in a write: put the file itself on disk too (upload.h), so that plan_take can hang it on the plan.  FAIL_INPUT
 * when it is more than text. */
Fail plan_draft_keep(Ctx *c, PlanDraft *draft) CHECKED;

/* In a write: keep it as a plan in review.  When exactly its text is there already, *existed and its id. */
Fail plan_take(Ctx *c, const PlanDraft *draft, Id *plan, bool *existed) CHECKED;

/* Both, for commands: the file is read on this thread, then stored by the writer. */
Fail plan_import_file(Ctx *c, Store *store, const char *path, Id *plan, bool *existed) CHECKED;
/* The same of several pictures, the pages of one plan in their order (doc/join.h). */
Fail plan_import_files(Ctx *c, Store *store, char *const *paths, size_t n, Id *plan, bool *existed) CHECKED;
/* The same of a text that is there already; `name` is what its file is called. */
Fail plan_import_text(Ctx *c, Store *store, Str name, Str text, Id *plan, bool *existed) CHECKED;

/* -- what there is ------------------------------------------------------------------------------------------ */

typedef struct {
    Id id;
    Str state, file_name;
    Str number, title, theme, issuer;
    Day issued, from, to, report_due; /* NO_DAY = not known; `to` is the last day */
    int64_t imported_at, activated_at;
    int open, blocking, findings; /* findings: still open, of them blocking, all */
    int unlooked;                 /* titles of restored wording that nobody looked at (plan/wording.h) */
} PlanCard;
typedef LIST(PlanCard) PlanCardList;
bool plan_is_active(const PlanCard *p);

Fail plan_cards(Ctx *c, PlanCardList *plans) CHECKED;    /* the newest first */
Fail plan_card(Ctx *c, Id plan, PlanCard *card) CHECKED; /* FAIL_MISSING with a sentence */
/* The plan that the home page shows: the newest active one, else the newest.  id 0 when there is none. */
Fail plan_current(Ctx *c, PlanCard *card) CHECKED;

typedef struct {
    Id value;
    Id node;
    PlanField role;
    Str org, class, qualifier; /* code of an agency, or of a class; both empty = an unknown name */
    Str name;
} PlanParty;
typedef LIST(PlanParty) PlanPartyList;

typedef struct {
    Id node, plan;
    Str code, title, group, time;
    Day from, to; /* [from, to], NO_DAY = open */
    PlanPartyList leads, partners;
} PlanActivity;
typedef LIST(PlanActivity) PlanActivityList;
Fail plan_activities(Ctx *c, Id plan, PlanActivityList *activities) CHECKED; /* in the plan's order */

/* The value rows of one node; a page picks from them by field. */
typedef struct {
    Id id, node;
    PlanField field;
    Str raw, initial, value;
    Str shown; /* as a page shows it: a day in Vietnamese, the name of an agency */
    int version, first_line, last_line;
    double confidence;
    PlanParty party; /* of party fields */
} PlanValue;
typedef LIST(PlanValue) PlanValueList;

typedef struct {
    Id id, plan;
    Str kind, code;
    int first_line, last_line;
    PlanValueList values;
} PlanNode;
typedef LIST(PlanNode) PlanNodeList;

/* All nodes of a plan with their values, in the order of the text; `kind` empty = all kinds. */
Fail plan_nodes(Ctx *c, Id plan, Str kind, PlanNodeList *nodes) CHECKED;
Fail plan_node(Ctx *c, Id plan, Str kind, Str code, PlanNode *node) CHECKED; /* FAIL_MISSING with a sentence */
Fail plan_node_by_id(Ctx *c, Id plan, Id id, const PlanNode **node) CHECKED; /* NULL = the plan has none */

/* The first value of a field that holds something; NULL when there is none. */
const PlanValue *node_value(const PlanNode *n, PlanField field);
Str node_text(const PlanNode *n, PlanField field); /* what it shows, or empty */
Day node_day(const PlanNode *n, PlanField field);
size_t node_count(const PlanNode *n, PlanField field);
/* The next value of a field from *at on: for (size_t at = 0; (v = node_next(n, field, &at));) */
const PlanValue *node_next(const PlanNode *n, PlanField field, size_t *at);

/* The file as it was sent: an upload (GET /tep/ID); 0 when only its text was kept. */
Fail plan_original(Ctx *c, Id plan, Id *upload) CHECKED;
/* The signed text, cut into lines. */
Fail plan_source(Ctx *c, Id plan, Doc *doc) CHECKED;

/* The plans' activities and assignments in which an agency stands by its code, or one of `classes` does. */
typedef struct {
    PlanParty party;
    Id plan;
    Str kind, code, title, plan_number;
    Day from, to, issued; /* of the activity, of the plan */
} PlanRole;
typedef LIST(PlanRole) PlanRoleList;
Fail plan_roles(Ctx *c, Str org, const StrList *classes, PlanRoleList *roles) CHECKED;

/* -- findings and corrections ------------------------------------------------------------------------------- */

typedef struct {
    Id id, node, value; /* value 0 = it speaks of the node */
    Str kind, severity, sentence, suggestion, state;
    int first_line, last_line;
} PlanFinding;
typedef LIST(PlanFinding) PlanFindingList;
Fail plan_findings(Ctx *c, Id plan, PlanFindingList *findings) CHECKED; /* open ones first, blocking before the rest */

/* A finding in a few words, as a list shows it beside its activity: "ngoài đợt tổ chức", "hồ sơ trước 16/9/2024"; empty
 * for kinds that are nothing to worry about on `today`. */
Str finding_label(Arena *a, const PlanFinding *f, Day today);

enum { PLAN_VALUE_MAX = 4000 }; /* letters of one value */

/* Bring what a person typed into the form of the field: a day to ISO, a name to an agency or class of the directory
 * (an unknown name stays as it is).  FAIL_INPUT with a sentence.  Reads the directory, so call it before the write. */
Fail plan_value_typed(Ctx *c, PlanField field, Str typed, Str *value) CHECKED;

/* In a write: put `value` where version `seen` stood.  FAIL_CONFLICT, with both in the sentence, when somebody was
 * faster.  Findings about the value are settled as corrected.  An empty value takes it out.  The same value again
 * changes nothing. */
Fail plan_correct(Ctx *c, Id plan, Id value, int seen, Str text) CHECKED;
/* The same; of an activity's group, which the text has once for all that stand under it: for how many of them, told in
 * *n.  Other fields are of one activity whatever the scope. */
typedef enum {
    SCOPE_GROUP, /* all activities that have the same group now */
    SCOPE_ONE,   /* this activity goes to another group, the others stay */
    SCOPE_BACK   /* those that the newest correction of this value changed together: to take it back */
} PlanScope;
Fail plan_correct_group(Ctx *c, Id plan, Id value, int seen, Str text, PlanScope scope, int *n) CHECKED;
/* In a write: a value that the text does not have.  Only of a field that may have several, or has none yet. */
Fail plan_add(Ctx *c, Id plan, Id node, PlanField field, Str text, Id *value) CHECKED;
/* One value by its id, and its field alone: what a handler must know before the write.  FAIL_MISSING. */
Fail plan_value(Ctx *c, Id plan, Id value, PlanValue *v) CHECKED;
Fail plan_value_field(Ctx *c, Id plan, Id value, PlanField *field) CHECKED;

typedef struct {
    Str before, after; /* as a page shows them */
    Str undo;          /* what is typed to have `before` again; empty = nothing */
    int64_t at;
} PlanCorrection;
typedef LIST(PlanCorrection) PlanCorrectionList;
Fail plan_corrections(Ctx *c, const PlanValue *v, PlanCorrectionList *corrections) CHECKED; /* the newest first */

/* In a write: take a finding as it is ("accepted"), or open it again. */
Fail plan_settle(Ctx *c, Id plan, Id finding, bool accepted) CHECKED;
/* In a write: from review to active.  FAIL_CONFLICT while a title whose wording was restored was not looked at, a
 * blocking finding is open or an activity has no lead. */
Fail plan_activate(Ctx *c, Id plan) CHECKED;
/* In a write: back to review.  Whether work runs by it already is the caller's to know (work/undo.c). */
Fail plan_deactivate(Ctx *c, Id plan) CHECKED;

/* -- search ------------------------------------------------------------------------------------------------- */

typedef struct {
    Id plan;
    Str kind, code, title, plan_number; /* kind: plan, activity, assignment, line */
    int line;
} PlanHit;
typedef LIST(PlanHit) PlanHitList;
enum { PLAN_HITS_MAX = 60, PLAN_WORDS_MAX = 8 };
/* Everything that has every word of `query` (marks and case do not count; a word may be the beginning of one), titles
 * first; at most PLAN_HITS_MAX. */
Fail plan_search(Ctx *c, Str query, PlanHitList *hits) CHECKED;

/* The rebuilder of derived.sql. */
Fail plan_rebuild(Ctx *c) CHECKED;
