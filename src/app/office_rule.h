// SPDX-License-Identifier: Apache-2.0
/* office_rule.h -- for statements_test.c: does a statement name its office for every table it touches?
 *
 * A statement is cut into words.  Each table behind FROM, JOIN, INTO, UPDATE is an occurrence in the parenthesis it
 * stands in.  "a.office_id = $1" binds one, "a.office_id = b.office_id" ties two together; an INSERT is bound by its
 * first value. At the end each occurrence must be tied to one that is bound.
 *
 * A statement with more words, tables or parentheses than there is room for is not judged: `too_much` says so. */
#pragma once
#include "base/str.h"
#include <stdio.h>
#include <strings.h>

enum { WORDS_MAX = 1200, OCCURRENCES_MAX = 24, SCOPES_MAX = 64 };

typedef struct {
    Str table, alias;
    int place, scope, tied; /* place: its word; tied: to which other one, itself = to none */
    bool is_bound, is_outer;
} Occurrence;

typedef struct {
    Str word[WORDS_MAX + 1];
    int n;
    int scope_of[WORDS_MAX + 1], outside[SCOPES_MAX], n_scopes;
    Occurrence at[OCCURRENCES_MAX];
    int n_at;
    const char *too_much; /* of what it has more than we can hold; NULL = nothing */
} Reading_;

static inline bool rule_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

static inline bool rule_is(const Reading_ *r, int i, const char *word)
{
    return i >= 0 && i < r->n && r->word[i].n == strlen(word) && !strncmp(r->word[i].p, word, r->word[i].n);
}

static inline bool rule_is_parameter(const Reading_ *r, int i) { return i < r->n && r->word[i].p[0] == '$'; }

static inline bool rule_is_name(const Reading_ *r, int i)
{
    return i < r->n && ((r->word[i].p[0] >= 'a' && r->word[i].p[0] <= 'z') || r->word[i].p[0] == '_');
}

/* Words, texts in quotes as one, and single signs; and in which parenthesis each stands. */
static inline void rule_cut(Reading_ *r, const char *sql)
{
    int scope = 0;
    r->n = r->n_at = 0;
    r->too_much = NULL;
    r->n_scopes = 1;
    r->outside[0] = -1;
    for (const char *p = sql; *p && !r->too_much;) {
        if (*p == ' ' || *p == '\n') {
            p++;
            continue;
        }
        if (r->n == WORDS_MAX) r->too_much = "words";
        if (*p == '(' && r->n_scopes == SCOPES_MAX) r->too_much = "parentheses";
        if (r->too_much) return;
        const char *from = p;
        if (rule_is_letter(*p))
            while (rule_is_letter(*p)) p++;
        else if (*p == '\'')
            for (p++; *p && *p++ != '\'';) {}
        else p++;
        if (*from == '(') {
            r->outside[r->n_scopes] = scope;
            scope = r->n_scopes++;
        }
        r->scope_of[r->n] = scope;
        r->word[r->n++] = (Str){from, (size_t)(p - from)};
        if (*from == ')' && r->outside[scope] >= 0) scope = r->outside[scope];
    }
}

static inline void rule_add(Reading_ *r, int i, bool is_outer)
{
    int alias = rule_is(r, i + 1, "AS") ? i + 2 : i + 1;
    if (r->n_at == OCCURRENCES_MAX) {
        r->too_much = "tables";
        return;
    }
    r->at[r->n_at] = (Occurrence){.table = r->word[i],
                                  .alias = rule_is_name(r, alias) ? r->word[alias] : r->word[i],
                                  .place = i,
                                  .scope = r->scope_of[i],
                                  .tied = r->n_at,
                                  .is_outer = is_outer};
    r->n_at++;
}

static inline void rule_find_tables(Reading_ *r)
{
    for (int i = 1; i < r->n; i++) {
        bool source = rule_is(r, i - 1, "FROM") || rule_is(r, i - 1, "JOIN"),
             change = rule_is(r, i - 1, "INTO") || rule_is(r, i - 1, "UPDATE");
        if (rule_is_name(r, i) && (source || change)) rule_add(r, i, rule_is(r, i - 2, "LEFT"));
    }
}

/* The occurrence that an alias means here; an empty one: the only one, or the last. */
static inline int rule_meant(const Reading_ *r, Str alias, int scope)
{
    for (; scope >= 0; scope = r->outside[scope])
        for (int k = r->n_at - 1; k >= 0; k--)
            if (r->at[k].scope == scope && (!alias.n || str_equal(r->at[k].alias, alias))) return k;
    return -1;
}

static inline int rule_root(const Reading_ *r, int k)
{
    while (k >= 0 && r->at[k].tied != k) k = r->at[k].tied;
    return k;
}

static inline void rule_tie(Reading_ *r, int a, int b)
{
    a = rule_root(r, a), b = rule_root(r, b);
    if (a < 0 || b < 0 || a == b) return;
    r->at[b].is_bound |= r->at[a].is_bound;
    r->at[a].tied = b;
}

static inline void rule_bind(Reading_ *r, int k)
{
    if (k >= 0) r->at[rule_root(r, k)].is_bound = true;
}

/* The alias before the word at i, if there is one. */
static inline Str rule_alias_before(const Reading_ *r, int i)
{
    return rule_is(r, i - 1, ".") ? r->word[i - 2] : (Str){0};
}

static inline void rule_read_equalities(Reading_ *r)
{
    for (int i = 0; i < r->n; i++) {
        if (!rule_is(r, i, "office_id") || !rule_is(r, i + 1, "=")) continue;
        int left = rule_meant(r, rule_alias_before(r, i), r->scope_of[i]);
        if (rule_is_parameter(r, i + 2)) rule_bind(r, left);
        else if (rule_is(r, i + 4, "office_id") && rule_is(r, i + 3, "."))
            rule_tie(r, left, rule_meant(r, r->word[i + 2], r->scope_of[i + 2]));
    }
}

static inline int rule_at(const Reading_ *r, int place)
{
    int k = 0;
    while (k < r->n_at && r->at[k].place != place) k++;
    return k < r->n_at ? k : -1;
}

/* INSERT INTO t (office_id, …) VALUES ($1, …) or SELECT $1, … */
static inline void rule_read_insert(Reading_ *r)
{
    for (int i = 0; i + 3 < r->n; i++) {
        if (!rule_is(r, i, "INTO") || !rule_is(r, i + 2, "(") || !rule_is(r, i + 3, "office_id")) continue;
        int k = i + 3;
        while (k < r->n && !rule_is(r, k, "VALUES") && !rule_is(r, k, "SELECT")) k++;
        int first = rule_is(r, k, "VALUES") ? k + 2 : k + 1, insert = rule_at(r, i + 1);
        if (rule_is_parameter(r, first)) rule_bind(r, insert);
        else if (rule_is(r, first, "office_id")) rule_tie(r, insert, rule_meant(r, (Str){0}, r->scope_of[first]));
    }
}

static inline void rule_read(Reading_ *r, const char *sql)
{
    rule_cut(r, sql);
    rule_find_tables(r);
    rule_read_insert(r);
    rule_read_equalities(r);
}

/* The first occurrence of a table of an office that is not bound; NULL when all are. */
static inline const Occurrence *rule_unbound(const Reading_ *r, bool (*has_office)(Str table))
{
    for (int k = 0; k < r->n_at; k++)
        if (has_office(r->at[k].table) && !r->at[rule_root(r, k)].is_bound) return &r->at[k];
    return NULL;
}
