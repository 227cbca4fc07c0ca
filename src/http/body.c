// SPDX-License-Identifier: Apache-2.0
/* body.c -- the fields of a POST: a form (URL-encoded, or multipart, which libmicrohttpd cuts) or a JSON object
 * (jansson).
 */
#include "http/exchange.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* libmicrohttpd hands values in pieces from inside its own frames, where the arena must not jump; so they are put where
 * the body lies, over what was read of it already: decoded text, with its name and a NUL each, is shorter than the part
 * it came in. */
typedef struct {
    Fields *fields;
    char *at, *end; /* end: what was handed to libmicrohttpd */
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

enum { POST_BUFFER = 4096 };

static size_t count_of(Str text, char mark)
{
    size_t n = 1;
    for (size_t i = 0; i < text.n && n < MORE_FIELDS_MAX; i++) n += text.p[i] == mark;
    return n;
}

static bool cut_parts(struct MHD_PostProcessor *p, Exchange *ex, Cutting *k)
{
    char piece[POST_BUFFER];
    bool good = true;
    for (size_t n; good && (n = ex->body_length - (size_t)(k->end - ex->body)) > 0;) {
        if (n > sizeof piece) n = sizeof piece;
        memcpy(piece, k->end, n);
        k->end += n;
        good = MHD_post_process(p, piece, n) == MHD_YES;
    }
    return good;
}

static Fail multipart_fields(Ctx *c, Exchange *ex)
{
    fields_make_room(c, &ex->fields,
                     count_of((Str){ex->body, ex->body_length}, '\n')); /* a part has more lines than that */
    Cutting k = {.fields = &ex->fields, .at = ex->body, .end = ex->body};
    struct MHD_PostProcessor *p = MHD_create_post_processor(ex->connection, POST_BUFFER, take_piece, &k);
    if (!p) return fail(c, FAIL_INPUT, "Biểu mẫu gửi lên không nói các phần cách nhau bằng gì. Hãy gửi lại từ trang.");
    bool good = cut_parts(p, ex, &k);
    good &= MHD_destroy_post_processor(p) == MHD_YES;
    if (k.fields->too_many) return OK; /* inputs_check says it */
    return good ? OK : fail(c, FAIL_INPUT, "Biểu mẫu gửi lên bị hỏng trên đường truyền. Hãy gửi lại.");
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= ' ';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* As browsers read it (url.spec.whatwg.org): an escape that is none stands for itself. */
static Str decoded(Ctx *c, Str s)
{
    char *p = NEW(&c->mem, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        int high = s.p[i] == '%' && i + 2 < s.n ? hex_digit(s.p[i + 1]) : -1,
            low = high < 0 ? -1 : hex_digit(s.p[i + 2]);
        if (low >= 0) i += 2;
        p[n++] = low >= 0 ? (char)(high << 4 | low) : s.p[i] == '+' ? ' ' : s.p[i];
    }
    return (Str){p, n};
}

/* Not libmicrohttpd's, which carries what it left of a broken escape into the next field. */
void fields_cut(Ctx *c, Fields *f, Str rest)
{
    Str piece;
    fields_make_room(c, f, count_of(rest, '&'));
    while (str_cut(&rest, '&', &piece) && !f->too_many) {
        size_t equals = str_index(piece, '=');
        if (piece.n)
            fields_add(f, (Field){.name = decoded(c, str_slice(piece, 0, equals)),
                                  .value = decoded(c, str_from(piece, equals + 1))});
    }
}

static Fail too_large(Ctx *c, size_t most)
{
    return fail(c, FAIL_ROOM, "Nội dung gửi lên lớn hơn %zu MB. Hãy gửi ít hơn một lần, hoặc chọn tệp nhỏ hơn.",
                most >> 20);
}

/* Files do not come this way, so no row takes more. */
static Fail form_fields(Ctx *c, Exchange *ex)
{
    if (ex->body_length > BODY_MAX) return too_large(c, BODY_MAX);
    fields_cut(c, &ex->fields, (Str){ex->body, ex->body_length});
    return OK;
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

static bool is_many(const Route *r, const char *name)
{
    for (const Input *in = r ? r->inputs : NULL; in && in->type != INPUT_END; in++)
        if (in->many && !strcmp(in->name, name)) return true;
    return false;
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
    fields_make_room(c, &ex->fields, count_of((Str){ex->body, ex->body_length}, ','));
    json_object_foreach(*held, name, value)
    {
        size_t i;
        json_t *one;
        bool several = json_is_array(value) && (ex->q.route->more || is_many(ex->q.route, name));
        if (!several) TRY(json_field(c, &ex->fields, name, value));
        json_array_foreach(several ? value : NULL, i, one) TRY(json_field(c, &ex->fields, name, one));
    }
    return OK;
}

static size_t max_of(const Exchange *ex) { return ex->body_max ? ex->body_max : BODY_MAX; }

/* Its pages are the file's: none of them is held in memory for long. */
static bool map_file(Exchange *ex)
{
    if (!ex->body_file || ex->body) return true;
    void *at = mmap(NULL, ex->body_length, PROT_READ | PROT_WRITE, MAP_SHARED, ex->body_file, 0);
    ex->body = at == MAP_FAILED ? NULL : at;
    return ex->body;
}

void body_free(Exchange *ex)
{
    if (!ex->body_file) free(ex->body);
    else {
        if (ex->body) munmap(ex->body, ex->body_length);
        close(ex->body_file);
        atomic_fetch_sub(&ex->loop->server->large_bodies, 1);
    }
    ex->body = NULL;
    ex->body_file = 0;
    ex->body_length = ex->body_room = 0;
}

Fail body_fields(Ctx *c, Exchange *ex)
{
    if (ex->body_state == BODY_TOO_LARGE) return too_large(c, max_of(ex));
    if (ex->body_state == BODY_NO_PLACE || !map_file(ex))
        return fail(c, FAIL_BUSY,
                    "Máy chủ đang nhận nhiều tệp lớn, hoặc hết chỗ trống trên đĩa. Hãy gửi lại sau ít phút.");
    if (!ex->body_length) return OK;
    static const struct {
        Str type;
        Fail (*fields)(Ctx *, Exchange *);
    } known[] = {
        {STR("application/x-www-form-urlencoded"), form_fields},
        {STR("multipart/form-data"), multipart_fields},
        {STR("application/json"), json_fields},
    };
    const char *value = NULL;
    size_t n = 0;
    MHD_lookup_connection_value_n(ex->connection, MHD_HEADER_KIND, "Content-Type", 12, &value, &n);
    Str whole = {value, value ? n : 0}, type = str_trim(str_slice(whole, 0, str_index(whole, ';')));
    bool has_nul = str_index(whole, 0) < whole.n; /* libmicrohttpd 0.9.75 reads behind it (CVE-2023-27371) */
    for (size_t i = 0; i < sizeof known / sizeof *known && !has_nul; i++)
        if (str_equal_ascii(type, known[i].type)) return known[i].fields(c, ex);
    return fail(c, FAIL_INPUT, "Máy chủ không nhận kiểu nội dung này. Hãy gửi từ biểu mẫu trên trang.");
}

/* -- piece by piece ------------------------------------------------------------------------------------------- */

enum { GIVEN_UP_TIMES = 4 }; /* of what is taken */

/* Behind BODY_MAX it goes on in a file, which has no name and ends with us. */
static bool begin_file(Exchange *ex)
{
    const char *folder = getenv("TMPDIR");
    _Atomic int *taken = &ex->loop->server->large_bodies;
    if (atomic_fetch_add(taken, 1) >= LARGE_BODIES_MAX) {
        atomic_fetch_sub(taken, 1);
        return false;
    }
    ex->body_file = open(folder ? folder : "/var/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    ex->placed_at = ticks_ms(), ex->placed_seen = ex->body_seen;
    if (ex->body_file > 0) return true;
    ex->body_file = 0;
    atomic_fetch_sub(taken, 1);
    return false;
}

static bool write_file(int file, const char *bytes, size_t n, size_t at)
{
    while (n) {
        ssize_t done = pwrite(file, bytes, n, (off_t)at);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done, n -= (size_t)done, at += (size_t)done;
    }
    return true;
}

static bool take_into_file(Exchange *ex, const char *bytes, size_t n)
{
    if (!ex->body_file) {
        if (!begin_file(ex) || !write_file(ex->body_file, ex->body, ex->body_length, 0)) return false;
        free(ex->body);
        ex->body = NULL, ex->body_room = 0;
    }
    if (!write_file(ex->body_file, bytes, n, ex->body_length)) return false;
    ex->body_length += n;
    return true;
}

bool body_is_late(const Exchange *ex, int64_t now)
{
    int wanted = ex->loop->server->o.body_patience_ms, patience = wanted ? wanted : BODY_PATIENCE_MS;
    int64_t came = (int64_t)(ex->body_seen - ex->placed_seen);
    return ex->body_file && now - ex->placed_at > patience + came / BODY_PACE;
}

static bool take_into_memory(Exchange *ex, const char *bytes, size_t n)
{
    size_t room = ex->body_room ? ex->body_room : 4096;
    while (room < ex->body_length + n) room *= 2;
    char *p = room > ex->body_room ? realloc(ex->body, room) : ex->body;
    if (!p) return false;
    ex->body = p, ex->body_room = room;
    memcpy(ex->body + ex->body_length, bytes, n);
    ex->body_length += n;
    return true;
}

/* What is too large is read to its end, so that a browser shows the answer instead of a broken connection; but not for
 * ever.  Who is too slow would hold that connection, too. */
bool body_take(Exchange *ex, const char *bytes, size_t n)
{
    size_t whole = ex->body_length + n;
    ex->body_seen += n;
    if (ex->body_state == BODY_GOOD && whole > max_of(ex)) ex->body_state = BODY_TOO_LARGE;
    else if (ex->body_state == BODY_GOOD && whole > BODY_MAX && !take_into_file(ex, bytes, n))
        ex->body_state = BODY_NO_PLACE;
    else if (ex->body_state == BODY_GOOD && whole <= BODY_MAX && !take_into_memory(ex, bytes, n))
        ex->body_state = BODY_NO_PLACE;
    if (body_is_late(ex, ticks_ms())) ex->body_state = BODY_TOO_SLOW;
    if (ex->body_state == BODY_GOOD) return true;
    body_free(ex);
    return ex->body_state != BODY_TOO_SLOW && ex->body_seen < GIVEN_UP_TIMES * max_of(ex);
}
