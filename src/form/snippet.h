// SPDX-License-Identifier: Apache-2.0
/* snippet.h -- one field as its small form in the editor has it, and as the lines of YAML that it becomes.  Keys that
 * the form does not show (other languages, decimals, filters …) are kept as they are, as lines of YAML of their own. */
#pragma once
#include "form/pieces.h"

/* symbol, input of the small form, key in YAML, label */
#define SNIPPET_KEYS(X)                                                                                                \
    X(LABEL, "nhan", "label")                                                                                          \
    X(HELP, "giai-thich", "help")                                                                                      \
    X(REQUIRED, "bat-buoc", "required")                                                                                \
    X(MIN, "it-nhat", "min")                                                                                           \
    X(MAX, "nhieu-nhat", "max")                                                                                        \
    X(UNIT, "don-vi", "unit")                                                                                          \
    X(CHOICES, "lua-chon", "choices")                                                                                  \
    X(LIST, "danh-sach", "list")                                                                                       \
    X(COMPUTE, "cong-thuc", "compute")                                                                                 \
    X(DEFAULT, "dat-san", "default")                                                                                   \
    X(SHOWN_IF, "hien-khi", "shown_if")                                                                                \
    X(CONSTRAINT, "hop-le", "constraint")                                                                              \
    X(MESSAGE, "cau-nhac", "message")                                                                                  \
    X(PURPOSE, "muc-dich", "purpose")                                                                                  \
    X(SEEN_BY, "ai-xem", "seen_by")
typedef enum {
#define X(symbol, input, key) SNIPPET_##symbol,
    SNIPPET_KEYS(X)
#undef X
        SNIPPET_KEY_COUNT
} SnippetKey;
extern const char *const snippet_inputs[SNIPPET_KEY_COUNT], *const snippet_keys[SNIPPET_KEY_COUNT];
/* Whether fields of a type have it: what the small form draws. */
bool snippet_has(FieldType type, SnippetKey key);

typedef struct {
    Str name;
    FieldType type;
    Str value[SNIPPET_KEY_COUNT];
    Str rest; /* lines of YAML: all other keys but `columns` */
} Snippet;

/* What stands in a piece. */
Snippet snippet_of(Arena *mem, const Pieces *p, size_t at, const DesignField *f);

enum { SNIPPET_LINES_MAX = 400 };
typedef struct {
    Str text;                             /* "- ten:" first */
    const char *input[SNIPPET_LINES_MAX]; /* of each line, from 0: the input whose value stands there; NULL = none */
} SnippetLines;
/* Its lines, instead of piece `at`, whose columns and other languages stay; SNIPPET_NEW = of none. */
#define SNIPPET_NEW SIZE_MAX
SnippetLines snippet_lines(Arena *mem, const Snippet *s, const Pieces *p, size_t at);
