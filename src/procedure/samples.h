// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a dossier for each agency to decide, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"
#include "procedure/dossier.h"

static const char procedure_sample[] =
    "code: mau-thu\ntitle: Thủ tục mẫu\n"
    "fields:\n"
    "  - {name: don_vi, type: agency, label: Cơ quan giải quyết, required: true}\n"
    "  - {name: noi_dung, type: text, label: Nội dung, required: true}\n"
    "  - {name: nguoi, type: person, label: Người nộp, purpose: Liên hệ}\n"
    "  - {name: phone, type: phone, label: Điện thoại, purpose: Liên hệ}\n"
    "states:\n"
    "  - {name: cho, label: Chờ, kind: open}\n"
    "  - {name: xong, label: Xong, kind: ended, outcome: agreed}\n"
    "  - {name: rut, label: Đã rút, kind: ended, outcome: withdrawn}\n"
    "moves:\n"
    "  - name: nop\n    label: Nộp\n    to: cho\n"
    "    effects: [{document: phieu, title: Phiếu nhận, kind: notice, text: Đã nhận}]\n"
    "  - {name: dong_y, label: Đồng ý, from: cho, to: xong, who: {field: don_vi}}\n"
    "  - {name: rut, label: Rút, from: cho, to: rut, who: applicant}\n";

static inline Fail procedure_samples(Ctx *c, SampleOf *k)
{
    Version v;
    Answers answers;
    StrList lost = {0};
    DossierEntries entries;
    Id version, id;
    Str code, token;
    TRY(version_publish(c, S(procedure_sample), false, &version));
    TRY(version_by_id(c, version, &v));
    Str json = str_format(
        &c->mem, "{\"don_vi\":\"%.*s\",\"noi_dung\":\"%.*s\",\"nguoi\":\"%.*s\",\"phone\":\"0912345678\"}",
        STR_ARGS(k->org), STR_ARGS(sample_mark(c, k, MARK_request)), STR_ARGS(sample_mark(c, k, MARK_person)));
    TRY(answers_from_json(c, &v.procedure->form, json, &answers, &lost));
    TRY(dossier_submit(c, &v, &(NewDossier){.answers = &answers}, &id, &code));
    TRY(pass_new(c, id, &token));
    TRY(dossier_entries(c, id, &entries));
    sample_text(k, "procedure", "thu-tuc", v.row.code);
    sample_id(k, "procedure", "phien-ban", version);
    sample_id(k, "procedure", "ho-so", id);
    sample_text(k, "procedure", "khoa-xem", token);
    sample_text(k, "procedure", "buoc-di", S("dong_y"));
    sample_id(k, "procedure", "muc", entries.at[entries.n - 1].id);
    return OK;
}

static const InputCase procedure_cases[] = {
    {"/ho-so/{ho-so}/tin", "ho-so", ROLE_OFFICIAL, "noi-dung=x", .refused = 404, .taken = 303},
    {"/cho-toi", "ho-so", ROLE_OFFICIAL, "thu-tuc=mau-thu&buoc-di=dong_y&ho-so=@", .refused = 303, .taken = 303,
     .is_last = true},
    {0},
};

static const InputFree procedure_free[] = {
    {0},
};
