// SPDX-License-Identifier: Apache-2.0
/* draft.h -- a document while it is being written by the program: parts, figures, and how sentences mention them. */
#pragma once
#include "base/out.h"
#include "report/facts.h"

/* figure.c */
Str figure_token(Arena *a, int64_t value, int nth);
Fail figures_load(Ctx *c, Id document, DocumentFigureList *figures) CHECKED;
Fail figure_keep(Ctx *c, Id document, const DocumentFigure *one) CHECKED; /* in a write */
Str text_renewed(Arena *a, Str text, const DocumentFigureList *figures);

/* document.c, in a write */
Fail part_insert(Ctx *c, Id document, const DocumentPart *p, int place) CHECKED;
Fail document_tell(Ctx *c, const Document *d, const char *act, Str before, Str after) CHECKED;
/* FAIL_CONFLICT with a sentence unless it is a draft, of version `seen` (0 = whatever it is). */
Fail document_for_change(Ctx *c, Id id, int seen, Document *d) CHECKED;
Fail document_raise(Ctx *c, Document *d) CHECKED; /* the next version */
/* What a change made of a part (0 = of the head). */
Fail edit_note(Ctx *c, const Document *d, Id part, Str before, Str after, const char *act) CHECKED;

typedef struct {
    Ctx *c;
    const DraftOrder *order;
    Facts facts;
    ReportAgency agency; /* that issues it */
    Draft *draft;
} Drafting;

/* A new part; write its text into `o`, then part_end. */
DocumentPart *part_begin(Drafting *d, Out *o, const char *key, int level, Str marker, Str heading);
void part_end(DocumentPart *p, const Out *o);
void say_heading(Drafting *d, const char *key, int level, Str marker, Str heading); /* without a text */
/* "{37|s2}": the figure, made when the document has it not yet. */
void say_figure(Drafting *d, Out *o, FigureKind kind, Id node, Str words, Str unit);
static inline void say_count(Drafting *d, Out *o, FigureKind kind, Id node)
{
    say_figure(d, o, kind, node, (Str){0}, (Str){0});
}
int64_t count_now(Drafting *d, FigureKind kind, Id node);
/* "UBND huyện A, UBND huyện B và 3 cơ quan khác". */
Fail say_orgs(Drafting *d, Out *o, const StrList *orgs, size_t most) CHECKED;
/* "Kế hoạch số 136/KH-UBND ngày 11/8/2024 của … về …" */
void say_plan(Drafting *d, Out *o, bool with_title);
/* Its first letter small, unless it begins an abbreviation. */
Str in_sentence(Arena *a, Str text);
/* Without the full stop, comma or semicolon at its end: more of the sentence follows. */
Str bare_end(Str text);
/* The last line of a list ends with a full stop, the others with a semicolon. */
void list_end(Out *o);
/* A line each; empty lines are left out. */
void say_line(Out *o, const char *begin, Str text, const char *end);

/* activity.c: a part about an activity or an assignment of the plan; how far it is (0 = the whole plan). */
void say_progress(Drafting *d, Out *o, Id node);
Fail say_activity(Drafting *d, const PlanNode *n, Str marker, int level) CHECKED;

/* judged.c: difficulties of the same words are one. */
typedef struct {
    Str text;
    StrList orgs, answers, agreed, directions, proposals; /* agreed: directions that are what was proposed; proposals:
                                                             those that still wait for the chairman */
    int all, waiting;
} Trouble;
typedef LIST(Trouble) TroubleList;
void troubles_gather(Drafting *d, TroubleList *list);
Fail say_difficulties(Drafting *d, Str marker, const TroubleList *troubles) CHECKED;
Fail say_judgement(Drafting *d, Str marker) CHECKED;
Fail say_proposals(Drafting *d, Str marker, const TroubleList *troubles) CHECKED;

/* The draft of a document that there is, as of a day; its figures keep their numbers. */
Fail draft_again(Ctx *c, const Document *d, Day as_of, Draft *draft) CHECKED; /* draft.c */

/* What each kind writes. */
Fail draft_consolidated(Drafting *d) CHECKED; /* consolidated.c */
Fail draft_urging(Drafting *d) CHECKED;       /* letters.c */
Fail draft_assignment(Drafting *d) CHECKED;
Fail draft_invitation(Drafting *d) CHECKED; /* forms.c */
Fail draft_submission(Drafting *d) CHECKED;
Fail draft_decision(Drafting *d) CHECKED;
Fail draft_notice(Drafting *d) CHECKED;
Fail draft_minutes(Drafting *d) CHECKED;
