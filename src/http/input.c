// SPDX-License-Identifier: Apache-2.0
/* input.c -- the declared inputs of a row: checked before the handler runs, read by it afterwards. */
#include "http/inside.h"
#include "viet/text.h"
#include <assert.h>

bool fields_add(Fields *f, Field field)
{
    if (f->n == FIELDS_MAX) f->too_many = true;
    else f->at[f->n++] = field;
    return !f->too_many;
}

/* The last of that name: parts of the path are added last and so cannot be overridden by a query. */
const Field *fields_find(const Fields *f, const char *name)
{
    for (int i = f->n; i-- > 0;)
        if (str_equal(f->at[i].name, str_of(name))) return &f->at[i];
    return NULL;
}

static size_t letters(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

#define PROBLEM(...) str_format(&c->mem, __VA_ARGS__).p

static const char *check_text(Ctx *c, const Input *in, Checked *v)
{
    int64_t max = in->max ? in->max : INPUT_TEXT_MAX;
    if (!str_is_utf8(v->text) || memchr(v->text.p, 0, v->text.n))
        return PROBLEM("%s có ký tự không đọc được. Hãy gõ lại bằng bảng mã Unicode.", in->label);
    v->text = str_trim(viet_nfc(&c->mem, v->text));
    v->given = v->text.n > 0;
    if (in->type == INPUT_TEXT && (str_index(v->text, '\n') < v->text.n))
        return PROBLEM("%s chỉ viết trên một dòng.", in->label);
    size_t n = letters(v->text);
    if (n > (size_t)max)
        return PROBLEM("%s dài %zu chữ; rút xuống còn nhiều nhất %lld chữ.", in->label, n, (long long)max);
    if (v->given && n < (size_t)in->min) return PROBLEM("%s cần ít nhất %lld chữ.", in->label, (long long)in->min);
    return NULL;
}

static const char *check_integer(Ctx *c, const Input *in, Checked *v)
{
    bool bounded = in->min || in->max;
    if (!str_integer(str_trim(v->text), &v->integer)) return PROBLEM("%s phải là một số, chẳng hạn 12.", in->label);
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
    return rest.n ? NO_DAY : day_of((int)part[2], (int)part[1], (int)part[0]);
}

static bool is_choice(const char *choices, Str s)
{
    Str rest = str_of(choices), one;
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, s)) return true;
    return false;
}

static const char *check_value(Ctx *c, const Input *in, Checked *v)
{
    switch (in->type) {
    case INPUT_TEXT:
    case INPUT_LINES: return check_text(c, in, v);
    case INPUT_INTEGER: return check_integer(c, in, v);
    case INPUT_ID:
        if (str_integer(v->text, &v->integer) && v->integer > 0) return NULL;
        return PROBLEM("%s không đúng. Hãy mở lại trang từ liên kết.", in->label);
    case INPUT_DAY:
        v->integer = day_typed(str_trim(v->text));
        return v->integer == NO_DAY ? PROBLEM("%s phải là một ngày có thật, viết như 15/9/2024.", in->label) : NULL;
    case INPUT_CHOICE:
        return is_choice(in->choices, v->text) ? NULL : PROBLEM("%s: hãy chọn một trong các mục có sẵn.", in->label);
    case INPUT_FILE: {
        int64_t max = in->max ? in->max : UPLOAD_MAX;
        if (v->text.n > (size_t)max)
            return PROBLEM("Tệp lớn hơn %lld MB. Hãy chọn tệp nhỏ hơn.", (long long)(max >> 20));
        return NULL;
    }
    case INPUT_END: break;
    }
    return NULL;
}

static const char *check_one(Ctx *c, const Fields *fields, const Input *in, Checked *v)
{
    const Field *f = fields_find(fields, in->name);
    const char *problem = NULL;
    *v = (Checked){.integer = in->type == INPUT_DAY ? NO_DAY : 0};
    if (f && (f->value.n || f->file_name.n)) {
        v->given = true;
        v->text = f->value;
        v->file_name = f->file_name;
        problem = check_value(c, in, v);
    }
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

Fail inputs_check(Ctx *c, Request *q)
{
    Fail result = OK;
    if (q->fields->too_many)
        return fail(c, FAIL_INPUT, "Biểu mẫu gửi lên có quá nhiều ô. Hãy tải lại trang rồi thử lại.");
    int n = 0;
    for (const Input *in = q->route->inputs; in && in->type != INPUT_END; in++, n++) {
        Checked *v = &q->value[n];
        v->problem = check_one(c, q->fields, in, v);
        if (!v->problem) continue;
        if (is_part_of_path(q->route, in->name)) return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
        result = fail(c, FAIL_INPUT, "%s", v->problem);
    }
    return result;
}

/* -- reading ------------------------------------------------------------------------------------------------------ */

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
Str request_path(const Request *q) { return q->path; }
bool request_is_partial(const Request *q) { return q->is_partial; }
bool request_is_again(const Request *q) { return q->is_again; }
void *request_prepared(const Request *q) { return q->prepared; }

Str request_typed(const Request *q, const char *name)
{
    const Field *f = q->is_again ? fields_find(q->fields, name) : NULL;
    return f && str_is_utf8(f->value) ? f->value : (Str){0};
}

const char *request_problem(const Request *q, const char *name)
{
    if (!q->is_again) return NULL;
    if (!*name) return q->problem;
    for (int i = 0; q->refused_inputs && q->refused_inputs[i].type != INPUT_END; i++)
        if (!strcmp(q->refused_inputs[i].name, name)) return q->refused[i].problem;
    return NULL;
}
