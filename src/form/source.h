// SPDX-License-Identifier: Apache-2.0
/* source.h -- where a design comes from and goes to: a YAML text (README.md has its format), an XLSForm spreadsheet
 * (xlsform.org), out again as YAML and as an XForm (ODK XForms 1.0, for ODK Collect, Enketo, KoBo).
 *
 * All that is wrong with a source is named at once.  A design with problems that are no warnings may still be drawn for
 * a look, without the parts that were wrong; it must not be published. */
#pragma once
#include "base/fail.h"
#include "base/out.h"
#include "form/design.h"
#include "form/yaml.h"

/* Takes what belongs to a form out of a mapping: code, title, about, languages, lists, fields.  Other keys are left to
 * the caller, who ends with yaml_end: so a procedure may have them beside its own.  `base`: a design whose lists and
 * languages may be used too (fields that are asked at a move); NULL = none.  The design lives in y->mem, and keeps
 * slices of the text.  true when nothing is wrong with it. */
typedef struct {
    const Design *base;
    bool is_part; /* only `fields` and `lists`: code and title are somebody else's */
} DesignTake;
bool design_take(YamlMap *m, DesignTake how, Design *d);

/* A whole YAML text that is a form and nothing else. */
bool design_from_yaml(Arena *mem, Str bytes, Design *d, DesignProblems *problems);

/* An XLSForm: the bytes of an .xlsx.  FAIL_INPUT with a sentence when it is no workbook at all; else *problems. */
Fail design_from_xlsform(Ctx *c, Str bytes, Design *d, DesignProblems *problems) CHECKED;

/* Either of them, as its bytes say. */
Fail design_from_file(Ctx *c, Str bytes, Design *d, DesignProblems *problems) CHECKED;

/* YAML that gives the same design when it is read again.  `indent` blanks before each line: for a procedure that holds
 * it; design_put_fields only the `lists:` and `fields:` of it. */
void design_put_yaml(Out *o, const Design *d, int indent);
void design_put_fields(Out *o, const Design *d, int indent);

/* XForm XML.  `version` of the published design.  Expressions that ODK has no functions for are left out: *lost names
 * their fields (may be NULL). */
void design_put_xform(Out *o, const Design *d, int version, StrList *lost);

/* What differs from an earlier version, field by field, each one Vietnamese line for people. */
typedef struct {
    Str name; /* of the field; empty = of the form itself */
    enum { DESIGN_ADDED, DESIGN_REMOVED, DESIGN_CHANGED, DESIGN_MOVED } what;
    Str label;  /* as it is now; of one that was removed as it was */
    Str text;   /* "tối đa là 50, trước là 20; nay bắt buộc" */
    bool loses; /* answers under the earlier version would be lost or would not fit any more */
} DesignChange;
typedef LIST(DesignChange) DesignChanges;
void design_changes(Arena *mem, const Design *before, const Design *after, DesignChanges *changes);

/* Equal in all that people see and answers depend on: not where it stood in its source, nor the order of its lists. */
bool design_same(Arena *mem, const Design *a, const Design *b);
