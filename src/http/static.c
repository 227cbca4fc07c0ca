// SPDX-License-Identifier: Apache-2.0
/* static.c -- the files under /tinh/: assets named "web/…", made into answers once, when the server starts.  The build
 * packed them (web/NAME.gz; Makefile: PACKED). */
#include "base/asset.h"
#include "http/inside.h"
#include <stdio.h>
#include <stdlib.h>

static const char *type_of(Str name)
{
    static const struct {
        Str end;
        const char *type;
    } known[] = {
        {STR(".css"), "text/css; charset=utf-8"},
        {STR(".js"), "text/javascript; charset=utf-8"},
        {STR(".svg"), "image/svg+xml"},
        {STR(".woff2"), "font/woff2"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_ends(name, known[i].end)) return known[i].type;
    return "application/octet-stream";
}

static struct MHD_Response *make(Str name, Str bytes, bool gzip)
{
    struct MHD_Response *m =
        MHD_create_response_from_buffer(bytes.n, (void *)(uintptr_t)bytes.p, MHD_RESPMEM_PERSISTENT);
    if (!m) return NULL;
    MHD_add_response_header(m, "Content-Type", type_of(name));
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    /* Pages name the files with ?v=<version of all of them>; a font, which the style sheet names, changes never. */
    MHD_add_response_header(m, "Cache-Control", "public, max-age=31536000, immutable");
    MHD_add_response_header(m, "Vary", "Accept-Encoding");
    if (gzip) MHD_add_response_header(m, "Content-Encoding", "gzip");
    return m;
}

static bool is_file(Str name) { return str_starts(name, S("web/")) && !str_ends(name, S(".gz")); }

static size_t count(void)
{
    size_t n = 0;
    while (assets[n].name.n) n++;
    return n;
}

Fail files_make(Ctx *c, Server *s)
{
    uint64_t version = UINT64_C(0xcbf29ce484222325);
    size_t n = count();
    for (int k = 0; k < 2; k++)
        if (!(s->files[k] = calloc(n, sizeof *s->files[k]))) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động.");
    for (size_t i = 0; i < n; i++) {
        if (!is_file(assets[i].name)) continue;
        Str bytes = assets[i].bytes;
        for (size_t k = 0; k < bytes.n; k++) version = (version ^ (unsigned char)bytes.p[k]) * UINT64_C(0x100000001b3);
        s->files[0][i] = make(assets[i].name, bytes, false);
        const Asset *packed = asset_find(str_format(&c->mem, "%.*s.gz", STR_ARGS(assets[i].name)));
        if (packed && packed->bytes.n < bytes.n) s->files[1][i] = make(assets[i].name, packed->bytes, true);
    }
    snprintf(s->version, sizeof s->version, "%08x", (unsigned)(version ^ version >> 32));
    return OK;
}

void files_free(Server *s)
{
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0, n = count(); s->files[k] && i < n; i++)
            if (s->files[k][i]) MHD_destroy_response(s->files[k][i]);
        free(s->files[k]);
    }
}

struct MHD_Response *file_response(const Server *s, Str path, bool gzip)
{
    for (size_t i = 0; assets[i].name.n; i++) {
        Str name = assets[i].name;
        if (!is_file(name) || !str_equal(str_from(name, strlen("web/")), path)) continue;
        struct MHD_Response *packed = gzip ? s->files[1][i] : NULL;
        return packed ? packed : s->files[0][i];
    }
    return NULL;
}
