// SPDX-License-Identifier: Apache-2.0
/* list.c -- what a page shows of the outbox: counts, rows without text, where the channels lead. */
#include "mail/inside.h"

static MailState state_of(Str key)
{
    int k = 0;
    while (k < MAIL_STATE_COUNT && !str_equal(key, str_of(mail_states[k].key))) k++;
    return (MailState)k;
}

Fail mail_count(Ctx *c, MailCounts *counts)
{
    Rows r;
    *counts = (MailCounts){0};
    TRY(store_query(c, &r, "SELECT state, count(*), min(made_at) FROM mail_message WHERE office_id = $1 GROUP BY state",
                    OFFICE));
    while (rows_next(&r)) {
        MailState state = state_of(row_text(&r, 0));
        if (state == MAIL_STATE_COUNT) continue;
        counts->n[state] = row_integer(&r, 1);
        if (state == MAIL_QUEUED) counts->oldest = row_integer(&r, 2);
    }
    return rows_end(&r);
}

#define ROW_COLUMNS                                                                                                    \
    "SELECT id, person_id, channel, state, address, subject, last_error, attempts, next_at, made_at, moved_at, "       \
    "has_content FROM mail_message "

static MailRow read_row(Rows *r)
{
    bool is_letter = str_equal(row_text(r, 2), S("mail"));
    return (MailRow){.id = row_integer(r, 0),
                     .person = row_integer(r, 1),
                     .channel = is_letter ? MAIL_LETTER : MAIL_HOOK,
                     .state = state_of(row_text(r, 3)),
                     .address = row_text(r, 4),
                     .subject = row_text(r, 5),
                     .error = row_text(r, 6),
                     .attempts = row_integer(r, 7),
                     .next_at = row_integer(r, 8),
                     .made_at = row_integer(r, 9),
                     .moved_at = row_integer(r, 10),
                     .has_content = row_integer(r, 11) != 0};
}

static Fail read_rows(Ctx *c, Rows *r, MailRowList *rows, bool *more)
{
    *rows = (MailRowList){0};
    *more = false;
    while (rows_next(r))
        if (rows->n == MAIL_PAGE) *more = true;
        else *list_add(&c->mem, rows) = read_row(r);
    return rows_end(r);
}

Fail mail_list(Ctx *c, MailState state, Id before, MailRowList *rows, bool *more)
{
    Rows r;
    Id end = before ? before : INT64_MAX;
    if (state == MAIL_STATE_COUNT)
        TRY(store_query(c, &r, ROW_COLUMNS "WHERE office_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3", OFFICE, end,
                        MAIL_PAGE + 1));
    else
        TRY(store_query(c, &r, ROW_COLUMNS "WHERE office_id = $1 AND state = $4 AND id < $2 ORDER BY id DESC LIMIT $3",
                        OFFICE, end, MAIL_PAGE + 1, mail_states[state].key));
    return read_rows(c, &r, rows, more);
}

Fail mail_of(Ctx *c, Id person, MailRowList *rows)
{
    Rows r;
    bool more;
    TRY(store_query(c, &r, ROW_COLUMNS "WHERE office_id = $1 AND person_id = $2 ORDER BY id DESC LIMIT $3", OFFICE,
                    person, MAIL_PAGE));
    return read_rows(c, &r, rows, &more);
}

Fail mail_ways(Ctx *c, Str hosts[MAIL_CHANNELS])
{
    Rows r;
    for (int i = 0; i < MAIL_CHANNELS; i++) hosts[i] = (Str){0};
    TRY(store_query(c, &r, "SELECT channel, host FROM mail_way WHERE office_id = $1", OFFICE));
    while (rows_next(&r))
        for (int i = 0; i < MAIL_CHANNELS; i++)
            if (str_equal(row_text(&r, 0), str_of(mail_channels[i]))) hosts[i] = row_text(&r, 1);
    return rows_end(&r);
}

Fail mail_site(Ctx *c, Str *site)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT host FROM mail_way WHERE office_id = $1 AND channel = 'site'", OFFICE));
    *site = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    return rows_end(&r);
}
