// SPDX-License-Identifier: Apache-2.0
/* signer.c -- in which capacity somebody signs (Decree 30/2020/NĐ-CP, article 13; appendix I, part II.7): from their
 * duty as of the day of the document. */
#include "base/out.h"
#include "report/inside.h"
#include "viet/text.h"

/* What the head of an agency is called, by the first words of its name; the longest that fits. */
static const struct {
    const char *begins, *head;
} heads[] = {
    {"ủy ban", "Chủ tịch"},
    {"hội đồng", "Chủ tịch"},
    {"sở", "Giám đốc"},
    {"văn phòng", "Chánh Văn phòng"},
    {"thanh tra", "Chánh Thanh tra"},
    {"ban", "Trưởng ban"},
    {"bộ", "Bộ trưởng"},
    {"bộ chỉ huy", "Chỉ huy trưởng"},
    {"cục", "Cục trưởng"},
    {"chi cục", "Chi cục trưởng"},
    {"phòng", "Trưởng phòng"},
    {"trung tâm", "Giám đốc"},
    {"công an", "Giám đốc"},
    {"báo", "Tổng Biên tập"},
    {"đài", "Giám đốc"},
    {"hội", "Chủ tịch"},
    {"liên đoàn", "Chủ tịch"},
    {"hiệp hội", "Chủ tịch"},
    {"tòa án", "Chánh án"},
    {"viện kiểm sát", "Viện trưởng"},
    {"trường", "Hiệu trưởng"},
    {"bảo hiểm xã hội", "Giám đốc"},
    {"kho bạc", "Giám đốc"},
    {"tỉnh đoàn", "Bí thư"},
};

Str head_title(Ctx *c, Str agency)
{
    Str name = viet_lower(&c->mem, agency), best = S("Thủ trưởng");
    size_t length = 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        Str begins = str_of(heads[i].begins);
        if (begins.n <= length || !str_starts(name, begins) || (name.n > begins.n && name.p[begins.n] != ' ')) continue;
        best = str_of(heads[i].head), length = begins.n;
    }
    return best;
}

/* "TS. Nguyễn Văn An" -> "Nguyễn Văn An": titles and degrees do not stand below a signature. */
static Str bare_name(Str name)
{
    for (size_t i; (i = str_index(name, ' ')) < name.n && i && name.p[i - 1] == '.';) name = str_from(name, i + 1);
    return name;
}

/* What somebody is called who leads an agency: "Phó Giám đốc phụ trách Sở" is the deputy of a "Giám đốc". */
typedef struct {
    enum { CHIEF, DEPUTY, ACTING } rank;
    Str chief, post; /* "Giám đốc", "Phó Giám đốc" */
} Post;

/* Below a signature stands the post of the law alone: no "thường trực", no "phụ trách", and not the agency again, whose
 * name is at the head of the page (Decree 30, appendix I, part II.7.b).  A post that the agency's head does not have by
 * its name stays as it was written. */
static Post post_of(Ctx *c, const Duty *d)
{
    static const Str ranks[] = {[DEPUTY] = STR("phó "), [ACTING] = STR("quyền ")},
                     additions[] = {STR(" thường trực"), STR(" phụ trách")};
    Str head = head_title(c, d->org_name), post = d->position.n ? d->position : head, low = viet_lower(&c->mem, post);
    Post p = {.chief = head, .post = head};
    if (low.n != post.n) post = low; /* both are cut at the same places */
    for (int rank = DEPUTY; rank <= ACTING; rank++)
        if (str_starts(low, ranks[rank])) p.rank = rank, low = str_from(low, ranks[rank].n);
    post = str_from(post, post.n - low.n);
    if (!str_starts(low, viet_lower(&c->mem, head))) {
        for (size_t i = 0; i < sizeof additions / sizeof *additions; i++)
            low = str_slice(low, 0, str_find(low, additions[i]));
        p.chief = p.post = viet_capital(&c->mem, str_slice(post, 0, low.n));
    }
    if (p.rank == DEPUTY) p.post = str_format(&c->mem, "Phó %.*s", STR_ARGS(p.chief));
    return p;
}

/* Of the agency itself. */
static void sign_at_home(Ctx *c, const ReportAgency *agency, const Duty *d, PaperSigner *s)
{
    static const PaperCapacity capacities[] = {[CHIEF] = PAPER_OWN, [DEPUTY] = PAPER_KT, [ACTING] = PAPER_Q};
    Post p = post_of(c, d);
    s->post = p.post, s->head = p.chief;
    s->capacity = capacities[p.rank];
    if (d->behalf) s->capacity = PAPER_TUQ, s->head = head_title(c, agency->name);
}

/* "Trưởng ban" and "Ban Dân tộc" -> "Trưởng ban Dân tộc": words that the post ends with and the name begins with are
 * said once; the body itself need not be named again. */
static Str post_at(Ctx *c, Str post, Str name, Str body)
{
    Str low = viet_lower(&c->mem, post), all = viet_lower(&c->mem, name), rest = name;
    if (str_contains(low, all)) return post;
    for (size_t at = 0; at < low.n; at += str_index(str_from(low, at), ' ') + 1) {
        Str end = str_from(low, at);
        if (!str_starts(all, end) || (all.n > end.n && all.p[end.n] != ' ')) continue;
        rest = str_trim(str_from(name, end.n));
        break;
    }
    if (!rest.n || str_contains(viet_lower(&c->mem, body), viet_lower(&c->mem, rest))) return post;
    return str_format(&c->mem, "%.*s %.*s", STR_ARGS(post), STR_ARGS(rest));
}

/* Of what stands under it: by order of its head; a deputy there in place of its own chief. */
static void sign_from_below(Ctx *c, const ReportAgency *agency, const Duty *d, PaperSigner *s)
{
    Post p = post_of(c, d);
    Str chief = post_at(c, p.chief, name_within(d->org_name, agency->name), agency->name);
    s->capacity = d->behalf ? PAPER_TUQ : PAPER_TL, s->head = head_title(c, agency->name);
    s->post = p.rank == ACTING ? str_format(&c->mem, "Q. %.*s", STR_ARGS(chief)) : chief;
    if (p.rank == DEPUTY) s->chief = chief, s->post = p.post;
}

static void sign(Ctx *c, const ReportAgency *agency, bool by_head, const Duty *d, ReportSigner *signer)
{
    bool at_home = str_equal(d->org, agency->code);
    PaperSigner s = {.name = bare_name(d->person_name)};
    if (at_home) sign_at_home(c, agency, d, &s);
    else sign_from_below(c, agency, d, &s);
    if (at_home && !by_head && !d->behalf && str_starts(agency->kind, S("ubnd-"))) s.body = S("Ủy ban nhân dân");
    *signer = (ReportSigner){.duty = d->id, .name = s.name, .post = s.post, .as = s};
    signer->lines = paper_signer_lines(&c->mem, &signer->as);
}

static bool leads(const Duty *d) { return d->role == ROLE_CHAIRMAN || d->role == ROLE_HEAD; }

/* A department of it: committees below and enterprises have a will of their own, councils and steering committees are
 * led by who would give the order. */
static Fail is_below(Ctx *c, const ReportAgency *agency, Str org, bool *is)
{
    Org o;
    TRY(org_by_code(c, org, &o));
    Str name = viet_lower(&c->mem, o.name);
    bool is_council = str_starts(name, S("hội đồng ")) || str_starts(name, S("ban chỉ đạo "));
    bool is_department = !is_council && (str_equal(o.kind, S("so")) || str_equal(o.kind, S("ban-nganh")));
    *is = str_equal(o.parent, agency->code) && (is_department || !str_starts(agency->kind, S("ubnd-")));
    return OK;
}

Fail report_signers(Ctx *c, Str org, bool by_head, Day day, ReportSignerList *signers)
{
    static const Role roles[] = {ROLE_CHAIRMAN, ROLE_HEAD};
    ReportAgency agency;
    Day today = c->today;
    *signers = (ReportSignerList){0};
    TRY(report_agency(c, org, &agency));
    for (int below = 0; below < 2; below++)
        for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
            DutyList duties;
            c->today = day; /* those that hold then */
            Fail result = people_in_role(c, roles[i], &duties);
            c->today = today;
            TRY(result);
            for (size_t k = 0; k < duties.n; k++) {
                bool is = str_equal(duties.at[k].org, agency.code) && !below;
                if (below && !str_equal(duties.at[k].org, agency.code))
                    TRY(is_below(c, &agency, duties.at[k].org, &is));
                if (is) sign(c, &agency, by_head, &duties.at[k], list_add(&c->mem, signers));
            }
        }
    return OK;
}

Fail report_signer(Ctx *c, Str org, bool by_head, Id duty, Day day, ReportSigner *signer)
{
    ReportAgency agency;
    Duty d;
    bool below;
    TRY(report_agency(c, org, &agency));
    TRY(duty_by_id(c, duty, &d));
    TRY(is_below(c, &agency, d.org, &below));
    if (!leads(&d) || (!str_equal(d.org, agency.code) && !below))
        return fail(c, FAIL_INPUT, "%.*s không có nhiệm vụ ký văn bản của %.*s. Hãy chọn người ký khác.",
                    STR_ARGS(d.person_name), STR_ARGS(agency.name));
    if (!duty_holds(&d, day)) {
        bool ended = d.to != NO_DAY && d.to <= day;
        return fail(c, FAIL_INPUT,
                    "Nhiệm vụ của %.*s ở %.*s %s ngày %.*s, nên không ký được văn bản ngày %.*s. Hãy chọn "
                    "người ký khác.",
                    STR_ARGS(d.person_name), STR_ARGS(d.org_name), ended ? "đã hết từ" : "bắt đầu từ",
                    STR_ARGS(day_vietnamese(&c->mem, ended ? d.to : d.from)), STR_ARGS(day_vietnamese(&c->mem, day)));
    }
    sign(c, &agency, by_head, &d, signer);
    return OK;
}
