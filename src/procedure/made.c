// SPDX-License-Identifier: Apache-2.0
/* made.c -- the text of a procedure that is made of a form alone. */
#include "procedure/made.h"
#include "form/pieces.h"

/* A name that nothing of the form has. */
static Str free_name(Arena *mem, const Design *d, const char *name)
{
    Str free = str_of(name);
    for (int n = 2; design_field(d, free); n++) free = str_format(mem, "%s_%d", name, n);
    return free;
}

#define PHONE_PURPOSE "Liên hệ và báo kết quả hồ sơ này"

/* Whether a key may begin behind this much of a line: nothing, a dash, or another key in brackets. */
static bool begins_key(Str before)
{
    Str t = str_trim(before);
    return !t.n || strchr("-,{", t.p[t.n - 1]);
}

/* The text with "type: NEW" for the "type: OLD" of the field in place `at`, and one more key behind it; false when its
 * type is not written so. */
static bool retyped(Arena *mem, Str *form, size_t at, const char *old, const char *new, const char *more)
{
    Pieces pieces;
    Out o = {.mem = mem};
    Str word = str_format(mem, "type: %s", old);
    bool is_done = false;
    int n = 1;
    if (!pieces_of(mem, *form, &pieces) || at >= pieces.n) return false;
    for (Str rest = pieces.text, line; str_cut(&rest, '\n', &line); n++) {
        size_t type = str_find(line, word);
        Str before = str_slice(line, 0, type), after = str_from(line, type + word.n);
        bool ends = !after.n || strchr(" ,}\r", after.p[0]);
        bool is_it = !is_done && type < line.n && ends && begins_key(before) && n >= pieces.at[at].first &&
                     n <= pieces.at[at].last;
        Str t = str_trim(before);
        if (!is_it) out_raw(&o, line);
        else if (t.n && t.p[t.n - 1] != '-')
            out_format(&o, "%.*stype: %s%s%s%.*s", STR_ARGS(before), new, *more ? ", " : "", more, STR_ARGS(after));
        else {
            out_format(&o, "%.*stype: %s%.*s", STR_ARGS(before), new, STR_ARGS(after));
            if (*more) out_format(&o, "\n%*s%s", (int)before.n, "", more);
        }
        is_done |= is_it;
        out_char(&o, '\n');
    }
    if (is_done) *form = out_str(&o);
    return is_done;
}

/* A text becomes a phone: its type alone where that is written, else the field anew. */
static Str as_phone(Arena *mem, Str form, const Design *d, const DesignField *f)
{
    Pieces pieces;
    Out o = {.mem = mem};
    size_t at = design_place(d, f);
    if (retyped(mem, &form, at, "text", "phone", f->purpose.n ? "" : "purpose: " PHONE_PURPOSE)) return form;
    if (!pieces_of(mem, form, &pieces) || at >= pieces.n) return form;
    out_format(&o, "- %.*s:\n    type: phone\n", STR_ARGS(f->name));
    yaml_put_pair(&o, 4, S("label"), f->label.text);
    out_raw(&o, S("    required: true\n    purpose: " PHONE_PURPOSE "\n"));
    return pieces_replaced(mem, &pieces, at, out_str(&o));
}

/* By what the office will look for dossiers: as many as lists are filtered by. */
static Str with_filters(Arena *mem, Str form, const Design *d)
{
    int n = 0;
    for (size_t i = 0; i < d->n; i++) n += d->field[i].is_indexed;
    for (size_t i = 0; i < d->n && n < PROCEDURE_INDEXED_MAX; i++) {
        const DesignField *f = &d->field[i];
        const char *type = field_words[f->type];
        bool is_asked = f->type == FIELD_CHOICE || f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE ||
                        f->type == FIELD_YES || f->type == FIELD_INTEGER || f->type == FIELD_MONEY ||
                        f->type == FIELD_DAY;
        if (is_asked && f->rows == NO_ROWS && !f->is_indexed) n += retyped(mem, &form, i, type, type, "indexed: true");
    }
    return form;
}

static bool has_type(const Design *d, FieldType type)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].type == type && d->field[i].rows == NO_ROWS) return true;
    return false;
}

/* Behind the last field that is no column. */
static Str with_field(Arena *mem, Str form, Str snippet)
{
    Pieces pieces;
    if (!pieces_of(mem, form, &pieces) || !pieces.n) return form;
    size_t last = pieces.n - 1;
    while (last && pieces.at[last].table != NO_ROWS) last--;
    return pieces_with(mem, &pieces, last, snippet);
}

/* Whoever has no account is reached by a phone and gets letters: by fields of the form, or by one more each. */
static Str with_contact(Arena *mem, Str form, const Design *d, const Made *m)
{
    const DesignField *f = design_field(d, m->telephone);
    if (!(m->by & (BY_PUBLIC | BY_INVITED))) return form;
    if (!has_type(d, FIELD_PHONE) && f) form = as_phone(mem, form, d, f);
    else if (!has_type(d, FIELD_PHONE))
        form = with_field(
            mem, form,
            str_format(mem, "- %.*s: {type: phone, label: Số điện thoại, required: true, purpose: " PHONE_PURPOSE "}\n",
                       STR_ARGS(free_name(mem, d, "dien_thoai"))));
    if (has_type(d, FIELD_MAIL)) return form;
    return with_field(
        mem, form,
        str_format(mem,
                   "- %.*s: {type: mail, label: Thư điện tử, help: Để nhận kết quả., purpose: " PHONE_PURPOSE "}\n",
                   STR_ARGS(free_name(mem, d, "thu_dien_tu"))));
}

static const char *way(unsigned by)
{
    return by & BY_SIGNED_IN ? "signed_in" : by & BY_AGENCY ? "agency" : by & BY_INVITED ? "invited" : "public";
}

/* Who applies, where the form asks no person and no agency: the first text that is not the phone. */
static const DesignField *name_of(const Design *d, const Made *m)
{
    if (has_type(d, FIELD_PERSON) || has_type(d, FIELD_AGENCY)) return NULL;
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].type == FIELD_TEXT && d->field[i].rows == NO_ROWS && !str_equal(d->field[i].name, m->telephone))
            return &d->field[i];
    return NULL;
}

static void put_apply(Out *o, const Design *d, const Made *m)
{
    const DesignField *name = name_of(d, m);
    if (m->category.n) yaml_put_pair(o, 0, S("category"), m->category);
    out_format(o, "\napply:\n  by: %s\n", way(m->by));
    if (m->until != NO_DAY) {
        out_format(o, "  until: %.*s\n", STR_ARGS(day_iso(o->mem, m->until)));
        out_format(o, "  closed: \"Đã hết hạn nhận hồ sơ ngày %.*s.\"\n", STR_ARGS(day_vietnamese(o->mem, m->until)));
    }
    if (name) out_format(o, "  name: %.*s\n", STR_ARGS(name->name));
    yaml_put_pair(o, 2, S("number"), str_format(o->mem, "{so}/%.*s-{nam}", STR_ARGS(made_letters(o->mem, m->title))));
}

static const char states[] = "\nstates:\n"
                             "  - {name: cho_tham_dinh, label: Chờ thẩm định, kind: open}\n"
                             "  - {name: cho_bo_sung, label: Chờ bổ sung, kind: open, waits: applicant}\n"
                             "  - {name: da_duyet, label: Đã duyệt, kind: ended, outcome: agreed}\n"
                             "  - {name: tu_choi, label: Từ chối, kind: ended, outcome: refused}\n"
                             "  - {name: da_rut, label: Đã rút, kind: ended, outcome: withdrawn}\n";

static void put_letter(Out *o, const char *subject, const char *text)
{
    out_format(o, "    effects:\n      - mail: applicant\n        subject: \"%s\"\n        text: \"%s\"\n", subject,
               text);
}

static void put_moves(Out *o, const Design *d, const Made *m)
{
    Str who = m->agency, why = free_name(o->mem, d, "ly_do"), note = free_name(o->mem, d, "y_kien");
    out_raw(o, S("\nmoves:\n  - name: nop\n    label: Nộp hồ sơ\n    to: cho_tham_dinh\n"));
    put_letter(o, "Đã nhận hồ sơ ${_so}",
               "Hồ sơ “${_thu_tuc}” đã được nhận với số ${_so}, hạn trả lời ${_han}. Xem tình trạng tại ${_duong_dan}");
    out_format(o,
               "  - name: duyet\n    label: Duyệt\n    from: cho_tham_dinh\n    to: da_duyet\n    who: {agency: "
               "%.*s}\n    fields:\n      - {name: %.*s, type: lines, label: Ý kiến}\n",
               STR_ARGS(who), STR_ARGS(note));
    put_letter(o, "Hồ sơ ${_so} được duyệt",
               str_c(o->mem, str_format(o->mem, "Hồ sơ “${_thu_tuc}” số ${_so} được duyệt. ${%.*s}", STR_ARGS(note))));
    out_format(o,
               "  - name: tu_choi\n    label: Từ chối\n    from: cho_tham_dinh\n    to: tu_choi\n    who: {agency: "
               "%.*s}\n    fields:\n      - {name: %.*s, type: lines, label: Lý do, required: true}\n",
               STR_ARGS(who), STR_ARGS(why));
    put_letter(
        o, "Trả lời hồ sơ ${_so}",
        str_c(o->mem, str_format(o->mem, "Hồ sơ “${_thu_tuc}” số ${_so} không được duyệt: ${%.*s}", STR_ARGS(why))));
    out_format(o,
               "  - name: yeu_cau_bo_sung\n    label: Yêu cầu bổ sung\n    from: cho_tham_dinh\n    to: cho_bo_sung\n  "
               "  who: {agency: %.*s}\n    supplement: true\n",
               STR_ARGS(who));
    put_letter(o, "Hồ sơ ${_so} cần bổ sung",
               "Hồ sơ “${_thu_tuc}” số ${_so} cần bổ sung: ${_ly_do}. Bổ sung tại ${_duong_dan}");
    out_raw(o,
            S("  - {name: bo_sung, label: Gửi bản bổ sung, from: cho_bo_sung, to: back, who: applicant, edits: asked}\n"
              "  - {name: rut, label: Rút hồ sơ, from: [cho_tham_dinh, cho_bo_sung], to: da_rut, who: applicant}\n"));
}

static void put_clock(Out *o, const Made *m)
{
    out_format(o,
               "\nclocks:\n  - name: tham_dinh\n    label: Thời hạn trả lời\n    days: %d\n    count: working\n    "
               "starts: nop\n    stops: [duyet, tu_choi]\n%s"
               "    end:\n      - {mark: Trả lời quá hạn}\n      - {mail: deciders, subject: \"Quá hạn trả lời "
               "${_so}\", text: \"Hồ sơ ${_so} đã quá hạn trả lời.\"}\n",
               m->days, m->days > 1 ? "    warns: 1\n" : "");
}

enum { COUNTED_BY_MAX = 4, SUMS_MAX = 2 };

/* By each agency and commune that is asked, as many as COUNTED_BY_MAX, and by the choice that was named. */
static void put_by(Out *o, const Design *d, const Made *m)
{
    int n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        bool is_place = f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE;
        bool is_named = field_is_choice(f) && str_equal(f->name, m->split);
        if (f->rows == NO_ROWS && (is_named || (is_place && n < COUNTED_BY_MAX)))
            out_format(o, "%s%.*s", n++ ? ", " : "    by: [", STR_ARGS(f->name));
    }
    if (n) out_raw(o, S("]\n"));
}

/* How many were sent and agreed; the sums of the first whole numbers of those that were agreed. */
static void put_counters(Out *o, const Design *d, const Made *m)
{
    int n = 0;
    out_raw(o,
            S("\ncounters:\n  - name: da_nop\n    label: Hồ sơ đã nộp\n    what: count\n    in: [cho_tham_dinh, "
              "cho_bo_sung, da_duyet, tu_choi]\n  - name: da_duyet\n    label: Hồ sơ được duyệt\n    what: count\n"));
    put_by(o, d, m);
    for (size_t i = 0; i < d->n && n < SUMS_MAX; i++) {
        const DesignField *f = &d->field[i];
        if (f->type != FIELD_INTEGER || f->rows != NO_ROWS) continue;
        out_format(o, "  - name: tong_%d\n", ++n);
        yaml_put_pair(o, 4, S("label"), str_format(o->mem, "%.*s được duyệt", STR_ARGS(str_head(f->label.text, 300))));
        out_format(o, "    what: sum\n    of: %.*s\n", STR_ARGS(f->name));
        put_by(o, d, m);
    }
}

Str made_of_form(Arena *mem, Str form, const Design *d, const Made *m)
{
    Out o = {.mem = mem};
    form = with_filters(mem, text_named(mem, form, m->code, m->title), d);
    out_raw(&o, str_trim(with_contact(mem, form, d, m)));
    out_char(&o, '\n');
    put_apply(&o, d, m);
    out_raw(&o, S(states));
    put_moves(&o, d, m);
    put_clock(&o, m);
    put_counters(&o, d, m);
    return out_str(&o);
}
