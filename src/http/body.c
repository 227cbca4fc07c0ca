// SPDX-License-Identifier: Apache-2.0
/* body.c -- the fields of a POST: a form (URL-encoded or multipart, cut by libmicrohttpd) or a JSON object (jansson).
 */
#include "http/inside.h"
#include <strings.h>

/* libmicrohttpd hands values in pieces from inside its own frames, where the arena must not jump; so all room is taken
 * before.  Decoded text is never longer than the body, names and file names are part of it, and each gets a NUL. */
typedef struct {
    Fields *fields;
    char *at, *end;
} Cutting;

static bool keep_bytes(Cutting *k, Str s, Str *kept)
{
    if ((size_t)(k->end - k->at) < s.n + 1) return false;
    if (s.n) memcpy(k->at, s.p, s.n);
    k->at[s.n] = 0;
    *kept = (Str){k->at, s.n};
    k->at += s.n + 1;
    return true;
}

static enum MHD_Result take_piece(void *arg, enum MHD_ValueKind kind, const char *name, const char *file_name,
                                  const char *type, const char *encoding, const char *data, uint64_t offset,
                                  size_t size)
{
    (void)kind, (void)type, (void)encoding;
    Cutting *k = arg;
    Fields *f = k->fields;
    Str piece = {data, size};
    if (!offset) {
        Field field = {0};
        if (!keep_bytes(k, str_of(name), &field.name) || !keep_bytes(k, str_of(file_name), &field.file_name) ||
            !keep_bytes(k, piece, &field.value) || !fields_add(f, field))
            return MHD_NO;
        return MHD_YES;
    }
    /* It goes on: the field's bytes end where the room begins. */
    if (!f->n || (size_t)(k->end - k->at) < size) return MHD_NO;
    memcpy(k->at - 1, data, size);
    k->at += size;
    k->at[-1] = 0;
    f->at[f->n - 1].value.n += size;
    return MHD_YES;
}

enum { POST_BUFFER = 4096, FIELD_ROOM = 64 };

static Fail form_fields(Ctx *c, Exchange *ex)
{
    size_t room = ex->body_length + FIELDS_MAX * FIELD_ROOM;
    Cutting k = {.fields = &ex->fields, .at = NEW(&c->mem, char, room)};
    k.end = k.at + room;
    struct MHD_PostProcessor *p = MHD_create_post_processor(ex->connection, POST_BUFFER, take_piece, &k);
    if (!p) return fail(c, FAIL_INPUT, "Máy chủ không nhận kiểu nội dung này. Hãy gửi từ biểu mẫu trên trang.");
    bool good = MHD_post_process(p, ex->body, ex->body_length) == MHD_YES;
    good &= MHD_destroy_post_processor(p) == MHD_YES;
    if (k.fields->too_many) return OK; /* inputs_check says it */
    return good ? OK : fail(c, FAIL_INPUT, "Biểu mẫu gửi lên bị hỏng trên đường truyền. Hãy gửi lại.");
}

static Fail json_field(Ctx *c, Fields *f, const char *name, const json_t *value)
{
    Field field = {.name = str_copy(&c->mem, str_of(name))};
    if (json_is_null(value)) return OK;
    if (json_is_string(value))
        field.value = str_copy(&c->mem, (Str){json_string_value(value), json_string_length(value)});
    else if (json_is_integer(value)) field.value = str_format(&c->mem, "%lld", (long long)json_integer_value(value));
    else if (json_is_boolean(value)) field.value = json_is_true(value) ? S("1") : S("");
    else return fail(c, FAIL_INPUT, "Trường '%s' phải là chuỗi, số nguyên hoặc true/false.", name);
    fields_add(f, field);
    return OK;
}

static void forget_json(void *value) { json_decref(*(json_t **)value); }

static Fail json_fields(Ctx *c, Exchange *ex)
{
    /* Small values take ten times their bytes in jansson's memory; what is large comes as a file of a form. */
    if (ex->body_length > JSON_BODY_MAX)
        return fail(c, FAIL_ROOM, "Nội dung JSON lớn hơn %d MB. Hãy gửi ít hơn một lần.", JSON_BODY_MAX >> 20);
    json_t **held = NEW(&c->mem, json_t *, 1);
    arena_at_end(&c->mem, forget_json, held);
    *held = json_loadb(ex->body, ex->body_length, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(*held))
        return fail(c, FAIL_INPUT, "Nội dung JSON phải là một đối tượng hợp lệ, không trùng tên.");
    const char *name;
    json_t *value;
    json_object_foreach(*held, name, value) TRY(json_field(c, &ex->fields, name, value));
    return OK;
}

Fail body_fields(Ctx *c, Exchange *ex)
{
    if (ex->body_too_large)
        return fail(c, FAIL_ROOM, "Nội dung gửi lên lớn hơn %d MB. Hãy chọn tệp nhỏ hơn.", BODY_MAX >> 20);
    if (!ex->body_length) return OK;
    const char *type = MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, "Content-Type");
    if (type && !strncasecmp(type, "application/json", strlen("application/json"))) return json_fields(c, ex);
    return form_fields(c, ex);
}
