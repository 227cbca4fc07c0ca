// SPDX-License-Identifier: Apache-2.0
/* dialect_shapes.h -- for dialect_test.c: statements of random shape over its two tables, a grammar of what the
 * features write: joins, conditions within conditions, expressions, sorting, pages; and updates. */
#pragma once
#include "base/out.h"

enum { SHAPE_ROOM = 4096, SHAPE_VALUES = 24, SHAPE_COLUMNS = 6 };

/* A shape's text and, letter by letter, its parameters and columns (dialect_test.c: Kind). */
typedef struct {
    char sql[SHAPE_ROOM], parameters[SHAPE_VALUES + 1], columns[SHAPE_COLUMNS + 1];
    size_t n;
    int n_parameters;
    const char *of; /* "t." in a query, "" in an update, whose conditions name the columns alone */
    bool joins;
} Shape;

typedef unsigned Dice(unsigned below);
typedef struct {
    Shape *s;
    Dice *dice;
} Shaping;

__attribute__((format(printf, 2, 3))) static inline void shape_put(Shaping *g, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(g->s->sql + g->s->n, SHAPE_ROOM - g->s->n, format, ap);
    va_end(ap);
    g->s->n += (size_t)n;
    if (g->s->n >= SHAPE_ROOM) test_fails("a shape is longer than %d bytes", SHAPE_ROOM);
}

/* A new parameter of this letter, or a literal where there are too many. */
static inline void shape_parameter(Shaping *g, char letter, const char *literal)
{
    if (g->s->n_parameters == SHAPE_VALUES) {
        shape_put(g, "%s", literal);
        return;
    }
    g->s->parameters[g->s->n_parameters++] = letter;
    shape_put(g, "$%d", g->s->n_parameters);
}

static inline void shape_condition(Shaping *g, int depth);

static inline void shape_integer(Shaping *g, int depth)
{
    const char *of = g->s->of;
    switch (g->dice(depth > 0 ? 7 : 3)) {
    case 0: shape_put(g, "%sid", of); break;
    case 1: shape_put(g, "%s", g->s->joins ? "p.place" : *of ? "t.count" : "count"); break;
    case 2: shape_put(g, "%scount", of); break;
    case 3: shape_put(g, "length(%sname)", of); break;
    case 4: shape_put(g, "coalesce(%scount, %u)", of, g->dice(9)); break;
    case 5:
        shape_put(g, "(");
        shape_integer(g, depth - 1);
        shape_put(g, " %s %u)", g->dice(2) ? "+" : "-", g->dice(100));
        break;
    default:
        shape_put(g, "CASE WHEN ");
        shape_condition(g, depth - 1);
        shape_put(g, " THEN ");
        shape_integer(g, depth - 1);
        shape_put(g, " ELSE %u END", g->dice(10));
    }
}

static inline void shape_text(Shaping *g, int depth)
{
    const char *of = g->s->of;
    switch (g->dice(depth > 0 ? 6 : 3)) {
    case 0: shape_put(g, "%sname", of); break;
    case 1: shape_put(g, "%sfolded", of); break;
    case 2: shape_put(g, "%s", g->s->joins ? "p.text" : *of ? "t.day" : "day"); break;
    case 3: shape_put(g, "coalesce(%sday, '-')", of); break;
    case 4:
        shape_put(g, "(");
        shape_text(g, depth - 1);
        shape_put(g, " || '/' || ");
        shape_text(g, depth - 1);
        shape_put(g, ")");
        break;
    default:
        shape_put(g, "CASE WHEN ");
        shape_condition(g, depth - 1);
        shape_put(g, " THEN ");
        shape_text(g, depth - 1);
        shape_put(g, " ELSE 'khác' END");
    }
}

/* One that needs no other. */
static inline void shape_test(Shaping *g, int depth)
{
    static const char *const signs[] = {"=", "<>", "<", "<=", ">", ">="};
    const char *of = g->s->of, *sign = signs[g->dice(6)], *thing = *of ? "t" : "thing";
    switch (g->dice(7)) {
    case 0:
        shape_integer(g, depth);
        shape_put(g, " %s ", sign);
        shape_parameter(g, 's', "2");
        break;
    case 1:
        shape_text(g, depth);
        shape_put(g, " %s ", sign);
        shape_parameter(g, 't', "'a'");
        break;
    case 2:
        shape_text(g, 0);
        shape_put(g, " LIKE ");
        shape_parameter(g, 'p', "'%'");
        break;
    case 3: shape_put(g, "%s%s IS %sNULL", of, g->dice(2) ? "day" : "count", g->dice(2) ? "NOT " : ""); break;
    case 4:
        shape_put(g,
                  "EXISTS (SELECT 1 FROM part q WHERE q.office_id = %s.office_id AND q.thing_id = %s.id AND q.place "
                  "%s ",
                  thing, thing, sign);
        shape_parameter(g, 's', "2");
        shape_put(g, ")");
        break;
    case 5:
        shape_put(g, "%sid %sIN (SELECT thing_id FROM part WHERE office_id = $1)", of, g->dice(2) ? "NOT " : "");
        break;
    default: shape_put(g, "%sweight %s ", of, sign); shape_parameter(g, 'R', "0.5");
    }
}

static inline void shape_condition(Shaping *g, int depth)
{
    unsigned way = depth > 0 ? g->dice(5) : 4;
    if (way > 2) {
        shape_test(g, depth);
        return;
    }
    shape_put(g, way ? "(" : "NOT (");
    shape_condition(g, depth - 1);
    if (way) {
        shape_put(g, way == 1 ? " AND " : " OR ");
        shape_condition(g, depth - 1);
    }
    shape_put(g, ")");
}

static inline void shape_query(Shaping *g)
{
    Shape *s = g->s;
    unsigned columns = 1 + g->dice(SHAPE_COLUMNS - 1);
    s->of = "t.";
    s->joins = g->dice(2);
    shape_put(g, "SELECT %s", g->dice(4) ? "" : "DISTINCT ");
    for (unsigned i = 0; i < columns; i++) {
        s->columns[i] = g->dice(2) ? 'i' : 't';
        if (s->columns[i] == 'i') shape_integer(g, 2);
        else shape_text(g, 2);
        shape_put(g, " AS c%u, ", i);
    }
    shape_put(g, "t.id FROM thing t ");
    s->columns[columns] = 'i';
    if (s->joins)
        shape_put(g, "%sJOIN part p ON p.office_id = t.office_id AND p.thing_id = t.id ", g->dice(3) ? "LEFT " : "");
    shape_put(g, "WHERE t.office_id = $1 AND ");
    shape_condition(g, 3);
    shape_put(g, " ORDER BY ");
    for (unsigned i = 0; i < columns; i++)
        shape_put(g, "c%u %sNULLS %s, ", i, g->dice(2) ? "DESC " : "", g->dice(2) ? "FIRST" : "LAST");
    shape_put(g, "t.id");
    if (g->dice(2)) shape_put(g, " LIMIT %u", 1 + g->dice(9)); /* what is alike in all columns is alike */
}

static inline void shape_update(Shaping *g)
{
    g->s->of = "";
    if (g->dice(3)) {
        shape_put(g, "UPDATE thing SET ");
        if (g->dice(2)) {
            shape_put(g, "count = ");
            shape_integer(g, 1);
        } else {
            shape_put(g, "folded = ");
            shape_parameter(g, 't', "'a'");
        }
    } else shape_put(g, "DELETE FROM thing");
    shape_put(g, " WHERE office_id = $1 AND id < ");
    shape_parameter(g, 'i', "7");
    shape_put(g, " AND ");
    shape_condition(g, 2);
}

static inline void shape_make(Shape *s, Dice *dice)
{
    Shaping g = {s, dice};
    *s = (Shape){.n_parameters = 1};
    s->parameters[0] = '1';
    if (dice(5)) shape_query(&g);
    else shape_update(&g);
}
