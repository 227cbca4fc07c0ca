// SPDX-License-Identifier: Apache-2.0
/* listing.h -- a list, declared once: what chooses stands as chips that are taken off one by one, heads sort, columns
 * are chosen and views kept for each person, ticks stay over pages and errors.  All without JavaScript, all in the
 * address but what a person keeps.
 *
 *     const ListKind task_kind = {"viec", "/viec", task_columns, "viec"};   in the feature's .lists
 *     {INPUT_CHOICE, "loai", "Theo hạn", .choices = …, .list = LIST_CHOOSES}   inputs of its GET row, and of the POST
 *     {INPUT_CHOICE, "xep", …, .list = LIST_LOOK}, LIST_PAGE                   row that acts on what is ticked
 *
 *     Listing l;
 *     TRY(listing_open(c, q, &task_kind, true, &l));                        true: there are boxes to tick
 *
 * In its page: listing_chips, listing_tools, a table whose head is listing_heads and whose cells ask listing_shows, a
 * bar (listing_bar … listing_bar_end, inside of the form) and listing_pager, inside of the form too where there are
 * boxes. */
#pragma once
#include "base/out.h"
#include "http/request.h"
#include "store/cursor.h"

typedef struct {
    const char *key, *name;
    bool is_extra;     /* not there unless somebody chose it */
    bool is_fixed;     /* always there */
    const char *sort;  /* the value of the input "xep" that puts the list in its order; NULL = none does */
    const char *class; /* of its head: "number" */
} ListColumn;
enum { LIST_COLUMNS_MAX = 60 };

struct ListKind {
    const char *key, *path;
    const ListColumn *columns;   /* ended by a row without key; NULL = it is no table */
    const char *ticks;           /* the input of the boxes; NULL = there are none */
    const char *groups;          /* that of boxes which stand for several things; NULL = there are none */
    const char *own, *everybody; /* the inputs of an agency, and of all of them instead: listing_own */
};

/* Inputs of a list: where a page begins; of the row that acts on what is ticked: another page, with the ticks kept. */
#define LIST_PAGE                                                                                                      \
    {                                                                                                                  \
        INPUT_TEXT, "sau", "Trang sau", .max = CURSOR_MAX                                                              \
    }
#define LIST_ALL                                                                                                       \
    {                                                                                                                  \
        INPUT_CHOICE, "chon", "Đánh dấu tất cả", .choices = "tat-ca"                                                   \
    }
#define LIST_TURN                                                                                                      \
    {                                                                                                                  \
        INPUT_TEXT, "sang", "Sang trang", .max = CURSOR_MAX                                                            \
    }

typedef struct {
    Id id;
    Str name, query;
} ListView;
typedef LIST(ListView) ListViewList;
enum { LIST_VIEWS_MAX = 30, LIST_VIEW_NAME_MAX = 60, LIST_QUERY_MAX = 600, LIST_TICKED_MAX = 300 };

typedef struct {
    const Request *q;
    const ListKind *kind;
    Str query;             /* what is chosen, and how it is looked at: "loai=qua-han&xep=moi" */
    Str after;             /* where this page begins; empty = the first */
    int64_t columns;       /* a bit for each that is shown */
    ListViewList views;    /* of who is signed in */
    bool ticks;            /* there are boxes */
    IdList ticked, groups; /* on this page and on others */
    bool all;              /* of this page */
    bool may_keep;         /* somebody is signed in */
    Str own;               /* name of the agency by which it opened; a chip says so, and leads to everybody's */
} Listing;

Fail listing_open(Ctx *c, const Request *q, const ListKind *kind, bool ticks, Listing *l) CHECKED;
/* What is personal of it, for shared_page: two people with the same see the same list. */
Str listing_key(Ctx *c, const Listing *l);
bool listing_shows(const Listing *l, const char *column);
bool listing_is_among(const IdList *ids, Id id);
/* The address of this list without what `name` chooses (NULL = all of it), with `more` behind ("sau=…"; empty = none).
 */
Str listing_path(Arena *a, const Listing *l, const char *without, Str more);

/* True when nothing was chosen: then who works for one agency finds its things, and the page sets l->own. */
bool listing_is_bare(const Request *q);

/* The first page of the list that a form stood in, as it was chosen. */
Str listing_back(Ctx *c, const Request *q, const ListKind *kind);

/* Of the row that acts: another page, all of this page, none was asked for: answered, with the ticks kept.  *turned =
 * false when something is to be done.  FAIL_INPUT with a sentence when more than LIST_TICKED_MAX are ticked. */
Fail listing_turn(Ctx *c, const Request *q, Reply *r, const ListKind *kind, bool *turned) CHECKED;

/* -- in a page --------------------------------------------------------------------------------------------------- */

/* What a chip says where the value is no words: the name of an agency.  Ended by a row without name. */
typedef struct {
    const char *name; /* of the input */
    Str words;
} ListWord;
void listing_chips(Out *o, const Listing *l, const ListWord *words);
/* Kept views, keeping this one, columns: folded away, but the views. */
void listing_tools(Out *o, const Listing *l);
void listing_heads(Out *o, const Listing *l);
/* In front of a row's title; of a thing, or of a group of them. */
void listing_box(Out *o, const Listing *l, Id id);
void listing_group_box(Out *o, const Listing *l, Id group);
/* The bar of what is done to what is ticked stays in sight: `act` = the words of its button (NULL = it stands in the
 * fold), then a fold for the fields of the form.  `on_page`: what has a box on this page, things and groups; all other
 * ticks come along unseen. */
typedef struct {
    const char *act, *fold; /* either may be NULL */
    bool is_open;
} ListBar;
void listing_bar(Out *o, const Listing *l, const IdList *on_page, ListBar bar);
void listing_bar_end(Out *o, bool has_fold);
void listing_pager(Out *o, const Listing *l, Str next);
/* The same of rows that are no list of this kind: addresses of the first page (empty = this is it), of the next (empty
 * = there is none). */
void listing_turns(Out *o, Str first, Str next);

/* -- what is kept ----------------------------------------------------------------------------------------------------
 */

Fail listing_views(Ctx *c, const char *list, ListViewList *views) CHECKED; /* of c->actor */
/* In a write, of c->actor.  FAIL_INPUT for more than LIST_VIEWS_MAX, or what no list of ours understands. */
Fail listing_view_add(Ctx *c, Str list, Str name, Str query) CHECKED;
/* FAIL_MISSING when it is not theirs. */
Fail listing_view_drop(Ctx *c, Id view) CHECKED;
Fail listing_view_list(Ctx *c, Id view, Str *list) CHECKED; /* of which list it is */
/* Only what can stand in an address. */
bool listing_is_query(Str s);
Fail listing_columns_set(Ctx *c, Str list, int64_t columns) CHECKED;
