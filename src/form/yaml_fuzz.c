// SPDX-License-Identifier: Apache-2.0
/* Any bytes as YAML: what is read keeps the promises of yaml.h, and comes back when its texts are written. */
#include "base/fail.h"
#include "form/yaml.h"
#include "viet/text.h"
#include <assert.h>

static void check(Arena *mem, const YamlNode *node, int depth)
{
    assert(depth <= YAML_DEPTH_MAX);
    assert(node->spot.line >= 0 && node->spot.column >= 0);
    if (node->kind == YAML_TEXT) {
        assert(str_is_utf8(node->text));
        Out o = {.mem = mem};
        out_raw(&o, S("- "));
        yaml_put_text(&o, node->text);
        Yaml again = yaml_read(mem, out_str(&o));
        if (o.n > DESIGN_SOURCE_MAX) return;
        assert(!again.problems.n && again.root && again.root->n == 1);
        assert(str_equal(again.root->item[0]->text, node->text));
    }
    for (size_t i = 0; node->kind == YAML_LIST && i < node->n; i++) check(mem, node->item[i], depth + 1);
    for (size_t i = 0; node->kind == YAML_MAP && i < node->n; i++) {
        assert(node->pair[i].key.n && node->pair[i].value);
        check(mem, node->pair[i].value, depth + 1);
    }
}

static Fail properties(Ctx *c, void *arg)
{
    Yaml y = yaml_read(&c->mem, *(Str *)arg);
    static const char *const words[] = {"a", "deciders"};
    int64_t value = 0;
    size_t n;
    assert(y.root || y.problems.n);
    if (y.root && y.root->kind == YAML_MAP) {
        YamlMap m = yaml_map(&y, y.root, "x");
        yaml_text(&m, "a", true), yaml_yes(&m, "b", false), yaml_integer(&m, "c", -5, 5, &value);
        yaml_list(&m, "d", false, &n), yaml_choice(&m, "e", words, 2, 0), yaml_end(&m);
        assert(value >= -5 && value <= 5);
    }
    problems_settle(&c->mem, &y.problems);
    assert(y.problems.n <= DESIGN_PROBLEMS_MAX + 1);
    for (size_t i = 0; i < y.problems.n; i++) assert(y.problems.at[i].text.n && str_is_utf8(y.problems.at[i].text));
    if (y.root) check(&c->mem, y.root, 1);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
