// SPDX-License-Identifier: Apache-2.0
/* typed.c -- a party as a person types it into a form. */
#include "reading/inside.h"
#include "viet/text.h"

Fail reading_party_typed(Ctx *c, const Directory *directory, Str typed, Party *party)
{
    Reader r = {.directory = directory, .vocabulary = vocabulary_load(&c->mem)};
    PartyList all = {0};
    Text text = text_of(viet_nfc(&c->mem, str_trim(typed)), 0, 0);
    TRY(org_classes_load(c, &r.classes));
    parties_read(c, &r, text, &all);
    bool known = all.n == 1 && (all.at[0].org || all.at[0].class_code.n);
    *party = known ? all.at[0] : (Party){.source = text, .name = text.text};
    return OK;
}
