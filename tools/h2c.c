// SPDX-License-Identifier: Apache-2.0
/* h2c -- turn a page written as HTML into C, at build time.
 *
 *   h2c [--catalogue en.po] page.html > page.c      compile; --catalogue puts another language in place
 *   h2c --messages page.html… > pages.pot           list the texts a translator needs
 *
 * In a page:
 *   @view NAME(PARAMETERS)   begins a function `void NAME(Out *o, PARAMETERS)`;  @end ends it; `@view static NAME`
 *                            is for this file alone
 *   @ …                      a line of C, only between elements, never inside a tag;  @@ is a literal @
 *   {expression}             a value, written by its type and its place: text, attribute or URL
 *   {?condition attribute}   inside a tag: the bare attribute when the condition holds ({?row->open open})
 *   {{                       a literal brace
 *   class="{expression}"     such an attribute (`vanishing`) is left out where the whole of its value is empty
 *   <form method="post">     is followed by OUT_FORM(o): what every form must send back (base/out.h)
 *   @form POST "/path" …     a form of that row, to its @endform; @field name … is one of its inputs (http/form.h); `…`
 *                            are members of FormAt, of FormDraw: .value = due;  @row ID turns to one row of a table
 *   \ at the end of a line   joins the next line to it, without a blank
 *   everything else          HTML, copied; the blanks that indent a line are left out
 *
 * h2c follows just enough HTML to know the place of each value and refuses those where no escaping is safe:
 * unquoted values, names of tags and attributes, on… and style attributes, <script>, <style>, comments, and a URL
 * whose beginning a value could choose.  Messages point at the page; so do gcc and gdb, by #line.
 *
 * It refuses a field by hand, too, that is an <input>, <select> or <textarea> with a name: declared once, drawn by
 * @field.  By hand stay what nobody sees (type="hidden"), boxes of lists (type="checkbox") and the search of the frame
 * (type="search"), whose type is written there; and what has no name, for nothing of it is sent. */
#include <ctype.h>
#include <gettext-po.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum { TEXT, TAG_NAME, TAG, VALUE, QUOTED, RAW, COMMENT } Place;

enum { LINE_ROOM = 16384, NAME_ROOM = 32 };

static const char *file;
static int line;
static Place place;
static char tag[NAME_ROOM], attribute[NAME_ROOM], type[NAME_ROOM];
static bool closing, in_view, in_form, takes_form, value_begins, posts, form_begins, is_named;
static char literal[LINE_ROOM];
static size_t literal_length;
static po_file_t catalogue;
static bool listing; /* --messages: list, do not compile */

static void die(const char *why)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, why);
    exit(1);
}

/* -- the catalogue ------------------------------------------------------------------------------------------ */

static void catalogue_error(int severity, po_message_t message, const char *name, size_t at, size_t column,
                            int multiline, const char *text)
{
    (void)severity, (void)message, (void)column, (void)multiline;
    fprintf(stderr, "%s:%zu: %s\n", name ? name : "catalogue", at, text);
    exit(1);
}

static void catalogue_error2(int severity, po_message_t m1, const char *name, size_t at, size_t column, int multiline,
                             const char *text, po_message_t m2, const char *name2, size_t at2, size_t column2,
                             int multiline2, const char *text2)
{
    (void)m2, (void)name2, (void)at2, (void)column2, (void)multiline2, (void)text2;
    catalogue_error(severity, m1, name, at, column, multiline, text);
}

static const struct po_xerror_handler catalogue_errors = {.xerror = catalogue_error, .xerror2 = catalogue_error2};

/* The translation of `text`, or `text` itself. */
static const char *translated(const char *text)
{
    po_message_iterator_t at = catalogue ? po_message_iterator(catalogue, NULL) : NULL;
    for (po_message_t m; at && (m = po_next_message(at));)
        if (!strcmp(po_message_msgid(m), text) && *po_message_msgstr(m) && !po_message_is_fuzzy(m)) {
            po_message_iterator_free(at);
            return po_message_msgstr(m);
        }
    if (at) po_message_iterator_free(at);
    return text;
}

/* Each text once: a catalogue may not hold one twice. */
static void list_message(const char *text)
{
    static char **listed_before;
    static size_t n;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(listed_before[i], text)) return;
    listed_before = realloc(listed_before, (n + 1) * sizeof *listed_before);
    if (!listed_before || !(listed_before[n++] = strdup(text))) perror("h2c"), exit(1);
    printf("#: %s:%d\nmsgid \"", file, line);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putchar('\\');
        putchar(*text);
    }
    printf("\"\nmsgstr \"\"\n\n");
}

/* -- literal text ------------------------------------------------------------------------------------------- */

static void flush_literal(void)
{
    if (literal_length && !listing) {
        printf("    OUT_LITERAL(o, \"");
        for (size_t i = 0; i < literal_length; i++) {
            char c = literal[i];
            if (c == '\n') printf("\\n");
            else if (c == '"' || c == '\\') printf("\\%c", c);
            else putchar(c);
        }
        printf("\");\n");
    }
    literal_length = 0;
}

/* How long the attribute is that has been nothing but one value so far, with its blank; 0 = there is none. */
static size_t may_vanish;

static void keep(char c)
{
    size_t length = may_vanish;
    may_vanish = 0;
    if (length && c == '"') {
        if (!listing) printf("    out_attribute_end(o, %zu);\n", length);
        return;
    }
    if (literal_length == sizeof literal) flush_literal();
    literal[literal_length++] = c;
}

static void append(char *name, char c)
{
    size_t n = strlen(name);
    if (n + 1 < NAME_ROOM) name[n] = c, name[n + 1] = 0;
}

static bool is_raw_text(const char *element) { return !strcasecmp(element, "script") || !strcasecmp(element, "style"); }

static bool listed(const char *name, const char *const list[])
{
    for (; *list; list++)
        if (!strcasecmp(name, *list)) return true;
    return false;
}

/* Only the drawer of fields (http/form.html) writes what is declared. */
static void check_field(void)
{
    static const char *const fields[] = {"input", "select", "textarea", NULL};
    static const char *const by_hand[] = {"hidden", "checkbox", "search", NULL};
    static const char drawer[] = "src/http/form.html";
    size_t n = strlen(file);
    bool draws = n >= sizeof drawer - 1 && !strcmp(file + n - (sizeof drawer - 1), drawer);
    if (!draws && is_named && listed(tag, fields) && (strcasecmp(tag, "input") || !listed(type, by_hand)))
        die("a field is declared among the inputs of its row and drawn by @field");
}

static void step_in_tag(char c)
{
    if (c == '>') {
        check_field();
        place = !closing && is_raw_text(tag) ? RAW : TEXT;
        form_begins = posts && !closing;
        posts = false;
    } else if (c == '=' && !attribute[0]) die("'=' must stand right behind the name of its attribute");
    else if (c == '=') place = VALUE;
    else if (isspace((unsigned char)c) || c == '/') attribute[0] = 0;
    else append(attribute, c);
}

static bool literal_ends(const char *with)
{
    size_t n = strlen(with);
    return literal_length >= n && !strncasecmp(literal + literal_length - n, with, n);
}

/* Move the place over one literal character. */
static void step(char c)
{
    value_begins = false;
    switch (place) {
    case TEXT:
        if (c == '<') place = TAG_NAME, tag[0] = type[0] = 0, closing = is_named = false;
        break;
    case RAW: /* a '<' is no tag here; only the end of the element itself ends it */
        if (literal_ends("</script>") || literal_ends("</style>")) place = TEXT, closing = true;
        break;
    case TAG_NAME:
        if (c == '/' && !tag[0]) closing = true;
        else if (isalnum((unsigned char)c) || c == '!' || c == '-') append(tag, c);
        else place = TAG, attribute[0] = 0, step_in_tag(c);
        if (!strcmp(tag, "!--")) place = COMMENT;
        break;
    case TAG: step_in_tag(c); break;
    case VALUE:
        if (c != '"') die("an attribute value must stand in double quotes");
        place = QUOTED, value_begins = true;
        break;
    case QUOTED:
        posts |= c == '"' && !strcasecmp(tag, "form") && !strcasecmp(attribute, "method") && literal_ends("\"post\"");
        if (c != '"' && !strcasecmp(attribute, "type")) append(type, c);
        is_named |= !strcasecmp(attribute, "name");
        if (c == '"') place = TAG, attribute[0] = 0;
        break;
    case COMMENT:
        if (literal_ends("-->")) place = TEXT;
        break;
    }
}

/* -- values ------------------------------------------------------------------------------------------------- */

static const char *attribute_writer(void)
{
    static const char *const urls[] = {"href", "src",  "action", "formaction", "poster",
                                       "cite", "data", "hx-get", "hx-post",    NULL};
    static const char *const refused[] = {"style",   "srcset",  "srcdoc",     "http-equiv",
                                          "hx-vals", "hx-vars", "hx-headers", NULL};
    if (!strncasecmp(attribute, "on", 2) || !strncasecmp(attribute, "hx-on", 5) || listed(attribute, refused))
        die("no value may go into this attribute");
    if (!listed(attribute, urls)) return "OUT_ATTR";
    if (value_begins) die("a URL must begin with literal text, so that nobody can choose its scheme");
    return "OUT_URL";
}

static const char *writer(void)
{
    switch (place) {
    /* Inside <title> and <textarea> there is text and no markup: Html would show its tags. */
    case TEXT: return !closing && (!strcasecmp(tag, "title") || !strcasecmp(tag, "textarea")) ? "OUT_ATTR" : "OUT_TEXT";
    case QUOTED: return attribute_writer();
    case RAW: die("no value inside <script> or <style>: put it into a data- attribute"); break;
    case COMMENT: die("no value inside a comment"); break;
    default: die("no value as the name of a tag or attribute, or unquoted"); break;
    }
    return NULL;
}

/* The end of the C expression that begins at `p`: its closing brace. */
static const char *expression_end(const char *p)
{
    int depth = 1;
    for (char quote = 0; *p; p++) {
        if (quote) {
            if (*p == '\\' && p[1]) p++;
            else if (*p == quote) quote = 0;
        } else if (*p == '"' || *p == '\'') quote = *p;
        else if (*p == '{') depth++;
        else if (*p == '}' && !--depth) return p;
    }
    die("no closing brace on this line");
    return NULL;
}

/* Without a value these say what they say when they are not there. */
static const char *const vanishing[] = {"class",        "list",       "aria-describedby",
                                        "aria-invalid", "inputmode",  "autocapitalize",
                                        "spellcheck",   "data-label", NULL};

static void put_value(const char *from, const char *to)
{
    const char *how = writer();
    bool is_whole = place == QUOTED && value_begins && listed(attribute, vanishing);
    size_t length = is_whole ? strlen(attribute) + sizeof " =\"" - 1 : 0;
    value_begins = false;
    flush_literal();
    if (!listing) printf("#line %d \"%s\"\n    %s(o, %.*s);\n", line, file, how, (int)(to - from), from);
    may_vanish = length;
}

/* {?condition attribute}: the last word is the attribute. */
static void put_bare_attribute(const char *from, const char *to)
{
    const char *name = to;
    while (name > from && name[-1] != ' ') name--;
    if (place != TAG || name == from) die("{?condition attribute} stands inside a tag, between attributes");
    flush_literal();
    if (!listing)
        printf("#line %d \"%s\"\n    if (%.*s) OUT_LITERAL(o, \"%.*s\");\n", line, file, (int)(name - from), from,
               (int)(to - name), name);
}

/* Nobody can forget it: the compiler puts it there. */
static void put_form(void)
{
    form_begins = false;
    flush_literal();
    if (!listing) printf("    OUT_FORM(o);\n");
}

static void put_html(const char *p)
{
    for (; *p; p++) {
        if (*p == '{' && p[1] != '{') {
            const char *end = expression_end(p + 1);
            if (p[1] == '?') put_bare_attribute(p + 2, end);
            else put_value(p + 1, end);
            p = end;
            continue;
        }
        if (*p == '{') p++;
        keep(*p);
        step(*p);
        if (form_begins) put_form();
    }
}

/* -- texts to translate: what stands between two tags on one line, values included --------------------------- */

static bool has_letters(const char *s)
{
    for (int depth = 0; *s; s++) {
        if (*s == '{') depth++;
        else if (*s == '}') depth--;
        else if (!depth && (isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80)) return true;
    }
    return false;
}

/* Put the run [from, to), translated, between its own blanks. */
static void put_run(const char *from, const char *to)
{
    char run[LINE_ROOM];
    const char *first = from, *last = to;
    while (first < last && isspace((unsigned char)*first)) first++;
    while (last > first && isspace((unsigned char)last[-1])) last--;
    snprintf(run, sizeof run, "%.*s", (int)(first - from), from);
    put_html(run);
    snprintf(run, sizeof run, "%.*s", (int)(last - first), first);
    if (listing && has_letters(run)) list_message(run);
    put_html(has_letters(run) ? translated(run) : run);
    snprintf(run, sizeof run, "%.*s", (int)(to - last), last);
    put_html(run);
}

static void put_line(const char *p)
{
    static const char *const spoken[] = {"alt", "title", "aria-label", "placeholder", "content", NULL};
    while (*p) {
        bool text = place == TEXT, quoted = place == QUOTED && listed(attribute, spoken);
        const char *end = p;
        if (text || quoted) {
            while (*end && *end != (text ? '<' : '"'))
                end = *end == '{' && end[1] != '{' ? expression_end(end + 1) + 1 : *end == '{' ? end + 2 : end + 1;
            if (end > p) put_run(p, end);
        }
        if (*end) { /* one more character, or one value, that is no text */
            char one[LINE_ROOM];
            const char *next = *end == '{' && end[1] != '{' ? expression_end(end + 1) + 1 : end + (*end == '{' ? 2 : 1);
            snprintf(one, sizeof one, "%.*s", (int)(next - end), end);
            put_html(one);
            end = next;
        }
        p = end;
    }
}

/* -- the page ----------------------------------------------------------------------------------------------- */

/* @form METHOD "/path" MEMBERS … @endform. */
static void put_form_begin(char *rest)
{
    char *path = strchr(rest, '"'), *end = path ? strchr(path + 1, '"') : NULL;
    if (in_form) die("@form inside @form");
    if (!end) die("@form METHOD \"/path\" …");
    in_form = true;
    if (!listing)
        printf("#line %d \"%s\"\n    { Form form = form_begin(o, q, %.*s, %.*s, (FormAt){%s}); (void)form;\n", line,
               file, (int)(path - rest), rest, (int)(end + 1 - path), path, end + 1);
}

static void put_form_end(char *rest)
{
    (void)rest;
    if (!in_form) die("@endform without @form");
    in_form = false;
    if (!listing) printf("    form_end(o, &form); }\n");
}

/* @field NAME MEMBERS. */
static void put_field(char *rest)
{
    char *members = rest + strcspn(rest, " ");
    if (!in_form && !takes_form) die("@field stands between @form and @endform, or in a view that takes a Form");
    if (!listing)
        printf("#line %d \"%s\"\n    form_input(o, &form, \"%.*s\", (FormDraw){%s});\n", line, file,
               (int)(members - rest), rest, members);
}

/* @row ID. */
static void put_row(char *rest)
{
    if (!in_form && !takes_form) die("@row stands between @form and @endform, or in a view that takes a Form");
    if (!listing) printf("#line %d \"%s\"\n    form.each = (%s);\n", line, file, rest);
}

static bool form_directive(char *p)
{
    static const struct {
        const char *word;
        void (*put)(char *rest);
    } words[] = {{"@form", put_form_begin}, {"@endform", put_form_end}, {"@field", put_field}, {"@row", put_row}};
    size_t n = strcspn(p, " \n");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].word) != n || strncmp(p, words[i].word, n)) continue;
        p[strcspn(p, "\n")] = 0;
        words[i].put(p + n + strspn(p + n, " "));
        return true;
    }
    return false;
}

static void directive(char *p)
{
    if (place != TEXT) die("a line of C may not stand inside a tag");
    flush_literal();
    if (form_directive(p)) return;
    if (!strncmp(p, "@view ", 6)) {
        char *open = strchr(p, '(');
        if (in_view) die("@view inside @view: the one above lacks its @end");
        if (!open) die("@view needs its parameters");
        p[strcspn(p, "\n")] = 0;
        in_view = true;
        takes_form = strstr(open, "(Form form") != NULL;
        bool own = !strncmp(p + 6, "static ", 7);
        const char *view = p + (own ? 13 : 6);
        if (!listing)
            printf("#line %d \"%s\"\n%svoid %.*s(Out *o%s%s\n{\n", line, file, own ? "static " : "", (int)(open - view),
                   view, open[1] == ')' ? "" : ", ", open + 1);
    } else if (!strncmp(p, "@end", 4)) {
        if (!in_view) die("@end without @view");
        if (in_form) die("the last @form lacks its @endform");
        in_view = takes_form = false;
        if (!listing) printf("}\n");
    } else if (!listing) printf("#line %d \"%s\"\n    %s", line, file, p + 1);
}

static void compile(const char *name)
{
    char text[LINE_ROOM];
    FILE *in = fopen(file = name, "r");
    if (!in) perror(name), exit(1);
    if (!listing) printf("/* Made by h2c from %s.  Do not edit. */\n#include \"base/out.h\"\n", name);
    for (line = 1; fgets(text, sizeof text, in); line++) {
        char *p = text + strspn(text, " \t"), *joined = *p == '@' ? NULL : strstr(p, "\\\n");
        if (!strchr(p, '\n') && !feof(in)) die("this line is too long");
        if (joined) *joined = 0;
        if (*p == '@' && p[1] != '@') directive(p);
        else if (in_view) put_line(*p == '@' ? p + 1 : p);
        else if (!listing) printf("#line %d \"%s\"\n%s", line, file, text);
    }
    fclose(in);
    if (in_view) die("the last @view lacks its @end");
}

int main(int argc, char **argv)
{
    int at = 1;
    if (at < argc && !strcmp(argv[at], "--messages")) {
        listing = true, at++;
        puts("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
             "\"Content-Transfer-Encoding: 8bit\\n\"\n");
    }
    if (!listing && at + 1 < argc && !strcmp(argv[at], "--catalogue")) {
        catalogue = po_file_read(argv[at + 1], &catalogue_errors);
        if (!catalogue) perror(argv[at + 1]), exit(1);
        at += 2;
    }
    if (at >= argc || (!listing && at + 1 != argc)) {
        fprintf(stderr, "usage: h2c [--catalogue FILE.po] PAGE.html | h2c --messages PAGE.html…\n");
        return 2;
    }
    for (; at < argc; at++) compile(argv[at]);
    return 0;
}
