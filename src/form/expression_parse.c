// SPDX-License-Identifier: Apache-2.0
/* expression_parse.c -- tokens become a tree: one function a level of the grammar (XPath 1.0, 3.5 to 3.7), from what
 * binds least (or) to what binds most (a name, a number, brackets). */
#include "form/expression_inside.h"

static Node *parse_or(Parse *p);

static bool step(Parse *p)
{
    p->now = token_next(p->mem, p->text, p->next, &p->next);
    return p->now.kind != TOKEN_WRONG || parse_fails(p, p->now.at, "%.*s", STR_ARGS(p->now.text));
}

static bool is_sign(const Parse *p, const char *sign)
{
    return p->now.kind == TOKEN_SIGN && str_equal(p->now.text, str_of(sign));
}

static Node *node(Parse *p, NodeOp op, AnswerKind kind, size_t at)
{
    if (++p->nodes > EXPRESSION_NODES_MAX)
        return parse_fails(p, at, "Biểu thức có hơn %d phần; hãy tách ra các trường tự tính.", EXPRESSION_NODES_MAX);
    Node *n = NEW(p->mem, Node, 1);
    *n = (Node){.op = op, .kind = kind, .at = at};
    return n;
}

static Str now_words(const Parse *p)
{
    return p->now.kind == TOKEN_END ? S("chỗ kết thúc") : str_format(p->mem, "«%.*s»", STR_ARGS(p->now.text));
}

/* -- names -------------------------------------------------------------------------------------------------- */

static Node *unknown_field(Parse *p, Str name)
{
    StrList names = {0};
    const Design *d = p->names->design;
    for (size_t i = 0; d && i < d->n; i++)
        if (d->field[i].name.n && (field_is_answered(&d->field[i]))) *list_add(p->mem, &names) = d->field[i].name;
    for (size_t i = 0; i < p->names->n_more; i++) *list_add(p->mem, &names) = p->names->more[i];
    return parse_fails(p, p->now.at, "Không có trường nào tên «%.*s».%.*s", STR_ARGS(str_head(name, DESIGN_NAME_MAX)),
                       STR_ARGS(nearest_words(p->mem, name, &names, "${", "}")));
}

static Node *parse_field(Parse *p)
{
    const Names *names = p->names;
    const DesignField *f = names->design ? design_field(names->design, p->now.text) : NULL;
    Node *n = node(p, NODE_FIELD, IS_EMPTY, p->now.at);
    if (!n) return NULL;
    for (n->place = 0; !f && n->place < names->n_more; n->place++)
        if (str_equal(names->more[n->place], p->now.text)) {
            n->op = NODE_MORE;
            n->kind = names->kinds ? names->kinds[n->place] : IS_EMPTY;
            return step(p) ? n : NULL;
        }
    if (!f) return unknown_field(p, p->now.text);
    if (!field_is_answered(f))
        return parse_fails(p, n->at, "${%.*s} là %s, không có câu trả lời để hỏi.", STR_ARGS(f->name),
                           f->type == FIELD_HEADING ? "tiêu đề" : "lời dẫn");
    bool is_own = f->rows == NO_ROWS || (names->self && names->self->rows == f->rows);
    n->op = f->type == FIELD_ROWS ? NODE_ROWS : is_own ? NODE_FIELD : NODE_CELLS;
    n->place = design_place(names->design, f);
    n->kind = f->type == FIELD_COMPUTED && f->computed ? expression_kind(f->computed) : field_kind(f);
    for (size_t i = 0; i <= p->asks.n; i++) {
        if (i == p->asks.n) *list_add(p->mem, &p->asks) = n->place;
        if (p->asks.at[i] == n->place) break;
    }
    return step(p) ? n : NULL;
}

/* A name without brackets: a column of the list in a choice filter. */
static Node *parse_bare_name(Parse *p, Str name, size_t at)
{
    const DesignList *tags = p->names->tags;
    StrList names = {0};
    for (size_t i = 0; tags && i < tags->tags; i++) {
        if (str_equal(tags->tag[i], name)) {
            Node *n = node(p, NODE_TAG, IS_EMPTY, at);
            if (n) n->place = i;
            return n;
        }
        *list_add(p->mem, &names) = tags->tag[i];
    }
    if (tags && str_equal(name, S("name"))) return node(p, NODE_KEY, IS_EMPTY, at);
    if (function_of(name))
        return parse_fails(p, at, "Hàm «%.*s» viết có ngoặc ở sau: %.*s(…).", STR_ARGS(name), STR_ARGS(name));
    if (p->names->design && design_field(p->names->design, name))
        return parse_fails(p, at, "Tên trường viết trong ${…}: ${%.*s}.", STR_ARGS(name));
    return parse_fails(p, at, "Không hiểu «%.*s»: tên trường viết trong ${…}, chữ viết giữa hai dấu nháy.%.*s",
                       STR_ARGS(str_head(name, DESIGN_NAME_MAX)),
                       STR_ARGS(nearest_words(p->mem, name, &names, "«", "»")));
}

/* What ODK has and we have not, and why. */
static Str reason_against(Str name)
{
    static const struct {
        const char *names, *says;
    } absent[] = {
        {"random uuid randomize", "cho kết quả khác nhau mỗi lần tính, nên không dùng được ở đây."},
        {"pulldata instance current", "đọc dữ liệu ngoài biểu mẫu; hãy đưa dữ liệu ấy vào một danh sách lựa chọn."},
        {"decimal-time format-time", "cần giờ trong ngày; câu trả lời ở đây chỉ có ngày."},
        {"area distance enclosed-area geofence", "cần tọa độ; biểu mẫu ở đây không có trường tọa độ."},
        {"base64-decode base64-encode digest", "là hàm mã hóa, không dùng được ở đây."},
        {"last id name local-name namespace-uri lang", "đi theo đường dẫn XML; viết ${tên trường}."},
    };
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        Str rest = str_of(absent[i].names), one;
        while (str_cut(&rest, ' ', &one))
            if (str_equal(one, name)) return str_of(absent[i].says);
    }
    return (Str){0};
}

/* -- functions ---------------------------------------------------------------------------------------------- */

static Node *parse_position(Parse *p, size_t at)
{
    if (p->now.kind != TOKEN_PARENT) return parse_fails(p, at, "Số thứ tự của dòng viết position(..).");
    if (!p->names->self || p->names->self->rows == NO_ROWS)
        return parse_fails(p, at, "position(..) chỉ dùng được trong cột của một bảng.");
    if (!step(p)) return NULL;
    if (!is_sign(p, ")")) return parse_fails(p, p->now.at, "Ở đây thiếu dấu ).");
    return step(p) ? node(p, NODE_ROW, IS_INTEGER, at) : NULL;
}

static Node *parse_call(Parse *p, Str name, size_t at)
{
    typedef LIST(Node *) Nodes;
    Nodes kids = {0};
    if (!step(p)) return NULL; /* ( */
    if (str_equal(name, S("position"))) return parse_position(p, at);
    const Function *f = function_of(name);
    if (!f) {
        StrList names = {0};
        Str reason = reason_against(name);
        if (reason.n) return parse_fails(p, at, "Hàm %.*s() %.*s", STR_ARGS(name), STR_ARGS(reason));
        for (size_t i = 0; i < n_functions; i++) *list_add(p->mem, &names) = str_of(functions[i].name);
        return parse_fails(p, at, "Không có hàm «%.*s».%.*s", STR_ARGS(str_head(name, DESIGN_NAME_MAX)),
                           STR_ARGS(nearest_words(p->mem, name, &names, "", "()")));
    }
    while (!is_sign(p, ")")) {
        if (kids.n && !is_sign(p, ","))
            return parse_fails(p, p->now.at, "Ở đây thiếu dấu ) hoặc dấu phẩy, trước %.*s.", STR_ARGS(now_words(p)));
        if (kids.n && !step(p)) return NULL;
        Node *kid = parse_or(p);
        if (!kid) return NULL;
        *list_add(p->mem, &kids) = kid;
    }
    Node *n = step(p) ? node(p, NODE_CALL, f->gives, at) : NULL;
    if (!n) return NULL;
    n->function = f;
    n->kid = kids.at;
    n->n = kids.n;
    return check_call(p, n) ? n : NULL;
}

/* -- the grammar -------------------------------------------------------------------------------------------- */

static Node *parse_value(Parse *p)
{
    bool is_number = p->now.kind == TOKEN_NUMBER;
    Node *n = node(p, NODE_VALUE, is_number ? IS_DECIMAL : IS_TEXT, p->now.at);
    if (!n) return NULL;
    n->value = is_number ? text_number(p->now.text) : answer_of_text(p->now.text);
    return step(p) ? n : NULL;
}

static Node *parse_self(Parse *p)
{
    const DesignField *self = p->names->self;
    if (!self) return parse_fails(p, p->now.at, "Dấu chấm (trường này) không dùng được ở đây; viết ${tên trường}.");
    Node *n = node(p, NODE_SELF, field_kind(self), p->now.at);
    return n && step(p) ? n : NULL;
}

static Node *parse_brackets(Parse *p)
{
    size_t at = p->now.at;
    if (!step(p)) return NULL;
    Node *n = parse_or(p);
    if (!n) return NULL;
    if (!is_sign(p, ")")) {
        parse_fails(p, p->now.at, "Dấu ( ở chữ thứ %zu chưa được đóng trước %.*s.",
                    str_letters(str_slice(p->text, 0, at)) + 1, STR_ARGS(now_words(p)));
        return NULL;
    }
    return step(p) ? n : NULL;
}

static Node *parse_primary(Parse *p)
{
    Token t = p->now;
    switch (t.kind) {
    case TOKEN_NUMBER:
    case TOKEN_TEXT: return parse_value(p);
    case TOKEN_FIELD: return parse_field(p);
    case TOKEN_SELF: return parse_self(p);
    case TOKEN_NAME:
        if (!step(p)) return NULL;
        return is_sign(p, "(") ? parse_call(p, t.text, t.at) : parse_bare_name(p, t.text, t.at);
    case TOKEN_PARENT: return parse_fails(p, t.at, "Hai dấu chấm chỉ dùng được trong position(..).");
    default: break;
    }
    if (is_sign(p, "(")) return parse_brackets(p);
    if (t.kind == TOKEN_END && !p->nodes) return parse_fails(p, t.at, "Biểu thức chưa có gì.");
    return parse_fails(p, t.at, "Ở đây phải có một trường ${…}, số, chữ trong dấu nháy hoặc hàm, không phải %.*s.",
                       STR_ARGS(now_words(p)));
}

static Node *parse_unary(Parse *p)
{
    if (!is_sign(p, "-")) return parse_primary(p);
    size_t at = p->now.at;
    if (++p->depth > EXPRESSION_DEPTH_MAX)
        return parse_fails(p, at, "Có hơn %d dấu trừ liền nhau.", EXPRESSION_DEPTH_MAX);
    Node *kid = step(p) ? parse_unary(p) : NULL;
    Node *n = kid ? node(p, NODE_NEGATE, IS_DECIMAL, at) : NULL;
    p->depth--;
    if (!n) return NULL;
    n->kid = NEW(p->mem, Node *, 1);
    n->kid[0] = kid;
    n->n = 1;
    return check_operator(p, n, S("-")) ? n : NULL;
}

typedef struct {
    const char *sign;
    NodeOp op;
} Operator;

/* a sign b sign c, grouped to the left. */
static Node *parse_level(Parse *p, const Operator *operators, Node *(*tighter)(Parse *))
{
    Node *left = tighter(p);
    while (left) {
        const Operator *o = operators;
        bool can = p->now.kind == TOKEN_SIGN || p->now.kind == TOKEN_NAME;
        while (o->sign && !(can && str_equal(p->now.text, str_of(o->sign)))) o++;
        if (!o->sign) break;
        Token sign = p->now;
        Node *right = step(p) ? tighter(p) : NULL;
        Node *n = right ? node(p, o->op, IS_EMPTY, sign.at) : NULL;
        if (!n) return NULL;
        n->kid = NEW(p->mem, Node *, 2);
        n->kid[0] = left, n->kid[1] = right;
        n->n = 2;
        left = check_operator(p, n, sign.text) ? n : NULL;
    }
    return left;
}

static Node *parse_product(Parse *p)
{
    static const Operator operators[] = {{"*", NODE_MUL}, {"div", NODE_DIV}, {"mod", NODE_MOD}, {NULL, 0}};
    return parse_level(p, operators, parse_unary);
}
static Node *parse_sum(Parse *p)
{
    static const Operator operators[] = {{"+", NODE_ADD}, {"-", NODE_SUB}, {NULL, 0}};
    return parse_level(p, operators, parse_product);
}
static Node *parse_order(Parse *p)
{
    static const Operator operators[] = {{"<", NODE_LT}, {"<=", NODE_LE}, {">", NODE_GT}, {">=", NODE_GE}, {NULL, 0}};
    return parse_level(p, operators, parse_sum);
}
static Node *parse_equality(Parse *p)
{
    static const Operator operators[] = {{"=", NODE_EQ}, {"!=", NODE_NE}, {NULL, 0}};
    return parse_level(p, operators, parse_order);
}
static Node *parse_and(Parse *p)
{
    static const Operator operators[] = {{"and", NODE_AND}, {NULL, 0}};
    return parse_level(p, operators, parse_equality);
}
static Node *parse_or(Parse *p)
{
    static const Operator operators[] = {{"or", NODE_OR}, {NULL, 0}};
    if (++p->depth > EXPRESSION_DEPTH_MAX)
        return parse_fails(p, p->now.at, "Ngoặc lồng nhau quá %d lớp; hãy tách ra các trường tự tính.",
                           EXPRESSION_DEPTH_MAX);
    Node *n = parse_level(p, operators, parse_and);
    p->depth--;
    return n;
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

const Expression *expression_parse(Arena *mem, Str text, const Names *names, ExpressionProblem *problem)
{
    Parse p = {.mem = mem, .text = text, .names = names, .problem = problem};
    *problem = (ExpressionProblem){0};
    if (text.n > EXPRESSION_BYTES_MAX)
        return (void *)parse_fails(&p, 0, "Biểu thức dài %zu chữ; nhiều nhất %d. Hãy tách ra các trường tự tính.",
                                   text.n, EXPRESSION_BYTES_MAX);
    if (!str_is_utf8(text)) return (void *)parse_fails(&p, 0, "Biểu thức có ký tự không đọc được.");
    Node *root = step(&p) ? parse_or(&p) : NULL;
    if (!root || !check_single(&p, root)) return NULL;
    if (is_sign(&p, ")")) return (void *)parse_fails(&p, p.now.at, "Dấu ) này không có dấu ( nào mở.");
    if (p.now.kind != TOKEN_END)
        return (void *)parse_fails(&p, p.now.at, "Thiếu một phép tính trước %.*s.", STR_ARGS(now_words(&p)));
    Expression *e = NEW(mem, Expression, 1);
    *e = (Expression){str_trim(text), root, p.nodes, *names, p.asks};
    return e;
}

Str expression_text(const Expression *e) { return e->text; }
AnswerKind expression_kind(const Expression *e) { return e->root->kind; }

void expression_asks(Arena *mem, const Expression *e, FieldPlaces *places)
{
    for (size_t i = 0; i < e->asks.n; i++) *list_add(mem, places) = e->asks.at[i];
}
