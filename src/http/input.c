// SPDX-License-Identifier: Apache-2.0
/* input.c -- the declared inputs of a row: checked before the handler runs, read by it afterwards. */
#include "http/inside.h"
#include "viet/text.h"
#include <assert.h>

#define PROBLEM(...) str_format(&c->mem, __VA_ARGS__).p

static const char *check_text(Ctx *c, const Input *in, Checked *v)
{
    const char *problem = check_letters(c, in, &v->text);
    v->given = v->text.n > 0;
    size_t n = problem ? 0 : str_letters(v->text);
    if (!problem && v->given && n < (size_t)in->min)
        return PROBLEM("%s cần ít nhất %lld chữ.", in->label, (long long)in->min);
    return problem;
}

/* What people type into a password field is theirs: blanks at its ends too. */
static const char *check_secret(Ctx *c, const Input *in, Checked *v)
{
    int64_t max = in->max ? in->max : INPUT_TEXT_MAX;
    if (!field_is_readable(v->text)) return PROBLEM("%s có ký tự không đọc được. Hãy gõ lại.", in->label);
    v->text = viet_nfc(&c->mem, v->text);
    if (str_letters(v->text) > (size_t)max) return PROBLEM("%s dài nhất %lld ký tự.", in->label, (long long)max);
    return NULL;
}

static const char *check_integer(Ctx *c, const Input *in, Checked *v)
{
    bool bounded = in->min || in->max;
    if (!str_integer(v->text, &v->integer)) return PROBLEM("%s phải là một số, chẳng hạn 12.", in->label);
    if (bounded && (v->integer < in->min || v->integer > in->max))
        return PROBLEM("%s phải từ %lld đến %lld.", in->label, (long long)in->min, (long long)in->max);
    return NULL;
}

/* ISO as <input type=date> sends it, or 15/9/2024 as people write it. */
static Day day_typed(Str s)
{
    int64_t part[3];
    Str rest = s, piece;
    if (day_parse_iso(s) != NO_DAY) return day_parse_iso(s);
    for (int i = 0; i < 3; i++)
        if (!str_cut(&rest, '/', &piece) || piece.n > 4 || !str_integer(piece, &part[i])) return NO_DAY;
    return rest.p ? NO_DAY : day_of((int)part[2], (int)part[1], (int)part[0]);
}

bool choice_next(Str *rest, Str *key, Str *words)
{
    Str one;
    if (!str_cut(rest, '|', &one)) return false;
    size_t at = str_index(one, '=');
    *key = str_slice(one, 0, at);
    *words = at < one.n ? str_from(one, at + 1) : *key;
    return true;
}

static bool is_choice(const char *choices, Str s)
{
    Str rest = str_of(choices), key, words;
    while (choice_next(&rest, &key, &words))
        if (str_equal(key, s)) return true;
    return false;
}

static const char *check_value(Ctx *c, const Input *in, Checked *v)
{
    switch (in->type) {
    case INPUT_TEXT:
    case INPUT_LINES: return check_text(c, in, v);
    case INPUT_SECRET: return check_secret(c, in, v);
    case INPUT_INTEGER: return check_integer(c, in, v);
    case INPUT_ID:
        if (str_integer(v->text, &v->integer) && v->integer > 0) return NULL;
        return PROBLEM("%s không đúng. Hãy mở lại trang từ liên kết.", in->label);
    case INPUT_DAY:
        v->integer = day_typed(v->text);
        return v->integer == NO_DAY ? PROBLEM("%s phải là một ngày có thật, viết như 15/9/2024.", in->label) : NULL;
    case INPUT_CHOICE:
        return is_choice(in->choices, v->text) ? NULL : PROBLEM("%s: hãy chọn một trong các mục có sẵn.", in->label);
    case INPUT_FILE: {
        int64_t max = in->max ? in->max : UPLOAD_MAX;
        if (v->text.n > (size_t)max)
            return max < 1 << 20 ? PROBLEM("Tệp lớn hơn %lld KB. Hãy chọn tệp nhỏ hơn.", (long long)(max >> 10))
                                 : PROBLEM("Tệp lớn hơn %lld MB. Hãy chọn tệp nhỏ hơn.", (long long)(max >> 20));
        return NULL;
    }
    case INPUT_END: break;
    }
    return NULL;
}

static const char *check_field(Ctx *c, const Field *f, const Input *in, Checked *v)
{
    const char *problem = NULL;
    *v = (Checked){.integer = in->type == INPUT_DAY ? NO_DAY : 0};
    if (f && (f->value.n || f->file_name.n)) {
        v->text = in->type == INPUT_FILE || in->type == INPUT_SECRET ? f->value : str_trim(f->value);
        v->file_name = f->file_name;
        v->given = v->text.n || in->type == INPUT_FILE;
        if (v->given) problem = check_value(c, in, v);
    }
    return problem;
}

/* The row's input that a field NAME.ID, or one of several NAME, belongs to; NULL = none. */
static const Input *input_of_each(const Input *inputs, const Field *f, Id *id)
{
    size_t dot = str_index(f->name, '.');
    for (const Input *in = inputs; in && in->type != INPUT_END; in++) {
        if (in->many && in->type == INPUT_ID && str_equal(f->name, str_of(in->name)))
            return str_integer(f->value, id) ? in : NULL;
        if (in->each && str_equal(str_slice(f->name, 0, dot), str_of(in->name)))
            return str_integer(str_from(f->name, dot + 1), id) && *id > 0 ? in : NULL;
    }
    return NULL;
}

/* Of a row that is wrong: nothing is given, but what was typed is there to be shown again. */
static Checked wrong_row(const Input *in, const Checked *v, const char *problem)
{
    bool shown = in->type != INPUT_FILE && in->type != INPUT_SECRET && field_is_readable(v->text);
    return (Checked){
        .text = shown ? v->text : (Str){0}, .integer = in->type == INPUT_DAY ? NO_DAY : 0, .problem = problem};
}

/* What is wrong in one row is that row's: its handler asks (input_each_problem), so that the others can be kept.  When
 * a form is drawn again its page reads what was typed (request_typed), not these. */
static Fail check_each(Ctx *c, Request *q)
{
    const Fields *f = q->fields;
    q->each = NULL;
    q->more = NULL;
    q->n_each = 0;
    bool has = false;
    for (const Input *in = q->route->inputs; in && in->type != INPUT_END; in++)
        has |= in->each || (in->many && in->type == INPUT_ID);
    if (!has || f->n == f->parts) return OK;
    q->each = NEW(&c->mem, EachChecked, (size_t)(f->n - f->parts));
    for (int i = f->parts; i < f->n; i++) {
        EachChecked *one = &q->each[q->n_each];
        one->input = input_of_each(q->route->inputs, &f->at[i], &one->id);
        if (!one->input) continue;
        const char *problem = check_field(c, &f->at[i], one->input, &one->value);
        if (problem && one->input->many && !q->is_again) return fail(c, FAIL_INPUT, "%s", problem);
        if (problem) one->value = wrong_row(one->input, &one->value, problem);
        q->n_each++;
    }
    sort_each(c, q);
    return OK;
}

/* The next file of an input that takes several; NULL = no more. */
static const Field *next_file(const Fields *fields, const char *name, int *at)
{
    for (int i = *at > fields->parts ? *at : fields->parts; i < fields->n; i++) {
        const Field *f = &fields->at[i];
        if (!str_equal(f->name, str_of(name)) || (!f->value.n && !f->file_name.n)) continue;
        *at = i + 1;
        return f;
    }
    return NULL;
}

/* Its bounds hold for all of them together. */
static const char *check_files(Ctx *c, const Fields *fields, const Input *in)
{
    int at = 0, n = 0;
    size_t bytes = 0;
    for (const Field *f; (f = next_file(fields, in->name, &at)); n++) bytes += f->value.n;
    if (n > FILES_MAX) return PROBLEM("Nhiều nhất %d tệp một lần. Hãy gộp bớt thành một tệp PDF.", FILES_MAX);
    if (n < 2 || bytes <= (size_t)in->max) return NULL;
    return PROBLEM("Các tệp cộng lại lớn hơn %lld MB. Hãy giảm cỡ ảnh, hoặc quét lại ở 300 dpi đen trắng hay xám.",
                   (long long)(in->max >> 20));
}

static const char *check_one(Ctx *c, const Fields *fields, const Input *in, Checked *v)
{
    const char *problem = check_field(c, fields_find(fields, in->name), in, v);
    if (!problem && in->many) problem = check_files(c, fields, in);
    if (!problem && in->required && !v->given)
        problem = in->type == INPUT_FILE ? "Hãy chọn một tệp." : PROBLEM("Hãy điền: %s.", in->label);
    return problem;
}

static bool is_part_of_path(const Route *r, const char *name)
{
    Str rest = str_of(r->path), part;
    while (str_cut(&rest, '/', &part))
        if (part.n > 2 && part.p[0] == '{' && str_equal(str_slice(part, 1, part.n - 1), str_of(name))) return true;
    return false;
}

/* A path that cannot be is no page, whatever else is wrong.  When a form is drawn again, what was typed into it may not
 * fit an input of the page that it stands on: that one is not given then. */
Fail inputs_check(Ctx *c, Request *q)
{
    const Input *inputs = q->route->inputs;
    const char *first = NULL;
    if (q->fields->too_many)
        return fail(c, FAIL_INPUT, "Biểu mẫu gửi lên có quá nhiều ô. Hãy tải lại trang rồi thử lại.");
    TRY(check_each(c, q));
    if (q->is_again) sort_fields(c, q);
    for (int i = 0; inputs && inputs[i].type != INPUT_END; i++) {
        if (inputs[i].each || (inputs[i].many && inputs[i].type == INPUT_ID)) continue;
        Checked *v = &q->value[i];
        v->problem = check_one(c, q->fields, &inputs[i], v);
        if (!v->problem) continue;
        if (is_part_of_path(q->route, inputs[i].name))
            return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
        if (q->is_again && !inputs[i].required) *v = (Checked){.integer = inputs[i].type == INPUT_DAY ? NO_DAY : 0};
        else if (!first) first = v->problem;
    }
    if (q->route->more) TRY(more_check(c, q));
    return first ? fail(c, FAIL_INPUT, "%s", first) : OK;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

static const Checked *value_of(const Request *q, const char *name)
{
    const Input *in = q->route->inputs;
    for (int i = 0; in && in[i].type != INPUT_END; i++)
        if (!strcmp(in[i].name, name)) return &q->value[i];
    assert(0 && "the route row does not declare this input");
    return NULL;
}

bool input_given(const Request *q, const char *name) { return value_of(q, name)->given; }
Str input_text(const Request *q, const char *name) { return value_of(q, name)->text; }
int64_t input_integer(const Request *q, const char *name) { return value_of(q, name)->integer; }
Id input_id(const Request *q, const char *name) { return value_of(q, name)->integer; }
Day input_day(const Request *q, const char *name) { return (Day)value_of(q, name)->integer; }
Str input_file_name(const Request *q, const char *name) { return value_of(q, name)->file_name; }

/* The last one sent wins, as in fields_find. */
const EachChecked *each_find(const Request *q, const char *name, Id id, int *steps)
{
    return each_sent(q, &q->route->inputs[value_of(q, name) - q->value], id, steps);
}

static const Checked *each_of(const Request *q, const char *name, Id id)
{
    static const Checked nothing;
    int steps = 0;
    const EachChecked *one = each_find(q, name, id, &steps);
    return one ? &one->value : &nothing;
}

bool input_each_given(const Request *q, const char *name, Id id) { return each_of(q, name, id)->given; }
Str input_each_text(const Request *q, const char *name, Id id) { return each_of(q, name, id)->text; }
int64_t input_each_integer(const Request *q, const char *name, Id id) { return each_of(q, name, id)->integer; }
const char *input_each_problem(const Request *q, const char *name, Id id) { return each_of(q, name, id)->problem; }
Str input_each_file_name(const Request *q, const char *name, Id id) { return each_of(q, name, id)->file_name; }

IdList input_ids(Ctx *c, const Request *q, const char *name)
{
    IdList ids = {0};
    value_of(q, name);
    for (int i = 0; i < q->n_each; i++) {
        const EachChecked *one = &q->each[i];
        if (one->is_repeated || strcmp(one->input->name, name) || (one->input->many && !one->value.given)) continue;
        *list_add(&c->mem, &ids) = one->id;
    }
    return ids;
}

InputFileList input_files(Ctx *c, const Request *q, const char *name)
{
    InputFileList files = {0};
    int at = 0;
    value_of(q, name);
    for (const Field *f; (f = next_file(q->fields, name, &at));)
        *list_add(&c->mem, &files) = (InputFile){f->file_name, f->value};
    return files;
}

Str request_path(const Request *q) { return q->path; }
Str request_site(const Request *q)
{
    const Server *s = q->server;
    static _Thread_local char local[40];
    if (s->o.site) return str_of(s->o.site);
    snprintf(local, sizeof local, "http://127.0.0.1:%d", s->port);
    return str_of(local);
}

const Feature *const *request_features(const Request *q) { return q->server->o.features; }
const Input *request_inputs(const Request *q) { return q->route->inputs; }
const char *request_right(const Request *q) { return q->route->right; }

enum { AGENT_MAX = 200 };
Str request_agent(const Request *q)
{
    Str agent = str_of(q->server->calls->header(q, "User-Agent"));
    return str_is_utf8(agent) ? str_head(agent, AGENT_MAX) : (Str){0};
}

Str request_device(const Request *q)
{
    Str device = str_of(q->server->calls->cookie(q, DEVICE_COOKIE));
    return token_is_one(device) ? device : (Str){0};
}

Fail input_rule(const Request *q, const char *name, Fail result)
{
    const Input *in = more_named(q, name);
    if (!in) value_of(q, name);
    q->told->ruled = !result ? NULL : in ? in->name : name;
    return result;
}

bool request_is_again(const Request *q) { return q->is_again; }
void *request_prepared(const Request *q) { return q->prepared; }

Str request_typed(const Request *q, const char *name)
{
    const Field *f = q->is_again ? field_typed(q, name) : NULL;
    for (const Input *in = q->refused_inputs; in && in->type != INPUT_END; in++)
        if (in->type == INPUT_SECRET && !strcmp(in->name, name)) return (Str){0};
    q->told->is_drawn |= f != NULL;
    return f && str_is_utf8(f->value) ? f->value : (Str){0};
}

StrList request_typed_all(Ctx *c, const Request *q, Str name)
{
    StrList texts = {0};
    int from = 0, all = q->fields->n - q->fields->parts, n = q->is_again ? all : 0;
    while (n > 0) {
        const Field *f = q->by_name[from + n / 2];
        bool is_before = str_compare(f->name, name) < 0;
        if (is_before) from += n / 2 + 1;
        n = is_before ? n - n / 2 - 1 : n / 2;
    }
    for (int i = from; q->is_again && i < all; i++) {
        const Field *f = q->by_name[i];
        if (!str_equal(f->name, name)) break;
        q->told->is_drawn = true;
        if (!f->file_name.n && str_is_utf8(f->value)) *list_add(&c->mem, &texts) = f->value;
    }
    return texts;
}

const char *request_problem(const Request *q, const char *name)
{
    if (!q->is_again) return NULL;
    if (!*name) return q->problem;
    for (int i = 0; q->refused_inputs && q->refused_inputs[i].type != INPUT_END; i++)
        if (!strcmp(q->refused_inputs[i].name, name) && q->refused[i].problem) return q->refused[i].problem;
    return problem_of(q, str_of(name)); /* input_problem */
}
