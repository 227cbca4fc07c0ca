// SPDX-License-Identifier: Apache-2.0
/* expression_inside.h -- the tree of an expression, for the files expression_*.c only: token (letters become tokens) →
 * value (answers become numbers, texts, days) → call (the functions) → parse (tokens become a tree with types) →
 * evaluate; script (the tree as JSON). */
#pragma once
#include "form/answers.h"
#include "viet/workday.h"

/* -- tokens ------------------------------------------------------------------------------------------------- */

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,   /* 'a' or "a": what is between */
    TOKEN_FIELD,  /* ${x}: x */
    TOKEN_NAME,   /* of a function, of a column of a list; and, or, div, mod */
    TOKEN_SELF,   /* . */
    TOKEN_PARENT, /* .. */
    TOKEN_SIGN,   /* ( ) , + - * = != < <= > >= */
    TOKEN_WRONG   /* text: one sentence that says what to write */
} TokenKind;

typedef struct {
    TokenKind kind;
    Str text;
    size_t at; /* byte of the expression */
} Token;

/* The token that begins at byte `from` or behind blanks there; *to = behind it. */
Token token_next(Arena *mem, Str text, size_t from, size_t *to);

/* -- the tree ----------------------------------------------------------------------------------------------- */

typedef enum {
    NODE_VALUE,
    NODE_FIELD,  /* the answer of a field; of a column, in the row that asks */
    NODE_CELLS,  /* all answers of a column */
    NODE_ROWS,   /* how many rows a table has */
    NODE_ROW,    /* position(..): the row that asks, from 1 */
    NODE_MORE,   /* Names.more */
    NODE_TAG,    /* of a choice filter: a column of the list */
    NODE_KEY,    /* of a choice filter: `name` */
    NODE_SELF,   /* . */
    NODE_CALL,   /* function(kids) */
    NODE_NEGATE, /* from here on: operators */
    NODE_OR,
    NODE_AND,
    NODE_EQ,
    NODE_NE,
    NODE_LT,
    NODE_LE,
    NODE_GT,
    NODE_GE,
    NODE_ADD,
    NODE_SUB,
    NODE_MUL,
    NODE_DIV,
    NODE_MOD
} NodeOp;

typedef struct Function Function;
typedef struct Node {
    NodeOp op;
    AnswerKind kind; /* what it gives; IS_EMPTY = anything */
    size_t at;       /* byte of the expression */
    union {
        Answer value; /* VALUE */
        size_t place; /* FIELD, CELLS, ROWS: in the design; MORE, TAG: in their lists */
        struct {
            const Function *function;
            const void *known; /* regex(): its pattern; jr:choice-name(): the DesignList; workdays: the Workdays */
        };
    };
    struct Node **kid;
    size_t n;
} Node;

struct Expression {
    Str text;
    const Node *root;
    int nodes;
    Names names; /* where it was parsed */
    FieldPlaces asks;
};

/* -- answers as numbers, texts, days ------------------------------------------------------------------------- */

#define NOT_A_NUMBER ((Answer){IS_DECIMAL, .decimal = __builtin_nan("")})

Answer number_of(double x); /* whole ones up to 2^53 are IS_INTEGER */
Answer text_number(Str s);  /* "12", "-0.5", "2024-10-01" (its day's number); else not a number */
/* -1, 0, 1; 2 = they cannot be compared. */
int answers_order(Answer a, Answer b);
bool answers_equal(Answer a, Answer b);
Answer answers_calculate(NodeOp op, Answer a, Answer b);

/* -- functions ---------------------------------------------------------------------------------------------- */

/* What stands in a call: values, or all answers of a column one after the other. */
typedef struct {
    const Scope *scope;
    const Node *node;
    Answer *arg; /* evaluated, one for each kid; of kids that are many (NODE_CELLS) unused */
} Call;

struct Function {
    const char *name;
    /* One letter an argument: n number, t text, d day, b boolean, a anything, c a column or one value, N the
     * same of numbers, C a column, r a
     * table, q a text in quotes; behind ? they may be left out, the one behind * comes any number of times. */
    const char *wants;
    AnswerKind gives; /* IS_EMPTY = anything */
    Answer (*run)(const Call *c);
    bool is_ours; /* the page lacks what it needs: calculated by the server alone */
};
const Function *function_of(Str name);
extern const Function functions[];
extern const size_t n_functions;

/* The kids of a call from the `first` on, one answer after the other, columns unfolded; false at the end. */
typedef struct {
    const Call *call;
    size_t kid, row;
} Each;
bool each_next(Each *e, Answer *a);

typedef struct {
    const void *(*compile)(Arena *mem, Str pattern); /* NULL = it is none */
    bool (*matches)(const void *pattern, Str s, Work *work);
} RegexCalls;
const void *regex_calls(void);
/* What Node.known of a call of regex() is. */
typedef struct {
    const RegexCalls *calls;
    const void *compiled;
} Regex;

/* Takes n steps of it; false when it is over. */
bool work_take(Work *work, int64_t n);
static inline Work *work_of(const Scope *s) { return s->answers ? s->answers->work : NULL; }

Answer tree_value(const Node *n, const Scope *s);

/* -- types -------------------------------------------------------------------------------------------------- */

typedef struct {
    Arena *mem;
    Str text;
    const Names *names;
    ExpressionProblem *problem;
    Token now;
    size_t next; /* behind `now` */
    int depth, nodes;
    FieldPlaces asks;
} Parse;

/* How a part is called in a sentence. */
Str node_called(Parse *p, const Node *n);
/* NULL, with the problem said, unless there is one before it. */
__attribute__((format(printf, 3, 4))) Node *parse_fails(Parse *p, size_t at, const char *format, ...);
/* Looks at the kinds of what an operator or a function is given, and says what that gives; false with the problem. */
bool check_operator(Parse *p, Node *n, Str sign);
bool check_call(Parse *p, Node *n);
/* One value, not a column or a table. */
bool check_single(Parse *p, const Node *n);
/* " Có phải là “x” không?", or "": the nearest of the names. */
Str nearest_words(Arena *mem, Str wrong, const StrList *names, const char *before, const char *behind);
