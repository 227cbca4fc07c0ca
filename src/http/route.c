// SPDX-License-Identifier: Apache-2.0
/* route.c -- which row a path belongs to. */
#include "http/inside.h"
#include <assert.h>

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

const Route *route_find(const Server *s, Method method, Str path, Fields *fields, bool *other)
{
    Field parts[PARTS_MAX];
    int n;
    *other = false;
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (!path_matches(str_of(r->path), path, parts, &n)) continue;
            if (r->method != method) {
                *other = true;
                continue;
            }
            for (int i = 0; i < n; i++) fields_add(fields, parts[i]);
            return r;
        }
    return NULL;
}

const Route *route_drawn_by(const Server *s, Handler *handler)
{
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            if (r->method == GET && r->handler == handler) return r;
    return NULL;
}

static bool is_declared(const Route *r, Str name)
{
    for (const Input *i = r->inputs; i && i->type != INPUT_END; i++)
        if (str_equal(str_of(i->name), name)) return true;
    return false;
}

/* What the compiler cannot see: mistakes in a row stop the program at its start, not a person in the middle. */
void routes_check(const Server *s)
{
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            assert(r->path[0] == '/' && r->handler && r->help && r->right && "a row says all about its page");
            int n = 0;
            for (const Input *i = r->inputs; i && i->type != INPUT_END; i++, n++) {
                assert(i->name && i->label && "an input has a name and a label");
                assert((i->type != INPUT_CHOICE || i->choices) && "a choice has choices");
                assert((i->type != INPUT_FILE || r->method == POST) && "only a POST takes a file");
            }
            assert(n <= INPUTS_MAX);
            assert((!r->cached || r->method == GET) && (!r->prepare || r->method == POST));
            assert((!r->again || route_drawn_by(s, r->again)) && "`again` is the handler of a GET row");
            Str rest = str_of(r->path), part;
            while (str_cut(&rest, '/', &part))
                assert((!part.n || part.p[0] != '{' || is_declared(r, str_slice(part, 1, part.n - 1))) &&
                       "a {part} of a path is a declared input");
        }
}
