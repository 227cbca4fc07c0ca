// SPDX-License-Identifier: Apache-2.0
/* rights_world.h -- somebody in every role, things of three agencies, and requests for every route; for rights_test.c
 * and marks_test.c. */
#pragma once
#include "base/out.h"
#include "http/world.h"
#include "people/samples.h"
#include "plan/sample.h"
#include "samples.h" /* of all features: generated */

/* A department, a commune under it, another department: see sample places. */
static const char *const orgs[PLACES] = {"H213", "X07201", "SYT"};

static SignedIn actors[ROLE_COUNT], others[PLACES]; /* in each role at orgs[PLACE_OWN]; an official of each agency */
static SampleOf made[PLACES];

/* -- what there is -------------------------------------------------------------------------------------------- */

/* As an official of the agency, by whom the things are. */
static Fail make_place(Ctx *c, int place, Id plan)
{
    SampleOf *k = &made[place];
    const Actor *before = c->actor;
    *k = (SampleOf){.place = place, .org = str_of(orgs[place]), .plan = plan};
    TRY(people_first_samples(c, k, &others[place]));
    Actor as = {.person = k->person, .duty = k->duty, .org = k->org, .role = ROLE_OFFICIAL};
    c->actor = &as;
    Fail result = samples_make(c, k);
    c->actor = before;
    return result;
}

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    Id plan;
    TRY(sample_plan_active(c, &plan));
    for (int i = 0; i < ROLE_COUNT; i++)
        TRY(signed_in_new(c, "Trần Văn Thử", i ? orgs[PLACE_OWN] : "", (Role)i, &actors[i]));
    for (int i = 0; i < PLACES; i++)
        if (make_place(c, i, plan)) test_fails("no samples of %s: %s", orgs[i], c->why);
    actors[ROLE_OFFICIAL] = others[PLACE_OWN]; /* by whom the own things are */
    return OK;
}

static inline World *rights_world(bool only_door)
{
    return world_begin(
        migrations,
        (ServerOptions){.features = features, .gate = &people_gate, .only_door = only_door, .no_limits = true}, prepare,
        0);
}

/* -- a request for each row --------------------------------------------------------------------------------- */

static inline bool in_path(const Route *row, const Input *in)
{
    char part[80];
    snprintf(part, sizeof part, "{%s}", in->name);
    return strstr(row->path, part);
}

/* A value that an input takes: the sample of that agency, else anything within its bounds. */
static inline void put_value(Out *o, const Feature *f, const Route *row, const Input *in, int place)
{
    Str first, words, choices = str_of(in->choices);
    const char *sample = sample_value(f->name, in->name, place);
    bool is_choice = in->type == INPUT_CHOICE && choice_next(&choices, &first, &words);
    if (sample) out_url(o, str_of(sample));
    else if (in_path(row, in))
        test_fails(
            "%s: nothing is known of {%s}. Make one of each agency in src/%s/samples.h, so that the place of the "
            "route is tried.",
            row->path, in->name, f->name);
    else if (is_choice) out_url(o, first);
    else if (in->type == INPUT_ID) out_char(o, '1');
    else if (in->type == INPUT_INTEGER) out_format(o, "%lld", (long long)in->min);
    else if (in->type == INPUT_DAY) out_raw(o, S("2024-10-10"));
    else out_char(o, 'x');
}

static inline const Input *input_named(const Route *row, Str name)
{
    for (const Input *in = row->inputs; in && in->type != INPUT_END; in++)
        if (str_equal(str_of(in->name), name)) return in;
    return NULL;
}

static inline void put_path(Out *o, const Feature *f, const Route *row, int place)
{
    Str rest = str_of(row->path), part;
    if (rest.n == 1) out_char(o, '/');
    str_cut(&rest, '/', &part);
    while (rest.n && str_cut(&rest, '/', &part)) {
        out_char(o, '/');
        if (part.n && part.p[0] == '{') put_value(o, f, row, input_named(row, str_slice(part, 1, part.n - 1)), place);
        else out_raw(o, part);
    }
}

static inline LocalReply request_as(World *w, const SignedIn *who, const char *method, Str path, const char *type,
                                    Str body)
{
    LocalReply r = {0};
    Str headers = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s%s", who ? who->cookie : "", type);
    LocalRequest q = {method, str_c(&w->c.mem, path), str_c(&w->c.mem, headers), body};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer to %s: %s", q.path, w->c.why);
    return r;
}
