// SPDX-License-Identifier: Apache-2.0
#include "people/personal.h"
#include "people/rights.h"
#include "procedure/command.h"
#include "procedure/dossier.h"

/* clang-format off */
static const Grant grants[] = {
    {"dossier.oversee", "Tra cứu hồ sơ của mọi thủ tục, không gồm dữ liệu cá nhân",
     {[ROLE_COORDINATOR] = ALL, [ROLE_CHAIRMAN] = ALL}, .is_carried = true},
    {"procedure.manage", "Công bố, mở và dừng thủ tục", {[ROLE_COORDINATOR] = ALL}, .is_carried = false},
    {0},
};
/* clang-format on */

static Fail ensure_in_write(Ctx *c, void *nothing)
{
    (void)nothing;
    return versions_ensure_shipped(c);
}

static Fail ensure_shipped(Ctx *c, const JobPlace *place)
{
    return store_write(c, place->store, ensure_in_write, NULL);
}

static Fail run_clocks(Ctx *c, const JobPlace *place)
{
    int done;
    return clocks_run(c, place->store, &done);
}

enum { ERASED_AT_ONCE = 200 };

static Fail erase_in_write(Ctx *c, void *arg) { return dossiers_erase_old(c, ERASED_AT_ONCE, arg); }

static Fail erase_old(Ctx *c, const JobPlace *place)
{
    for (int n = ERASED_AT_ONCE; n == ERASED_AT_ONCE;) TRY(store_write(c, place->store, erase_in_write, &n));
    return OK;
}

static const Job jobs[] = {
    {"procedure.shipped", .at_start = true, .run = ensure_shipped},
    {"procedure.clocks", .every = JOB_MINUTE * 10, .at_start = true, .leased = true, .run = run_clocks},
    {"procedure.erase", .every = JOB_HOUR, .leased = true, .run = erase_old},
    {0}};

static const Personal personal[] = {
    PERSONAL_EMPTIED("dossier", "person_id", "Hồ sơ đã nộp khi đăng nhập", "như thủ tục nói (retention)",
                     "để giải quyết hồ sơ và báo kết quả", "person_id = 0"),
    PERSONAL_STAYS_UNCOUNTED("dossier_entry", "person_id", "Bước đã làm với hồ sơ", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("dossier_entry", "behalf_id", "Bước người khác làm thay với hồ sơ", "lâu dài",
                             PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("procedure_version", "published_by", "Thủ tục đã công bố", "lâu dài", PERSONAL_WHY_RECORD),
    PERSONAL_STAYS_UNCOUNTED("dossier_invite", "made_by", "Giấy mời nộp hồ sơ đã gửi", "lâu dài", PERSONAL_WHY_RECORD),
    {0},
};

static const Command commands[] = {{"procedure", "check FILE... | list [--data FILE] | publish FILE... [--data FILE]",
                                    "Check procedures, list them, publish them", procedure_command},
                                   {0}};

const Feature feature_procedure = {.name = "procedure",
                                   .commands = commands,
                                   .grants = grants,
                                   .jobs = jobs,
                                   .personal = personal,
                                   .rebuild = dossiers_rebuild};
