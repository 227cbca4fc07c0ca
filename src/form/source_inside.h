// SPDX-License-Identifier: Apache-2.0
/* source_inside.h -- a design from YAML, piece by piece: for source_list.c (texts, lists), source_value.c (values that
 * mean something by the type of their field), source_field.c and source_yaml.c only. */
#pragma once
#include "form/sketch.h"
#include "form/source.h"

typedef struct {
    Yaml *y;
    Sketch d;
} Take;

/* "Số lượng", or {vi: Số lượng, en: Number}; nothing for NULL. */
DesignText source_text_of(Take *t, const YamlNode *node, const char *what);
DesignText source_text(Take *t, YamlMap *m, const char *key);
SketchExpression source_expression(Take *t, YamlMap *m, const char *key);
/* A list of choices: {ngang: Ngang, …}, [Ngang, Dọc], [{key: ngang, label: Ngang, huyen: yen_the}, …]. */
void source_list(Take *t, Str name, Spot spot, const YamlNode *node);
void source_lists(Take *t, YamlMap *m);

Str source_number(Arena *mem, double value); /* the shortest digits that are this number again */
/* `min` and `max`, as the type counts them. */
void source_bounds(Take *t, YamlMap *m, DesignField *f);
/* `default`: a value as people type it, as the expression that gives it. */
void source_default(Take *t, YamlMap *m, SketchField *f);
void source_files(Take *t, YamlMap *m, DesignField *f); /* `size`, `accept` */

/* One item of `fields` or `columns`. */
void source_field(Take *t, const YamlNode *node, size_t rows);
