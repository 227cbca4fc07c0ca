// SPDX-License-Identifier: Apache-2.0
/* name.c -- the name of a download, from what the sender called it. */
#include "upload/inside.h"
#include "viet/text.h"
#include <utf8proc.h>

/* The last part of a path of any system. */
static Str last_part(Str s)
{
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '/' || s.p[i] == '\\') return str_from(s, i + 1);
    return s;
}

/* Letters, marks, digits, signs and blanks; not what is unseen or turns the direction, nor what Windows refuses. */
static bool is_plain(utf8proc_int32_t letter)
{
    if (letter < 0x80 && strchr("<>:\"|?*", (int)letter)) return false; /* NUL too */
    switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return false;
    default: return true;
    }
}

static Str only_plain(Arena *a, Str s)
{
    char *p = NEW(a, char, s.n + 1);
    size_t n = 0;
    for (utf8proc_int32_t letter; s.n;) {
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &letter);
        size_t step = length > 0 ? (size_t)length : 1;
        if (length > 0 && is_plain(letter)) {
            memcpy(p + n, s.p, step);
            n += step;
        }
        s = str_from(s, step);
    }
    return (Str){p, n};
}

/* A name that begins with a point is hidden, one that ends with one loses it on Windows. */
static Str trim_points(Str s)
{
    while (s.n && (s.p[0] == '.' || s.p[0] == ' ')) s = str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' ')) s.n--;
    return s;
}

/* Length of the extension with its point, when the kind has it; else 0. */
static size_t extension_length(Str name, UploadKind kind)
{
    Str rest = str_of(upload_kinds[kind].extensions), one;
    while (str_cut(&rest, '|', &one)) {
        if (name.n < one.n + 2) continue;
        Str end = str_from(name, name.n - one.n);
        if (end.p[-1] == '.' && str_equal_ascii(end, one)) return one.n + 1;
    }
    return 0;
}

Str upload_name(Arena *a, Str claimed, UploadKind kind)
{
    /* What is taken out may have stood between a letter and its mark: they are one letter then. */
    Str plain = viet_nfc(a, only_plain(a, viet_nfc(a, last_part(claimed))));
    Str name = trim_points(plain), extension, first;
    size_t n = extension_length(name, kind);
    Str all = str_of(upload_kinds[kind].extensions);
    str_cut(&all, '|', &first);
    extension = n ? str_from(name, name.n - n) : str_format(a, ".%.*s", STR_ARGS(first));
    Str stem = trim_points(str_head(str_slice(name, 0, name.n - n), UPLOAD_NAME_MAX - extension.n));
    if (!stem.n) stem = S("tep");
    return str_format(a, "%.*s%.*s", STR_ARGS(stem), STR_ARGS(extension));
}
