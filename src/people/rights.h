// SPDX-License-Identifier: Apache-2.0
/* rights.h -- who may do what, where: roles stand here, rights in the features that ask for them.
 *
 * A right is granted to a role for a part of the tree of agencies.  Who holds several duties has the rights of the one
 * that is chosen in the header; in a delegated one only what a row lets a delegation carry.  The page /quyen shows all
 * rows to everybody. */
#pragma once
#include "http/gate.h"

typedef enum {
    ROLE_NONE,
    ROLE_ADMIN,       /* quản trị */
    ROLE_COORDINATOR, /* điều phối: the coordinating department */
    ROLE_CHAIRMAN,    /* lãnh đạo UBND */
    ROLE_HEAD,        /* thủ trưởng cơ quan */
    ROLE_OFFICIAL,    /* chuyên viên */
    ROLE_TEAM,        /* tổ viên công nghệ số cộng đồng */
    ROLE_COUNCIL,     /* hội đồng thi đua khen thưởng */
    ROLE_VIEWER,      /* xem */
    ROLE_COUNT
} Role;

typedef struct {
    const char *key, *name, *help; /* "dieu-phoi", "Điều phối", what it is for */
} RoleName;
extern const RoleName role_names[ROLE_COUNT];
Role role_of(Str key); /* ROLE_NONE when there is no such role */

/* Where: nowhere, the agency of the duty, it and all under it, everywhere. */
typedef enum { NOWHERE, OWN, SUBTREE, ALL } RightScope;

/* A row of a feature's `grants`: a right that its routes or rules name, and where each role has it.
 *     {"urge.send", "Đôn đốc các cơ quan chậm", {[ROLE_COORDINATOR] = ALL}, .is_carried = true}, */
struct Grant {
    const char *right, *help; /* in Vietnamese, as /quyen shows it */
    RightScope scope[ROLE_COUNT];
    /* Whoever acts for somebody else, by delegation, has it too.  Never what is over people, accounts, what is written
     * of people, or delegation itself. */
    bool is_carried;
};

/* The row of that name of any feature of this program; NULL when there is none: then nobody has it. */
const Grant *grant_of(const char *right);
RightScope right_scope(Role role, const char *right);          /* in a duty of one's own */
RightScope actor_scope(const Actor *actor, const char *right); /* in the duty that is chosen, own or delegated */
/* True when `code` is one of the lines of Actor.subtree. */
bool subtree_has(Str subtree, Str code);

/* gate.h's questions. */
bool right_somewhere(const Actor *actor, const char *right);
bool right_at(const Actor *actor, const char *right, Place place);

/* The same for who does what is under way; everybody where nobody signs in. */
bool right_here(const Ctx *c, const char *right);

/* May the giver, in the duty that is chosen, give somebody the role `role`?  Nobody gives more than they have, and who
 * acts for somebody else gives nothing. */
bool role_may_give(const Actor *giver, Role role);
