// SPDX-License-Identifier: Apache-2.0
/* What differs between two designs: each thing that may be said of a field is a row of the table. */
#include "form/expression.h"
#include "form/source_inside.h"

/* -- what is said of a field, as people read it ---------------------------------------------------------------- */

static Str words_of(Arena *mem, DesignText text)
{
    Str all = text.text;
    for (size_t i = 0; i < text.others; i++)
        all = str_format(mem, "%.*s (%.*s: %.*s)", STR_ARGS(all), STR_ARGS(text.other[i].language),
                         STR_ARGS(text.other[i].text));
    return all;
}
static Str expression_words(const Expression *e) { return e ? expression_text(e) : (Str){0}; }
static Str yes_words(bool yes) { return yes ? S("có") : (Str){0}; }

static Str bound_words(Arena *mem, const DesignField *f, bool has, double value)
{
    if (!has) return (Str){0};
    if (f->type == FIELD_DAY || f->type == FIELD_PERIOD) return day_vietnamese(mem, (Day)value);
    return source_number(mem, value);
}

typedef struct {
    Arena *mem;
    const Design *d;
    const DesignField *f;
} Said;

#define SAID(name, expression)                                                                                         \
    static Str said_##name(const Said *s)                                                                              \
    {                                                                                                                  \
        const DesignField *f = s->f;                                                                                   \
        (void)f;                                                                                                       \
        return expression;                                                                                             \
    }
SAID(type, str_of(field_names[f->type]))
SAID(label, words_of(s->mem, f->label))
SAID(help, words_of(s->mem, f->help))
SAID(table, f->rows == NO_ROWS ? (Str){0} : s->d->field[f->rows].name)
SAID(list, f->list ? f->list->name : (Str){0})
SAID(required, !f->required                                      ? (Str){0}
               : str_equal(expression_text(f->required), S("1")) ? S("có")
                                                                 : expression_text(f->required))
SAID(required_says, words_of(s->mem, f->required_says))
SAID(min, bound_words(s->mem, f, f->has_min, f->min))
SAID(max, bound_words(s->mem, f, f->has_max, f->max))
SAID(shown, expression_words(f->shown))
SAID(constraint, expression_words(f->constraint))
SAID(constraint_says, words_of(s->mem, f->constraint_says))
SAID(computed, expression_words(f->computed))
SAID(first, expression_words(f->first))
SAID(filter, expression_words(f->filter))
SAID(decimals, f->decimals ? str_format(s->mem, "%d", f->decimals) : (Str){0})
SAID(size, f->bytes_max ? str_format(s->mem, "%lld KB", (long long)f->bytes_max >> 10) : (Str){0})
SAID(unit, f->unit)
SAID(agencies, f->agencies)
SAID(purpose, f->purpose)
SAID(unique, yes_words(f->is_unique))
SAID(indexed, yes_words(f->is_indexed))
SAID(seen_by, f->seen_by == SEEN_BY_ALL         ? S("mọi người")
              : f->seen_by == SEEN_BY_SIGNED_IN ? S("người đã đăng nhập")
                                                : S("người giải quyết"))
static Str said_accept(const Said *s)
{
    Str all = {0};
    for (size_t i = 0; i < s->f->n_accepts; i++)
        all = str_format(s->mem, "%.*s%s%.*s", STR_ARGS(all), i ? ", " : "", STR_ARGS(s->f->accepts[i]));
    return all;
}

/* How a change of it meets answers that are there already. */
typedef enum { HARMLESS, ALWAYS_LOSES, LOSES_WHEN_THERE, LOSES_WHEN_LOWER, LOSES_WHEN_HIGHER } Loss;
static const struct {
    const char *name;
    Str (*said)(const Said *);
    Loss loss;
} attributes[] = {
    {"kiểu", said_type, ALWAYS_LOSES},
    {"nhãn", said_label, HARMLESS},
    {"lời giải thích", said_help, HARMLESS},
    {"thuộc bảng", said_table, ALWAYS_LOSES},
    {"danh sách chọn", said_list, HARMLESS},
    {"bắt buộc", said_required, LOSES_WHEN_THERE},
    {"câu nhắc khi bỏ trống", said_required_says, HARMLESS},
    {"nhỏ nhất", said_min, LOSES_WHEN_HIGHER},
    {"lớn nhất", said_max, LOSES_WHEN_LOWER},
    {"điều kiện hiện", said_shown, LOSES_WHEN_THERE},
    {"điều kiện hợp lệ", said_constraint, LOSES_WHEN_THERE},
    {"câu nhắc khi không hợp lệ", said_constraint_says, HARMLESS},
    {"công thức tính", said_computed, LOSES_WHEN_THERE},
    {"giá trị ban đầu", said_first, HARMLESS},
    {"lọc danh sách", said_filter, LOSES_WHEN_THERE},
    {"số chữ số sau dấu phẩy", said_decimals, LOSES_WHEN_THERE},
    {"cỡ tệp", said_size, LOSES_WHEN_THERE},
    {"loại tệp", said_accept, LOSES_WHEN_THERE},
    {"đơn vị tính", said_unit, HARMLESS},
    {"loại cơ quan", said_agencies, LOSES_WHEN_THERE},
    {"mục đích thu thập", said_purpose, HARMLESS},
    {"không được trùng", said_unique, LOSES_WHEN_THERE},
    {"dùng để lọc", said_indexed, HARMLESS},
    {"ai được xem", said_seen_by, HARMLESS},
};
enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

/* -- choices -------------------------------------------------------------------------------------------------- */

static const DesignChoice *choice_of(const DesignList *l, Str key)
{
    for (size_t i = 0; l && i < l->n; i++)
        if (str_equal(l->choice[i].key, key)) return &l->choice[i];
    return NULL;
}

static Str tag_of(const DesignList *l, const DesignChoice *c, Str name)
{
    for (size_t i = 0; i < l->tags; i++)
        if (str_equal(l->tag[i], name)) return c->tag[i];
    return (Str){0};
}

static bool same_tags(const DesignList *l, const DesignChoice *c, const DesignList *of, const DesignChoice *other)
{
    for (size_t i = 0; i < l->tags; i++)
        if (!str_equal(c->tag[i], tag_of(of, other, l->tag[i]))) return false;
    return true;
}

static bool same_lists(Arena *mem, const DesignList *a, const DesignList *b)
{
    if (!a != !b || (a && (a->n != b->n || !str_equal(a->name, b->name)))) return false;
    for (size_t i = 0; a && i < a->n; i++) {
        const DesignChoice *x = &a->choice[i], *y = &b->choice[i];
        if (!str_equal(x->key, y->key) || !str_equal(words_of(mem, x->label), words_of(mem, y->label)) ||
            !same_tags(a, x, b, y) || !same_tags(b, y, a, x))
            return false;
    }
    return true;
}

static Str and_(Arena *mem, Str text, Str more)
{
    return text.n ? str_format(mem, "%.*s; %.*s", STR_ARGS(text), STR_ARGS(more)) : more;
}

static Str list_changes(Arena *mem, const DesignList *before, const DesignList *after, bool *loses)
{
    Str text = {0};
    for (size_t i = 0; before && i < before->n; i++) {
        const DesignChoice *was = &before->choice[i], *is = choice_of(after, was->key);
        if (!is) {
            text = and_(mem, text, str_format(mem, "bỏ lựa chọn «%.*s»", STR_ARGS(was->label.text)));
            *loses = true;
        } else if (!str_equal(words_of(mem, was->label), words_of(mem, is->label)))
            text = and_(
                mem, text,
                str_format(mem, "lựa chọn «%.*s» nay là «%.*s»", STR_ARGS(was->label.text), STR_ARGS(is->label.text)));
        else if (!same_tags(before, was, after, is) || !same_tags(after, is, before, was))
            text = and_(mem, text, str_format(mem, "lựa chọn «%.*s» đổi cột phụ", STR_ARGS(was->label.text)));
    }
    for (size_t i = 0; after && i < after->n; i++)
        if (!choice_of(before, after->choice[i].key))
            text = and_(mem, text, str_format(mem, "thêm lựa chọn «%.*s»", STR_ARGS(after->choice[i].label.text)));
    if (!text.n && !same_lists(mem, before, after)) text = S("đổi thứ tự lựa chọn");
    return text;
}

/* -- fields --------------------------------------------------------------------------------------------------- */

static Str quoted(Arena *mem, Str s) { return s.n ? str_format(mem, "«%.*s»", STR_ARGS(s)) : S("không có"); }

/* Without bounds nothing is refused. */
static bool loses(Loss loss, const DesignField *was, const DesignField *is, Str now)
{
    switch (loss) {
    case ALWAYS_LOSES: return true;
    case LOSES_WHEN_THERE: return now.n > 0;
    case LOSES_WHEN_LOWER: return is->has_max && (!was->has_max || is->max < was->max);
    case LOSES_WHEN_HIGHER: return is->has_min && (!was->has_min || is->min > was->min);
    default: return false;
    }
}

static Str field_changes(Arena *mem, const Said *before, const Said *after, bool *is_lost)
{
    Str text = {0};
    for (int i = 0; i < ATTRIBUTES; i++) {
        Str was = attributes[i].said(before), is = attributes[i].said(after);
        if (str_equal(was, is)) continue;
        text = and_(mem, text,
                    str_format(mem, "%s: trước %.*s, nay %.*s", attributes[i].name, STR_ARGS(quoted(mem, was)),
                               STR_ARGS(quoted(mem, is))));
        *is_lost = *is_lost || loses(attributes[i].loss, before->f, after->f, is);
    }
    Str choices = list_changes(mem, before->f->list, after->f->list, is_lost);
    return choices.n ? and_(mem, text, choices) : text;
}

static bool same_fields(Arena *mem, const Said *a, const Said *b)
{
    bool is_lost = false;
    return str_equal(a->f->name, b->f->name) && !field_changes(mem, a, b, &is_lost).n &&
           same_lists(mem, a->f->list, b->f->list);
}

static bool same_heads(Arena *mem, const Design *a, const Design *b)
{
    bool same = str_equal(a->code, b->code) && str_equal(a->title, b->title) && a->languages == b->languages &&
                str_equal(words_of(mem, a->about), words_of(mem, b->about));
    for (size_t i = 0; same && i < a->languages; i++) same = str_equal(a->language[i], b->language[i]);
    return same;
}

static const DesignList *list_named(const Design *d, Str name)
{
    for (size_t i = 0; i < d->n_lists; i++)
        if (str_equal(d->lists[i].name, name)) return &d->lists[i];
    return NULL;
}

bool design_same(Arena *mem, const Design *a, const Design *b)
{
    bool same = a->n == b->n && a->n_lists == b->n_lists && same_heads(mem, a, b);
    Arena mark = *mem;
    for (size_t i = 0; same && i < a->n; i++)
        same = same_fields(mem, &(Said){mem, a, &a->field[i]}, &(Said){mem, b, &b->field[i]});
    for (size_t i = 0; same && i < a->n_lists; i++)
        same = same_lists(mem, &a->lists[i], list_named(b, a->lists[i].name));
    arena_back(mem, mark);
    return same;
}

/* -- order ---------------------------------------------------------------------------------------------------- */

/* Which fields of `after` moved: all but a longest row of fields that stand in the same order as before. */
static bool *moved_fields(Arena *mem, const Design *before, const Design *after)
{
    size_t *place = NEW(mem, size_t, after->n), *length = NEW(mem, size_t, after->n),
           *previous = NEW(mem, size_t, after->n);
    bool *moved = NEW(mem, bool, after->n);
    size_t last = after->n;
    for (size_t i = 0; i < after->n; i++) {
        const DesignField *was = design_field(before, after->field[i].name);
        place[i] = was ? design_place(before, was) : SIZE_MAX;
        moved[i] = was != NULL;
        length[i] = was != NULL;
        previous[i] = after->n;
        for (size_t k = 0; was && k < i; k++)
            if (length[k] && place[k] < place[i] && length[k] >= length[i]) length[i] = length[k] + 1, previous[i] = k;
        if (was && (last == after->n || length[i] > length[last])) last = i;
    }
    for (; last < after->n; last = previous[last]) moved[last] = false;
    return moved;
}

static void head_changes(Arena *mem, const Design *before, const Design *after, DesignChanges *changes)
{
    const struct {
        const char *name;
        Str was, is;
    } heads[] = {{"tên biểu mẫu", before->title, after->title},
                 {"mã", before->code, after->code},
                 {"lời giới thiệu", words_of(mem, before->about), words_of(mem, after->about)}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (!str_equal(heads[i].was, heads[i].is))
            *list_add(mem, changes) = (DesignChange){.what = DESIGN_CHANGED,
                                                     .text = str_format(mem, "%s: trước %.*s, nay %.*s", heads[i].name,
                                                                        STR_ARGS(quoted(mem, heads[i].was)),
                                                                        STR_ARGS(quoted(mem, heads[i].is)))};
}

void design_changes(Arena *mem, const Design *before, const Design *after, DesignChanges *changes)
{
    bool *moved = moved_fields(mem, before, after);
    head_changes(mem, before, after, changes);
    for (size_t i = 0; i < after->n; i++) {
        const DesignField *is = &after->field[i], *was = design_field(before, is->name);
        DesignChange change = {.name = is->name, .label = is->label.text, .what = was ? DESIGN_CHANGED : DESIGN_ADDED};
        change.text =
            was ? field_changes(mem, &(Said){mem, before, was}, &(Said){mem, after, is}, &change.loses)
                : str_format(mem, "trường mới, kiểu %s%s", field_names[is->type], is->required ? ", bắt buộc" : "");
        if (was && !change.text.n && moved[i]) change.what = DESIGN_MOVED, change.text = S("chuyển chỗ");
        else if (was && moved[i]) change.text = and_(mem, change.text, S("chuyển chỗ"));
        if (change.text.n) *list_add(mem, changes) = change;
    }
    for (size_t i = 0; i < before->n; i++)
        if (!design_field(after, before->field[i].name))
            *list_add(mem, changes) = (DesignChange){.name = before->field[i].name,
                                                     .label = before->field[i].label.text,
                                                     .what = DESIGN_REMOVED,
                                                     .text = S("bỏ trường này"),
                                                     .loses = field_is_answered(&before->field[i])};
}
