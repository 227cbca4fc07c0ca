// SPDX-License-Identifier: Apache-2.0
/* draft_testing.h -- what draft_test.c and draft_limit_test.c begin with: two people, and what they press. */
#pragma once
#include "form/draft_inside.h"
#include "form/form_world.h"

static SignedIn hoa, minh;

static Fail begin_rows(Ctx *c, void *nothing)
{
    (void)nothing;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Thị Hoa", "STTTT", ROLE_OFFICIAL, &hoa));
    return signed_in_new(c, "Trần Văn Minh", "STC", ROLE_OFFICIAL, &minh);
}

static const ServerOptions options = {.features = thing_features, .gate = &people_gate, .no_limits = true};

static int begin(void **state)
{
    memset(&sent, 0, sizeof sent);
    closed = NULL, long_version = 1, supplemented = 0;
    return world_begins(state, options, begin_rows);
}

/* -- what people do --------------------------------------------------------------------------------------------- */

static inline const char *begun(World *w, const char *code)
{
    LocalReply r = post(w, text_in(w, "/don/%s/bat-dau", code), "");
    assert_status(r, 303);
    return str_copy(&w->c.mem, header_part(r, "Location: ", '\r')).p;
}

/* Where a press leads. */
static inline Str press(World *w, const char *path, const char *fields)
{
    LocalReply r = post(w, path, fields);
    assert_status(r, 303);
    return str_copy(&w->c.mem, header_part(r, "Location: ", '\r'));
}

static inline Str field_in(LocalReply page, const char *from)
{
    size_t at = str_find(page.body, str_of(from));
    if (at == page.body.n) test_fails("there is no %s", from);
    Str rest = str_from(page.body, at);
    return str_slice(rest, 0, str_index(rest, '>'));
}

static inline LocalReply send_file(World *w, const char *path, const char *fields, const char *field, const char *name,
                                   Str bytes)
{
    Out body = {.mem = &w->c.mem};
    Str rest = str_of(fields), one;
    LocalReply r = {0};
    while (str_cut(&rest, '&', &one)) {
        size_t at = str_index(one, '=');
        out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n%.*s\r\n",
                   STR_ARGS(str_slice(one, 0, at)), STR_ARGS(str_from(one, at + 1)));
    }
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n", field, name);
    OUT_LITERAL(&body, "Content-Type: application/octet-stream\r\n\r\n");
    out_raw(&body, bytes);
    OUT_LITERAL(&body, "\r\n--xyz--\r\n");
    LocalRequest q = {.method = "POST",
                      .path = path,
                      .headers = "Content-Type: multipart/form-data; boundary=xyz\r\n",
                      .body = out_str(&body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    return r;
}

#define GOOD       "ten=Gian+A&so_luong=2&loai=trong"
#define PART_ONE   "ho_ten=Hoa&dien_thoai=0912345678"
#define PART_TWO   "noi_dung=Ch%C3%A0o+m%E1%BB%ABng&so_luong=3"
#define PART_THREE "tu_ngay=2024-10-20&cam_ket=thao&cam_ket=dep"
