// SPDX-License-Identifier: Apache-2.0
/* inside.h -- how a text becomes a procedure: what the files that read it share. */
#pragma once
#include "procedure/procedure.h"

typedef struct {
    Arena *mem;
    Yaml y;
    Procedure *p;
    const Directory *agencies; /* NULL = nobody knows */
    Names names;               /* what ${…} means: ready once form and moves were looked at */
    YamlMap *move;             /* of each move, until it is taken apart */
    bool is_lost; /* a state or move was named that is not there: what follows from that for the whole is not told */
} Reading;

/* -- taking values (take.c) ---------------------------------------------------------------------------------------- */

DesignText take_words(YamlMap *m, const char *key, bool is_needed);
const Expression *take_expression(Reading *r, YamlMap *m, const char *key, bool is_needed);
/* Of a node whose key was taken. */
const Expression *node_expression(Reading *r, const YamlNode *node);
/* A text with ${…}: names that do not exist are named. */
Wording take_wording(Reading *r, YamlMap *m, const char *key, bool is_needed);
const DesignField *take_field(Reading *r, YamlMap *m, const char *key, bool is_needed);
/* Fields of the form, as a list. */
const DesignField *const *take_fields(Reading *r, YamlMap *m, const char *key, size_t *n);
/* A state or move by name; NULL, and named with the nearest that is there, when there is none. */
const ProcedureState *state_named(Reading *r, const YamlNode *node);
const ProcedureState *take_state(Reading *r, YamlMap *m, const char *key, bool is_needed);
uint64_t take_states(Reading *r, YamlMap *m, const char *key, bool is_needed);
const ProcedureMove *take_move(Reading *r, YamlMap *m, const char *key, bool is_needed);
const ProcedureMove *const *take_moves(Reading *r, YamlMap *m, const char *key, bool is_needed, size_t *n);
Day take_day(YamlMap *m, const char *key);
/* [a-z_][a-z0-9_]*, needed. */
Str take_name(Reading *r, YamlMap *m);
/* An agency of that code, or a warning. */
void look_for_agency(Reading *r, Spot spot, Str code);

/* -- the parts ----------------------------------------------------------------------------------------------------- */

void take_apply(Reading *r, YamlMap *top);  /* apply.c */
void begin_moves(Reading *r, YamlMap *top); /* move_read.c: names, states, what is asked */
void end_moves(Reading *r);                 /* … the rest, when ${…} is known */
EffectList take_effects(Reading *r, YamlMap *m, const char *key, bool is_clock); /* effect_read.c */
void take_clocks(Reading *r, YamlMap *top);                                      /* figures_read.c */
void take_counters(Reading *r, YamlMap *top);
void take_quotas(Reading *r, YamlMap *top);
void take_rest(Reading *r, YamlMap *top);
/* What can be said only of the whole (check.c). */
void check_whole(Reading *r);
