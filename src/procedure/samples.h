// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a dossier for each agency to decide, for *_test.c only (http/samples.h). */
#pragma once
#include "form/begin.h"
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
    Id version, id, form;
    Str code, token, invite;
    TRY(version_publish(c, S(procedure_sample), false, &version));
    TRY(version_by_id(c, version, &v));
    Str json = str_format(
        &c->mem, "{\"don_vi\":\"%.*s\",\"noi_dung\":\"%.*s\",\"nguoi\":\"%.*s\",\"phone\":\"0912345678\"}",
        STR_ARGS(k->org), STR_ARGS(sample_mark(c, k, MARK_request)), STR_ARGS(sample_mark(c, k, MARK_person)));
    TRY(answers_from_json(c, &v.procedure->form, json, &answers, &lost));
    TRY(dossier_submit(c, &v, &(NewDossier){.answers = &answers}, &id, &code));
    TRY(pass_new(c, id, &token));
    TRY(dossier_entries(c, id, &entries));
    TRY(editing_begin(c, NULL, (Str){0}, S("code: a\ntitle: A\nfields:\n  - ten: Tên\n"), (Str){0}, &form));
    sample_id(k, "procedure", "ban-sua", form);
    sample_text(k, "procedure", "thu-tuc", v.row.code);
    sample_id(k, "procedure", "phien-ban", version);
    sample_id(k, "procedure", "ho-so", id);
    sample_text(k, "procedure", "khoa-xem", token);
    sample_text(k, "procedure", "buoc-di", S("dong_y"));
    TRY(invite_add(c, &v, S("Khách mời"), S(""), &invite));
    sample_text(k, "procedure", "token", invite);
    sample_id(k, "procedure", "muc", entries.at[entries.n - 1].id);
    return OK;
}

static const InputCase procedure_cases[] = {
    {"/ho-so/{ho-so}/tin", "ho-so", ROLE_OFFICIAL, "noi-dung=x", .refused = 404, .taken = 303},
    {"/ho-so/{ho-so}/chuyen/{buoc-di}", "ho-so", ROLE_OFFICIAL, "nut-bam=gui", .refused = 404, .taken = 303},
    {"/cho-toi", "ho-so", ROLE_OFFICIAL, "thu-tuc=mau-thu&buoc-di=dong_y&ho-so=@", .refused = 303, .taken = 303},
    {0},
};

#define OF_THE_OFFICE    "a procedure is the office's: whoever may apply is said in it (dossier_test.c, web_test.c)"
#define OF_ITS_PROCEDURE "a move is its procedure's: who may make it is asked in the write (dossier_test.c)"
#define OF_THE_APPLICANT "who showed code and phone has it; nobody guesses it (web_test.c)"
static const InputFree procedure_free[] = {
    {"/thu-tuc/{thu-tuc}/nop", "thu-tuc", OF_THE_OFFICE},
    {"/thu-tuc/{thu-tuc}/mo", "thu-tuc", OF_THE_OFFICE},
    {"/thu-tuc/{thu-tuc}/gui", "thu-tuc", OF_THE_OFFICE},
    {"/thu-tuc/{thu-tuc}/nhap", "thu-tuc", OF_THE_OFFICE},
    {"/thu-tuc/{thu-tuc}/moi", "thu-tuc", OF_THE_OFFICE},
    {"/moi/{token}", "token", "who holds an invitation has it; nobody guesses it (web_test.c)"},
    {"/ho-so/{ho-so}/chuyen/{buoc-di}", "buoc-di", OF_ITS_PROCEDURE},
    {"/tra-cuu/{khoa-xem}/tin", "khoa-xem", OF_THE_APPLICANT},
    {"/tra-cuu/{khoa-xem}/chuyen/{buoc-di}", "khoa-xem", OF_THE_APPLICANT},
    {"/tra-cuu/{khoa-xem}/chuyen/{buoc-di}", "buoc-di", OF_ITS_PROCEDURE},
    {0},
};
