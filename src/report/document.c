// SPDX-License-Identifier: Apache-2.0
/* document.c -- documents in the store: what there is, keeping a draft, its head, dropping it. */
#include "journal/proof.h"
#include "people/sql.h"
#include "report/draft.h"

const DocumentKindRow document_kinds[DOCUMENT_KIND_COUNT] = {
#define X(symbol, key, name, paper, by_head) {key, name, paper, by_head},
    DOCUMENT_KINDS(X)
#undef X
};
const DocumentStateRow document_states[DOCUMENT_STATE_COUNT] = {
#define X(symbol, key, name) {key, name},
    DOCUMENT_STATES(X)
#undef X
};
const char *const report_scopes[REPORT_SCOPES] = {"ke-hoach", "co-quan", "dia-ban"};

DocumentKind document_kind_of(Str key)
{
    int i = 0;
    while (i < DOCUMENT_KIND_COUNT && !str_equal(key, str_of(document_kinds[i].key))) i++;
    return (DocumentKind)i;
}

static int place_in(const char *const *words, int n, Str key)
{
    int i = 0;
    while (i < n - 1 && !str_equal(key, str_of(words[i]))) i++;
    return i;
}

static DocumentState state_of(Str key)
{
    int i = 0;
    while (i < DOCUMENT_STATE_COUNT - 1 && !str_equal(key, str_of(document_states[i].key))) i++;
    return (DocumentState)i;
}

/* What the journal proves: that nothing of an issued document was changed behind its back. */
PROOF(report_document, "document", "văn bản", "t.kind || ' ' || t.state || ' ' || t.symbol || ' ' || t.digest", "''",
      "1 = 0")

/* -- reading
 * ---------------------------------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                        \
    "SELECT d.id, d.kind, d.plan_id, d.about_id, d.state, d.scope, d.scope_org, d.org, d.as_of, d.day, d.subject, "    \
    "d.receivers, d.copies, d.bases, d.symbol, d.place, d.capacity, d.signer, d.digest, d.version, d.made_at, "        \
    "d.issued_at, d.template_id, d.person_id, " PERSON_NAME("p") " FROM report_document d " PERSON_JOIN(               \
        "d", "person_id", "p")

static Document read_document(Rows *r)
{
    return (Document){.id = row_integer(r, 0),
                      .kind = document_kind_of(row_text(r, 1)),
                      .plan = row_integer(r, 2),
                      .about = row_integer(r, 3),
                      .state = state_of(row_text(r, 4)),
                      .scope = (ReportScope)place_in(report_scopes, REPORT_SCOPES, row_text(r, 5)),
                      .scope_org = row_text(r, 6),
                      .org = row_text(r, 7),
                      .as_of = row_day(r, 8),
                      .day = row_day(r, 9),
                      .subject = row_text(r, 10),
                      .receivers = row_text(r, 11),
                      .copies = row_text(r, 12),
                      .bases = row_text(r, 13),
                      .symbol = row_text(r, 14),
                      .place = row_text(r, 15),
                      .capacity = row_text(r, 16),
                      .signer = row_text(r, 17),
                      .digest = row_text(r, 18),
                      .version = (int)row_integer(r, 19),
                      .made_at = row_integer(r, 20),
                      .issued_at = row_integer(r, 21),
                      .template = row_integer(r, 22),
                      .person = row_integer(r, 23),
                      .person_name = row_text(r, 24)};
}

Fail document_by_id(Ctx *c, Id id, Document *d)
{
    Rows r;
    Fail result = store_one(c, &r, COLUMNS "WHERE d.office_id = $1 AND d.id = $2", OFFICE, id);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có văn bản này. Hãy mở lại từ danh sách.");
    TRY(result);
    *d = read_document(&r);
    return rows_end(&r);
}

Fail document_list(Ctx *c, const DocumentChoice *a, DocumentList *list, Id *next)
{
    Rows r;
    int most = a->most > 0 ? a->most : DOCUMENT_PAGE;
    const char *state = a->state < DOCUMENT_STATE_COUNT ? document_states[a->state].key : "";
    *list = (DocumentList){0}, *next = 0;
    TRY(store_query(c, &r,
                    COLUMNS "WHERE d.office_id = $1 AND ($2 = '' AND d.state <> 'dropped' OR d.state = $2) "
                            "AND ($3 = 0 OR d.plan_id = $3) AND ($4 = '' OR d.org = $4) AND ($5 = 0 OR d.id < $5) "
                            "AND ($7 = '' OR d.kind = $7) ORDER BY d.id DESC LIMIT $6",
                    OFFICE, state, a->plan, a->org, a->before, most + 1, a->kind ? a->kind : ""));
    while (rows_next(&r)) *list_add(&c->mem, list) = read_document(&r);
    TRY(rows_end(&r));
    if (list->n <= (size_t)most) return OK;
    list->n = (size_t)most;
    *next = list->at[most - 1].id;
    return OK;
}

Fail document_parts(Ctx *c, Id document, DocumentPartList *parts)
{
    Rows r;
    *parts = (DocumentPartList){0};
    TRY(store_query(c, &r,
                    "SELECT id, key, level, marker, heading, text, source, facts, is_needed, version FROM report_part "
                    "WHERE office_id = $1 AND document_id = $2 ORDER BY place",
                    OFFICE, document));
    while (rows_next(&r))
        *list_add(&c->mem, parts) = (DocumentPart){.id = row_integer(&r, 0),
                                                   .key = row_text(&r, 1),
                                                   .level = (int)row_integer(&r, 2),
                                                   .marker = row_text(&r, 3),
                                                   .heading = row_text(&r, 4),
                                                   .text = row_text(&r, 5),
                                                   .source = row_text(&r, 6),
                                                   .facts = row_text(&r, 7),
                                                   .is_needed = row_integer(&r, 8),
                                                   .version = (int)row_integer(&r, 9)};
    return rows_end(&r);
}

Fail document_part(Ctx *c, Id document, Id part, DocumentPart *p)
{
    DocumentPartList parts;
    TRY(document_parts(c, document, &parts));
    for (size_t i = 0; i < parts.n; i++)
        if (parts.at[i].id == part) {
            *p = parts.at[i];
            return OK;
        }
    return fail(c, FAIL_MISSING, "Văn bản không có mục này. Hãy mở lại văn bản.");
}

/* -- writing
 * ------------------------------------------------------------------------------------------------------------------ */

static Fail insert_document(Ctx *c, const Document *d)
{
    return store_run(
        c,
        "INSERT INTO report_document (office_id, id, kind, plan_id, scope, scope_org, org, about_id, state, as_of, "
        "subject, receivers, copies, bases, symbol, day, place, capacity, signer, frozen, digest, version, person_id, "
        "made_at, issued_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $11, $12, $13, '', NULL, '', "
        "'', '', '', '', 1, $14, $15, NULL)",
        OFFICE, d->id, document_kinds[d->kind].key, d->plan, report_scopes[d->scope], d->scope_org, d->org, d->about,
        day_iso(&c->mem, d->as_of), d->subject, d->receivers, d->copies, d->bases, writer_of(c), c->now);
}

Fail part_insert(Ctx *c, Id document, const DocumentPart *p, int place)
{
    return store_run(c,
                     "INSERT INTO report_part (office_id, id, document_id, place, key, level, marker, heading, text, "
                     "source, facts, is_needed, version) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
                     OFFICE, id_new(c->now), document, place, p->key, p->level, p->marker, p->heading, p->text,
                     p->source, p->facts, p->is_needed);
}

Fail draft_keep(Ctx *c, const Draft *draft, Id *document)
{
    Document d = draft->document;
    d.id = id_new(c->now);
    TRY(insert_document(c, &d));
    for (size_t i = 0; i < draft->parts.n; i++) TRY(part_insert(c, d.id, &draft->parts.at[i], (int)i + 1));
    for (size_t i = 0; i < draft->figures.n; i++) TRY(figure_keep(c, d.id, &draft->figures.at[i]));
    *document = d.id;
    return document_tell(c, &d, "Lập dự thảo", (Str){0}, d.subject);
}

Fail document_tell(Ctx *c, const Document *d, const char *act, Str before, Str after)
{
    return journal_write(
        c, (JournalEntry){.act = act,
                          .object = "document",
                          .id = d->id,
                          .within = d->plan,
                          .title = str_format(&c->mem, "%s: %.*s", document_kinds[d->kind].name, STR_ARGS(d->subject)),
                          .before = before,
                          .after = after});
}

Fail document_for_change(Ctx *c, Id id, int seen, Document *d)
{
    TRY(document_by_id(c, id, d));
    if (d->state == DOCUMENT_ISSUED)
        return fail(c, FAIL_CONFLICT,
                    "Văn bản đã ban hành số %.*s nên không sửa được nữa. Sai sót thì ban hành văn bản "
                    "thay thế hoặc công văn đính chính.",
                    STR_ARGS(d->symbol));
    if (d->state == DOCUMENT_DROPPED) return fail(c, FAIL_CONFLICT, "Dự thảo này đã bỏ. Hãy lập dự thảo khác.");
    if (seen && seen != d->version)
        return fail(c, FAIL_CONFLICT, "Có người vừa sửa văn bản này. Hãy xem bản mới rồi gửi lại.");
    return OK;
}

Fail document_raise(Ctx *c, Document *d)
{
    d->version++;
    return store_run(c, "UPDATE report_document SET version = $3 WHERE office_id = $1 AND id = $2", OFFICE, d->id,
                     d->version);
}

Fail edit_note(Ctx *c, const Document *d, Id part, Str before, Str after, const char *act)
{
    return store_run(c,
                     "INSERT INTO report_edit (office_id, id, document_id, version, part_id, before, after, act, "
                     "person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                     OFFICE, id_new(c->now), d->id, d->version, part, before, after, act, writer_of(c), c->now);
}

Fail document_head_save(Ctx *c, Id id, int seen, const DocumentHead *head)
{
    Document d;
    TRY(document_for_change(c, id, seen, &d));
    if (!head->subject.n) return fail(c, FAIL_INPUT, "Hãy ghi trích yếu: văn bản về việc gì.");
    Str before = str_format(&c->mem, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARGS(d.subject), STR_ARGS(d.receivers),
                            STR_ARGS(d.copies), STR_ARGS(d.bases));
    Str after = str_format(&c->mem, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARGS(head->subject), STR_ARGS(head->receivers),
                           STR_ARGS(head->copies), STR_ARGS(head->bases));
    if (str_equal(before, after)) return OK;
    TRY(store_run(c,
                  "UPDATE report_document SET subject = $3, receivers = $4, copies = $5, bases = $6 "
                  "WHERE office_id = $1 AND id = $2",
                  OFFICE, id, head->subject, head->receivers, head->copies, head->bases));
    TRY(document_raise(c, &d));
    TRY(edit_note(c, &d, 0, before, after, "Sửa phần đầu"));
    return document_tell(c, &d, "Sửa phần đầu văn bản", before, after);
}

Fail document_drop(Ctx *c, Id id)
{
    Document d;
    TRY(document_for_change(c, id, 0, &d));
    TRY(store_run(c, "UPDATE report_document SET state = 'dropped' WHERE office_id = $1 AND id = $2", OFFICE, id));
    return document_tell(c, &d, "Bỏ dự thảo", d.subject, (Str){0});
}
