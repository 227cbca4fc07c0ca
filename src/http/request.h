// SPDX-License-Identifier: Apache-2.0
/* request.h -- what a handler may know of a request: its declared inputs, checked. */
#pragma once
#include "http/route.h"

/* Reading an input that the route row does not declare is a mistake of the program and aborts. */
bool input_given(const Request *q, const char *name); /* there and not empty */
Str input_text(const Request *q,
               const char *name); /* empty when not given; INPUT_TEXT, _LINES, _CHOICE, _FILE (bytes) */
int64_t input_integer(const Request *q, const char *name); /* 0 when not given */
Id input_id(const Request *q, const char *name);
Day input_day(const Request *q, const char *name);       /* NO_DAY when not given */
Str input_file_name(const Request *q, const char *name); /* the name the browser gave an upload */

/* All files of an INPUT_FILE declared `many`, in the order they were chosen; in the arena of c. */
typedef struct {
    Str name, bytes;
} InputFile;
typedef LIST(InputFile) InputFileList;
InputFileList input_files(Ctx *c, const Request *q, const char *name);

/* Inputs declared `each`: what was sent as NAME.ID; as above when it was not.  A wrong one does not refuse the form:
 * its handler asks for the problem (one sentence; NULL = none), keeps the other rows and shows this one again: it is
 * not given then, its text is what was typed. */
const char *input_each_problem(const Request *q, const char *name, Id id);
bool input_each_given(const Request *q, const char *name, Id id);
Str input_each_text(const Request *q, const char *name, Id id);
int64_t input_each_integer(const Request *q, const char *name, Id id);
Str input_each_file_name(const Request *q, const char *name, Id id);
/* Inputs of Route.more: all that was sent of one, in its order; `row` is that of a table, NAME.ROW, for what is
 * declared `each`, else 0.  Text is well-formed and in NFC, without blanks at its ends.  In the arena of c. */
StrList input_texts(Ctx *c, const Request *q, const char *name, Id row);
InputFileList input_texts_files(Ctx *c, const Request *q, const char *name, Id row);
/* The rows in which one of these inputs was sent, ended by NULL; each once, in their order. */
IdList input_rows(Ctx *c, const Request *q, const char *const *names);
/* In `prepare`: what is wrong with one of them, or with an input of the row (row 0); it stands beside its field and in
 * the list on top.  Then refuse. */
void input_problem(Ctx *c, const Request *q, const char *name, Id row, Str sentence);
bool input_has_problem(const Request *q);

/* All identifiers of an input declared `each` or `many`, in the order they were sent, none twice; in the arena of c. */
IdList input_ids(Ctx *c, const Request *q, const char *name);

/* The path that was asked for, without query: for links to the page itself. */
Str request_path(const Request *q);

/* "https://ngayso.bacgiang.gov.vn": how the world reaches us, for links that are sent; without '/' at its end. */
Str request_site(const Request *q);
/* All features of the server, ended by NULL. */
const Feature *const *request_features(const Request *q);
/* The inputs of its row, ended by INPUT_END; NULL = none. */
const Input *request_inputs(const Request *q);
/* The right of its row. */
const char *request_right(const Request *q);
/* The row of that kind among the features that are served; NULL = there is none. */
const ObjectKind *request_object_kind(const Request *q, Str kind);
/* The browser as it names itself, at most 200 bytes; may be empty.  Personal: store it only for who it is about. */
Str request_agent(const Request *q);

/* What reply_device gave this browser before; empty = nothing, or nothing of ours. */
Str request_device(const Request *q);

/* OK when `page` ("/trang?loc=7") is one that refreshes itself and that who asks may see; else FAIL_INPUT with
 * a sentence. */
Fail request_shows(Ctx *c, const Request *q, Str page) CHECKED;

/* Drawing a form again: what was typed into field `name` (empty when this is the first time, and for secrets), and what
 * is wrong with it.  A problem without field (name "") is the rule's own sentence. */
bool request_is_again(const Request *q);
Str request_typed(const Request *q, const char *name);
const char *request_problem(const Request *q, const char *name); /* NULL when nothing is wrong with it */

/* Drawing a form again: all of a field that may be sent several times; the rows NAME.ROW in which one of these was. */
StrList request_typed_all(Ctx *c, const Request *q, Str name);
IdList request_typed_rows(Ctx *c, const Request *q, const char *const *names);
/* In `prepare`: as if it had been sent too, for the form that is drawn again. */
void request_add(Ctx *c, const Request *q, Str name, Str value);
/* In `prepare`: nothing is wrong, the form is wanted again with what was typed (a row more). */
Fail request_redraw(Ctx *c, const Request *q) CHECKED;

/* What a rule said of one input: it stands beside that field when the form is drawn again.  Gives `result` back.
 *
 *     TRY(input_rule(q, "han", task_due_typed(c, input_text(q, "han"), &due, &warning))); */
Fail input_rule(const Request *q, const char *name, Fail result) CHECKED;

/* What `prepare` handed on; NULL when the route has none. */
void *request_prepared(const Request *q);
