// SPDX-License-Identifier: Apache-2.0
/* edit.c -- people write in a draft: versions, two at once, what a newer draft would say. */
#include "people/sql.h"
#include "report/draft.h"

static Str part_title(Ctx *c, const DocumentPart *p)
{
    if (!p->heading.n) return str_equal(p->key, S("mo-dau")) ? S("Mở đầu") : S("Lời kết");
    return str_format(&c->mem, "%.*s %.*s", STR_ARGS(p->marker), STR_ARGS(p->heading));
}

/* A part gets another text; `source` too, when the draft itself wrote it. */
static Fail write_part(Ctx *c, Document *d, const DocumentPart *p, Str text, Str source, const char *act)
{
    TRY(document_raise(c, d));
    TRY(store_run(c, "UPDATE report_part SET text = $3, source = $4, version = $5 WHERE office_id = $1 AND id = $2",
                  OFFICE, p->id, text, source, d->version));
    TRY(edit_note(c, d, p->id, p->text, text, act));
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "document",
                                           .id = d->id,
                                           .within = d->plan,
                                           .title = part_title(c, p),
                                           .before = p->text,
                                           .after = text,
                                           .changes_nothing = true});
}

/* Somebody else was faster: who, and when. */
static Fail check_seen(Ctx *c, Id document, const DocumentPart *p, int seen)
{
    Rows r;
    if (!seen || p->version <= seen) return OK;
    TRY(store_query(
        c, &r,
        "SELECT " PERSON_NAME("p") ", e.at FROM report_edit e " PERSON_JOIN(
            "e", "person_id",
            "p") "WHERE e.office_id = $1 AND e.document_id = $2 AND e.part_id = $3 ORDER BY e.version DESC LIMIT 1",
        OFFICE, document, p->id));
    Str who = {0};
    int64_t at = c->now;
    if (rows_next(&r)) who = row_text(&r, 0), at = row_integer(&r, 1);
    TRY(rows_end(&r));
    return fail(c, FAIL_CONFLICT, "%.*s đã sửa mục này lúc %.*s. Cả hai bản ở dưới: hãy chọn hoặc ghép lại, rồi lưu.",
                STR_ARGS(who.n ? who : S("Người khác")), STR_ARGS(time_vietnamese(&c->mem, at)));
}

static Fail part_for_change(Ctx *c, Id document, Id part, int seen, Document *d, DocumentPart *p)
{
    TRY(document_for_change(c, document, 0, d));
    TRY(document_part(c, document, part, p));
    return check_seen(c, document, p, seen);
}

Fail part_save(Ctx *c, Id document, Id part, int seen, Str text)
{
    Document d;
    DocumentPart p;
    DocumentFigureList figures;
    TRY(document_for_change(c, document, 0, &d));
    TRY(document_part(c, document, part, &p));
    if (str_equal(p.text, text)) return OK; /* the same again, or what the other wrote, too */
    TRY(check_seen(c, document, &p, seen));
    TRY(figures_load(c, document, &figures));
    TRY(text_check(c, text, &figures));
    return write_part(c, &d, &p, text, p.source, "Sửa nội dung");
}

Fail part_as_of(Ctx *c, Id document, const DocumentPart *part, int version, Str *text)
{
    Rows r;
    *text = part->text;
    TRY(store_query(c, &r,
                    "SELECT before FROM report_edit WHERE office_id = $1 AND document_id = $2 AND part_id = $3 "
                    "AND version > $4 ORDER BY version LIMIT 1",
                    OFFICE, document, part->id, version));
    if (rows_next(&r)) *text = row_text(&r, 0);
    return rows_end(&r);
}

/* The figures of an older text say what they say now: one report has one number for one thing. */
Fail part_restore(Ctx *c, Id document, Id part, int seen, int to)
{
    Document d;
    DocumentPart p;
    DocumentFigureList figures;
    Str text;
    TRY(part_for_change(c, document, part, seen, &d, &p));
    TRY(part_as_of(c, document, &p, to, &text));
    TRY(figures_load(c, document, &figures));
    text = text_renewed(&c->mem, text, &figures);
    if (str_equal(text, p.text)) return OK;
    return write_part(c, &d, &p, text, p.source, "Lấy lại bản cũ");
}

Fail document_edits(Ctx *c, Id document, DocumentEditList *edits)
{
    Rows r;
    *edits = (DocumentEditList){0};
    TRY(store_query(
        c, &r,
        "SELECT e.version, e.act, coalesce(t.marker || ' ' || t.heading, ''), e.before, e.after, " PERSON_NAME(
            "p") ", e.part_id, e.at FROM report_edit e LEFT JOIN report_part t ON t.office_id = e.office_id "
                 "AND t.id = e.part_id " PERSON_JOIN(
                     "e", "person_id",
                     "p") "WHERE e.office_id = $1 AND e.document_id = $2 ORDER BY e.version DESC, e.id DESC",
        OFFICE, document));
    while (rows_next(&r))
        *list_add(&c->mem, edits) = (DocumentEdit){.version = (int)row_integer(&r, 0),
                                                   .act = row_text(&r, 1),
                                                   .part_heading = str_trim(row_text(&r, 2)),
                                                   .before = row_text(&r, 3),
                                                   .after = row_text(&r, 4),
                                                   .person_name = row_text(&r, 5),
                                                   .part = row_integer(&r, 6),
                                                   .at = row_integer(&r, 7)};
    return rows_end(&r);
}

/* -- what a draft of now would say
 * ------------------------------------------------------------------------------------------- */

static bool writes_itself(DocumentKind kind)
{
    return kind == DOCUMENT_CONSOLIDATED || kind == DOCUMENT_URGING || kind == DOCUMENT_ASSIGNMENT;
}

/* New figures that the fresh draft made, which the document has not. */
static bool is_new_figure(const DocumentFigureList *old, const DocumentFigure *one)
{
    return !figure_nth(old, one->nth);
}

/* The words alone, whatever the figures say: those are offered by themselves. */
static bool says_the_same(Ctx *c, Str a, Str b, const DocumentFigureList *figures)
{
    return str_equal(text_renewed(&c->mem, a, figures), text_renewed(&c->mem, b, figures));
}

static const DocumentPart *part_with_key(const DocumentPartList *parts, Str key)
{
    for (size_t i = 0; i < parts->n; i++)
        if (str_equal(parts->at[i].key, key)) return &parts->at[i];
    return NULL;
}

Fail document_offers(Ctx *c, const Document *d, bool today, PartOfferList *offers, DocumentFigureList *figures)
{
    Draft draft;
    DocumentPartList parts;
    DocumentFigureList old;
    *offers = (PartOfferList){0};
    TRY(figures_load(c, d->id, figures));
    if (d->state != DOCUMENT_DRAFT || !writes_itself(d->kind)) return OK;
    TRY(draft_again(c, d, today ? c->today : d->as_of, &draft));
    TRY(document_parts(c, d->id, &parts));
    old = *figures;
    for (size_t i = 0; i < figures->n; i++) {
        const DocumentFigure *one = figure_nth(&draft.figures, figures->at[i].nth);
        if (one) figures->at[i].now = one->value;
    }
    for (size_t i = 0; i < draft.parts.n; i++) {
        const DocumentPart *fresh = &draft.parts.at[i], *is = part_with_key(&parts, fresh->key);
        if (is && says_the_same(c, is->source, fresh->source, &old)) continue;
        *list_add(&c->mem, offers) = (PartOffer){.part = is ? is->id : 0,
                                                 .key = fresh->key,
                                                 .heading = fresh->heading,
                                                 .text = is ? is->text : (Str){0},
                                                 .source = is ? is->source : (Str){0},
                                                 .fresh = fresh->source,
                                                 .is_edited = is && !str_equal(is->text, is->source)};
    }
    return OK;
}

/* -- taking it
 * ------------------------------------------------------------------------------------------------------------------ */

/* The values of `figures` are those that the document's texts say from now on. */
static Fail set_figures(Ctx *c, Document *d, const DocumentFigureList *figures, const char *act)
{
    DocumentPartList parts;
    TRY(document_parts(c, d->id, &parts));
    for (size_t i = 0; i < figures->n; i++)
        TRY(store_run(c, "UPDATE report_figure SET value = $4 WHERE office_id = $1 AND document_id = $2 AND nth = $3",
                      OFFICE, d->id, figures->at[i].nth, figures->at[i].value));
    for (size_t i = 0; i < parts.n; i++) {
        const DocumentPart *p = &parts.at[i];
        Str text = text_renewed(&c->mem, p->text, figures), source = text_renewed(&c->mem, p->source, figures);
        if (!str_equal(text, p->text)) TRY(write_part(c, d, p, text, source, act));
        else if (!str_equal(source, p->source))
            TRY(store_run(c, "UPDATE report_part SET source = $3 WHERE office_id = $1 AND id = $2", OFFICE, p->id,
                          source));
    }
    return OK;
}

Fail figures_take(Ctx *c, Id document, int nth)
{
    Document d;
    DocumentFigureList all, taken = {0};
    TRY(document_for_change(c, document, 0, &d));
    TRY(document_figures(c, &d, true, &all));
    for (size_t i = 0; i < all.n; i++) {
        DocumentFigure one = all.at[i];
        if ((nth && one.nth != nth) || one.now == one.value) continue;
        one.value = one.now;
        *list_add(&c->mem, &taken) = one;
    }
    return set_figures(c, &d, &taken, "Dùng số liệu mới");
}

/* The fresh draft's figures: new ones are kept; those that the document has keep what they say, unless they are taken.
 */
static Fail keep_new_figures(Ctx *c, Id document, const DocumentFigureList *fresh)
{
    DocumentFigureList old;
    TRY(figures_load(c, document, &old));
    for (size_t i = 0; i < fresh->n; i++)
        if (is_new_figure(&old, &fresh->at[i])) TRY(figure_keep(c, document, &fresh->at[i]));
    return OK;
}

static Fail take_part(Ctx *c, Document *d, const DocumentPart *is, const DocumentPart *fresh)
{
    DocumentFigureList figures;
    TRY(figures_load(c, d->id, &figures));
    Str text = text_renewed(&c->mem, fresh->source, &figures);
    if (!is) {
        Rows r;
        int place = 0;
        DocumentPart one = *fresh;
        one.text = one.source = text;
        TRY(store_one(c, &r, "SELECT max(place) FROM report_part WHERE office_id = $1 AND document_id = $2", OFFICE,
                      d->id));
        place = (int)row_integer(&r, 0) + 1;
        TRY(rows_end(&r));
        return part_insert(c, d->id, &one, place);
    }
    return write_part(c, d, is, text, text, "Dùng bản thảo mới");
}

Fail part_take(Ctx *c, Id document, Id part, int seen)
{
    Document d;
    DocumentPart is;
    Draft draft;
    TRY(part_for_change(c, document, part, seen, &d, &is));
    TRY(draft_again(c, &d, d.as_of, &draft));
    const DocumentPart *fresh = part_with_key(&draft.parts, is.key);
    if (!fresh) return fail(c, FAIL_CONFLICT, "Bản thảo mới không còn mục này. Hãy tải lại trang.");
    TRY(keep_new_figures(c, document, &draft.figures));
    return take_part(c, &d, &is, fresh);
}

Fail document_to_today(Ctx *c, Id document, int *kept)
{
    Document d;
    Draft draft;
    DocumentPartList parts;
    *kept = 0;
    TRY(document_for_change(c, document, 0, &d));
    TRY(draft_again(c, &d, c->today, &draft));
    TRY(store_run(c, "UPDATE report_document SET as_of = $3 WHERE office_id = $1 AND id = $2", OFFICE, document,
                  day_iso(&c->mem, c->today)));
    TRY(keep_new_figures(c, document, &draft.figures));
    TRY(set_figures(c, &d, &draft.figures, "Số liệu đến hôm nay"));
    TRY(document_parts(c, document, &parts));
    for (size_t i = 0; i < draft.parts.n; i++) {
        const DocumentPart *fresh = &draft.parts.at[i], *is = part_with_key(&parts, fresh->key);
        if (is && str_equal(is->source, fresh->source)) continue;
        if (is && !str_equal(is->text, is->source)) {
            (*kept)++;
            continue;
        }
        TRY(take_part(c, &d, is, fresh));
    }
    return OK;
}
