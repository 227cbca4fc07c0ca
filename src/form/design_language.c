// SPDX-License-Identifier: Apache-2.0
/* design_language.c -- the same design with its labels in another language: for who fills it in. */
#include "form/design.h"

static DesignText spoken(DesignText t, Str language)
{
    for (size_t i = 0; i < t.others; i++)
        if (str_equal(t.other[i].language, language) && t.other[i].text.n) t.text = t.other[i].text;
    return t;
}

static const DesignList *list_in(Arena *mem, const DesignList *list, Str language)
{
    DesignList *copy = NEW(mem, DesignList, 1);
    DesignChoice *choice = NEW(mem, DesignChoice, list->n);
    *copy = *list, copy->choice = choice;
    for (size_t i = 0; i < list->n; i++) {
        choice[i] = list->choice[i];
        choice[i].label = spoken(choice[i].label, language);
    }
    return copy;
}

static void speak(Arena *mem, Design *d, DesignField *field, size_t at, Str language)
{
    DesignField *f = &field[at];
    f->label = spoken(f->label, language), f->help = spoken(f->help, language);
    f->constraint_says = spoken(f->constraint_says, language);
    f->required_says = spoken(f->required_says, language);
    for (size_t i = 0; f->list && i < at; i++)
        if (d->field[i].list == f->list) {
            f->list = field[i].list; /* fields that share a list share its copy */
            return;
        }
    if (f->list) f->list = list_in(mem, f->list, language);
}

bool design_speaks(const Design *d, Str language)
{
    for (size_t i = 0; i < d->languages; i++)
        if (str_equal(d->language[i], language)) return true;
    return false;
}

const Design *design_in(Arena *mem, const Design *d, Str language)
{
    if (!design_speaks(d, language)) return d;
    Design *copy = NEW(mem, Design, 1), before = *d;
    DesignField *field = NEW(mem, DesignField, d->n);
    if (d->n) memcpy(field, d->field, d->n * sizeof *field);
    for (size_t i = 0; i < d->n; i++) speak(mem, &before, field, i, language);
    *copy = *d, copy->field = field, copy->about = spoken(d->about, language);
    return copy;
}

Str language_name(Str code)
{
    static const struct {
        Str code, name; /* ISO 639-1; as its speakers call it */
    } names[] = {{STR("vi"), STR("Tiếng Việt")}, {STR("en"), STR("English")},         {STR("fr"), STR("Français")},
                 {STR("zh"), STR("中文")},       {STR("ko"), STR("한국어")},          {STR("ja"), STR("日本語")},
                 {STR("km"), STR("ភាសាខ្មែរ")},   {STR("lo"), STR("ພາສາລາວ")},         {STR("th"), STR("ภาษาไทย")},
                 {STR("ru"), STR("Русский")},    {STR("de"), STR("Deutsch")},         {STR("es"), STR("Español")},
                 {STR("pt"), STR("Português")},  {STR("id"), STR("Bahasa Indonesia")}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(names[i].code, code)) return names[i].name;
    return code;
}
