#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make.py TEXT FORM FILE -- a plan's text as the file an office would have, for test/documents/run.py and bench.

FORM: docx, odt (lists numbered by the program, head and signature in tables, the footnote a footnote), typed.docx
(numbers typed by hand, changes tracked), html (for Chromium to print as PDF)."""
import html, re, sys, zipfile
from xml.sax.saxutils import escape

MARK = re.compile(r'^(?:([IVX]+)\.|(\d+)\.(\d+)\.|(\d+)\.|([a-z])\)|([-+]))\s+')
LEVEL = lambda m: 0 if m[1] else 2 if m[2] else 1 if m[4] else 3 if m[5] else 4 if m[6] == '-' else 5

def paragraphs(text):
    """Wrapped lines joined."""
    out, blank = [], True
    for line in text.replace('\f', ' ').split('\n'):
        line = ' '.join(line.split())
        if not line: blank = True; continue
        if re.fullmatch(r'\d{1,2}', line): continue # a page's number
        joined = out and not MARK.match(line) and not line.startswith('Nơi nhận') and (
            line[0].islower() or (not blank and not out[-1].isupper() and len(out[-1]) > 60 and not out[-1].endswith((':', './.'))))
        if joined: out[-1] += ' ' + line
        else: out.append(line)
        blank = False
    return out

def plan(text):
    """(head table, paragraphs, footnote, recipients, signer)."""
    p = paragraphs(text)
    begin = next(i for i, s in enumerate(p) if s.startswith('KẾ HOẠCH'))
    end = next(i for i, s in enumerate(p) if s.startswith('Nơi nhận'))
    body, note = [], ''
    for s in p[begin:end]:
        m = re.match(r'^[1¹] (?=[A-ZĐ])', s)
        if m: note = s[m.end():]
        else: body.append(s)
    tail = [s.replace(' Lê Ánh Dương', '') for s in p[end + 1:]]
    head = [['ỦY BAN NHÂN DÂN', 'TỈNH BẮC GIANG'], ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
            ['Số: 136/KH-UBND'], ['Bắc Giang, ngày 11 tháng 8 năm 2024']]
    return head, body, note, ['Nơi nhận:'] + tail, ['CHỦ TỊCH', '', '', 'Lê Ánh Dương']

# -- Word -----------------------------------------------------------------------------------------------------------
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FORMS = [('upperRoman', '%1.'), ('decimal', '%2.'), ('decimal', '%2.%3.'), ('lowerLetter', '%4)'), ('bullet', '-'), ('bullet', '+')]

def w_run(s): return '<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % escape(s)
def w_text(s, note):
    a, sign, b = s.partition('¹')
    return w_run(a) + ('<w:r><w:footnoteReference w:id="2"/></w:r>' + w_run(b) if sign and note else '')
def w_p(s, note='', typed=False):
    m = MARK.match(s)
    if not m: return '<w:p>%s</w:p>' % w_text(s, note)
    if typed: # half of a sentence deleted, and the same inserted
        cut = s.find(' ', len(s) // 2)
        return '<w:p>%s<w:del w:id="1" w:author="a"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">%s</w:ins></w:p>' % (
            w_text(s[:cut], note), w_text(s[cut:], note))
    return '<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr>%s</w:p>' % (LEVEL(m), w_text(s[m.end():], note))
def w_table(rows): return '<w:tbl>%s</w:tbl>' % ''.join('<w:tr>%s</w:tr>' % ''.join(
    '<w:tc>%s</w:tc>' % ''.join('<w:p>%s</w:p>' % w_run(s) for s in cell) for cell in row) for row in rows)

def w_annex(rows):
    head = ['TT', 'Nội dung nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian', 'Sản phẩm']
    return w_p('PHỤ LỤC') + w_p('DANH MỤC NHIỆM VỤ') + w_table([[[s] for s in r] for r in [head] + rows])

def docx(path, text, typed=False, annex=None, times=1):
    head, body, note, recipients, signer = plan(text)
    parts = {
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/document.xml': '<w:document %s><w:body>%s%s%s%s<w:sectPr/></w:body></w:document>' % (
            W, w_table([[head[0], head[1]], [head[2], head[3]]]), ''.join(w_p(s, note, typed) for s in body * times),
            w_table([[recipients, signer]]), w_annex(annex) if annex else ''),
        'word/footnotes.xml': '<w:footnotes %s><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p>%s</w:p></w:footnote></w:footnotes>' % (W, w_run(note)),
        'word/numbering.xml': '<w:numbering %s><w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>' % (
            W, ''.join('<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl>' % (i, f, t) for i, (f, t) in enumerate(FORMS))),
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, s in parts.items(): z.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + s)

# -- OpenDocument ---------------------------------------------------------------------------------------------------
O = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, u) for p, u in
             (('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('draw', 'drawing')))
def o_text(s, note):
    a, sign, b = escape(s).partition('¹')
    return a + ('<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>%s</text:p></text:note-body></text:note>%s'
                % (escape(note), b) if sign and note else '')
def o_p(s, note=''):
    m = MARK.match(s)
    if not m: return '<text:p>%s</text:p>' % o_text(s, note)
    inner = '<text:list-item><text:p>%s</text:p></text:list-item>' % o_text(s[m.end():], note)
    for _ in range(LEVEL(m)): inner = '<text:list-item><text:list>%s</text:list></text:list-item>' % inner
    return '<text:list text:style-name="L1" text:continue-numbering="true">%s</text:list>' % inner
def o_table(rows): return '<table:table>%s</table:table>' % ''.join('<table:table-row>%s</table:table-row>' % ''.join(
    '<table:table-cell>%s</table:table-cell>' % ''.join('<text:p>%s</text:p>' % escape(s) for s in cell) for cell in row) for row in rows)

def odt(path, text):
    head, body, note, recipients, signer = plan(text)
    number = lambda i, form, shown, end: '<text:list-level-style-number text:level="%d" style:num-format="%s" style:num-suffix="%s" text:display-levels="%d"/>' % (i, form, end, shown)
    levels = number(1, 'I', 1, '.') + number(2, '1', 1, '.') + number(3, '1', 2, '.') + number(4, 'a', 1, ')') + ''.join(
        '<text:list-level-style-bullet text:level="%d" text:bullet-char="%s"/>' % (i, c) for i, c in ((5, '-'), (6, '+')))
    content = '<office:document-content %s><office:automatic-styles><text:list-style style:name="L1">%s</text:list-style></office:automatic-styles><office:body><office:text>%s%s%s</office:text></office:body></office:document-content>' % (
        O, levels, o_table([[head[0], head[1]], [head[2], head[3]]]), ''.join(o_p(s, note) for s in body), o_table([[recipients, signer]]))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo('mimetype'), 'application/vnd.oasis.opendocument.text')
        z.writestr('content.xml', content)

# -- a page to print ------------------------------------------------------------------------------------------------
def page(path, text, times=1, annex=None):
    head, body, note, recipients, signer = plan(text)
    cell = lambda lines, style='': '<td style="vertical-align:top;%s">%s</td>' % (style, '<br>'.join(html.escape(s) or '&nbsp;' for s in lines))
    table = lambda rows, style='': '<table style="width:100%%">%s</table>' % ''.join('<tr>%s</tr>' % ''.join(cell(x, style) for x in r) for r in rows)
    rows = ''.join('<tr>%s</tr>' % ''.join('<td>%s</td>' % html.escape(s) for s in r) for r in annex or [])
    open(path, 'w', encoding='utf-8').write(
        '<!DOCTYPE html><meta charset="utf-8"><style>@page{size:A4;margin:20mm 15mm 20mm 30mm}body{font:14pt/1.3 "Liberation Serif","Noto Serif",serif}'
        'p{margin:0 0 6pt;text-align:justify;text-indent:10mm}.a td,.a th{border:1px solid;padding:3pt;vertical-align:top}.a{border-collapse:collapse;font-size:12pt}</style>'
        + table([[head[0], head[1]], [head[2], head[3]]], 'text-align:center') + ''.join('<p>%s</p>' % html.escape(s.replace('¹', '')) for s in body * times)
        + table([[recipients, signer]])
        + ('<p>PHỤ LỤC</p><p>DANH MỤC NHIỆM VỤ</p><table class=a><thead><tr><th>TT<th>Nội dung nhiệm vụ<th>Cơ quan chủ trì<th>Cơ quan phối hợp<th>Thời gian<th>Sản phẩm</tr></thead>%s</table>' % rows if annex else ''))

if __name__ == '__main__':
    text, form, path = open(sys.argv[1], encoding='utf-8').read(), sys.argv[2], sys.argv[3]
    if form == 'docx': docx(path, text)
    elif form == 'typed.docx': docx(path, text, typed=True)
    elif form == 'odt': odt(path, text)
    else: page(path, text)
