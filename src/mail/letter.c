// SPDX-License-Identifier: Apache-2.0
/* letter.c -- the head of a letter: RFC 5322, with RFC 2047 for what is not ASCII. */
#include "mail/courier.h"

enum {
    ENCODED_BYTES =
        45, /* of text in one encoded word: 60 letters of base64 and 12 around them, at most 75 (RFC 2047, 2) */
    BASE64_STEP = 3
};

static bool is_plain(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || (unsigned char)s.p[i] > '~') return false;
    return !str_contains(s, S("=?"));
}

static void put_base64(Out *o, Str s)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += BASE64_STEP) {
        size_t n = s.n - i < BASE64_STEP ? s.n - i : BASE64_STEP;
        unsigned bits = 0;
        for (size_t k = 0; k < BASE64_STEP; k++) bits = bits << 8 | (k < n ? (unsigned char)s.p[i + k] : 0u);
        for (size_t k = 0; k <= BASE64_STEP; k++) out_char(o, k <= n ? letters[bits >> (18 - 6 * k) & 63] : '=');
    }
}

void put_encoded(Out *o, Str text)
{
    if (is_plain(text) && text.n <= ENCODED_BYTES) {
        out_raw(o, text);
        return;
    }
    for (bool first = true; text.n; first = false) {
        Str part = str_head(text, ENCODED_BYTES);
        if (!part.n) part = text; /* no UTF-8: mail_queue refuses it */
        out_raw(o, first ? S("=?UTF-8?B?") : S("\r\n =?UTF-8?B?"));
        put_base64(o, part);
        out_raw(o, S("?="));
        text = str_from(text, part.n);
    }
}

Str letter_date(Arena *a, int64_t utc_ms)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, day;
    int64_t seconds = (utc_ms + HOURS(7)) / 1000 % (24 * 3600);
    Day d = day_at(utc_ms);
    day_split(d, &year, &month, &day);
    return str_format(a, "%s, %d %s %d %02d:%02d:%02d +0700", days[day_weekday(d) - MONDAY], day, months[month - 1],
                      year, (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
}

Str lines_crlf(Arena *a, Str body)
{
    Out o = {.mem = a};
    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] == '\r') continue;
        if (body.p[i] == '\n') out_char(&o, '\r');
        out_char(&o, body.p[i]);
    }
    return out_str(&o);
}

static bool add(Headers **all, Arena *a, Str line)
{
    Headers *longer = curl_slist_append(*all, str_c(a, line));
    if (longer) *all = longer;
    return longer != NULL;
}

/* The number and our name make the Message-ID: who gets a letter again sees that it is the same one. */
Headers *letter_headers(Ctx *c, const MailWay *way, const Parcel *p)
{
    Arena *a = &c->mem;
    Headers *all = NULL;
    Out from = {.mem = a}, subject = {.mem = a};
    OUT_LITERAL(&from, "From: ");
    if (way->from_name.n) {
        put_encoded(&from, way->from_name);
        out_char(&from, ' ');
    }
    out_format(&from, "<%.*s>", STR_ARGS(way->from_address));
    OUT_LITERAL(&subject, "Subject: ");
    put_encoded(&subject, str_of(p->subject));
    Str date = letter_date(a, p->made_at);
    bool good = add(&all, a, str_format(a, "Date: %.*s", STR_ARGS(date))) && add(&all, a, out_str(&from)) &&
                add(&all, a, str_format(a, "To: <%s>", p->address)) && add(&all, a, out_str(&subject)) &&
                add(&all, a, str_format(a, "Message-ID: <%lld@%.*s>", (long long)p->id, STR_ARGS(way->name))) &&
                add(&all, a, S("Auto-Submitted: auto-generated"));
    if (good) return all;
    curl_slist_free_all(all);
    return NULL;
}
