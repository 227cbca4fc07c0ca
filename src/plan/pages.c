// SPDX-License-Identifier: Apache-2.0
/* pages.c -- pictures of pages that were sent together: in which order, and as one file. */
#include "base/out.h"
#include "doc/join.h"
#include "plan/web.h"
#include <stdlib.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t digits_of(Str *s)
{
    size_t n = 0;
    while (s->n > 1 && s->p[0] == '0' && is_digit(s->p[1])) *s = str_from(*s, 1);
    while (n < s->n && is_digit(s->p[n])) n++;
    return n;
}

/* Numbers by their value: "trang 2.jpg" before "trang 10.jpg". */
static int compare_names(Str a, Str b)
{
    while (a.n && b.n) {
        size_t x = is_digit(a.p[0]) ? digits_of(&a) : 0, y = is_digit(b.p[0]) ? digits_of(&b) : 0;
        if (x && y && x != y) return x < y ? -1 : 1;
        size_t n = x && y ? x : 1;
        int order = memcmp(a.p, b.p, n);
        if (order) return order;
        a = str_from(a, n), b = str_from(b, n);
    }
    return (a.n > 0) - (b.n > 0);
}

static int by_name(const void *a, const void *b)
{
    return compare_names(((const InputFile *)a)->name, ((const InputFile *)b)->name);
}

void pages_order(InputFile *file, size_t n, Str order)
{
    if (str_equal(order, S("ten"))) qsort(file, n, sizeof *file, by_name);
    for (size_t i = 0; str_equal(order, S("nguoc")) && i < n / 2; i++) {
        InputFile first = file[i];
        file[i] = file[n - 1 - i], file[n - 1 - i] = first;
    }
}

Fail pages_joined(Ctx *c, const InputFile *file, size_t n, Str *name, Str *bytes)
{
    Str *all = NEW(&c->mem, Str, n);
    for (size_t i = 0; i < n; i++) all[i] = file[i].bytes;
    *name = join_name(&c->mem, file[0].name);
    return join_pages(c, all, n, bytes);
}

/* A name may hold anything but a line. */
Str pages_names(Ctx *c, const InputFile *file, size_t n)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < n; i++) {
        Str name = str_is_utf8(file[i].name) ? str_slice(file[i].name, 0, str_index(file[i].name, '\n')) : S("?");
        if (i) out_char(&o, '\n');
        out_raw(&o, name);
    }
    return out_str(&o);
}
