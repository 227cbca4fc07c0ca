// SPDX-License-Identifier: Apache-2.0
/* actor.h -- who does something: a person, in one of their duties, from somewhere.
 *
 * The gate (http/gate.h) finds it by the session of a request and hangs it on Ctx; rules and the journal read it. */
#pragma once
#include "base/fail.h"
#include "base/id.h"

typedef struct Actor {
    Id person, duty, session; /* 0 = nobody is signed in */
    Id behalf;                /* the person for whom this duty is held by delegation; 0 = nobody */
    Str name, account;        /* "Nguyễn Văn An", "nguyen.van.an" */
    Str org, org_name;        /* of the duty: code and name of the agency; empty while no duty is chosen */
    int role;                 /* people/rights.h */
    Str role_name;            /* "Điều phối" */
    Id plan;                  /* the only plan that the duty is about; 0 = all */
    Str address;              /* of the client: "203.0.113.7" */
    Str form_token;           /* what every form of this session must send back */
    int64_t confirmed_at;     /* when the person last proved who they are: UTC, milliseconds */
    bool has_second;          /* signed in with a second factor */
    bool is_trusted;          /* they said that the device is theirs: it may rest longer */
    bool waits_for_code;      /* the second factor is still missing: nothing is open but the page that asks for it */
    Str other_duties;         /* those that can be chosen instead: lines "ID<tab>Quản trị, STTTT", none empty */
    uint64_t view;            /* changes whenever a page may look different: key of kept pages */
    uint64_t likeness;        /* the same of what all with the same rights see alike (http/shared.h); 0 = unknown */
    Str subtree;              /* codes of the agency and of all under it today, each between two line ends */
} Actor;

/* True when somebody is signed in. */
static inline bool actor_is_known(const Actor *a) { return a && a->person; }

/* The only plan of which lists may show something; 0 = of all. */
static inline Id actor_plan(const Actor *a) { return a ? a->plan : 0; }
