// SPDX-License-Identifier: Apache-2.0
/* xml.h -- a part of an office file as a tree, for documents whose meaning hangs on what stands around a text.
 *
 * The bounds are package.h's, and XML_NODES_MAX: more is FAIL_ROOM.  Names are "w:p", "text:list": the prefix is ours,
 * whatever the file calls the namespace; of a namespace that we do not know the name is empty. */
#pragma once
#include "doc/package.h"

enum { XML_NODES_MAX = 1000000 };

typedef struct XmlNode {
    Str tag;              /* empty of text, and of an element that we do not know */
    Str text;             /* only of text */
    const Str *attribute; /* name without its namespace, value, name …: `attributes` pairs */
    size_t attributes;
    int number;                   /* of an element: which it is of its part, from 1 */
    struct XmlNode *first, *next; /* the first child, the next sibling */
} XmlNode;

Fail xml_read(Ctx *c, Package *p, const char *part, size_t most, const XmlNode **root) CHECKED;

bool xml_is(const XmlNode *n, const char *tag);
const XmlNode *xml_child(const XmlNode *n, const char *tag); /* the first of that name, or NULL; of NULL NULL */
Str xml_get(const XmlNode *n, const char *attribute);        /* empty when it has none; of NULL empty */
int xml_integer(const XmlNode *n, const char *attribute, int otherwise);
