// SPDX-License-Identifier: Apache-2.0
#include "people/rights.h"
#include <assert.h>

const RoleName role_names[ROLE_COUNT] = {
    [ROLE_NONE] = {"", "Chưa có nhiệm vụ", ""},
    [ROLE_ADMIN] = {"quan-tri", "Quản trị", "mở, khóa tài khoản; giữ an toàn hệ thống và dữ liệu cá nhân"},
    [ROLE_COORDINATOR] = {"dieu-phoi", "Điều phối", "cơ quan thường trực: rà soát kế hoạch, giao việc, tổng hợp"},
    [ROLE_CHAIRMAN] = {"lanh-dao", "Lãnh đạo UBND", "xem toàn cảnh, cho ý kiến chỉ đạo"},
    [ROLE_HEAD] = {"thu-truong", "Thủ trưởng cơ quan",
                   "chịu trách nhiệm việc của cơ quan mình và các đơn vị thuộc cơ quan"},
    [ROLE_OFFICIAL] = {"chuyen-vien", "Chuyên viên", "cập nhật việc của cơ quan mình"},
    [ROLE_TEAM] = {"to-vien", "Tổ viên công nghệ số", "đến từng nhà, ghi kết quả của tổ"},
    [ROLE_COUNCIL] = {"hoi-dong", "Hội đồng thi đua khen thưởng", "xét đề nghị khen thưởng"},
    [ROLE_VIEWER] = {"xem", "Chỉ xem", "đọc kế hoạch, tiến độ, số liệu; không sửa"},
};

/* clang-format off */
/* Who may give which role; the same columns, a row for each giver. */
static const bool gives[ROLE_COUNT][ROLE_COUNT] = {
    [ROLE_ADMIN]       = {0, 1, 1, 1, 1, 1, 1, 1, 1},
    [ROLE_COORDINATOR] = {0, 0, 0, 0, 1, 1, 1, 1, 1},
    [ROLE_HEAD]        = {0, 0, 0, 0, 1, 1, 1, 0, 1},
};
/* clang-format on */

bool role_may_give(const Actor *giver, Role role)
{
    return giver && !giver->behalf && giver->role >= 0 && giver->role < ROLE_COUNT && gives[giver->role][role];
}

Role role_of(Str key)
{
    for (int i = 1; i < ROLE_COUNT; i++)
        if (str_equal(key, str_of(role_names[i].key))) return (Role)i;
    return ROLE_NONE;
}

const Grant *grant_of(const char *right)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Grant *g = (*f)->grants; g && g->right; g++)
            if (!strcmp(g->right, right)) return g;
    return NULL;
}

RightScope right_scope(Role role, const char *right)
{
    const Grant *g = grant_of(right);
    assert(g && "every right is a row of the table");
    return g && role > ROLE_NONE && role < ROLE_COUNT ? g->scope[role] : NOWHERE;
}

RightScope actor_scope(const Actor *a, const char *right)
{
    if (!a) return NOWHERE;
    RightScope scope = right_scope((Role)a->role, right);
    return a->behalf && scope != NOWHERE && !grant_of(right)->is_carried ? NOWHERE : scope;
}

bool right_somewhere(const Actor *a, const char *right) { return actor_scope(a, right) != NOWHERE; }

bool right_here(const Ctx *c, const char *right) { return !c->actor || right_somewhere(c->actor, right); }

bool subtree_has(Str subtree, Str code)
{
    for (Str rest = subtree; rest.n;) {
        size_t at = str_find(rest, code);
        if (at == rest.n) return false;
        bool whole = at && rest.p[at - 1] == '\n' && at + code.n < rest.n && rest.p[at + code.n] == '\n';
        if (whole) return true;
        rest = str_from(rest, at + 1);
    }
    return false;
}

bool right_at(const Actor *a, const char *right, Place place)
{
    RightScope scope = actor_scope(a, right);
    if (scope != NOWHERE && a->plan && place.plan && place.plan != a->plan) return false;
    switch (scope) {
    case NOWHERE: return false;
    case OWN: return !place.org.n || str_equal(place.org, a->org);
    case SUBTREE: return !place.org.n || str_equal(place.org, a->org) || subtree_has(a->subtree, place.org);
    case ALL: return true;
    }
    return false;
}
