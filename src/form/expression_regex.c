// SPDX-License-Identifier: Apache-2.0
/* expression_regex.c -- regex(): PCRE2, as near to the page's RegExp as it can be set, within limits that no pattern
 * can leave.  A module (base/module.h). */
#include "form/expression_inside.h"
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { STEPS_FIRST = 1000, STEPS_MAX = 200000, STEPS_MORE = 14, DEPTH_MAX = 5000, HEAP_KB_MAX = 4096 };

static void free_code(void *arg) { pcre2_code_free(*(pcre2_code **)arg); }

static const void *compile(Arena *mem, Str pattern)
{
    const uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
                             PCRE2_ALT_BSUX | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;
    pcre2_code **code = NEW(mem, pcre2_code *, 1);
    int error;
    PCRE2_SIZE at;
    arena_at_end(mem, free_code, code);
    *code = pcre2_compile((PCRE2_SPTR)pattern.p, pattern.n, options, &error, &at, NULL);
    return *code;
}

/* PCRE2 keeps a limit and does not tell what was used of it: so a small one comes first, and what it was is what it
 * cost, up to STEPS_MORE times too much. */
static bool matches(const void *pattern, Str s, Work *work)
{
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    int found = PCRE2_ERROR_MATCHLIMIT;
    for (uint32_t most = STEPS_FIRST; limits && data && found == PCRE2_ERROR_MATCHLIMIT && most <= STEPS_MAX;
         most *= STEPS_MORE) {
        if (!work_take(work, most)) break;
        pcre2_set_match_limit(limits, most);
        pcre2_set_depth_limit(limits, DEPTH_MAX);
        pcre2_set_heap_limit(limits, HEAP_KB_MAX);
        found = pcre2_match(pattern, (PCRE2_SPTR)(s.n ? s.p : ""), s.n, 0, 0, data, limits);
    }
    pcre2_match_data_free(data);
    pcre2_match_context_free(limits);
    return found >= 0;
}

const void *regex_calls(void)
{
    static const RegexCalls calls = {.compile = compile, .matches = matches};
    return &calls;
}
