// SPDX-License-Identifier: Apache-2.0
/* A design as an XForm (ODK XForms 1.0, getodk.github.io/xforms-spec).  What ODK has no type for is the nearest it has:
 * a period is a group of two days, yes or no a choice of true and false, money a decimal without a rest. */
#include "form/source.h"
#include "form/xform_inside.h"

/* -- texts ---------------------------------------------------------------------------------------------------- */

static Str in_language(DesignText text, Str language)
{
    for (size_t i = 0; i < text.others; i++)
        if (str_equal(text.other[i].language, language)) return text.other[i].text;
    return text.text;
}

static void put_translation(XForm *x, Str id, DesignText text, Str language)
{
    if (!text.text.n) return;
    OUT_LITERAL(x->o, "<text id=\"");
    out_text(x->o, id);
    OUT_LITERAL(x->o, "\"><value>");
    out_text(x->o, in_language(text, language));
    OUT_LITERAL(x->o, "</value></text>\n");
}

static Str text_id(XForm *x, const DesignField *f, const char *what)
{
    return str_format(x->o->mem, "%.*s:%s", STR_ARGS(xform_path(x, f)), what);
}
static Str choice_id(XForm *x, const DesignList *l, size_t i)
{
    return str_format(x->o->mem, "%.*s-%zu", STR_ARGS(l->name), i);
}

static void put_language(XForm *x, Str language, bool is_default)
{
    out_format(x->o, "<translation lang=\"%.*s\"%s>\n", STR_ARGS(language), is_default ? " default=\"true()\"" : "");
    for (size_t i = 0; i < x->d->n; i++) {
        const DesignField *f = &x->d->field[i];
        put_translation(x, text_id(x, f, "label"), f->label, language);
        put_translation(x, text_id(x, f, "hint"), f->help, language);
    }
    for (size_t i = 0; i < x->d->n_lists; i++)
        for (size_t k = 0; k < x->d->lists[i].n; k++)
            put_translation(x, choice_id(x, &x->d->lists[i], k), x->d->lists[i].choice[k].label, language);
    OUT_LITERAL(x->o, "</translation>\n");
}

/* <label>…</label>, <hint>…</hint>. */
static void put_words(XForm *x, const DesignField *f, const char *element, DesignText text)
{
    if (!text.text.n) return;
    if (x->has_languages) {
        out_format(x->o, "<%s ref=\"jr:itext('%.*s')\"/>", element, STR_ARGS(text_id(x, f, element)));
        return;
    }
    out_format(x->o, "<%s>", element);
    out_text(x->o, text.text);
    out_format(x->o, "</%s>", element);
}

/* -- model ---------------------------------------------------------------------------------------------------- */

static bool is_column_of(const Design *d, size_t i, size_t table) { return i < d->n && d->field[i].rows == table; }

static void put_node(XForm *x, const DesignField *f)
{
    Str name = f->name;
    if (f->type == FIELD_PERIOD) out_format(x->o, "<%.*s><tu/><den/></%.*s>", STR_ARGS(name), STR_ARGS(name));
    else if (f->type == FIELD_ROWS) {
        out_format(x->o, "<%.*s jr:template=\"\">", STR_ARGS(name));
        size_t table = design_place(x->d, f);
        for (size_t i = table + 1; is_column_of(x->d, i, table); i++) put_node(x, &x->d->field[i]);
        out_format(x->o, "</%.*s>", STR_ARGS(name));
    } else out_format(x->o, "<%.*s/>", STR_ARGS(name));
}

static void put_data(XForm *x, int version)
{
    OUT_LITERAL(x->o, "<instance><data id=\"");
    out_text(x->o, x->d->code);
    out_format(x->o, "\" version=\"%d\">", version);
    for (size_t i = 0; i < x->d->n; i++)
        if (x->d->field[i].rows == NO_ROWS) put_node(x, &x->d->field[i]);
    OUT_LITERAL(x->o, "<orx:meta><orx:instanceID/></orx:meta></data></instance>\n");
}

static void put_list(XForm *x, const DesignList *l)
{
    out_format(x->o, "<instance id=\"%.*s\"><root>\n", STR_ARGS(l->name));
    for (size_t i = 0; i < l->n; i++) {
        const DesignChoice *c = &l->choice[i];
        OUT_LITERAL(x->o, "<item><name>");
        out_text(x->o, c->key);
        out_format(x->o, "</name><%s>", x->has_languages ? "itextId" : "label");
        out_text(x->o, x->has_languages ? choice_id(x, l, i) : c->label.text);
        out_format(x->o, "</%s>", x->has_languages ? "itextId" : "label");
        for (size_t k = 0; k < l->tags; k++) {
            out_format(x->o, "<%.*s>", STR_ARGS(l->tag[k]));
            out_text(x->o, c->tag[k]);
            out_format(x->o, "</%.*s>", STR_ARGS(l->tag[k]));
        }
        OUT_LITERAL(x->o, "</item>\n");
    }
    OUT_LITERAL(x->o, "</root></instance>\n");
}

static const char *bind_type(FieldType type)
{
    switch (type) {
    case FIELD_INTEGER: return "int";
    case FIELD_MONEY:
    case FIELD_DECIMAL: return "decimal";
    case FIELD_DAY: return "date";
    case FIELD_FILE:
    case FIELD_IMAGE: return "binary";
    default: return "string";
    }
}

static void put_attribute(XForm *x, const char *name, Str value)
{
    if (!value.n) return;
    out_format(x->o, " %s=\"", name);
    out_text(x->o, value);
    out_char(x->o, '"');
}

static bool is_read(const DesignField *f) { return f->type == FIELD_NOTE || f->type == FIELD_HEADING || f->computed; }

static void put_bind(XForm *x, const DesignField *f, Str path, const char *type)
{
    put_attribute(x, "nodeset", path);
    if (type) put_attribute(x, "type", str_of(type));
    bool always = f->required && str_equal(expression_text(f->required), S("1"));
    put_attribute(x, "required", always ? S("true()") : xform_expression(x, f, f->required, false));
    put_attribute(x, "jr:requiredMsg", f->required ? f->required_says.text : (Str){0});
    Str constraint = xform_constraint(x, f);
    put_attribute(x, "constraint", constraint);
    put_attribute(x, "jr:constraintMsg", constraint.n ? f->constraint_says.text : (Str){0});
    put_attribute(x, "calculate", xform_expression(x, f, f->computed, false));
    if (is_read(f)) put_attribute(x, "readonly", S("true()"));
}

static void put_binds(XForm *x, const DesignField *f)
{
    Str path = xform_path(x, f);
    OUT_LITERAL(x->o, "<bind");
    if (f->type == FIELD_PERIOD || f->type == FIELD_ROWS) put_attribute(x, "nodeset", path);
    else put_bind(x, f, path, bind_type(f->type));
    put_attribute(x, "relevant", xform_expression(x, f, f->shown, false));
    OUT_LITERAL(x->o, "/>\n");
    for (int i = 0; f->type == FIELD_PERIOD && i < 2; i++) {
        OUT_LITERAL(x->o, "<bind");
        put_bind(x, f, str_format(x->o->mem, "%.*s/%s", STR_ARGS(path), i ? "den" : "tu"), "date");
        OUT_LITERAL(x->o, "/>\n");
    }
}

static void put_first(XForm *x, const DesignField *f, bool is_in_rows)
{
    Str value = xform_expression(x, f, f->first, false);
    if (!value.n || f->type == FIELD_PERIOD) return;
    OUT_LITERAL(x->o, "<setvalue");
    put_attribute(x, "ref", xform_path(x, f));
    put_attribute(x, "event", is_in_rows ? S("odk-instance-first-load odk-new-repeat") : S("odk-instance-first-load"));
    put_attribute(x, "value", value);
    OUT_LITERAL(x->o, "/>\n");
}

/* -- body ----------------------------------------------------------------------------------------------------- */

static void put_itemset(XForm *x, const DesignField *f)
{
    Str filter = xform_expression(x, f, f->filter, true);
    Str items = str_format(x->o->mem, "instance('%.*s')/root/item%s%.*s%s", STR_ARGS(f->list->name),
                           filter.n ? "[" : "", STR_ARGS(filter), filter.n ? "]" : "");
    OUT_LITERAL(x->o, "<itemset");
    put_attribute(x, "nodeset", items);
    OUT_LITERAL(x->o, "><value ref=\"name\"/>");
    out_format(x->o, "<label ref=\"%s\"/></itemset>", x->has_languages ? "jr:itext(itextId)" : "label");
}

static void open_control(XForm *x, const DesignField *f, const char *element, Str path, const char *more)
{
    out_format(x->o, "<%s", element);
    put_attribute(x, "ref", path);
    out_raw(x->o, str_of(more));
    out_char(x->o, '>');
    put_words(x, f, "label", f->label);
    put_words(x, f, "hint", f->help);
}

static void put_simple(XForm *x, const DesignField *f, const char *element, const char *more)
{
    open_control(x, f, element, xform_path(x, f), more);
    if (f->list) put_itemset(x, f);
    if (f->type == FIELD_YES)
        OUT_LITERAL(x->o, "<item><label>Có</label><value>true</value></item><item><label>Không</label>"
                          "<value>false</value></item>");
    out_format(x->o, "</%s>\n", element);
}

static void put_period(XForm *x, const DesignField *f)
{
    Str path = xform_path(x, f);
    open_control(x, f, "group", path, "");
    for (int i = 0; i < 2; i++)
        out_format(x->o, "<input ref=\"%.*s/%s\"><label>%s</label></input>", STR_ARGS(path), i ? "den" : "tu",
                   i ? "Đến ngày" : "Từ ngày");
    OUT_LITERAL(x->o, "</group>\n");
}

static void put_control(XForm *x, const DesignField *f);

static void put_rows(XForm *x, const DesignField *f)
{
    size_t table = design_place(x->d, f);
    OUT_LITERAL(x->o, "<group");
    put_attribute(x, "ref", xform_path(x, f));
    out_char(x->o, '>');
    put_words(x, f, "label", f->label);
    OUT_LITERAL(x->o, "<repeat");
    put_attribute(x, "nodeset", xform_path(x, f));
    if (f->has_min && f->has_max && f->min == f->max)
        put_attribute(x, "jr:count", str_format(x->o->mem, "%.0f", f->min)),
            put_attribute(x, "jr:noAddRemove", S("true()"));
    OUT_LITERAL(x->o, ">\n");
    for (size_t i = table + 1; is_column_of(x->d, i, table); i++) put_control(x, &x->d->field[i]);
    for (size_t i = table + 1; is_column_of(x->d, i, table); i++) put_first(x, &x->d->field[i], true);
    OUT_LITERAL(x->o, "</repeat></group>\n");
}

static void put_control(XForm *x, const DesignField *f)
{
    switch (f->type) {
    case FIELD_COMPUTED:
        if (f->label.text.n) put_simple(x, f, "input", "");
        break;
    case FIELD_ROWS: put_rows(x, f); break;
    case FIELD_PERIOD: put_period(x, f); break;
    case FIELD_CHOICE:
    case FIELD_YES: put_simple(x, f, "select1", ""); break;
    case FIELD_CHOICES: put_simple(x, f, "select", ""); break;
    case FIELD_FILE: put_simple(x, f, "upload", " mediatype=\"*/*\""); break;
    case FIELD_IMAGE: put_simple(x, f, "upload", " mediatype=\"image/*\""); break;
    case FIELD_LINES: put_simple(x, f, "input", " appearance=\"multiline\""); break;
    case FIELD_MONEY: put_simple(x, f, "input", " appearance=\"thousands-sep\""); break;
    case FIELD_PHONE: put_simple(x, f, "input", " appearance=\"numbers\""); break;
    default: put_simple(x, f, "input", "");
    }
}

static void put_model(XForm *x, int version)
{
    OUT_LITERAL(x->o, "<model odk:xforms-version=\"1.0.0\">\n");
    if (x->has_languages) {
        OUT_LITERAL(x->o, "<itext>\n");
        put_language(x, S("vi"), true);
        for (size_t i = 0; i < x->d->languages; i++) put_language(x, x->d->language[i], false);
        OUT_LITERAL(x->o, "</itext>\n");
    }
    put_data(x, version);
    for (size_t i = 0; i < x->d->n_lists; i++) put_list(x, &x->d->lists[i]);
    for (size_t i = 0; i < x->d->n; i++) put_binds(x, &x->d->field[i]);
    OUT_LITERAL(x->o, "<bind nodeset=\"/data/orx:meta/orx:instanceID\" type=\"string\" readonly=\"true()\" "
                      "jr:preload=\"uid\"/>\n");
    for (size_t i = 0; i < x->d->n; i++)
        if (x->d->field[i].rows == NO_ROWS) put_first(x, &x->d->field[i], false);
    OUT_LITERAL(x->o, "</model>");
}

void design_put_xform(Out *o, const Design *d, int version, StrList *lost)
{
    XForm x = {.o = o, .d = d, .lost = lost, .has_languages = d->languages > 0};
    OUT_LITERAL(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\" "
                   "xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\" "
                   "xmlns:orx=\"http://openrosa.org/xforms\">\n<h:head><h:title>");
    out_text(o, d->title);
    OUT_LITERAL(o, "</h:title>\n");
    put_model(&x, version);
    OUT_LITERAL(o, "</h:head>\n<h:body>\n");
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].rows == NO_ROWS) put_control(&x, &d->field[i]);
    OUT_LITERAL(o, "</h:body>\n</h:html>\n");
}
