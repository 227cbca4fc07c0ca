// SPDX-License-Identifier: Apache-2.0
#include "doc/join.h"
#include "base/list.h"
#include "doc/apart.h"

bool join_is_page(Str bytes)
{
    static const Str begins[] = {STR("\x89PNG\r\n"), STR("\xFF\xD8\xFF"), STR("II*\0"), STR("MM\0*")};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (str_starts(bytes, begins[i])) return true;
    return false;
}

/* Each file in the order of pages behind its length in a line of its own. */
bool join_next(Str *rest, Str *file)
{
    Str line;
    int64_t n;
    if (!rest->n || !str_cut(rest, '\n', &line) || !str_integer(line, &n) || n < 1 || (uint64_t)n > rest->n)
        return false;
    *file = str_slice(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}

Fail join_pages(Ctx *c, const Str *files, size_t n, Str *pdf)
{
    Str *pieces = NEW(&c->mem, Str, 2 * n + 1);
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) {
        if (!join_is_page(files[i]))
            return fail(c, FAIL_INPUT,
                        "Tệp thứ %zu không phải ảnh JPEG, PNG hay TIFF. Nhiều tệp một lần là ảnh của từng trang; tệp "
                        "PDF hoặc Word hãy gửi riêng một tệp.",
                        i + 1);
        bytes += files[i].n;
        pieces[2 * i] = str_format(&c->mem, "%zu\n", files[i].n);
        pieces[2 * i + 1] = files[i];
    }
    if (bytes > DOC_SCAN_BYTES_MAX)
        return fail(c, FAIL_ROOM,
                    "Các ảnh cộng lại lớn hơn %d MB. Hãy giảm cỡ ảnh, hoặc quét ở 300 dpi đen trắng hay xám.",
                    DOC_SCAN_BYTES_MAX >> 20);
    return apart_join(c, pieces, 2 * n, pdf);
}

Str join_name(Arena *a, Str first)
{
    size_t n = first.n;
    while (n && first.p[n - 1] != '.') n--;
    return str_format(a, "%.*s.pdf", STR_ARGS(n > 1 ? str_slice(first, 0, n - 1) : first));
}

Fail join_load(Ctx *c, char *const *paths, size_t n, Str *name, Str *bytes)
{
    Str *file = NEW(&c->mem, Str, n);
    const char *slash = strrchr(paths[0], '/');
    *name = str_of(slash ? slash + 1 : paths[0]);
    for (size_t i = 0; i < n; i++) TRY(doc_load_file(c, paths[i], &file[i]));
    *bytes = file[0];
    if (n == 1) return OK;
    *name = join_name(&c->mem, *name);
    return join_pages(c, file, n, bytes);
}
