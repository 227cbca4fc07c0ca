// SPDX-License-Identifier: Apache-2.0
/* take.c -- single values of a procedure's text, each looked at where it stands. */
#include "procedure/inside.h"
#include "viet/distance.h"

DesignText take_words(YamlMap *m, const char *key, bool is_needed)
{
    Str text = yaml_text(m, key, is_needed);
    if (str_letters(text) > DESIGN_LABEL_MAX)
        yaml_problem(m->y, m->node->spot, "“%s” dài quá %d chữ.", key, DESIGN_LABEL_MAX);
    return (DesignText){.text = text};
}

const Expression *node_expression(Reading *r, const YamlNode *node)
{
    Str text;
    ExpressionProblem wrong = {0};
    if (!node || !yaml_is_text(&r->y, node, "công thức", &text)) return NULL;
    const Expression *e = expression_parse(r->mem, text, &r->names, &wrong);
    if (!e) yaml_problem(&r->y, yaml_spot_in(node, wrong.at), "%.*s", STR_ARGS(wrong.text));
    return e;
}

const Expression *take_expression(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    return node_expression(r, yaml_take(m, key, is_needed));
}

static bool name_is_known(const Reading *r, Str name)
{
    if (design_field(&r->p->form, name)) return true;
    for (size_t i = 0; i < r->p->n_more; i++)
        if (str_equal(r->p->more[i], name)) return true;
    return false;
}

Wording take_wording(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    const YamlNode *node = yaml_take(m, key, is_needed);
    Str text = {0};
    if (!node || !yaml_is_text(&r->y, node, key, &text)) return (Wording){0};
    if (str_letters(text) > PROCEDURE_TEXT_MAX)
        yaml_problem(&r->y, node->spot, "“%s” dài quá %d chữ.", key, PROCEDURE_TEXT_MAX);
    for (size_t at = 0; at < text.n;) {
        size_t begin = at + str_find(str_from(text, at), S("${"));
        if (begin >= text.n) break;
        Str rest = str_from(text, begin + 2), name = str_slice(rest, 0, str_index(rest, '}'));
        at = begin + 2 + name.n;
        int letter = (int)str_letters(str_slice(text, 0, begin)) + 1;
        if (name.n == rest.n) yaml_problem(&r->y, yaml_spot_in(node, letter), "Thiếu “}” sau “${”.");
        else if (!name_is_known(r, str_trim(name)))
            yaml_problem(&r->y, yaml_spot_in(node, letter), "Không có trường hay thông tin nào tên “%.*s”.",
                         STR_ARGS(name));
    }
    return (Wording){text};
}

static const DesignField *field_named(Reading *r, const YamlNode *node)
{
    Str name;
    if (!node || !yaml_is_text(&r->y, node, "tên trường", &name)) return NULL;
    const DesignField *f = design_field(&r->p->form, name);
    if (!f || !field_is_answered(f)) {
        yaml_problem(&r->y, node->spot, "Biểu mẫu không có trường “%.*s”.", STR_ARGS(name));
        return NULL;
    }
    if (f->rows != NO_ROWS) {
        yaml_problem(&r->y, node->spot, "“%.*s” là cột của một bảng; ở đây cần một trường của biểu mẫu.",
                     STR_ARGS(name));
        return NULL;
    }
    return f;
}

const DesignField *take_field(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    return field_named(r, yaml_take(m, key, is_needed));
}

const DesignField *const *take_fields(Reading *r, YamlMap *m, const char *key, size_t *n)
{
    size_t items;
    const YamlNode *const *item = yaml_list(m, key, false, &items);
    const DesignField **fields = NEW(r->mem, const DesignField *, items);
    *n = 0;
    for (size_t i = 0; i < items; i++) {
        const DesignField *f = field_named(r, item[i]);
        if (f) fields[(*n)++] = f;
    }
    return fields;
}

/* "Không có bước “duyet_” trong “moves”: có phải “duyet”?" */
static void not_there(Reading *r, Spot spot, const char *what, const char *key, Str name, const StrList *names)
{
    size_t near = viet_nearest(r->mem, name, names->at, names->n);
    Str meant = near < names->n ? str_format(r->mem, ": có phải “%.*s”?", STR_ARGS(names->at[near])) : S(".");
    yaml_problem(&r->y, spot, "Không có %s “%.*s” trong “%s”%.*s", what, STR_ARGS(name), key, STR_ARGS(meant));
    r->is_lost = true;
}

const ProcedureState *state_named(Reading *r, const YamlNode *node)
{
    Str name;
    StrList names = {0};
    if (!node || !yaml_is_text(&r->y, node, "tên trạng thái", &name)) return NULL;
    const ProcedureState *s = procedure_state(r->p, name);
    for (size_t i = 0; !s && i < r->p->states; i++) *list_add(r->mem, &names) = r->p->state[i].name;
    if (!s) not_there(r, node->spot, "trạng thái", "states", name, &names);
    return s;
}

const ProcedureState *take_state(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    return state_named(r, yaml_take(m, key, is_needed));
}

uint64_t take_states(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    size_t n;
    uint64_t bits = 0;
    const YamlNode *const *item = yaml_list(m, key, is_needed, &n);
    for (size_t i = 0; i < n; i++) {
        const ProcedureState *s = state_named(r, item[i]);
        if (s) bits |= state_bit(r->p, s);
    }
    return bits;
}

static const ProcedureMove *move_named(Reading *r, const YamlNode *node)
{
    Str name;
    if (!node || !yaml_is_text(&r->y, node, "tên bước", &name)) return NULL;
    const ProcedureMove *move = procedure_move(r->p, name);
    StrList names = {0};
    for (size_t i = 0; !move && i < r->p->moves; i++) *list_add(r->mem, &names) = r->p->move[i].name;
    if (!move) not_there(r, node->spot, "bước", "moves", name, &names);
    return move;
}

const ProcedureMove *take_move(Reading *r, YamlMap *m, const char *key, bool is_needed)
{
    return move_named(r, yaml_take(m, key, is_needed));
}

const ProcedureMove *const *take_moves(Reading *r, YamlMap *m, const char *key, bool is_needed, size_t *n)
{
    size_t items;
    const YamlNode *const *item = yaml_list(m, key, is_needed, &items);
    const ProcedureMove **moves = NEW(r->mem, const ProcedureMove *, items);
    *n = 0;
    for (size_t i = 0; i < items; i++) {
        const ProcedureMove *move = move_named(r, item[i]);
        if (move) moves[(*n)++] = move;
    }
    return moves;
}

Day take_day(YamlMap *m, const char *key)
{
    const YamlNode *node = yaml_take(m, key, false);
    Str text;
    if (!node || !yaml_is_text(m->y, node, key, &text)) return NO_DAY;
    Day d = day_parse_iso(text);
    if (d == NO_DAY)
        yaml_problem(m->y, node->spot, "“%.*s” không phải là ngày; hãy viết như 2024-10-10.", STR_ARGS(text));
    return d;
}

static bool is_name(Str s)
{
    if (!s.n || s.n > DESIGN_NAME_MAX || (s.p[0] >= '0' && s.p[0] <= '9')) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] == '_' || (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9'))) return false;
    return true;
}

Str take_name(Reading *r, YamlMap *m)
{
    const YamlNode *node = yaml_take(m, "name", true);
    Str name = {0};
    if (!node || !yaml_is_text(&r->y, node, "name", &name)) return (Str){0};
    if (!is_name(name))
        yaml_problem(&r->y, node->spot,
                     "Tên “%.*s” chỉ gồm chữ thường không dấu, số và “_”, bắt đầu bằng chữ, không quá %d ký tự.",
                     STR_ARGS(name), DESIGN_NAME_MAX);
    return name;
}

void look_for_agency(Reading *r, Spot spot, Str code)
{
    if (!r->agencies || !code.n || directory_by_code(r->agencies, code)) return;
    problem_warn(r->mem, &r->y.problems, spot, "Danh mục cơ quan không có mã “%.*s”.", STR_ARGS(code));
}
