// SPDX-License-Identifier: Apache-2.0
/* fill_file.c -- files as answers: kept in `prepare`, given rows in the write; between two tries they stay with the
 * form. */
#include "form/fill_inside.h"
#include "journal/actor.h"
#include "secret/secret.h"

enum { FILE_BYTES_MAX = 25 << 20 };

/* -- what a field takes ---------------------------------------------------------------------------------------- */

static bool has_extension(const char *extensions, Str one)
{
    Str rest = str_of(extensions), piece;
    while (str_cut(&rest, '|', &piece))
        if (str_equal_ascii(piece, one)) return true;
    return false;
}

UploadSet field_uploads(const DesignField *f)
{
    UploadSet set = 0;
    for (size_t i = 0; i < f->n_accepts; i++)
        for (int k = 0; k < UPLOAD_KINDS; k++)
            if (upload_kinds[k].extensions && has_extension(upload_kinds[k].extensions, f->accepts[i]))
                set |= UPLOAD_SET(k);
    if (set) return set;
    return f->type == FIELD_IMAGE ? UPLOAD_PICTURES : UPLOAD_PICTURES | UPLOAD_DOCUMENTS;
}

int64_t field_file_max(const DesignField *f)
{
    return f->bytes_max > 0 && f->bytes_max < FILE_BYTES_MAX ? f->bytes_max : FILE_BYTES_MAX;
}

size_t field_files_max(const DesignField *f)
{
    return f->has_max && f->max >= 1 && f->max < FILL_FILES_MAX ? (size_t)f->max : FILL_FILES_MAX;
}

Str file_about(Arena *mem, UploadKind kind, size_t bytes)
{
    Str name = str_of(upload_kinds[kind].name);
    name = str_trim(str_slice(name, 0, str_index(name, '(')));
    if (bytes < 100 << 10) return str_format(mem, "%.*s, %zu KB", STR_ARGS(name), (bytes + 1023) >> 10);
    return str_format(mem, "%.*s, %zu,%zu MB", STR_ARGS(name), bytes >> 20, (bytes % (1 << 20)) * 10 >> 20);
}

bool file_cell_next(const Answers *a, FileCell *cell)
{
    const Design *d = a->design;
    size_t i = cell->field ? design_place(d, cell->field) : 0, row = cell->field ? cell->row + 1 : 0;
    for (; i < d->n; i++, row = 0) {
        const DesignField *f = &d->field[i];
        if (!field_is_file(f) || row >= (f->rows == NO_ROWS ? 1 : a->rows[f->rows].n)) continue;
        *cell = (FileCell){f, row};
        return true;
    }
    return false;
}

bool file_key_next(Str *rest, Str *key)
{
    while (str_cut(rest, ' ', key))
        if (key->n) return true;
    return false;
}

static bool has_key(Str keys, Str key)
{
    Str one;
    while (file_key_next(&keys, &one))
        if (str_equal(one, key)) return true;
    return false;
}

/* -- sealed ---------------------------------------------------------------------------------------------------- */

/* "s" MAC . KIND . BYTES . DIGEST . NAME: nobody but who got it from us, in this session, can show it again. */
static Str proof_of(Ctx *c, Str told)
{
    Str key = c->actor ? c->actor->form_token : (Str){0};
    return digest(&c->mem, "form-file", str_format(&c->mem, "%.*s\n%.*s", STR_ARGS(key), STR_ARGS(told)));
}

Str file_seal(Ctx *c, const UploadKept *k)
{
    if (!c->actor || !c->actor->form_token.n) return (Str){0};
    Out o = {.mem = &c->mem};
    out_format(&o, "%s.%zu.%.*s.", upload_kinds[k->kind].key, k->bytes, STR_ARGS(k->digest));
    out_url(&o, k->name);
    Str told = out_str(&o);
    return str_format(&c->mem, "s%.*s.%.*s", STR_ARGS(proof_of(c, told)), STR_ARGS(told));
}

static int hex(char ch) { return ch >= '0' && ch <= '9' ? ch - '0' : (ch | ' ') - 'a' + 10; }

/* What out_url wrote. */
static Str unescaped(Arena *mem, Str s)
{
    char *p = NEW(mem, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool is_escape = s.p[i] == '%' && i + 2 < s.n;
        p[n++] = is_escape ? (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2])) : s.p[i];
        if (is_escape) i += 2;
    }
    return (Str){p, n};
}

bool file_unseal(Ctx *c, Str key, UploadKept *kept)
{
    Str rest = str_from(key, 1), proof, kind, bytes, sum;
    int64_t n;
    bool whole = key.n && key.p[0] == 's' && c->actor && c->actor->form_token.n && str_cut(&rest, '.', &proof);
    if (!whole || !secret_equal(proof, proof_of(c, rest))) return false;
    if (!str_cut(&rest, '.', &kind) || !str_cut(&rest, '.', &bytes) || !str_cut(&rest, '.', &sum)) return false;
    if (!str_integer(bytes, &n) || n < 0) return false;
    *kept =
        (UploadKept){.digest = sum, .name = unescaped(&c->mem, rest), .bytes = (size_t)n, .kind = upload_kind_of(kind)};
    return kept->kind != UPLOAD_UNKNOWN;
}

/* -- taken ----------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    const Request *q;
    Id holder;
    const Typed *had;
    Typed *t;
    FilledFiles *files;
    AnswerProblems *problems;
} Taking;

void file_key_add(Ctx *c, Str *keys, Str key)
{
    *keys = keys->n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(*keys), STR_ARGS(key)) : key;
}

void files_append(Ctx *c, const DesignField *f, size_t row, const UploadKept *kept, FilledFiles *files, Str *keys)
{
    file_key_add(c, keys, str_format(&c->mem, "+%zu", files->n));
    *list_add(&c->mem, files) = (FilledFile){.field = f, .row = row, .kept = *kept};
}

/* One that came piece by piece, or stands in the draft. */
static bool is_held(const Taking *k, Str key)
{
    UploadHeld held;
    int64_t id;
    bool is = k->holder && key.p[0] == 'h' && str_integer(str_from(key, 1), &id) &&
              !upload_held_by(k->c, k->holder, id, &held);
    if (!is) k->c->why[0] = 0;
    return is;
}

/* Those that the form says are there: only what was there, or what we sealed. */
static void take_there(const Taking *k, const DesignField *f, size_t row, Str *keys)
{
    Str rest = typed_text(k->t, f, row), key;
    Str had = (Str){0};
    size_t rows = f->rows == NO_ROWS || !k->had ? 0 : k->had->raw.rows[f->rows].n;
    if (k->had && f->rows == NO_ROWS) had = typed_text(k->had, f, 0);
    for (size_t i = 0; i < rows; i++) file_key_add(k->c, &had, typed_text(k->had, f, i)); /* rows may have moved */
    while (file_key_next(&rest, &key)) {
        UploadKept kept;
        if (has_key(*keys, key)) continue;
        if (has_key(had, key) || is_held(k, key)) file_key_add(k->c, keys, key);
        else if (file_unseal(k->c, key, &kept)) files_append(k->c, f, row, &kept, k->files, keys);
    }
}

static Fail take_new(const Taking *k, const DesignField *f, size_t row, Id id, Str *keys)
{
    Ctx *c = k->c;
    InputFileList sent = input_texts_files(c, k->q, field_part(&c->mem, f, ""), id);
    for (size_t i = 0; i < sent.n; i++) {
        UploadKept kept;
        Fail refused = upload_keep(c, field_uploads(f), sent.at[i].name, sent.at[i].bytes, &kept);
        if (refused && refused != FAIL_INPUT) return refused;
        if (refused) {
            Str why = str_format(&c->mem, "“%.*s”: %s", STR_ARGS(str_head(sent.at[i].name, UPLOAD_NAME_MAX)), c->why);
            *list_add(&c->mem, k->problems) = (AnswerProblem){f, row, why};
            c->why[0] = 0;
        } else files_append(c, f, row, &kept, k->files, keys);
    }
    return OK;
}

Fail files_take(Ctx *c, const Request *q, const Asked *asked, Id holder, const Typed *had, Typed *t, FilledFiles *files,
                AnswerProblems *problems)
{
    Taking k = {c, q, holder, had, t, files, problems};
    for (FileCell at = {0}; file_cell_next(&t->raw, &at);) {
        const DesignField *f = at.field;
        Str keys = {0};
        if (!asked_is(asked, f)) continue;
        take_there(&k, f, at.row, &keys);
        TRY(take_new(&k, f, at.row, f->rows == NO_ROWS ? 0 : t->rows[f->rows].at[at.row], &keys));
        typed_set(t, f, at.row, keys);
    }
    return OK;
}

/* -- given rows ------------------------------------------------------------------------------------------------ */

static Fail number_keys(Ctx *c, FilledFiles *files, Answer *a, const char *kind, Id object)
{
    Str rest = a->kind == IS_TEXT ? a->text : (Str){0}, keys = {0}, key;
    while (file_key_next(&rest, &key)) {
        int64_t at;
        bool is_new = key.p[0] == '+' && str_integer(str_from(key, 1), &at) && at >= 0 && (size_t)at < files->n;
        if (is_new && !files->at[at].upload) /* what is not shown (any more) gets none */
            TRY(upload_add(c, &files->at[at].kept, kind, object, &files->at[at].upload));
        file_key_add(c, &keys, is_new ? str_format(&c->mem, "%lld", (long long)files->at[at].upload) : key);
    }
    *a = answer_of_text(keys);
    return OK;
}

Fail files_add(Ctx *c, FilledFiles *files, Answers *a, const char *kind, Id object)
{
    for (FileCell at = {0}; file_cell_next(a, &at);)
        TRY(number_keys(c, files, answers_cell(a, at.field, at.row), kind, object));
    return OK;
}

/* -- shown ----------------------------------------------------------------------------------------------------- */

static bool is_among(const StrList *list, Str one)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i], one)) return true;
    return false;
}

Fail files_shown(Ctx *c, FilesAt at, Str keys, StrList dropped, FormFiles *shown)
{
    Str key;
    while (file_key_next(&keys, &key)) {
        Upload u;
        UploadHeld held;
        UploadKept kept;
        int64_t id;
        bool is_held =
            key.p[0] == 'h' && str_integer(str_from(key, 1), &id) && !upload_held_by(c, at.holder, id, &held);
        FormFile file = {.key = key, .is_dropped = is_among(&dropped, key)};
        if (str_integer(key, &id) && !upload_by_id(c, id, &u)) {
            file.name = u.name, file.about = file_about(&c->mem, u.kind, u.bytes);
        } else if (is_held) {
            file.name = held.kept.name, file.about = file_about(&c->mem, held.kept.kind, held.kept.bytes);
            if (at.path.n) file.path = str_format(&c->mem, "%.*s/tep/%lld", STR_ARGS(at.path), (long long)id);
        } else if (file_unseal(c, key, &kept)) {
            file.name = kept.name, file.about = file_about(&c->mem, kept.kind, kept.bytes);
        } else {
            c->why[0] = 0;
            continue;
        }
        *list_add(&c->mem, shown) = file;
    }
    return OK;
}
