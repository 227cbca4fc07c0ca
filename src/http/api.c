// SPDX-License-Identifier: Apache-2.0
/* api.c -- the description of the API, printed from the route rows: OpenAPI 3.1 for machines, a page for people. */
#include "http/api.h"
#include "http/inside.h"
#include "http/record.h"

/* Each key that is taken, with its words for people where it has any. */
static json_t *choice_schema(const Input *in)
{
    json_t *keys = json_array(), *all = json_array();
    bool has_words = false;
    for (Str rest = str_of(in->choices), key, words; choice_next(&rest, &key, &words);) {
        json_array_append_new(keys, json_str(key));
        json_array_append_new(all, json_pack("{s:o,s:o}", "const", json_str(key), "title", json_str(words)));
        has_words |= !str_equal(key, words);
    }
    json_t *schema = json_pack("{s:s,s:o}", "type", "string", "enum", keys);
    if (has_words) json_object_set(schema, "oneOf", all);
    json_decref(all);
    return schema;
}

/* As a form says it: the label, and below it what to write. */
static json_t *description(const Input *in)
{
    return in->help ? json_sprintf("%s. %s", in->label, in->help) : json_string(in->label);
}

static json_t *input_schema(const Input *in)
{
    int64_t most = in->max ? in->max : INPUT_TEXT_MAX, least = in->min || !in->required ? in->min : 1;
    switch (in->type) {
    case INPUT_TEXT:
    case INPUT_LINES:
        return json_pack("{s:s,s:I,s:I}", "type", "string", "minLength", (json_int_t)least, "maxLength",
                         (json_int_t)most);
    case INPUT_SECRET:
        return json_pack("{s:s,s:s,s:I}", "type", "string", "format", "password", "maxLength", (json_int_t)most);
    case INPUT_INTEGER:
        if (!in->min && !in->max) return json_pack("{s:s}", "type", "integer");
        return json_pack("{s:s,s:I,s:I}", "type", "integer", "minimum", (json_int_t)in->min, "maximum",
                         (json_int_t)in->max);
    case INPUT_ID: return json_pack("{s:s,s:s,s:i}", "type", "integer", "format", "int64", "minimum", 1);
    case INPUT_DAY: return json_pack("{s:s,s:s}", "type", "string", "format", "date");
    case INPUT_FILE: return json_pack("{s:s,s:s}", "type", "string", "format", "binary");
    case INPUT_CHOICE: return choice_schema(in);
    case INPUT_END: break;
    }
    return json_object();
}

/* Without the arena, here and below: a jump would leak what jansson holds. */
static bool is_in_path(const Route *r, const Input *in)
{
    Str rest = str_of(r->path), part;
    while (str_cut(&rest, '/', &part))
        if (str_starts(part, S("{")) && str_equal(str_slice(part, 1, part.n - 1), str_of(in->name))) return true;
    return false;
}

static json_t *parameters(const Route *r)
{
    json_t *list = json_array();
    for (const Input *in = r->inputs; in && in->type != INPUT_END; in++) {
        bool in_path = is_in_path(r, in);
        if (!in_path && r->method == POST) continue;
        json_array_append_new(list, json_pack("{s:s,s:s,s:o,s:b,s:o}", "name", in->name, "in",
                                              in_path ? "path" : "query", "description", description(in), "required",
                                              in_path || in->required, "schema", input_schema(in)));
    }
    return list;
}

/* Forms and JSON carry the same declared inputs; a file travels only in a form. */
static json_t *request_body(const Route *r)
{
    json_t *properties = json_object(), *required = json_array();
    bool has_file = false;
    for (const Input *in = r->inputs; in && in->type != INPUT_END; in++) {
        if (is_in_path(r, in)) continue;
        json_t *schema = input_schema(in);
        json_object_set_new(schema, "description", description(in));
        char name[80]; /* of a table's rows: NAME.ID */
        snprintf(name, sizeof name, "%s%s", in->name, in->each ? ".{id}" : "");
        json_object_set_new(properties, name,
                            in->many ? json_pack("{s:s,s:o}", "type", "array", "items", schema) : schema);
        if (in->required) json_array_append_new(required, json_string(in->name));
        has_file |= in->type == INPUT_FILE;
    }
    json_t *schema = json_pack("{s:s,s:o}", "type", "object", "properties", properties);
    if (json_array_size(required)) json_object_set(schema, "required", required);
    json_decref(required);
    json_t *content = json_pack("{s:{s:O}}", has_file ? "multipart/form-data" : "application/x-www-form-urlencoded",
                                "schema", schema);
    if (!has_file) json_object_set_new(content, "application/json", json_pack("{s:O}", "schema", schema));
    json_decref(schema);
    return json_pack("{s:o}", "content", content);
}

/* Nobody needs to sign in for what is public; who changes something sends the token of their forms, too. */
static json_t *security(const Route *r)
{
    if (!strcmp(r->right, RIGHT_PUBLIC)) return json_pack("[o]", json_pack("{}"));
    json_t *none = json_array();
    return r->method == GET ? json_pack("[{s:o}]", "session", none)
                            : json_pack("[{s:o,s:O}]", "session", none, "form", none);
}

/* A POST leads to the page that shows what it did. */
static json_t *answer_schema(const Route *r, json_t *schemas)
{
    if (r->shows) return record_schema(r->shows, schemas);
    return r->method == POST ? record_schema(&moved_record, schemas) : json_pack("{s:s}", "type", "object");
}

static json_t *operation(const Feature *f, const Route *r, json_t *schemas)
{
    json_t *o = json_pack("{s:s,s:[s],s:o,s:{s:{s:s,s:{s:{s:o}}},s:{s:s}},s:o}", "summary", r->help, "tags", f->name,
                          "parameters", parameters(r), "responses", "200", "description", "Kết quả", "content",
                          "application/json", "schema", answer_schema(r, schemas), "default", "$ref",
                          "#/components/responses/Failure", "security", security(r));
    if (r->method == POST) json_object_set_new(o, "requestBody", request_body(r));
    return o;
}

/* The cookie that signing in by the page /dang-nhap gives; and, of whoever changes something, the `token` that
 * GET /toi tells, against forms that another page sends. */
static json_t *security_schemes(void)
{
    return json_pack("{s:{s:s,s:s,s:s,s:s},s:{s:s,s:s,s:s,s:s}}", "session", "type", "apiKey", "in", "cookie", "name",
                     SESSION_COOKIE, "description", "Cookie nhận được khi đăng nhập ở trang /dang-nhap", "form", "type",
                     "apiKey", "in", "header", "name", "X-Form-Token", "description",
                     "Giá trị token mà GET /toi trả về; cần khi gửi thay đổi");
}

static json_t *failure_response(void)
{
    return json_pack("{s:s,s:{s:{s:{s:s,s:{s:{s:s,s:{s:{s:s},s:{s:s}}}}}}}}", "description",
                     "Không làm được: một câu tiếng Việt nói lý do và việc cần làm", "content", "application/json",
                     "schema", "type", "object", "properties", "error", "type", "object", "properties", "status",
                     "type", "integer", "why", "type", "string");
}

static json_t *paths(const Server *s, json_t *schemas)
{
    json_t *all = json_object();
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (!r->api) continue;
            const char *path = r->path[1] ? r->path : "/";
            json_t *item = json_object_get(all, path);
            if (!item) json_object_set_new(all, path, item = json_object());
            json_object_set_new(item, r->method == GET ? "get" : "post", operation(*f, r, schemas));
        }
    return all;
}

Fail api_description(Ctx *c, const Request *q, Reply *r)
{
    json_t *schemas = json_object(), *all = paths(q->server, schemas);
    return reply_json(
        c, r,
        json_pack("{s:s,s:{s:s,s:s,s:s},s:[{s:s}],s:o,s:{s:{s:o},s:o,s:o}}", "openapi", "3.1.0", "info", "title",
                  "Ngày Số", "version", "1", "description",
                  "Trang nào chỉ để đọc dữ liệu thì có một bản JSON ở cùng địa chỉ dưới /api/v1; trang là "
                  "biểu mẫu, tệp hoặc văn bản để in thì không.",
                  "servers", "url", "/api/v1", "paths", all, "components", "responses", "Failure", failure_response(),
                  "schemas", schemas, "securitySchemes", security_schemes()));
}

Fail api_help(Ctx *c, const Request *q, Reply *r)
{
    const Feature *const *all = q->server->o.features;
    Str part = input_text(q, "duoi");
    if (input_given(q, "duoi") && !api_has(all, part))
        return fail(c, FAIL_MISSING, "Không có địa chỉ nào bắt đầu bằng /%.*s.", STR_ARGS(part));
    Out *o = reply_page(c, q, r, S("Kết nối, chia sẻ dữ liệu"));
    if (input_given(q, "duoi")) api_part_page(o, all, part);
    else api_page(o, all);
    return OK;
}
