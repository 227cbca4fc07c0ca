// SPDX-License-Identifier: Apache-2.0
/* route.c -- which row a path belongs to. */
#include "http/inside.h"
#include <assert.h>

const char *const menu_groups[MENU_GROUP_COUNT] = {
#define X(symbol, name) name,
    MENU_GROUPS(X)
#undef X
};

/* True when `path` has the shape of `pattern`; the values of its {parts} are kept. */
static bool path_matches(Str pattern, Str path, Field *parts, int *n)
{
    *n = 0;
    Str want, have;
    for (;;) {
        bool more = str_cut(&pattern, '/', &want);
        if (more != str_cut(&path, '/', &have)) return false;
        if (!more) return true;
        if (want.n && want.p[0] == '{') {
            if (!have.n || *n == PARTS_MAX) return false;
            parts[(*n)++] = (Field){.name = str_slice(want, 1, want.n - 1), .value = have};
        } else if (!str_equal(want, have)) return false;
    }
}

/* Whether the first segments are the same: of some hundred rows this leaves a dozen to be looked at. */
static bool begins_alike(const char *pattern, Str path)
{
    if (pattern[0] && pattern[1] == '{') return true;
    size_t i = 1;
    while (i < path.n && path.p[i] != '/' && pattern[i] == path.p[i]) i++;
    return (i >= path.n || path.p[i] == '/') && (!pattern[i] || pattern[i] == '/');
}

const Route *route_find(const Server *s, Method method, bool api, Str path, Fields *fields, unsigned *methods)
{
    const Route *found = NULL;
    Field parts[PARTS_MAX];
    int n;
    *methods = 0;
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if ((api && !r->api) || !begins_alike(r->path, path) || !path_matches(str_of(r->path), path, parts, &n))
                continue;
            *methods |= 1u << r->method;
            if (found || r->method != method) continue;
            found = r;
            memcpy(fields->at, parts, (size_t)n * sizeof *parts);
            fields->n = fields->parts = n;
        }
    return found;
}

const Route *route_drawn_by(const Server *s, Handler *handler)
{
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == GET && r->handler == handler) return r;
    return NULL;
}

const ObjectKind *request_object_kind(const Request *q, Str kind)
{
    for (const Feature *const *f = q->server->o.features; *f; f++)
        for (const ObjectKind *k = (*f)->objects; k && k->kind; k++)
            if (str_equal(kind, str_of(k->kind))) return k;
    return NULL;
}

size_t route_body_max(const Route *r)
{
    size_t most = BODY_MAX;
    for (const Input *i = r->inputs; i && i->type != INPUT_END; i++)
        if (i->type == INPUT_FILE && i->max > UPLOAD_MAX) most += (size_t)i->max;
    return most + (size_t)r->files_max;
}

static int times_declared(const Route *r, Str name)
{
    int n = 0;
    for (const Input *i = r->inputs; i && i->type != INPUT_END; i++) n += str_equal(str_of(i->name), name);
    return n;
}

static void check_inputs(const Route *r)
{
    int n = 0;
    for (const Input *i = r->inputs; i && i->type != INPUT_END; i++, n++) {
        assert(i->name && i->label && "an input has a name and a label");
        assert(times_declared(r, str_of(i->name)) == 1 && "each name is declared once");
        assert((!i->max || i->max >= i->min) && "its bounds let something through");
        assert((i->type != INPUT_CHOICE || i->choices) && "a choice has choices");
        assert((i->type != INPUT_FILE || r->method == POST) && "only a POST takes a file");
        assert((!i->many || i->type == INPUT_ID || i->type == INPUT_FILE) && "boxes and files may be many");
    }
    assert(n <= INPUTS_MAX);
}

static void check_parts(const Route *r)
{
    int n = 0;
    Str rest = str_of(r->path), part;
    while (str_cut(&rest, '/', &part)) {
        if (!part.n || part.p[0] != '{') continue;
        assert(times_declared(r, str_slice(part, 1, part.n - 1)) && "a {part} of a path is a declared input");
        n++;
    }
    assert(n <= PARTS_MAX && "a path has few {parts}");
}

/* What the compiler cannot see: mistakes in a row stop the program at its start, not a person in the middle. */
void routes_check(const Server *s)
{
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            assert(r->path[0] == '/' && r->handler && r->help && r->right && "a row says all about its page");
            check_inputs(r);
            for (const Input *in = r->more ? r->inputs : NULL; in && in->type != INPUT_END; in++)
                assert(strchr(in->name, '-') && "beside names that people give, a row's own have a hyphen");
            assert((!r->more || (r->method == POST && r->prepare)) && "what an address names is read before the write");
            assert((!r->cached || r->method == GET) && (!r->prepare || r->method == POST));
            assert((!r->live || (r->method == GET && !live_unknown_table(s->o.store, r->live).n)) &&
                   "a page that refreshes itself names tables that there are");
            assert((!r->again || route_drawn_by(s, r->again)) && "`again` is the handler of a GET row");
            check_parts(r);
        }
}
