// SPDX-License-Identifier: Apache-2.0
/* yaml.h -- a YAML text as a tree whose nodes know where they stand, and taking it apart so that everything that is
 * wrong is named at once, each with its line and column.
 *
 * By libyaml's events (YAML 1.1; JSON is YAML too).  Every scalar is a text here, "no" and 012 as they stand; what it
 * means says whoever takes it.  Refused with a sentence: what is not UTF-8, a second document, anchors and aliases,
 * tags but those of YAML's core, keys that are no text, more than YAML_DEPTH_MAX levels or YAML_NODES_MAX nodes or
 * DESIGN_SOURCE_MAX bytes.  A key that stands twice is named; the first one counts.  A line that breaks YAML's grammar
 * is named and left out, and the rest is looked at nevertheless, up to YAML_BREAKS_MAX times.
 *
 *     Yaml y = yaml_read(&c->mem, bytes);
 *     YamlMap m = yaml_map(&y, y.root, "thủ tục");
 *     Str code = yaml_text(&m, "code", true);
 *     YamlMap form = yaml_map(&y, yaml_take(&m, "form", true), "biểu mẫu");
 *     …
 *     yaml_end(&m);                     names the keys that nobody asked for, with the nearest that somebody did
 *     problems_settle(y.mem, &y.problems);
 */
#pragma once
#include "base/out.h"
#include "form/design.h"

enum { YAML_DEPTH_MAX = 24, YAML_NODES_MAX = 100000, YAML_BREAKS_MAX = 10 };

typedef enum { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode YamlNode;
typedef struct {
    Str key; /* NFC */
    Spot spot;
    const YamlNode *value; /* never NULL: "x:" has an empty text */
} YamlPair;

struct YamlNode {
    YamlKind kind;
    Spot spot;
    bool is_quoted;              /* a text in quotes or as a block: it is no number, no yes */
    bool is_one_line;            /* a text that stands on one line, letter by letter */
    Str text;                    /* YAML_TEXT: NFC, trimmed unless it is quoted; a block without its last line end */
    const YamlNode *const *item; /* YAML_LIST; n of them */
    const YamlPair *pair;        /* YAML_MAP; n of them, in their order, each key once */
    size_t n;
};

typedef struct {
    Arena *mem;
    const YamlNode *root; /* NULL when there is nothing that could be read */
    bool is_broken;       /* lines that broke the grammar are not in it: nothing is called missing */
    DesignProblems problems;
} Yaml;

Yaml yaml_read(Arena *mem, Str bytes);

/* One sentence, at that place.  printf. */
__attribute__((format(printf, 3, 4))) void yaml_problem(Yaml *y, Spot spot, const char *format, ...);

/* A mapping that is being taken apart: it remembers which keys were asked for. */
typedef struct {
    Yaml *y;
    const YamlNode *node; /* NULL = nothing there: every key is missing, and nothing more is said about it */
    StrList asked;
    bool *taken; /* for each pair */
} YamlMap;

/* `what` names it in sentences: "trường so_luong".  A node that is no mapping is named; NULL is not. */
YamlMap yaml_map(Yaml *y, const YamlNode *node, const char *what);
/* The value of a key; NULL when it is missing or empty, which is a problem of one that is needed. */
const YamlNode *yaml_take(YamlMap *m, const char *key, bool is_needed);
/* The items of a list; a single value counts as a list of it.  NULL and *n = 0 when the key is missing. */
const YamlNode *const *yaml_list(YamlMap *m, const char *key, bool is_needed, size_t *n);
/* A text (numbers and so on as they were written); empty when it is missing or no text. */
Str yaml_text(YamlMap *m, const char *key, bool is_needed);
/* true, yes, có, 1 | false, no, không, 0, in any case; `otherwise` when it is missing or none of them. */
bool yaml_yes(YamlMap *m, const char *key, bool otherwise);
/* A whole number within the bounds: 12, 1.000.000, 1_000; false and *value untouched when it is missing or none. */
bool yaml_integer(YamlMap *m, const char *key, int64_t min, int64_t max, int64_t *value);
/* One of `words`; its place, or `otherwise` when it is missing or (with the nearest named) none of them. */
int yaml_choice(YamlMap *m, const char *key, const char *const *words, int n, int otherwise);
/* Names the keys that nobody asked for.  Last. */
void yaml_end(YamlMap *m);

/* Of a node whose key was taken already. */
bool yaml_is_yes(const YamlNode *node, bool *yes);                             /* false when it is neither */
bool yaml_is_text(Yaml *y, const YamlNode *node, const char *what, Str *text); /* false, and named, when it is none */
/* Where letter `at` (1-based) of a text stands in the source: of one that stands on one line; else where it begins. */
Spot yaml_spot_in(const YamlNode *node, int at);

/* -- out -- */
/* A text as a scalar that is read again as the same text: plain where it may be, else in double quotes.  Not for
 * within brackets. */
void yaml_put_text(Out *o, Str text);
/* "key: text" on a line of its own, `indent` blanks before it; a text of several lines as a block where that gives the
 * same. */
void yaml_put_pair(Out *o, int indent, Str key, Str text);
/* The same of a value: numbers, days, true and false stand without quotes. */
void yaml_put_value(Out *o, int indent, Str key, Str value);
/* A tree as lines: of a mapping its pairs, of a list its items. */
void yaml_put_node(Out *o, int indent, const YamlNode *node);
static inline void yaml_put_indent(Out *o, int indent) { out_format(o, "%*s", indent, ""); }
