// SPDX-License-Identifier: Apache-2.0
/* yaml_inside.h -- between yaml.c, which prepares a text and goes round where it is broken, and yaml_tree.c, which has
 * libyaml. */
#pragma once
#include "form/yaml.h"

/* ${x} may stand in brackets without quotes: its own brackets are other letters as long as libyaml has the text, and
 * each is still one column. */
#define YAML_OPEN  "\ufdd0"
#define YAML_CLOSE "\ufdd1"

typedef struct {
    Spot spot;
    const char *says; /* NULL = none */
    bool is_end;      /* nothing behind it is read */
} YamlBreak;

/* The tree of the whole text as y->root, or where and why there is none. */
typedef YamlBreak YamlTree(Yaml *y, Str text);
YamlTree yaml_tree;
