// SPDX-License-Identifier: Apache-2.0
/* office_template.h -- an office's own Word files for its documents: versions that people send, one of them in use for
 * each kind.  A draft is made with the one in use, an issued document with the one that it was issued with. */
#pragma once
#include "paper/template.h"
#include "report/content.h"
#include "upload/upload.h"

typedef struct {
    Id id, upload;
    DocumentKind kind;
    int version;
    Str file, person_name; /* file: as it was called */
    int64_t at;
    bool is_used;
} OfficeTemplate;
typedef LIST(OfficeTemplate) OfficeTemplateList;

Fail templates_of(Ctx *c, DocumentKind kind, OfficeTemplateList *list) CHECKED; /* the newest first */
Fail template_by_id(Ctx *c, Id id, OfficeTemplate *t) CHECKED;                  /* FAIL_MISSING with a sentence */
/* The one that documents of a kind are made with; 0 = the program's own layout. */
Fail template_used(Ctx *c, DocumentKind kind, Id *id) CHECKED;

/* Everything that is wrong with a file for documents of this kind; FAIL_INPUT with the first sentence. */
Fail template_look(Ctx *c, DocumentKind kind, Str docx, TemplateProblems *problems) CHECKED;
/* In a write: a new version, not in use yet. */
Fail template_add(Ctx *c, DocumentKind kind, const UploadKept *kept, Id *id) CHECKED;
/* In a write: from now on documents of the kind are made with this one; 0 = with the program's own layout. */
Fail template_use(Ctx *c, DocumentKind kind, Id id) CHECKED;

/* A document's content in a template. */
Fail template_content(Ctx *c, Id id, const Content *content, Str *docx) CHECKED;
