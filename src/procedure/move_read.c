// SPDX-License-Identifier: Apache-2.0
/* move_read.c -- the moves of a procedure's text.  In two rounds: expressions of the first move may name what is asked
 * at the last. */
#include "procedure/inside.h"

static bool move_is_again(const Reading *r, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (r->p->move[i].name.n && str_equal(r->p->move[i].name, r->p->move[at].name)) return true;
    return false;
}

static void begin_move(Reading *r, YamlMap *m, ProcedureMove *move)
{
    const YamlNode *to;
    Str text;
    move->spot = m->node->spot;
    move->name = take_name(r, m);
    move->label = take_words(m, "label", true);
    move->help = take_words(m, "help", false);
    move->from = take_states(r, m, "from", false);
    if ((to = yaml_take(m, "to", true)) && yaml_is_text(&r->y, to, "to", &text) && !str_equal(text, S("back"))) {
        move->to = state_named(r, to);
    } else if (to && !move->from) yaml_problem(&r->y, to->spot, "Bước nộp hồ sơ phải tới một trạng thái.");
    if (yaml_take(m, "fields", false)) design_take(m, (DesignTake){.base = &r->p->form, .is_part = true}, &move->asked);
}

/* The submission is the first: made where nobody wrote it. */
static void put_submission_first(Reading *r, ProcedureMove *moves, size_t n)
{
    size_t at = 0;
    while (at < n && moves[at].from) at++;
    ProcedureMove first = {.name = S("nop"), .label = {.text = S("Nộp hồ sơ")}, .to = r->p->state};
    YamlMap map = {0};
    if (at < n) first = moves[at], map = r->move[at];
    for (size_t i = at < n ? at : n; i > 0; i--) moves[i] = moves[i - 1], r->move[i] = r->move[i - 1];
    moves[0] = first, r->move[0] = map;
    r->p->moves = at < n ? n : n + 1;
    for (size_t i = 1; i < r->p->moves; i++)
        if (!moves[i].from && r->move[i].node)
            yaml_problem(&r->y, moves[i].spot,
                         "Bước “%.*s” phải nói đi từ trạng thái nào (“from”); chỉ một bước là bước nộp hồ sơ.",
                         STR_ARGS(moves[i].name));
}

void begin_moves(Reading *r, YamlMap *top)
{
    size_t n;
    const YamlNode *const *item = yaml_list(top, "moves", true, &n);
    if (n > PROCEDURE_MOVES_MAX) {
        yaml_problem(&r->y, item[0]->spot, "Nhiều nhất %d bước.", PROCEDURE_MOVES_MAX);
        n = PROCEDURE_MOVES_MAX;
    }
    ProcedureMove *moves = NEW(r->mem, ProcedureMove, n + 1);
    r->move = NEW(r->mem, YamlMap, n + 1);
    r->p->move = moves;
    for (size_t i = 0; i < n; i++) {
        YamlMap m = yaml_map(&r->y, item[i], "bước");
        if (!m.node) continue;
        r->move[r->p->moves] = m;
        begin_move(r, &r->move[r->p->moves], &moves[r->p->moves]);
        if (move_is_again(r, r->p->moves))
            yaml_problem(&r->y, item[i]->spot, "Đã có bước tên “%.*s”.", STR_ARGS(moves[r->p->moves].name));
        r->p->moves++;
    }
    put_submission_first(r, moves, r->p->moves);
}

static void take_one_who(Reading *r, const YamlNode *node, Who *w)
{
    YamlMap m;
    Str word;
    const YamlNode *role;
    *w = (Who){.spot = node->spot, .from = NO_DAY, .until = NO_DAY};
    if (node->kind == YAML_TEXT) {
        if (str_equal(node->text, S("applicant"))) w->kind = WHO_APPLICANT;
        else if (str_equal(node->text, S("clock"))) w->kind = WHO_CLOCK;
        else
            yaml_problem(
                &r->y, node->spot,
                "“%.*s”: ai được làm bước này là applicant, clock, hoặc {role: …}, {agency: …}, {kind: …}, {field: …}.",
                STR_ARGS(node->text));
        return;
    }
    m = yaml_map(&r->y, node, "who");
    if (!m.node) return;
    if ((role = yaml_take(&m, "role", false)) && yaml_is_text(&r->y, role, "role", &word)) {
        w->role = role_of(word);
        if (!w->role)
            yaml_problem(&r->y, role->spot,
                         "Không có vai trò “%.*s”; có chuyen-vien, thu-truong, dieu-phoi, lanh-dao, hoi-dong, to-vien.",
                         STR_ARGS(word));
    }
    w->agency = yaml_text(&m, "agency", false);
    w->agency_kind = yaml_text(&m, "kind", false);
    w->field = take_field(r, &m, "field", false);
    w->when = take_expression(r, &m, "when", false);
    w->from = take_day(&m, "from"), w->until = take_day(&m, "until");
    yaml_end(&m);
    look_for_agency(r, node->spot, w->agency);
    if (w->agency_kind.n && str_equal(org_kind_name(w->agency_kind), w->agency_kind))
        yaml_problem(&r->y, node->spot, "Không có loại cơ quan “%.*s”.", STR_ARGS(w->agency_kind));
    if (w->field && w->field->type != FIELD_AGENCY && w->field->type != FIELD_COMMUNE)
        yaml_problem(&r->y, node->spot, "Trường “%.*s” không nêu cơ quan hay xã, phường nào.",
                     STR_ARGS(w->field->name));
    if (w->from != NO_DAY && w->until != NO_DAY && w->until < w->from)
        yaml_problem(&r->y, node->spot, "“until” phải sau “from”: không ai làm được bước này.");
    if (!role && !w->agency.n && !w->agency_kind.n && !w->field && m.node->n)
        yaml_problem(&r->y, node->spot, "“who” phải có ít nhất role, agency, kind hoặc field.");
}

static WhoList take_who(Reading *r, YamlMap *m)
{
    size_t n;
    const YamlNode *const *item = yaml_list(m, "who", false, &n);
    Who *who = NEW(r->mem, Who, n);
    for (size_t i = 0; i < n; i++) take_one_who(r, item[i], &who[i]);
    return (WhoList){who, n};
}

static void take_edits(Reading *r, YamlMap *m, ProcedureMove *move)
{
    const YamlNode *node = yaml_take(m, "edits", false);
    if (!node) return;
    if (node->kind == YAML_TEXT && str_equal(node->text, S("asked"))) move->edits = EDITS_ASKED;
    else if (node->kind == YAML_TEXT && str_equal(node->text, S("all"))) move->edits = EDITS_ALL;
    else {
        move->edits = EDITS_LISTED;
        move->edited = take_fields(r, m, "edits", &move->n_edited);
    }
}

static void end_move(Reading *r, YamlMap *m, ProcedureMove *move)
{
    bool is_submission = !move->from;
    move->who = take_who(r, m);
    if (is_submission && move->who.n)
        yaml_problem(&r->y, m->node->spot, "Ai được nộp hồ sơ nói ở “apply”, không nói ở bước nộp.");
    move->guard = take_expression(r, m, "guard", false);
    move->guard_says = take_words(m, "guard_says", move->guard != NULL);
    move->is_supplement = yaml_yes(m, "supplement", false);
    move->no_bulk = !yaml_yes(m, "bulk", true);
    take_edits(r, m, move);
    move->effects = take_effects(r, m, "effects", false);
    yaml_end(m);
}

void end_moves(Reading *r)
{
    ProcedureMove *moves = (ProcedureMove *)r->p->move;
    for (size_t i = 0; i < r->p->moves; i++)
        if (r->move[i].node) end_move(r, &r->move[i], &moves[i]);
}
