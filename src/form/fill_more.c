// SPDX-License-Identifier: Apache-2.0
/* fill_more.c -- the fields of a design as inputs of a row (http/route.h).  They say how a field is drawn and which
 * letters it takes; what an answer must be, answers.h checks. */
#include "form/fill_inside.h"

enum { LINE_LETTERS_MAX = 4000, LINES_LETTERS_MAX = 20000, KEY_LETTERS_MAX = 800, RADIOS_MAX = 7, AREA_LINES = 4 };

/* symbol, type of the input, keys that a phone shows, what the browser knows to fill in */
static const struct {
    InputType type;
    const char *keys, *autocomplete;
} looks[FIELD_TYPE_COUNT] = {
    [FIELD_TEXT] = {INPUT_TEXT, NULL, NULL},         [FIELD_LINES] = {INPUT_LINES, NULL, NULL},
    [FIELD_INTEGER] = {INPUT_TEXT, "numeric", NULL}, [FIELD_DECIMAL] = {INPUT_TEXT, "decimal", NULL},
    [FIELD_MONEY] = {INPUT_TEXT, "decimal", NULL},   [FIELD_DAY] = {INPUT_DAY, NULL, NULL},
    [FIELD_PERIOD] = {INPUT_DAY, NULL, NULL},        [FIELD_CHOICE] = {INPUT_CHOICE, NULL, NULL},
    [FIELD_CHOICES] = {INPUT_CHOICE, NULL, NULL},    [FIELD_YES] = {INPUT_CHOICE, NULL, NULL},
    [FIELD_AGENCY] = {INPUT_CHOICE, NULL, NULL},     [FIELD_COMMUNE] = {INPUT_CHOICE, NULL, NULL},
    [FIELD_PERSON] = {INPUT_TEXT, NULL, "name"},     [FIELD_PHONE] = {INPUT_TEXT, "tel", "tel"},
    [FIELD_MAIL] = {INPUT_TEXT, "email", "email"},   [FIELD_ADDRESS] = {INPUT_TEXT, NULL, "street-address"},
    [FIELD_URL] = {INPUT_TEXT, "url", NULL},         [FIELD_FILE] = {INPUT_FILE, NULL, NULL},
    [FIELD_IMAGE] = {INPUT_FILE, NULL, NULL},        [FIELD_ROWS] = {INPUT_TEXT, NULL, NULL},
};

typedef LIST(Input) InputList;

/* ".pdf,.docx" */
static const char *accept_of(Arena *mem, const DesignField *f)
{
    Out o = {.mem = mem};
    if (f->type == FIELD_IMAGE && !f->n_accepts) return "image/*";
    for (size_t i = 0; i < f->n_accepts; i++) out_format(&o, "%s.%.*s", i ? "," : "", STR_ARGS(f->accepts[i]));
    return str_c(mem, out_str(&o));
}

static Input input_of(Arena *mem, const DesignField *f)
{
    bool is_plain = f->type == FIELD_PHONE || f->type == FIELD_MAIL || f->type == FIELD_URL;
    Input in = {.type = looks[f->type].type,
                .name = field_part(mem, f, ""),
                .label = f->label.text.n ? str_c(mem, f->label.text) : str_c(mem, f->name),
                .help = f->help.text.n ? str_c(mem, f->help.text) : NULL,
                .each = f->rows != NO_ROWS || f->type == FIELD_ROWS,
                .keys = looks[f->type].keys,
                .autocomplete = f->rows == NO_ROWS ? looks[f->type].autocomplete : NULL,
                .is_plain = is_plain,
                .is_short = field_is_number(f) || f->type == FIELD_PHONE,
                .max = LINE_LETTERS_MAX};
    if (in.type == INPUT_LINES) in.max = LINES_LETTERS_MAX, in.lines = AREA_LINES;
    if (in.type == INPUT_CHOICE) in.choices = "";
    if (f->type == FIELD_YES) in.choices = "true=Có|false=Không", in.is_radio = true;
    if (f->type == FIELD_CHOICE && f->list && f->list->n <= RADIOS_MAX && f->rows == NO_ROWS) in.is_radio = true;
    if (f->type == FIELD_CHOICES) in.many = true;
    if (field_is_file(f)) in.many = true, in.accept = accept_of(mem, f), in.max = field_file_max(f);
    return in;
}

static void add_part(Arena *mem, InputList *inputs, const DesignField *f, Input in, const char *suffix, InputType type)
{
    in.name = field_part(mem, f, suffix);
    in.type = type;
    if (type == INPUT_TEXT) in.many = true, in.max = KEY_LETTERS_MAX;
    *list_add(mem, inputs) = in;
}

Fail fill_more(Ctx *c, const Asked *asked, const Input **inputs)
{
    InputList list = {0};
    const Design *d = asked->design;
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (!field_is_typed(f) || !asked_is(asked, f)) continue;
        Input in = input_of(&c->mem, f);
        if (f->type == FIELD_PERIOD) {
            in.help = NULL; /* it stands above both */
            add_part(&c->mem, &list, f, in, "-tu", INPUT_DAY);
            add_part(&c->mem, &list, f, in, "-den", INPUT_DAY);
            continue;
        }
        *list_add(&c->mem, &list) = in;
        if (!field_is_file(f)) continue;
        add_part(&c->mem, &list, f, in, "-co", INPUT_TEXT);
        add_part(&c->mem, &list, f, in, "-bo", INPUT_TEXT);
    }
    *list_add(&c->mem, &list) = (Input){.type = INPUT_END};
    *inputs = list.at;
    return OK;
}
