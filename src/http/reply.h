// SPDX-License-Identifier: Apache-2.0
/* reply.h -- what a handler answers: a page, JSON, a file or a redirect.  A handler that returns a failure instead
 * gets the error page (or error JSON) of that kind with c->why as its sentence. */
#pragma once
#include "base/out.h"
#include "http/route.h"
#include <jansson.h>

/* True when the JSON twin was asked for, or the spreadsheet of a row with `sheet`: both are made of a record. */
bool reply_is_json(const Reply *r);
bool reply_is_sheet(const Reply *r);
/* How many rows a list gives at once: a page of them, or all, where a spreadsheet is made of it. */
enum { LIST_ROWS_MAX = 50000 };
int reply_rows(const Reply *r, int page);

/* Begin an HTML page inside the frame (http/frame.html): head, menu, title.  Write the content of <main> into the Out
 * that it returns; the server closes the frame.  `title` without the product's name. */
Out *reply_page(Ctx *c, const Request *q, Reply *r, Str title);
/* Before reply_page: where the page stands, from the whole down, a step a call; `code` is its number there ("3.1.a",
 * empty = none), `path` may go to a place on a page.  They are a line above the heading, at its end the page itself. */
void reply_step(Ctx *c, Reply *r, Str path, Str code, Str name);
/* A part of a page, without frame, for htmx. */
Out *reply_part(Ctx *c, Reply *r);

/* Answer `value` as JSON and release it.  NULL (jansson ran out of memory) is FAIL_ROOM. */
Fail reply_json(Ctx *c, Reply *r, json_t *value) CHECKED;
/* Text of any type: "text/calendar; charset=utf-8". */
Out *reply_text(Ctx *c, Reply *r, const char *type);
/* Offer it as a download under this name. */
void reply_file_name(Ctx *c, Reply *r, Str name);
/* Bytes that somebody sent: a download, in a sandbox of its own, packed no further and kept only by who asked.  They
 * live in the request's arena; `tag` tells them from others (their digest). */
void reply_file(Ctx *c, Reply *r, const char *type, Str name, Str bytes, Str tag);
/* The same of an open file, which is sent as it is read, so that it may be larger than memory.  It stays the caller's,
 * who may close it when the request's memory goes. */
void reply_open_file(Ctx *c, Reply *r, const char *type, Str name, int file);
/* After reply_file: no download; a page of ours may show it in a frame, and it stays in its sandbox there. */
void reply_file_shown(Reply *r);
/* After reply_file: a picture that a page shows and that is never another one at this address: the browser keeps it
 * without asking again. */
void reply_file_kept(Reply *r);

/* What the handler knows to be wrong without having failed (what it wrote is kept): the status of that kind. */
void reply_status(Reply *r, Fail kind);
/* Keep this page nowhere: it shows what nobody else may ever see. */
void reply_secret(Reply *r);
/* A page of a row with `cached` that also shows what is in no table: it is drawn each time. */
void reply_not_kept(Reply *r);

/* Give the browser a session's token, or take it back (empty).  The cookie: __Host-, Secure, HttpOnly, SameSite=Lax;
 * kept for so many seconds, 0 = until the browser ends. */
void reply_session(Ctx *c, Reply *r, Str token, int seconds);
/* Let the browser keep a token that tells this device from others, also after signing out: for DEVICE_COOKIE_DAYS. */
enum { DEVICE_COOKIE_DAYS = 90 };
void reply_device(Ctx *c, Reply *r, Str token);

/* The next page that this browser draws shows on top what was done (PANEL_OF_RECEIPT), once. */
void reply_receipt(Reply *r, Id receipt);

/* The rows of the menu, or the acts of the palette, that lead somewhere for who asks, ended by one without path. */
const MenuRow *menu_rows(Ctx *c, const Request *q, bool acts);

/* The handler of rows with `wall` (route.h). */
Handler wall_get;

/* 303 to a path of ours, which must begin with one '/': printf. */
__attribute__((format(printf, 3, 4))) Fail reply_redirect(Ctx *c, Reply *r, const char *format, ...);

/* For `prepare`: hand `value`, in the request's arena, to the handler. */
void reply_prepared(Reply *r, void *value);

/* Wrap a Str for jansson: NULL Str gives JSON null. */
json_t *json_str(Str s);
json_t *json_day(Ctx *c, Day d);
