// SPDX-License-Identifier: Apache-2.0
/* template_inside.h -- a part of a Word file as a tree that is changed and written again. */
#pragma once
#include "base/out.h"
#include "paper/archive.h"
#include "paper/template.h"

/* -- template_xml.c: parts as trees ---------------------------------------------------------------------------------
 */

typedef enum { TAG_NONE, TAG_VALUE, TAG_OPEN, TAG_OPEN_NONE, TAG_CLOSE, TAG_PICTURE } TagKind;

/* A mark in the text, as it stood in the template. */
typedef struct {
    TagKind kind;
    Str name, part, around;
    int paragraph;
} Tag;

typedef struct Node Node;
struct Node {
    Str name;          /* "w:p", as in the file; empty of text */
    Str text;          /* of text, and of w:t, which has no children here */
    StrList attribute; /* name, value, … */
    Node *parent, *first, *last, *before, *next;
    const Tag *tag; /* of a w:t that is a mark, alone in its run */
    int mark;       /* while a loop is unrolled */
};

/* FAIL_INPUT: broken, a DOCTYPE, too deep. */
Fail tree_read(Ctx *c, Str xml, Node **root) CHECKED;
void tree_write(Out *o, const Node *root);

bool node_is(const Node *n, const char *name);
Str node_get(const Node *n, const char *attribute);
void node_set(Arena *a, Node *n, const char *attribute, Str value);
Node *node_new(Arena *a, const char *name);
void node_append(Node *parent, Node *child);
void node_put(Node *before, Node *n); /* as the sibling before it */
void node_put_behind(Node *after, Node *n);
void node_cut(Node *n); /* out of its tree */
Node *node_copy(Arena *a, const Node *n);
Node *node_child(const Node *n, const char *name);
Node *node_walk(const Node *n,
                const Node *root); /* the next one in the order of the text, inside of root; NULL behind the last */

/* -- template_tags.c: marks -------------------------------------------------------------------------------------------
 */

typedef struct {
    Ctx *c;
    TemplateProblems *problems;
} Finder;

void problem(Finder *f, const Tag *at, Str sentence);
/* Finds the marks of a part and makes a run of each. */
void tags_find(Finder *f, Node *root, Str part);

/* -- template_fill.c: loops and values
 * ---------------------------------------------------------------------------------- */

/* Where pictures of the part that is filled go. */
typedef struct {
    ArchiveParts *media; /* of the whole file */
    Out relations;       /* of the part: <Relationship …/> */
    bool png, jpeg;      /* were used: the types of the package name them */
} Pictures;

typedef struct {
    Finder finder;
    bool checking; /* each list is its shape */
    size_t nodes;  /* made so far */
    Pictures pictures;
} Filling;

Fail fill_part(Filling *f, Node *root, TemplateValue *data) CHECKED;

/* template_picture.c: the picture in place of its mark. */
void fill_picture(Filling *f, Node *t, const Tag *tag, const TemplateValue *v);
