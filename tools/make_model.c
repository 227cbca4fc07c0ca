// SPDX-License-Identifier: Apache-2.0
/* make_model OUT SOURCE… -- the model of texts: `make model`.  SOURCE is WEIGHT:LEAST:KIND:FILE, KIND `ours` or
 * `foreign` (src/viet/learn.h); the same weight and kind with several files is one source: FILE,FILE,… */
#include "viet/learn.h"

#define ROOM ((size_t)8 << 30)

static void append(Arena *a, Str *all, const char *path, size_t n)
{
    Str name = str_copy(a, (Str){path, n});
    FILE *in = fopen(str_c(a, name), "rb");
    if (!in) perror(str_c(a, name)), exit(1);
    fseek(in, 0, SEEK_END);
    size_t room = (size_t)ftell(in);
    rewind(in);
    char *bytes = arena_bytes(a, room + 1);
    size_t took = fread(bytes, 1, room, in);
    fclose(in);
    *all = str_format(a, "%.*s%.*s\n", STR_ARGS(*all), (int)took, bytes);
}

static LearnSource source_of(Arena *a, Str argument)
{
    Str weight, least, kind;
    int64_t number = 1;
    LearnSource s = {0};
    if (!str_cut(&argument, ':', &weight) || !str_cut(&argument, ':', &least) || !str_cut(&argument, ':', &kind) ||
        !str_integer(least, &number))
        fprintf(stderr, "make_model: WEIGHT:LEAST:KIND:FILE\n"), exit(2);
    s.weight = strtod(str_c(a, weight), NULL), s.least = (uint32_t)number, s.foreign = str_equal(kind, S("foreign"));
    for (Str file; str_cut(&argument, ',', &file);) append(a, &s.text, file.p, file.n);
    return s;
}

int main(int argc, char **argv)
{
    Arena a = arena_reserve(ROOM);
    LearnSource source[LEARN_SOURCES_MAX];
    int n = argc - 2;
    if (n < 1 || n > LEARN_SOURCES_MAX) return fprintf(stderr, "usage: make_model OUT SOURCE…\n"), 2;
    for (int i = 0; i < n; i++) source[i] = source_of(&a, str_of(argv[i + 2]));
    Str bytes = model_learn(&a, source, n, NULL, 0);
    Model m;
    if (!model_open(bytes, &m)) return fprintf(stderr, "make_model: larger than a model may be\n"), 1;
    FILE *out = fopen(argv[1], "wb");
    if (!out || fwrite(bytes.p, 1, bytes.n, out) != bytes.n || fclose(out)) return perror(argv[1]), 1;
    printf("%u words, %u pairs, %u triples, %zu bytes\n", m.words, m.pairs, m.triples, bytes.n);
    return 0;
}
