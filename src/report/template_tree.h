// SPDX-License-Identifier: Apache-2.0
/* template_tree.h -- the names that may stand in an office's template (paper/template.h) and what they say.
 *
 * Head: {co_quan_cap_tren} {co_quan} {so} {ky_hieu} {noi_ngay} {loai} {trich_yeu} …, lists {#kinh_gui} {#can_cu}
 * {#noi_nhan}, the signer {ky.quyen_han} {ky.ho_ten}.  Text: {#muc}, all parts in order, each with {#doan}; the parts
 * of a kind by name, {#kho_khan}{dong}{/kho_khan}; {#hoat_dong} and the like where there are many.  Figures:
 * {so_lieu.viec_da_giao}.  Tables: {#bang_theo_co_quan}{viec_da_giao}{/bang_theo_co_quan}, {cong_theo_co_quan.…}. Names
 * of figures, tables and columns are their words without marks, so that they follow what the documents print. */
#pragma once
#include "base/map.h"
#include "paper/template.h"
#include "report/content.h"

typedef struct {
    TemplateValue *root;
    Map says; /* by name: const Str *, what it is */
} DocumentTree;
/* All names that documents of this kind may have are there, whatever this one has. */
Fail content_tree(Ctx *c, const Content *content, DocumentTree *tree) CHECKED;

/* A made-up document of a kind, in which everything says something: for checking a template and for examples. */
void content_sample(Ctx *c, DocumentKind kind, Content *content);

/* The form that an office begins with: this program's own layout, with names in its places. */
Fail template_shipped(Ctx *c, DocumentKind kind, Str *docx) CHECKED;

/* "Theo cơ quan" → "bang_theo_co_quan". */
Str place_name(Arena *a, const char *front, Str words);

typedef struct {
    DocumentKind kind;
    const char *key, *says; /* key: of a part; of many the beginning of their keys */
    int level;              /* of its heading, as a draft writes it */
    const char *list;       /* of many: the name of their list */
} TemplateSection;
extern const TemplateSection template_sections[], template_repeated[]; /* ended by a row without key */
