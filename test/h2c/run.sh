#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh -- tests of the page compiler, tools/h2c.c: what it writes, what it refuses and at which line, translations.
# One line for each failure, then 'N passed, N failed'.  H2C=another/h2c tests that one instead.
cd "$(dirname "$0")/../.." || exit 1
make -s build/h2c || exit 1
h2c=${H2C:-build/h2c} cc=${CC:-gcc}
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
passed=0 failed=0

good() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)) && echo "h2c: $*"; }

# check WHAT EXPECTED ACTUAL
check() { if [ "$2" = "$3" ]; then good; else bad "$1: '$3', not '$2'"; fi; }

# -- what a page writes ----------------------------------------------------------------------------------------

# The program around every page: one value of each type, as nasty as they come.
cat > "$room/main.c" <<'C'
#include "page.c"
#include <stdio.h>
int main(void)
{
    Arena mem = arena_reserve(1 << 20);
    Out o = {.mem = &mem, .form = {S("<i>token</i>")}};
    page(&o, S("<a b=\"c\">'&"), "q/ộ?:", -7, INT64_MIN, (size_t)42, (Html){S("<b>ok</b>")}, true);
    fwrite(o.p, 1, o.n, stdout);
    return 0;
}
C
for f in arena str out; do
    $cc -std=gnu17 -D_GNU_SOURCE -Isrc -c -o "$room/$f.o" "src/base/$f.c" || exit 1
done

# The page of one view whose body is the standard input.
page() {
    echo '@view page(Str s, const char *c, int i, int64_t l, size_t z, Html h, bool yes)'
    echo '@ (void)s, (void)c, (void)i, (void)l, (void)z, (void)h, (void)yes;'
    cat
    echo '@end'
}

# compiled [OPTION…]: the page on the standard input as a program, run.
compiled() {
    page > "$room/page.html"
    "$h2c" "$@" "$room/page.html" > "$room/page.c" 2> "$room/log" &&
        $cc -std=gnu17 -D_GNU_SOURCE -Isrc -o "$room/page" "$room"/main.c "$room"/*.o 2> "$room/log" &&
        "$room/page" || head -n 3 "$room/log"
}

# writes BODY EXPECTED
writes() { check "$1" "$2" "$(printf '%s\n' "$1" | compiled)"; }

writes '<p>{s}</p>' '<p>&lt;a b=&quot;c&quot;&gt;&#39;&amp;</p>'
writes '<p title="{s}"></p>' '<p title="&lt;a b=&quot;c&quot;&gt;&#39;&amp;"></p>'
writes '<a href="/x/{c}?a={s}">' '<a href="/x/q%2F%E1%BB%99%3F%3A?a=%3Ca%20b%3D%22c%22%3E%27%26">'
writes '<form action="/{c}">' '<form action="/q%2F%E1%BB%99%3F%3A">'
writes '<form method="post" action="/{c}"><b>' '<form method="post" action="/q%2F%E1%BB%99%3F%3A"><i>token</i><b>'
writes '<form action="/a" method="post">{i}' '<form action="/a" method="post"><i>token</i>-7'
writes '<form method="get"><b></form>' '<form method="get"><b></form>'
writes '<form method="post"></form><form><b data-method="post">' '<form method="post"><i>token</i></form><form><b data-method="post">'
writes '<p hx-get="/{c}" hx-post="/{i}">' '<p hx-get="/q%2F%E1%BB%99%3F%3A" hx-post="/-7">'
writes '<img SRC="/{c}" alt="{c}">' '<img SRC="/q%2F%E1%BB%99%3F%3A" alt="q/ộ?:">'
writes '{c} {i} {l} {z}' 'q/ộ?: -7 -9223372036854775808 42'
writes '<p data-n="{i}{z}">' '<p data-n="-742">'
writes '<p>{h}</p>' '<p><b>ok</b></p>'
writes '<details {?yes open}>' '<details open>'
writes '<details {?!yes open} {?yes && i < 0 hidden}>' '<details  hidden>'
writes '{{s}' '{s}'
writes '<p title="{{{i}}">' '<p title="{-7}">'
writes '{yes ? "}" : "{"}' '}'
writes '{((int[]){1, 2})[1]}' '2'
writes '@@ n' '@ n'
writes '<p class="{c[0] ? "" : "x"}" title="{""}">' '<p title="">'
writes '<input class="{c + 5}" list="a{""}" aria-describedby="{""}{""}">' '<input class="?:" list="a" aria-describedby="">'
writes '<p>a\b "c"</p>' '<p>a\b "c"</p>'
writes '    <p>' '<p>'
writes '<b>{i}</b>\
    , {z}' '<b>-7</b>, 42'
writes '<!-- <script> " --><p>{i}</p>' '<!-- <script> " --><p>-7</p>'
writes '<script>if (1 < 2) "{{}"</script>{i}' '<script>if (1 < 2) "{}"</script>-7'
writes '<style>a > b {{}</style><p>{i}' '<style>a > b {}</style><p>-7'
writes '<p title="a>b {i}" class="{c}">' '<p title="a>b -7" class="q/ộ?:">'
# In <title> and <textarea> stands text and no markup, so a text is escaped as everywhere and Html does not compile.
writes '<title>{s}</title>' '<title>&lt;a b=&quot;c&quot;&gt;&#39;&amp;</title>'
writes '<textarea>{s}</textarea>{h}' '<textarea>&lt;a b=&quot;c&quot;&gt;&#39;&amp;</textarea><b>ok</b>'

check 'lines of C' '<i>0</i><i>1</i>' "$(compiled <<'PAGE' | tr -d '\n'
@ for (int k = 0; k < 2; k++) {
    <i>{k}</i>
@ }
PAGE
)"
check 'a tag over several lines' '<a class="x" href="/q%2F%E1%BB%99%3F%3A">' "$(compiled <<'PAGE' | tr '\n' ' ' | sed 's/ $//'
<a
    class="x"
    href="/{c}">
PAGE
)"

# A form and its fields: what they call (http/form.h).
cat > "$room/form.html" <<'PAGE'
@view page(const Request *q, Str due)
@form POST "/viec/{task}/han" .action = due, .prefix = "a-"
@field han .value = due
@row 7
@field ly-do
<p>
@endform
@end
@view piece(Form form, int n)
@row n
@field so
@end
PAGE
check 'a form calls' 'form_begin(o, q, POST , "/viec/{task}/han", (FormAt){ .action = due, .prefix = "a-"})
form_input(o, &form, "han", (FormDraw){ .value = due})
form_input(o, &form, "ly-do", (FormDraw){})
form_end(o, &form)
form_input(o, &form, "so", (FormDraw){})' "$("$h2c" "$room/form.html" | grep -o 'form_[a-z]*(.*);' | sed 's/; (void)form;$/;/; s/;$//')"

# -- what it refuses, and where --------------------------------------------------------------------------------

# refused LINE WHY: the page on the standard input is refused at LINE with a sentence that holds WHY ('' = any).
refused() {
    cat > "$room/bad.html"
    if "$h2c" "$room/bad.html" > /dev/null 2> "$room/log"; then
        bad "not refused: $(sed -n "$1p" "$room/bad.html")"
        return
    fi
    said=$(cat "$room/log")
    case $said in
    "$room/bad.html:$1: "*"$2"*) good ;;
    *) bad "refused otherwise than at line $1 ('$2'): $said" ;;
    esac
}

# refused_body WHY BODY: the body stands in line 3, below a tag.
refused_body() {
    refused 3 "$1" <<PAGE
@view page(Str s)
<p>
$2
@end
PAGE
}

refused_body 'between @form and @endform' '@field han'
refused_body 'between @form and @endform' '@row 7'
refused_body 'without @form' '@endform'
# A field by hand: what is sent with a name is declared once, and drawn by @field.
for field in '<input name="han">' '<input type="text" name="han" value="{s}">' '<input name="han" type="date">' '<INPUT NAME="han" TYPE="radio">' \
    '<select id="a" name="{s}">' '<textarea rows="2" name="ly-do">' '<input name="a" type="{s}">' '<input type="checkboxes" name="a">'; do
    refused_body 'drawn by @field' "$field"
done
writes '<input type="hidden" name="a"><input name="b" type="checkbox">' '<input type="hidden" name="a"><input name="b" type="checkbox">'
writes '<input type="search" name="tim"><input readonly><textarea></textarea>' '<input type="search" name="tim"><input readonly><textarea></textarea>'
writes '<button name="lam" value="{i}"></button><input type="hidden" name="a"><input>' '<button name="lam" value="-7"></button><input type="hidden" name="a"><input>'
refused_body '@form METHOD' '@form POST viec'
refused 4 'lacks its @endform' <<'PAGE'
@view page(const Request *q)
@form POST "/viec"
<p>
@end
PAGE
refused_body 'inside <script>' '<script>var x = "{s}";</script>'
refused_body 'inside <script>' '<SCRIPT>{s}</SCRIPT>'
refused_body 'inside <script>' '<style>a { color: {s} }</style>'
refused_body 'inside <script>' '<script>if (a<b>c) {s}</script>'
refused_body 'inside <script>' '<script>"<b>"; {s}</script>'
refused_body 'comment' '<!-- {s} -->'
refused_body 'comment' '<!-- <p> > {s} -->'
refused_body 'double quotes' "<a title='{s}'>"
refused_body 'unquoted' '<a title={s}>'
refused_body 'double quotes' '<a title=a{s}>'
refused_body 'name of a tag' '<{s}>'
refused_body 'name of a tag' '<h{s}>'
refused_body 'attribute' '<p {s}>'
refused_body 'attribute' '<p data-{s}="1">'
refused_body 'this attribute' '<p onclick="f({s})">'
refused_body 'this attribute' '<p OnClick="f({s})">'
refused_body '' '<p onclick ="f({s})">'
refused_body '' '<p hx-on:click="f({s})">'
refused_body 'this attribute' '<p style="width: {s}">'
refused_body 'this attribute' '<img srcset="/{s} 2x">'
refused_body 'this attribute' '<iframe srcdoc="{s}">'
refused_body 'this attribute' '<meta http-equiv="{s}">'
refused_body 'scheme' '<a href="{s}">'
refused_body 'scheme' '<a HREF="{s}">'
refused_body '' '<a href ="{s}">'
refused_body 'scheme' '<img src="{s}/x">'
refused_body 'scheme' '<form action="{s}">'
refused_body 'scheme' '<button formaction="{s}">'
refused_body 'scheme' '<p hx-get="{s}">'
refused_body 'scheme' '<p hx-post="{s}">'
refused_body 'between attributes' '{?s hidden}'
refused_body 'between attributes' '<p title="{?s hidden}">'
refused_body 'between attributes' '<p {?hidden}>'
refused_body 'no closing brace' '<p>{s</p>'
refused_body 'no closing brace' '<p title="{s">'
refused_body '@view inside @view' '@view other(Str s)'

refused 4 'inside a tag' <<'PAGE'
@view page(Str s)
<p
    class="a"
@ if (s.n) {
>
@end
PAGE
refused 5 'inside <script>' <<'PAGE'
@view page(Str s)
<script>
    let a = 1;

    let b = "{s}";
</script>
@end
PAGE
refused 4 'comment' <<'PAGE'
@view page(Str s)
<!--
 -- >
{s} -->
@end
PAGE
refused 2 '@end without @view' <<'PAGE'
#include "x.h"
@end
PAGE
refused 1 'parameters' <<'PAGE'
@view page
PAGE
refused 3 'lacks its @end' <<'PAGE'
@view page(Str s)
<p>
PAGE
{ echo '@view page(Str s)' && head -c 20000 /dev/zero | tr '\0' x; echo; } | refused 2 'too long'

# -- what the C compiler refuses, and where --------------------------------------------------------------------

# refused_by_c LINE BODY: the body stands from line 3 on; the compiler's message names that line of the page.
refused_by_c() {
    printf '%s\n' "$2" | page > "$room/page.html"
    "$h2c" "$room/page.html" > "$room/page.c" || { bad "h2c itself refuses $2" && return; }
    if $cc -std=gnu17 -D_GNU_SOURCE -Isrc -fsyntax-only "$room/page.c" 2> "$room/log"; then
        bad "the compiler takes $2"
    elif grep -q "page.html:$1:" "$room/log"; then good
    else bad "the compiler does not name line $1: $(grep page.html: "$room/log" | tail -n 1)"
    fi
}

refused_by_c 3 '<p title="{h}">'
refused_by_c 3 '<a href="/{h}">'
refused_by_c 3 '<title>{h}</title>'
refused_by_c 3 '<textarea>{h}</textarea>'
refused_by_c 3 '<p>{1.5f}</p>'
refused_by_c 5 '<p>

{nobody}</p>'
refused_by_c 4 '<p>
@ nothing = 1;
</p>'
refused_by_c 4 '<p>
<p {?nobody hidden}>'

# -- translations ----------------------------------------------------------------------------------------------

cat > "$room/en.po" <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Còn {i} việc"
msgstr "{i} tasks \"left\""

msgid "Tìm"
msgstr "Search"

msgid "Chưa dịch"
msgstr ""

#, fuzzy
msgid "Đoán"
msgstr "Guessed"
PO

# says BODY EXPECTED: with the catalogue above.
says() { check "in English, $1" "$2" "$(printf '%s\n' "$1" | compiled --catalogue "$room/en.po")"; }

says '<p> Còn {i} việc </p>' '<p> -7 tasks "left" </p>'
says '<p title="Tìm" class="Tìm">Tìm</p>' '<p title="Search" class="Tìm">Search</p>'
says '<input placeholder="Tìm" aria-label="Tìm" id="Tìm">' '<input placeholder="Search" aria-label="Search" id="Tìm">'
says '<p>Chưa dịch</p><p>Đoán</p>' '<p>Chưa dịch</p><p>Đoán</p>'
says '<p>Tìm ra</p>' '<p>Tìm ra</p>'
says '<script>Tìm</script>' '<script>Tìm</script>'

printf 'msgid "a"\nmsgstr "b\n' > "$room/torn.po"
printf '' | page > "$room/page.html"
if "$h2c" --catalogue "$room/torn.po" "$room/page.html" > /dev/null 2> "$room/log"; then bad 'a torn catalogue is taken'
elif grep -q 'torn.po:[23]' "$room/log"; then good
else bad "a torn catalogue: $(head -n 1 "$room/log")"
fi

cat > "$room/page.html" <<'PAGE'
@view page(int i)
<p title="Một &quot;\">Hai <b>{i}</b> ba {i}</p>
<p class="không">{i}</p> 12
@end
PAGE
check '--messages' "#: $room/page.html:2
msgid \"Một &quot;\\\\\"
msgstr \"\"

#: $room/page.html:2
msgid \"Hai\"
msgstr \"\"

#: $room/page.html:2
msgid \"ba {i}\"
msgstr \"\"" "$("$h2c" --messages "$room/page.html" | sed '1,/^$/d')" # without the head, which names the charset

# What --messages lists is a catalogue: without translations it changes nothing, also where a text stands twice.
printf '@view page(int i)\n<p title="Tìm">Tìm</p>\n<p>Tìm {i}</p>\n@end\n' > "$room/page.html"
"$h2c" "$room/page.html" > "$room/plain.c"
"$h2c" --messages "$room/page.html" > "$room/page.pot"
"$h2c" --catalogue "$room/page.pot" "$room/page.html" > "$room/page.c" 2> "$room/log"
if cmp -s "$room/plain.c" "$room/page.c"; then good; else bad "the list is no catalogue: $(cat "$room/log")"; fi

# -- the command -----------------------------------------------------------------------------------------------

"$h2c" > /dev/null 2>&1
check 'no page' 2 $?
"$h2c" "$room/a.html" "$room/b.html" > /dev/null 2>&1
check 'two pages' 2 $?
"$h2c" "$room/none.html" > /dev/null 2>&1
check 'a page that is not there' 1 $?
for page in src/*/*.html; do
    if "$h2c" "$page" > /dev/null 2> "$room/log"; then good; else bad "$(cat "$room/log")"; fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
