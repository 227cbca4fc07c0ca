// SPDX-License-Identifier: Apache-2.0
/* expression.h -- XLSForm's expressions, a typed subset of XPath 1.0 as ODK has it (docs.getodk.org/form-operators-
 * functions): `${x}`, `.`, numbers, 'texts', + - * div mod, = != < <= > >=, and or, not(), if(), coalesce(),
 * selected(), selected-at(), count-selected(), count(), count-non-empty(), sum(), min(), max(), round(), int(),
 * number(), string(), string-length(), substr(), concat(), contains(), starts-with(), ends-with(), normalize-space(),
 * regex(), date(), today(), format-date(), decimal-date-time(), once(), true(), false(), boolean(), position(..),
 * indexed-repeat(), sum(${column}) over the rows of a table, and some more (expression_call.c has the table); and of
 * ours workdays-between(a, b), add-workdays(a, n).
 *
 * An empty answer is '' and never 0: '' + 1 is not a number (NaN), '' = 0 is false, '' >= 0 is false.
 * Parsed once, without loops; what it costs is linear in its length and, for sums, in the rows; a pattern of regex()
 * may cost more, so all of it is counted (Work).  A parsed expression is
 * never changed and may be used by all threads.  The page works by the same rules: expression_script gives the same
 * tree as JSON for web/expression.js. */
#pragma once
#include "base/day.h"
#include "base/fail.h"
#include "form/design.h"

enum { EXPRESSION_BYTES_MAX = 4000, EXPRESSION_DEPTH_MAX = 100, EXPRESSION_NODES_MAX = 1000 };

typedef enum { IS_EMPTY, IS_TEXT, IS_INTEGER, IS_DECIMAL, IS_BOOLEAN, IS_DAY } AnswerKind;

/* An answer, and what an expression gives.  Whole numbers stay exact in 64 bits (money); one that would run over
 * becomes a decimal.  CHOICES: keys with blanks between.  FILE: identifiers of uploads likewise.  PERIOD: two days as
 * IS_TEXT "2024-10-01/2024-10-10".  A day meets a text as ISO, a number as days since 1970, as ODK has it. */
typedef struct {
    AnswerKind kind;
    union {
        Str text;
        int64_t integer;
        double decimal;
        bool boolean;
        Day day;
    };
} Answer;

/* What names mean where it is parsed. */
typedef struct {
    const Design *design;    /* ${x} is one of its fields */
    const DesignField *self; /* the field that asks: `.`; of a column, its own row.  NULL = no field asks */
    const DesignList *tags;  /* of a choice filter: its bare names; NULL = none */
    const Str *more;         /* further names for ${x}, of whoever asks: "trang_thai", "co_quan" */
    const AnswerKind *kinds; /* … and what they are */
    size_t n_more;
} Names;

typedef struct {
    int at;   /* letter of the text, 1-based */
    Str text; /* one Vietnamese sentence: what stands there, what was expected, a name that is meant perhaps */
} ExpressionProblem;

/* The design, its lists and what `names` points to must stand where they will stay: the expression keeps their
 * addresses. Names, types and lists of the fields are asked; of computed fields that were parsed before, also their
 * kind. NULL with the problem when it is none: a name that is not there, a text where a number must be, a function that
 * nobody knows, brackets, too long, too deep.  The expression lives in `mem` and keeps slices of `text`. */
const Expression *expression_parse(Arena *mem, Str text, const Names *names, ExpressionProblem *problem);
Str expression_text(const Expression *e); /* as it was written */
/* The kind of a field's answer, as far as its type says it. */
AnswerKind field_kind(const DesignField *f);
/* What it gives, as far as that can be told from its text; IS_EMPTY = not. */
AnswerKind expression_kind(const Expression *e);
/* The fields that it asks, each once, as indexes into the design: for circles, and for what is drawn anew. */
typedef LIST(size_t) FieldPlaces;
void expression_asks(Arena *mem, const Expression *e, FieldPlaces *places);

/* What evaluating may still cost, in steps: nodes of trees, rows of sums, steps of patterns.  Counted and not timed, so
 * that the same answers are judged alike everywhere.  Below 0 = it is over: whatever an expression gives then is empty,
 * and whoever asked says so (WORK_SAYS). */
typedef struct {
    int64_t left;
} Work;
enum { WORK_MAX = 50000000 }; /* of one request; about half a second */
#define WORK_SAYS                                                                                                                                        \
    "Với những gì đã điền, biểu mẫu phải tính quá nhiều (quá 50 triệu bước). Hãy bớt dòng trong các bảng, hoặc báo " \
    "người soạn biểu mẫu."
bool work_is_over(const Work *w); /* NULL = nobody counts */

typedef struct Answers Answers; /* answers.h */
/* Where it is evaluated. */
typedef struct {
    Arena *mem;
    const Answers *answers;
    size_t row;                 /* of the table that the asking field is a column of; else 0 */
    Answer self;                /* `.` */
    const DesignChoice *choice; /* of a choice filter: whose tags are asked */
    const Answer *more;         /* values of Names.more */
    Day today;
} Scope;

/* Never fails: what cannot be calculated is not a number, and not true. */
Answer expression_value(const Expression *e, const Scope *s);
bool expression_holds(const Expression *e, const Scope *s);
/* As ODK writes an answer: "", "12", "0.5", "true", "2024-10-01"; what is not a number is "". */
Str answer_text(Arena *mem, Answer a);
Answer answer_number(Answer a); /* IS_INTEGER or IS_DECIMAL, perhaps not a number */
double answer_double(Answer a); /* the same as a double */
bool answer_truth(Answer a);    /* not 0, not '' */
Day answer_day(Answer a);       /* of a day, an ISO text, a number of days; else NO_DAY */
bool answer_is_empty(Answer a); /* also '' and what is not a number */
/* The next of some keys or identifiers with blanks between; false at the end. */
bool answer_next_key(Str *keys, Str *key);
static inline Answer answer_of_text(Str s) { return s.n ? (Answer){IS_TEXT, .text = s} : (Answer){0}; }
static inline Answer answer_of_integer(int64_t n) { return (Answer){IS_INTEGER, .integer = n}; }
static inline Answer answer_of_boolean(bool b) { return (Answer){IS_BOOLEAN, .boolean = b}; }
static inline Answer answer_of_day(Day d) { return d == NO_DAY ? (Answer){0} : (Answer){IS_DAY, .day = d}; }

/* The tree as JSON for the page. */
Str expression_script(Arena *mem, const Expression *e);
