// SPDX-License-Identifier: Apache-2.0
/* expression_type.c -- kinds: a text where a number must be is said when the form is designed, not found out by the
 * first person who fills it in.  What only the answer can tell (a choice's key, a computed field) is let through. */
#include "base/module.h"
#include "form/expression_inside.h"

AnswerKind field_kind(const DesignField *f)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_PERSON:
    case FIELD_PHONE:
    case FIELD_MAIL:
    case FIELD_ADDRESS:
    case FIELD_URL:
    case FIELD_PERIOD: return IS_TEXT;
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_ROWS: return IS_INTEGER;
    case FIELD_DECIMAL: return IS_DECIMAL;
    case FIELD_DAY: return IS_DAY;
    case FIELD_YES: return IS_BOOLEAN;
    default: return IS_EMPTY;
    }
}

static const char *kind_words(AnswerKind k)
{
    static const char *const words[] = {
        [IS_TEXT] = "chữ", [IS_INTEGER] = "số", [IS_DECIMAL] = "số", [IS_BOOLEAN] = "có/không", [IS_DAY] = "ngày"};
    return words[k];
}

bool check_single(Parse *p, const Node *n)
{
    const Design *d = p->names->design;
    if (n->op == NODE_ROWS)
        return parse_fails(p, n->at, "%.*s là một bảng; số dòng của nó viết count(%.*s).", STR_ARGS(node_called(p, n)),
                           STR_ARGS(node_called(p, n)));
    if (n->op == NODE_CELLS)
        return parse_fails(p, n->at,
                           "%.*s là cột của bảng «%.*s», có nhiều dòng; viết sum(%.*s), max(%.*s) hoặc "
                           "indexed-repeat(…).",
                           STR_ARGS(node_called(p, n)), STR_ARGS(d->field[d->field[n->place].rows].name),
                           STR_ARGS(node_called(p, n)), STR_ARGS(node_called(p, n)));
    return true;
}

/* '5', '' and '2024-10-01' are numbers for XPath. */
static bool can_be_number(const Node *n)
{
    return n->kind != IS_TEXT ||
           (n->op == NODE_VALUE && (answer_is_empty(n->value) || answers_order(n->value, n->value) == 0));
}

static bool needs_number(Parse *p, const Node *n, const char *what, Str sign)
{
    if (can_be_number(n)) return true;
    return parse_fails(p, n->at, "%s %.*s cần số, nhưng %.*s là chữ.", what, STR_ARGS(sign),
                       STR_ARGS(node_called(p, n)));
}

/* -- operators ---------------------------------------------------------------------------------------------- */

static const DesignList *list_of(const Parse *p, const Node *n)
{
    if (n->op == NODE_FIELD) return p->names->design->field[n->place].list;
    return n->op == NODE_SELF ? p->names->self->list : NULL;
}

/* A key that the list lacks would never be chosen. */
static bool check_key(Parse *p, const Node *field, const Node *key)
{
    const DesignList *list = list_of(p, field);
    if (!list || key->op != NODE_VALUE || key->value.kind != IS_TEXT) return true;
    StrList keys = {0};
    Str wanted = str_trim(key->value.text);
    if (!wanted.n || str_index(wanted, ' ') < wanted.n) return true;
    for (size_t i = 0; i < list->n; i++) {
        if (str_equal(list->choice[i].key, wanted)) return true;
        *list_add(p->mem, &keys) = list->choice[i].key;
    }
    Str near = nearest_words(p->mem, wanted, &keys, "«", "»");
    return parse_fails(p, key->at, "%.*s không có lựa chọn «%.*s».%.*s", STR_ARGS(node_called(p, field)),
                       STR_ARGS(wanted), STR_ARGS(near));
}

static bool is_words(const Node *n) { return n->op == NODE_VALUE && n->value.kind == IS_TEXT; }

static bool check_equality(Parse *p, Node *n)
{
    const Node *a = n->kid[0], *b = n->kid[1];
    for (int turn = 0; turn < 2; turn++, a = n->kid[1], b = n->kid[0]) {
        if (!check_key(p, a, b)) return false;
        if (a->kind == IS_BOOLEAN && is_words(b))
            return parse_fails(p, b->at, "%.*s là có/không, không phải chữ; viết = true() hoặc = false().",
                               STR_ARGS(node_called(p, a)));
        if (is_words(b) && !can_be_number(b) && a->kind != IS_TEXT && a->kind != IS_EMPTY)
            return parse_fails(p, b->at, "%.*s là %s, không bao giờ bằng chữ %.*s.", STR_ARGS(node_called(p, a)),
                               kind_words(a->kind), STR_ARGS(node_called(p, b)));
    }
    return true;
}

bool check_operator(Parse *p, Node *n, Str sign)
{
    for (size_t i = 0; i < n->n; i++)
        if (!check_single(p, n->kid[i])) return false;
    switch (n->op) {
    case NODE_OR:
    case NODE_AND: n->kind = IS_BOOLEAN; return true;
    case NODE_EQ:
    case NODE_NE: n->kind = IS_BOOLEAN; return check_equality(p, n);
    default: break;
    }
    bool compares = n->op >= NODE_LT && n->op <= NODE_GE;
    for (size_t i = 0; i < n->n; i++)
        if (!needs_number(p, n->kid[i], compares ? "Phép so sánh" : "Phép", sign)) return false;
    n->kind = compares ? IS_BOOLEAN : IS_DECIMAL;
    return true;
}

/* -- functions ---------------------------------------------------------------------------------------------- */

static void count_wanted(const char *wants, size_t *least, size_t *most)
{
    bool optional = false;
    *least = *most = 0;
    for (; *wants; wants++)
        if (*wants == '?') optional = true;
        else if (*wants == '*') {
            *most = SIZE_MAX;
            return;
        } else ++*most, *least += !optional;
}

static bool check_count(Parse *p, const Node *n)
{
    size_t least, most;
    const char *name = n->function->name;
    count_wanted(n->function->wants, &least, &most);
    if (n->n >= least && n->n <= most) return true;
    if (!most) return parse_fails(p, n->at, "%s() không cần gì trong ngoặc.", name);
    if (least == most) return parse_fails(p, n->at, "%s() cần %zu phần trong ngoặc, ở đây có %zu.", name, least, n->n);
    return parse_fails(p, n->at, "%s() cần từ %zu đến %zu phần trong ngoặc, ở đây có %zu.", name, least, most, n->n);
}

static char wanted_of(const char *wants, size_t i)
{
    for (; *wants; wants++) {
        if (*wants == '?') continue;
        if (*wants == '*') return wants[1];
        if (!i--) return *wants;
    }
    return 'a';
}

static bool check_argument(Parse *p, const Node *n, Node *kid, char wanted)
{
    const Design *d = p->names->design;
    const char *name = n->function->name;
    bool is_column = d && kid->op == NODE_FIELD && d->field[kid->place].rows != NO_ROWS;
    switch (wanted) {
    case 'c': return kid->op == NODE_CELLS || check_single(p, kid);
    case 'N':
        return (kid->op == NODE_CELLS || check_single(p, kid)) &&
               needs_number(p, kid, "Hàm", str_format(p->mem, "%s()", name));
    case 'C':
        if (is_column) kid->op = NODE_CELLS;
        if (kid->op == NODE_CELLS) return true;
        return parse_fails(p, kid->at, "%s() cần cột của một bảng ở đây, viết ${tên cột}.", name);
    case 'r':
        if (kid->op == NODE_ROWS || kid->op == NODE_CELLS) return true;
        return parse_fails(p, kid->at, "%s() cần một bảng ở đây, viết ${tên bảng}.", name);
    case 'q':
        if (kid->op == NODE_VALUE && kid->kind == IS_TEXT) return true;
        return parse_fails(p, kid->at, "%s() cần chữ viết sẵn trong dấu nháy ở đây.", name);
    case 'n': return check_single(p, kid) && needs_number(p, kid, "Hàm", str_format(p->mem, "%s()", name));
    case 'd':
        if (kid->kind == IS_BOOLEAN)
            return parse_fails(p, kid->at, "%s() cần ngày, nhưng %.*s là có/không.", name,
                               STR_ARGS(node_called(p, kid)));
        return check_single(p, kid);
    default: return check_single(p, kid);
    }
}

static bool know_pattern(Parse *p, Node *n)
{
    Ctx c = {0}; /* for the sentence only */
    Regex *regex = NEW(p->mem, Regex, 1);
    const void *calls;
    if (module_calls(&c, "regex", "regex_calls", &calls)) return parse_fails(p, n->kid[1]->at, "%s", c.why);
    *regex = (Regex){.calls = calls};
    regex->compiled = regex->calls->compile(p->mem, n->kid[1]->value.text);
    n->known = regex;
    return regex->compiled || parse_fails(p, n->kid[1]->at, "Mẫu của regex() không đọc được: xem lại ngoặc và dấu \\.");
}

/* '${x}' or 'x': the field whose choices have the names. */
static bool know_list(Parse *p, Node *n)
{
    Str name = str_trim(n->kid[1]->value.text);
    if (str_starts(name, S("${")) && str_ends(name, S("}"))) name = str_trim(str_slice(name, 2, name.n - 1));
    const DesignField *f = p->names->design ? design_field(p->names->design, name) : NULL;
    n->known = f ? f->list : NULL;
    return n->known || parse_fails(p, n->kid[1]->at, "Không có trường chọn nào tên «%.*s».", STR_ARGS(name));
}

/* What if() and coalesce() give: that of both when it is the same. */
static AnswerKind common(const Node *a, const Node *b)
{
    if (a->kind == b->kind) return a->kind;
    bool numbers = (a->kind == IS_INTEGER || a->kind == IS_DECIMAL) && (b->kind == IS_INTEGER || b->kind == IS_DECIMAL);
    return numbers ? IS_DECIMAL : IS_EMPTY;
}

bool check_call(Parse *p, Node *n)
{
    Str name = str_of(n->function->name);
    if (!check_count(p, n)) return false;
    for (size_t i = 0; i < n->n; i++)
        if (!check_argument(p, n, n->kid[i], wanted_of(n->function->wants, i))) return false;
    n->kind = n->function->gives;
    if (str_equal(name, S("regex"))) return know_pattern(p, n);
    if (str_equal(name, S("jr:choice-name"))) return know_list(p, n);
    if (str_equal(name, S("selected"))) return check_key(p, n->kid[0], n->kid[1]);
    if (str_equal(name, S("if"))) n->kind = common(n->kid[1], n->kid[2]);
    if (str_equal(name, S("coalesce"))) n->kind = common(n->kid[0], n->kid[1]);
    if (str_equal(name, S("once"))) n->kind = n->kid[0]->kind;
    if (str_equal(name, S("indexed-repeat"))) n->kind = n->kid[0]->kind;
    if (n->function->is_ours) n->known = workdays();
    return true;
}
