// SPDX-License-Identifier: Apache-2.0
/* reply.c -- what a handler answers: its page in the frame, its JSON, or a failure; how it leaves: response.c. */
#include "http/inside.h"
#include "http/panel.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void reply_init(Ctx *c, Reply *r, const Request *q)
{
    *r = (Reply){.status = 200,
                 .is_json = q->is_json,
                 .is_part = q->is_part,
                 .sheet = q->is_sheet ? q->route->sheet : NULL,
                 .server = q->server,
                 .is_known = q->actor != NULL,
                 .is_secret =
                     q->server->o.gate && q->route && !q->route->cached && strcmp(q->route->right, RIGHT_PUBLIC),
                 .form = form_token(&c->mem, q->actor ? q->actor->form_token : (Str){0})};
    r->body = (Out){.mem = &c->mem, .form = r->form};
}

bool reply_is_json(const Reply *r) { return r->is_json || r->sheet; }
bool reply_is_sheet(const Reply *r) { return r->sheet; }
int reply_rows(const Reply *r, int page) { return r->sheet ? LIST_ROWS_MAX : page; }
void reply_prepared(Reply *r, void *value) { r->prepared = value; }

Out *reply_text(Ctx *c, Reply *r, const char *type)
{
    r->type = type;
    r->body = (Out){.mem = &c->mem, .form = r->form};
    r->packed.n = 0;
    return &r->body;
}

Out *reply_part(Ctx *c, Reply *r) { return reply_text(c, r, "text/html; charset=utf-8"); }

static Str day_in_words(Ctx *c)
{
    Str day = day_vietnamese(&c->mem, c->today);
    return str_format(&c->mem, "%s, %.*s", day_weekday_name(c->today), STR_ARGS(day));
}

const MenuRow *menu_rows(Ctx *c, const Request *q, bool acts)
{
    const Gate *gate = q->server->o.gate;
    const MenuRow *all = acts ? q->server->acts : q->server->menu;
    if (!gate) return all;
    MenuRow *rows = NEW(&c->mem, MenuRow, MENU_MAX + 1);
    int n = 0;
    for (; all->path; all++)
        if (q->actor && (!all->right || gate->may(q->actor, all->right))) rows[n++] = *all;
    return rows;
}

/* What waits on each of them.  A count that cannot be had is a page that cannot be drawn: r->counted says so. */
static const int *count_waiting(Ctx *c, Reply *r, const MenuRow *rows)
{
    int *waiting = NEW(&c->mem, int, MENU_MAX + 1);
    if (!r->counts) return NULL;
    for (int i = 0; !r->counted && rows[i].path; i++)
        if (rows[i].waits) r->counted = rows[i].waits(c, &waiting[i]);
    return waiting;
}

/* What the foot leads to: who has no account sees what they can do without one, while there is any. */
static const MenuRow *foot_rows(Ctx *c, const Request *q, Reply *r)
{
    MenuRow *rows = NEW(&c->mem, MenuRow, FOOT_MAX + 1);
    int n = 0;
    for (const MenuRow *m = q->server->foot; m->path; m++) {
        int there = m->spot == SPOT_FOOT;
        bool is_asked = !there && !q->actor && r->counts && !r->counted;
        if (is_asked) r->counted = m->waits(c, &there);
        if (there) rows[n++] = *m;
    }
    return rows;
}

static const char *search_for(const Request *q)
{
    const MenuRow *m = q->server->search;
    const Gate *gate = q->server->o.gate;
    return m && (!gate || (q->actor && (!m->right || gate->may(q->actor, m->right)))) ? m->path : NULL;
}

/* Only the page itself: not an error in its place, not a form that was refused. */
static Str live_address(Ctx *c, const Request *q, const Reply *r)
{
    Out o = {.mem = &c->mem};
    bool is_page = q->route && q->route->live && (!r->is_wall || q->is_wall) && !q->is_again &&
                   r->status == MHD_HTTP_OK && q->uri.n;
    if (!is_page) return (Str){0};
    out_raw(&o, S(LIVE_PATH "?trang="));
    out_url(&o, q->uri);
    return out_str(&o);
}

/* The same list, all of it, as a spreadsheet: of the page itself, as it was asked for. */
static Str sheet_address(Ctx *c, const Request *q, const Reply *r)
{
    bool has = q->route && q->route->sheet && !q->is_again && r->status == MHD_HTTP_OK && q->uri.n;
    size_t query = str_index(q->uri, '?');
    return has ? str_format(&c->mem, "%.*s" SHEET_PATH "%.*s", STR_ARGS(q->path), STR_ARGS(str_from(q->uri, query)))
               : (Str){0};
}

/* Nobody stands in front of it who would search or choose; it says how old it is. */
static void be_wall(Ctx *c, Reply *r)
{
    r->frame.menu = NULL;
    r->frame.actor = NULL;
    r->frame.wall = time_vietnamese(&c->mem, c->now);
}

/* What the last press did, once. */
static void show_receipt(Ctx *c, const Request *q, Reply *r, Out *o)
{
    Panels drawn;
    if (!q->receipt || !r->counts || r->counted || r->is_wall || q->is_again) return;
    r->counted = panels_draw(c, q, r, PANEL_OF_RECEIPT, (PanelSubject){.id = q->receipt}, &drawn);
    if (!r->counted) out_raw(o, drawn.of[PANEL_SECTION].markup);
    r->receipt = -1;
}

void reply_step(Ctx *c, Reply *r, Str path, Str code, Str name)
{
    *list_add(&c->mem, &r->steps) = (Step){path, code, name};
}

/* A step to the page itself is the page, at the end of the line. */
static const StepList *steps_to(const Request *q, Reply *r)
{
    if (r->steps.n && str_equal(r->steps.at[r->steps.n - 1].path, q->path)) r->steps.n--;
    return &r->steps;
}

static Fail draw_top(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    (void)unused;
    Frame f = r->frame;
    f.menu = menu_rows(c, q, false);
    f.actor = q->actor;
    f.today = day_in_words(c);
    f.waiting = count_waiting(c, r, f.menu);
    frame_top(o, &f);
    return r->counted;
}

/* All of a person's pages have the same above them, but which row of the menu is open, and what was looked for. */
static void put_top(Ctx *c, const Request *q, Reply *r, Out *o)
{
    const MenuRow *open = frame_open_row(&r->frame);
    Out key = {.mem = &c->mem};
    out_c(&key, open ? open->path : "");
    out_char(&key, open && str_equal(str_of(open->path), q->path) ? '.' : '/');
    out_raw(&key, q->query);
    Fail result = common_put(c, q, r, o, out_str(&key), draw_top, NULL);
    if (!r->counted) r->counted = result;
    frame_main(o, &r->frame);
}

Out *reply_page(Ctx *c, const Request *q, Reply *r, Str title)
{
    Out *o = reply_part(c, r);
    r->is_framed = true;
    r->is_wall |= q->route && q->route->wall; /* also when it went dark */
    r->frame = (Frame){.title = title,
                       .path = q->path,
                       .menu = q->server->menu, /* of it draw_top shows what the person may open */
                       .actor = q->actor,
                       .gate = q->server->o.gate,
                       .foot = foot_rows(c, q, r),
                       .search = search_for(q),
                       .query = q->query,
                       .live = live_address(c, q, r),
                       .sheet = sheet_address(c, q, r),
                       .shown = q->uri,
                       .steps = steps_to(q, r),
                       .version = str_of(q->server->version)};
    if (r->is_wall) be_wall(c, r);
    frame_head(o, &r->frame);
    if (!r->is_wall) put_top(c, q, r, o);
    r->main_at = o->n;
    show_receipt(c, q, r, o);
    if (q->is_again) form_refused(o, q);
    return o;
}

Fail reply_json(Ctx *c, Reply *r, json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_PRESERVE_ORDER) : NULL;
    json_decref(value);
    if (!text) return fail(c, FAIL_ROOM, "Không đủ bộ nhớ để viết câu trả lời.");
    Out *o = reply_text(c, r, "application/json; charset=utf-8");
    size_t n = strlen(text);
    bool fits = (size_t)(c->mem.end - c->mem.at) > 2 * n + 8192; /* so that nothing jumps while we hold `text` */
    if (fits) out_raw(o, (Str){text, n});
    free(text);
    return fits ? OK : fail(c, FAIL_ROOM, "Câu trả lời quá lớn. Hãy hỏi từng phần nhỏ hơn.");
}

json_t *json_str(Str s) { return s.p ? json_stringn(s.p, s.n) : json_null(); }
json_t *json_day(Ctx *c, Day d) { return d == NO_DAY ? json_null() : json_str(day_iso(&c->mem, d)); }

void reply_status(Reply *r, Fail kind) { r->status = fail_status(kind); }
void reply_secret(Reply *r) { r->is_secret = true; }
void reply_not_kept(Reply *r) { r->is_not_kept = true; }
void reply_session(Ctx *c, Reply *r, Str token, int seconds)
{
    r->session = str_c(&c->mem, token);
    r->session_seconds = seconds;
}

void reply_receipt(Reply *r, Id receipt)
{
    if (!r->is_part) r->receipt = receipt;
}

void reply_device(Ctx *c, Reply *r, Str token) { r->device = str_c(&c->mem, token); }

void reply_file_name(Ctx *c, Reply *r, Str name) { r->file_name = str_copy(&c->mem, name); }

void reply_file(Ctx *c, Reply *r, const char *type, Str name, Str bytes, Str tag)
{
    Out *o = reply_text(c, r, type);
    *o = (Out){.mem = &c->mem, .p = (char *)(uintptr_t)bytes.p, .n = bytes.n, .room = bytes.n};
    reply_file_name(c, r, name);
    r->tag = str_format(&c->mem, "\"%.*s\"", STR_ARGS(tag)).p;
    r->is_secret = false; /* its tag saves sending it again */
}

void reply_open_file(Ctx *c, Reply *r, const char *type, Str name, int file)
{
    reply_text(c, r, type);
    reply_file_name(c, r, name);
    r->file = file + 1;
}

void reply_file_shown(Reply *r) { r->is_shown = true; }
void reply_file_kept(Reply *r) { r->is_kept = true; }

Fail reply_redirect(Ctx *c, Reply *r, const char *format, ...)
{
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    char *p = NEW(&c->mem, char, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, format, again);
    va_end(again);
    /* "//other.site" and "/\\other.site" would lead away. */
    if (p[0] != '/' || p[1] == '/' || p[1] == '\\')
        return fail(c, FAIL_INPUT, "Không chuyển đến địa chỉ ngoài Ngày Số.");
    r->location = (Str){p, (size_t)n};
    r->status = MHD_HTTP_SEE_OTHER;
    if (!r->is_json) return OK;
    r->status = 200;
    return reply_json(c, r, json_pack("{s:o}", "location", json_str(r->location)));
}

/* What is wrong with each input that an address names. */
static json_t *problems_json(const Request *q)
{
    json_t *all = json_object();
    for (size_t i = 0; i < q->told->problems.n; i++)
        json_object_set_new(all, q->told->problems.at[i].name.p, json_string(q->told->problems.at[i].text));
    return all;
}

static void failure_json(Ctx *c, const Request *q, Reply *r, Str why)
{
    size_t room = 6 * WHY_ROOM + 96, told = q->told->problems.n; /* a control character takes six bytes in JSON */
    for (size_t i = 0; i < told; i++)
        room += 6 * (q->told->problems.at[i].name.n + strlen(q->told->problems.at[i].text)) + 16;
    char *text = NEW(&c->mem, char, room);
    Out *o = reply_text(c, r, "application/json; charset=utf-8");
    json_t *value = json_pack("{s:{s:i,s:s%}}", "error", "status", r->status, "why", why.p ? why.p : "", why.n);
    if (value && told) json_object_set_new(json_object_get(value, "error"), "problems", problems_json(q));
    size_t n = value ? json_dumpb(value, text, room, JSON_COMPACT) : 0;
    json_decref(value);
    out_raw(o, n && n <= room ? (Str){text, n} : S("{\"error\":{}}"));
}

/* What nobody may read over a shoulder. */
static bool is_secret(const Route *row, Str name)
{
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (in->type == INPUT_SECRET && str_equal(str_of(in->name), name)) return true;
    return str_equal(name, S(FORM_TOKEN));
}

/* What was sent, to copy it from the error page; NULL when there is nothing to keep. */
static const char *typed_before(Ctx *c, const Request *q)
{
    Out kept = {.mem = &c->mem};
    if (!q->route || q->route->method != POST) return NULL;
    for (int i = q->fields->parts; i < q->fields->n; i++) {
        const Field *f = &q->fields->at[i];
        if (f->file_name.n || !f->value.n || is_secret(q->route, f->name) || !str_is_utf8(f->value) ||
            f->value.n > INPUT_TEXT_MAX * 4)
            continue;
        out_raw(&kept, f->value);
        out_char(&kept, '\n');
    }
    return kept.n ? str_c(&c->mem, out_str(&kept)) : NULL;
}

static bool is_given(const Request *q, const Input *in)
{
    for (int i = q->fields->parts; i < q->fields->n; i++)
        if (q->fields->at[i].value.n && str_equal(q->fields->at[i].name, str_of(in->name))) return true;
    return false;
}

bool request_has_typed(const Request *q)
{
    for (const Input *in = q->refused_inputs; in && in->type != INPUT_END; in++)
        if (in->type == INPUT_LINES && is_given(q, in)) return true;
    for (const Input *in = q->refused_more; in && in->type != INPUT_END; in++)
        if (is_given(q, in)) return true;
    return false;
}

/* A form that was refused only because of the moment may be sent again as it was; files and passwords nobody keeps. */
static bool may_send_again(const Request *q, Fail kind)
{
    if (kind != FAIL_BUSY || !q->route || q->route->method != POST || q->is_json || !q->fields->n) return false;
    for (const Input *in = q->route->inputs; in && in->type != INPUT_END; in++)
        if (in->type == INPUT_SECRET || in->type == INPUT_FILE) return false;
    for (int i = q->fields->parts; i < q->fields->n; i++)
        if (!str_is_utf8(q->fields->at[i].value) || !str_is_utf8(q->fields->at[i].name) || q->fields->at[i].file_name.n)
            return false;
    return !str_starts(q->path, S("//"));
}

static void keep_fields(Ctx *c, const Request *q, ErrorPage *page)
{
    int n = q->fields->n - q->fields->parts;
    Typed *all = NEW(&c->mem, Typed, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        all[i] = (Typed){q->fields->at[q->fields->parts + i].name, q->fields->at[q->fields->parts + i].value};
    page->again = q->path;
    page->fields = all;
    page->n_fields = n;
}

void reply_failure(Ctx *c, const Request *q, Reply *r, Fail kind, const char *go_to)
{
    Str why = str_copy(&c->mem, str_of(c->why));
    reply_init(c, r, q);
    r->status = fail_status(kind);
    if (r->is_json) {
        failure_json(c, q, r, why);
        return;
    }
    const char *typed = typed_before(c, q);
    r->steps.n = 0;
    Out *o = reply_page(c, q, r, S("Lỗi"));
    ErrorPage page = {.status = r->status, .sentence = why, .typed = typed, .go_to = go_to};
    if (may_send_again(q, kind)) keep_fields(c, q, &page);
    error_page(o, &page);
}
