# SPDX-License-Identifier: Apache-2.0
"""make.py -- pages with tables of many styles, and what stands in their cells, for tools/accuracy-tables.

documents() gives (name, page as HTML, tables): a table is a list of rows, a row a list of cells, a cell a text or
(text, rows, columns).  Texts are made up; no page is anybody's."""
import html, random

CSS = '''@page{size:A4 %s;margin:20mm}body{font:%s}table{border-collapse:collapse;margin:8pt 0%s}td,th{padding:%s;vertical-align:top;
text-align:left;font-weight:normal}th{font-weight:bold}th+th{text-align:%s}td.n,th.n{text-align:right}p{margin:0 0 6pt;text-align:justify}'''
GRID = 'td,th{border:1px solid #000}'
ROWS = 'tr{border-bottom:1px solid #000}table{border-top:1px solid #000}'
BOOK = 'table{border-top:2px solid;border-bottom:2px solid}thead{border-bottom:1px solid}'
BOX = 'table{border:1px solid}thead{border-bottom:1px solid}td,th{border-left:1px solid}'
ZEBRA = 'tbody tr:nth-child(odd){background:#eef2f7}thead{background:#c8d4e6}'
BARS = 'td+td,th+th{border-left:1px solid}thead{border-bottom:1px solid}'
WHITE = 'td,th{border:2px solid #fff;background:#dde7f3}th{background:#1f4e79;color:#fff}'
SIDES = 'td,th{border:1px solid}td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}'
HAIR = 'td,th{border:0.4pt solid #aaa}'

TEXT = ('Public expenditure on services is reported each quarter by all departments. The figures below were agreed with the statistical '
        'office and include transfers between levels of government. Estimates for the last period are provisional and will be revised when '
        'returns from all reporting units have been received and checked against the accounts. ')
VN = ('Thực hiện Nghị quyết của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế - xã hội, Ủy ban nhân dân tỉnh xây dựng kế hoạch '
      'tổ chức thực hiện các nhiệm vụ trọng tâm trên địa bàn, bảo đảm tiết kiệm, hiệu quả, đúng quy định của pháp luật hiện hành. ')
PLACES = ['Austria', 'Belgium', 'Czech Republic', 'Denmark', 'Estonia', 'Finland', 'Greece', 'Hungary', 'United Kingdom', 'Netherlands',
          'Portugal', 'Slovak Republic', 'Sweden']
AGENCIES = ['Sở Y tế', 'Sở Công Thương', 'Sở Nội vụ', 'Sở Khoa học và Công nghệ', 'Công an tỉnh']

def cell(c, tag, numbers):
    text, rows, columns = c if isinstance(c, tuple) else (c, 1, 1)
    right = numbers and text[:1].isdigit() or text[:1] in '-–(' and len(text) > 1 and numbers
    span = (' rowspan=%d' % rows if rows > 1 else '') + (' colspan=%d' % columns if columns > 1 else '')
    style = ' style="text-align:center"' if columns > 1 else ''
    return '<%s%s%s%s>%s</%s>' % (tag, ' class=n' if right else '', span, style, html.escape(text), tag)

def table(rows, head=1, numbers=True):
    part = lambda rows, tag: ''.join('<tr>%s</tr>' % ''.join(cell(c, tag, numbers) for c in r) for r in rows)
    return '<table><thead>%s</thead><tbody>%s</tbody></table>' % (part(rows[:head], 'th'), part(rows[head:], 'td'))

def page(style, *parts, font='10pt/1.3 "Liberation Sans",sans-serif', size='portrait', pad='2pt 6pt', width='', heads='right'):
    return '<!DOCTYPE html><meta charset="utf-8"><style>' + CSS % (size, font, width, pad, heads) + style + '</style>' + ''.join(parts)

def figures(seed, rows, columns, most=99999, decimals=0):
    r = random.Random(seed)
    one = lambda: '{:,.{d}f}'.format(r.uniform(1, most), d=decimals)
    return [[PLACES[i % len(PLACES)]] + [one() for _ in range(columns)] for i in range(rows)]

def paragraph(text, times=1): return '<p>%s</p>' % (html.escape(text) * times)

def tasks(n, long=True):
    rows = []
    for i in range(n):
        what = 'Xây dựng kế hoạch triển khai nền tảng số dùng chung của ngành %d' % (i + 1)
        if long: what += ', tổ chức tập huấn cho cán bộ, công chức cấp xã và báo cáo kết quả thực hiện'
        rows.append([str(i + 1), what, AGENCIES[i % 5], AGENCIES[(i + 2) % 5] + '; UBND các huyện, thành phố', 'Quý %s/2026' % ['I', 'II', 'III', 'IV'][i % 4],
                     ['Báo cáo', 'Kế hoạch', 'Quyết định của UBND tỉnh'][i % 3]])
    return rows

TASK_HEAD = ['TT', 'Nội dung nhiệm vụ', 'Cơ quan chủ trì', 'Cơ quan phối hợp', 'Thời gian', 'Sản phẩm']
SERIF = '12pt/1.25 "Liberation Serif",serif'

def documents():
    year = lambda a, n: [str(a + i) for i in range(n)]
    stats = [['Country'] + year(2007, 5)] + figures(1, 10, 5)
    rates = [['Member state', 'Rate (%)', 'Change', 'Rank']] + [[r[0], r[1], '-' + r[2], str(i + 1)] for i, r in enumerate(figures(2, 9, 2, 90, 1))]
    nested = [[('Region', 2, 1), ('Male', 1, 2), ('Female', 1, 2)], ['Number', 'Share', 'Number', 'Share']] + [
        [r[0]] + r[1:] for r in figures(3, 8, 4, 5000)]
    notes = [['Measure', 'Description', 'Lead body', 'Date']] + [
        ['M%d' % i, 'Improve the exchange of information between services and publish guidance for local authorities on measure %d' % i,
         ['Ministry of Health', 'Agency for Work'][i % 2], 'June 201%d' % i] for i in range(1, 7)]
    pairs = [['Indicator', 'Value']] + [[a, b] for a, b in (('Population', '5,402,112'), ('Households', '2,110,032'), ('Labour force', '2,804,331'),
             ('Unemployment rate', '6.4'), ('Median age', '41.2'), ('Area', '48,845'))]
    groups = [TASK_HEAD] + [[('I. Phát triển hạ tầng số', 1, 6)]] + tasks(4) + [[('II. Phát triển kinh tế số', 1, 6)]] + tasks(3)
    left = [[('Sector', 1, 1), 'Size', 'Firms', 'Jobs']]
    for i, s in enumerate(('Industry', 'Construction', 'Services')):
        f = figures(20 + i, 3, 2, 9000)
        left += [[(s, 3, 1), 'Small'] + f[0][1:], ['Medium'] + f[1][1:], ['Large'] + f[2][1:]]
    wide = [['No', 'Project'] + ['Q%d %d' % (q, y) for y in (2024, 2025) for q in (1, 2, 3, 4)]] + [
        [str(i + 1), 'Road section %d' % (i + 1)] + r[1:] for i, r in enumerate(figures(5, 12, 8, 900))]
    second = [['Item', 'Budget', 'Spent', 'Left']] + [[a] + r[1:] for a, r in zip(('Staff', 'Travel', 'Equipment', 'Training', 'Total'), figures(6, 5, 3, 9999))]
    t = paragraph
    out = [
        ('grid-tasks', page(GRID, t(VN, 2), table(groups, numbers=False), t(VN), font=SERIF), [groups]),
        ('booktabs', page(BOOK, t(TEXT, 2), table(stats), t(TEXT, 2), font=SERIF, heads='center'), [stats]),
        ('no-rules', page('', t(TEXT, 2), table(stats), t(TEXT, 3), pad='1pt 14pt'), [stats]),
        ('no-rules-rates', page('', t(TEXT), table(rates), t(TEXT), pad='3pt 20pt'), [rates]),
        ('row-rules', page(ROWS, t(TEXT, 2), table(notes), t(TEXT)), [notes]),
        ('row-rules-pairs', page(ROWS, t(TEXT, 2), table(pairs), t(TEXT), width=';width:60%'), [pairs]),
        ('pairs', page('', t(TEXT, 2), table(pairs), t(TEXT), width=';width:60%'), [pairs]),
        ('box', page(BOX, t(TEXT, 2), table(stats), t(TEXT), width=';width:100%'), [stats]),
        ('zebra', page(ZEBRA, t(TEXT, 2), table(rates), t(TEXT), width=';width:90%', heads='left'), [rates]),
        ('bars', page(BARS, t(TEXT, 2), table(second), t(TEXT), width=';width:80%', heads='left'), [second]),
        ('nested-grid', page(GRID, t(TEXT, 2), table(nested, 2), t(TEXT)), [nested]),
        ('nested-book', page(BOOK, t(TEXT, 2), table(nested, 2), t(TEXT), width=';width:90%', heads='center'), [nested]),
        ('nested-none', page('', t(TEXT, 2), table(nested, 2), t(TEXT), width=';width:90%', heads='center'), [nested]),
        ('two-tables', page(BOOK, t(TEXT), table(second), t(TEXT, 2), table(rates), t(TEXT), width=';width:75%'), [second, rates]),
        ('landscape', page(GRID, t(TEXT), table(wide), size='landscape', font='9pt/1.2 "Liberation Sans",sans-serif'), [wide]),
        ('landscape-none', page('', t(TEXT), table(wide), size='landscape', font='9pt/1.2 "Liberation Sans",sans-serif', width=';width:100%'), [wide]),
        ('white-rules', page(WHITE, t(TEXT), table(second), t(TEXT), width=';width:85%'), [second]),
        ('open-sides', page(SIDES, t(TEXT), table(rates), t(TEXT), width=';width:85%'), [rates]),
        ('hair-rules', page(HAIR, t(TEXT), table(left), t(TEXT)), [left]),
        ('left-heads', page(ROWS, t(TEXT), table(left), t(TEXT), width=';width:70%'), [left]),
        ('over-pages', page(GRID, t(VN), table([TASK_HEAD] + tasks(24), numbers=False), t(VN), font=SERIF), [[TASK_HEAD] + tasks(24)]),
        ('long-cells', page('', t(TEXT), table(notes), t(TEXT), pad='4pt 10pt'), [notes]),
        ('text', page('', *[t(TEXT + VN, 2) for _ in range(6)], font=SERIF), []),
        ('columns', page('body{columns:2;column-gap:8mm}', *[t(TEXT, 2) for _ in range(12)]), []),
        ('list', page('', '<h2>Purposes</h2><ol>' + ''.join('<li>%s' % (TEXT[:70 + 30 * i]) for i in range(7)) + '</ol>', t(TEXT),
                      '<p style="border:1px solid;padding:6pt"><u>%s</u></p>' % TEXT), []),
        ('letter', page('', '<table style="width:100%"><tr><td style="text-align:center">ỦY BAN NHÂN DÂN<br>TỈNH HÒA AN<td style="text-align:center"><b>CỘNG HÒA XÃ HỘI CHỦ '
                        'NGHĨA VIỆT NAM</b><br><u>Độc lập - Tự do - Hạnh phúc</u><tr><td style="text-align:center">Số: 12/KH-UBND<td style="text-align:center">'
                        '<i>Hòa An, ngày 05 tháng 02 năm 2026</i></table>', t(VN, 3), t(VN, 2),
                        '<table style="width:100%"><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.<td style="text-align:center"><b>CHỦ TỊCH</b><br><br><br>Nguyễn Văn An</table>',
                        font=SERIF), []),
    ]
    return out
