// SPDX-License-Identifier: Apache-2.0
/* record.h -- what a structure looks like outside: a table of its columns, from which its JSON, the schema of that JSON
 * in the API's description, and the rows of a spreadsheet are made.  The one way to answer JSON.
 *
 *     static const Column columns[] = {COL_INTEGER(Task, id, "id"), COL_TEXT(Task, title, "title"),
 *                                      COL_DAY(Task, due, "due"), COL_KEY(Task, state, "state", state_key), {0}};
 *     const Record task_record = {.name = "Task", .columns = columns};
 *     return reply_record(c, r, &task_record, &task);
 *
 * The row of the route names the record (`shows`), so that a twin and its description cannot differ.  A member's type
 * is checked where the column is declared.  Names of columns are stable English; of records unique in the program. */
#pragma once
#include "http/reply.h"

typedef struct Record Record;

typedef enum {
    COLUMN_END,
    COLUMN_TEXT,    /* Str; null when there is none (p is NULL) */
    COLUMN_WORDS,   /* const char *; null when NULL */
    COLUMN_NUMBER,  /* int */
    COLUMN_INTEGER, /* int64_t, Id, and times: UTC, milliseconds */
    COLUMN_PAIR,    /* two int, one behind the other: [first, last] */
    COLUMN_REAL,    /* double */
    COLUMN_YES,     /* bool */
    COLUMN_DAY,     /* Day; null when NO_DAY */
    COLUMN_KEY,     /* an enum, told by `key` */
    COLUMN_RECORD,  /* a structure within, or where a pointer leads: null when NULL */
    COLUMN_ROWS,    /* LIST(T) within, or where a pointer leads */
    COLUMN_TEXTS,   /* the same of Str */
    COLUMN_ALL      /* as COLUMN_RECORD, but its columns stand among ours */
} ColumnType;

/* What a computed column gives; `at` of a structure, of LIST(T). */
typedef union {
    Str text;
    const char *words;
    int64_t integer;
    double real;
    int pair[2];
    bool yes;
    Day day;
    const void *at;
} RecordValue;
typedef RecordValue Computed(Ctx *c, const void *record);

typedef struct {
    ColumnType type;
    const char *name;
    size_t offset;
    const Record *of;        /* of a structure, or of the elements of a list */
    size_t step;             /* bytes from one element of a list to the next */
    const char *(*key)(int); /* of COLUMN_KEY */
    Computed *computed;      /* NULL = it is a member */
    bool is_pointer;         /* the member leads there */
    bool of_pointers;        /* the elements of the list lead there */
    bool always;             /* of a pointer: it leads somewhere, so that null is not told of */
    bool some;               /* left out when there is nothing: empty, 0, false, NO_DAY, NULL */
    size_t given;            /* of a bool that says whether there is a value, else null; 0 = there always is */
    /* In a spreadsheet (http/sheet.c): its heading in Vietnamese, NULL = it is not there; letters wide, 0 = by its
     * type; what an enum's value is called; of COLUMN_INTEGER: it is a time; of numbers: the last row adds them up. */
    const char *title;
    int width;
    const char *(*word)(int);
    bool is_time, sums;
} Column;

struct Record {
    const char *name;
    const Column *columns;
    /* Columns that only the data knows: adds them to the object; false when there is no memory.  And their schema. */
    bool (*more)(Ctx *c, const void *record, json_t *object);
    void (*more_schema)(json_t *properties, json_t *schemas);
};

/* What follows the name is more of the column: .some = true. */
#define COL_IS_(kind, called, at, ...)                                                                                 \
    {                                                                                                                  \
        .type = (kind), .name = (called), .offset = (at), ##__VA_ARGS__                                                \
    }
#define COL_OF_(S, m, T)                        (offsetof(S, m) + 0 * sizeof((const T *)0 == &((const S *)0)->m))
#define COL_TEXT(S, m, called, ...)             COL_IS_(COLUMN_TEXT, called, COL_OF_(S, m, Str), ##__VA_ARGS__)
#define COL_WORDS(S, m, called, ...)            COL_IS_(COLUMN_WORDS, called, offsetof(S, m), ##__VA_ARGS__)
#define COL_NUMBER(S, m, called, ...)           COL_IS_(COLUMN_NUMBER, called, COL_OF_(S, m, int), ##__VA_ARGS__)
#define COL_INTEGER(S, m, called, ...)          COL_IS_(COLUMN_INTEGER, called, COL_OF_(S, m, int64_t), ##__VA_ARGS__)
#define COL_PAIR(S, m, called, ...)             COL_IS_(COLUMN_PAIR, called, COL_OF_(S, m, int), ##__VA_ARGS__)
#define COL_REAL(S, m, called, ...)             COL_IS_(COLUMN_REAL, called, COL_OF_(S, m, double), ##__VA_ARGS__)
#define COL_YES(S, m, called, ...)              COL_IS_(COLUMN_YES, called, COL_OF_(S, m, bool), ##__VA_ARGS__)
#define COL_DAY(S, m, called, ...)              COL_IS_(COLUMN_DAY, called, COL_OF_(S, m, Day), ##__VA_ARGS__)
#define COL_INTEGER_IF(S, m, called, its_given) COL_INTEGER(S, m, called, .given = COL_OF_(S, its_given, bool))
#define COL_KEY(S, m, called, its, ...)                                                                                \
    COL_IS_(COLUMN_KEY, called, offsetof(S, m) + 0 * sizeof(char[sizeof(((S *)0)->m) == sizeof(int) ? 1 : -1]),        \
            .key = (its), ##__VA_ARGS__)
/* Another structure within this one; where a pointer leads; this one once more, in other columns. */
#define COL_IN(S, m, called, its, ...) COL_IS_(COLUMN_RECORD, called, offsetof(S, m), .of = (its), ##__VA_ARGS__)
#define COL_AT(S, m, called, its, ...) COL_IN(S, m, called, its, .is_pointer = true, ##__VA_ARGS__)
#define COL_SELF(called, its)          COL_IS_(COLUMN_RECORD, called, 0, .of = (its))
/* A LIST within; a pointer to one. */
#define COL_ROWS(S, m, called, its, ...)                                                                               \
    COL_IS_(COLUMN_ROWS, called, offsetof(S, m), .of = (its), .step = sizeof *((S *)0)->m.at, ##__VA_ARGS__)
#define COL_ROWS_AT(S, m, called, its, ...)                                                                            \
    COL_IS_(COLUMN_ROWS, called, offsetof(S, m), .of = (its), .step = sizeof *((S *)0)->m->at, .is_pointer = true,     \
            ##__VA_ARGS__)
#define COL_TEXTS(S, m, called, ...) COL_IS_(COLUMN_TEXTS, called, COL_OF_(S, m, StrList), ##__VA_ARGS__)
/* All columns of another, of a structure within, where a pointer leads, of this one. */
#define COL_ALL(S, m, its)    COL_IS_(COLUMN_ALL, "", offsetof(S, m), .of = (its))
#define COL_ALL_AT(S, m, its) COL_IS_(COLUMN_ALL, "", offsetof(S, m), .of = (its), .is_pointer = true)
#define COL_ALL_SELF(its)     COL_IS_(COLUMN_ALL, "", 0, .of = (its))
/* What is no member. */
#define COL_MADE(kind, called, how, ...) COL_IS_(kind, called, 0, .computed = (how), ##__VA_ARGS__)

/* A new reference; NULL when jansson is out of memory. */
json_t *record_json(Ctx *c, const Record *of, const void *record);
Fail reply_record(Ctx *c, Reply *r, const Record *of, const void *record) CHECKED;

/* What a column of a record gives. */
RecordValue record_value(Ctx *c, const Column *k, const void *record);

/* {"$ref": …} for it; and it, and all that it leads to, among `schemas` by their names. */
json_t *record_schema(const Record *of, json_t *schemas);

/* What every row that only changes something answers: {"location": "/viec/…"}. */
extern const Record moved_record;
