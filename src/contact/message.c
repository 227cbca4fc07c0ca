// SPDX-License-Identifier: Apache-2.0
/* message.c -- one sentence and a link, as long as a message may be: what is cut is the sentence, at a word. */
#include "contact/contact.h"
#include "viet/text.h"

static size_t letters(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (s.p[i] & 0xC0) != 0x80;
    return n;
}

/* The first `most` letters, up to the last blank among them. */
static Str cut_at_word(Str s, size_t most)
{
    size_t n = 0, end = 0, seen = 0;
    for (; end < s.n && seen <= most; end++) {
        if ((s.p[end] & 0xC0) != 0x80 && seen++ == most) break;
        if (s.p[end] == ' ') n = end;
    }
    return str_slice(s, 0, n ? n : end);
}

Str contact_message(Ctx *c, ContactWay way, Str sentence, Str link)
{
    static const Str more = STR("...");
    bool is_sms = way == CONTACT_SMS;
    Str text = is_sms ? viet_plain(&c->mem, sentence) : sentence;
    size_t most = is_sms ? SMS_LETTERS_MAX : ZALO_LETTERS_MAX, taken = link.n ? letters(link) + 1 : 0;
    size_t room = taken < most ? most - taken : 0;
    if (letters(text) > room)
        text = room > more.n
                   ? str_format(&c->mem, "%.*s%.*s", STR_ARGS(cut_at_word(text, room - more.n)), STR_ARGS(more))
                   : (Str){0};
    return str_format(&c->mem, "%.*s%s%.*s", STR_ARGS(text), text.n && link.n ? " " : "", STR_ARGS(link));
}
