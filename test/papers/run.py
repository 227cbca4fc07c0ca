# SPDX-License-Identifier: Apache-2.0
"""run.py -- see run.sh; ends in 'N passed, N failed'."""
import glob, json, os, re, shutil, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
JARS = ':'.join('/usr/share/java/%s.jar' % j for j in
                ('preflight', 'pdfbox2', 'xmpbox', 'fontbox2', 'commons-logging', 'commons-io', 'javax.activation', 'jaxb-api'))
MM = 25.4 / 72
ZOOM = 1.5 # of pdftohtml
passed = failed = 0

def check(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good: print('FAILED:', what)

def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, timeout=300, **more)

def pages(pdf):
    """Of each page: its size in mm and its words as (left, top, right, bottom, text) in mm."""
    tree = ET.fromstring(run('pdftotext', '-bbox', pdf, '-').stdout)
    ns = '{http://www.w3.org/1999/xhtml}'
    out = []
    for page in tree.iter(ns + 'page'):
        words = [tuple(float(w.get(k)) * MM for k in ('xMin', 'yMin', 'xMax', 'yMax')) + (w.text or '',) for w in page.iter(ns + 'word')]
        out.append((float(page.get('width')) * MM, float(page.get('height')) * MM, words))
    return out

def layout(pdf, name):
    """The margins of Decree 30/2020: top and bottom 20-25 mm, left 30-35, right 15-20; a page's number in the upper one."""
    numbers = 0
    for i, (wide, high, words) in enumerate(pages(pdf)):
        where = '%s, page %d' % (name, i + 1)
        check(abs(min(wide, high) - 210) < 1 and abs(max(wide, high) - 297) < 1, where + ': A4')
        head = [w for w in words if w[3] < 19]
        text = [w for w in words if w[3] >= 19 and w[1] < high - 20]
        check(len(head) <= 1 and all(w[4].isdigit() and abs((w[0] + w[2]) / 2 - (30 + (wide - 50) / 2)) < 2 for w in head), where + ': the number, in the middle of the text')
        numbers += len(head)
        if not text: continue
        check(min(w[0] for w in text) >= 29.9, where + ': left %.1f mm' % min(w[0] for w in text))
        check(max(w[2] for w in text) <= wide - 15 + .1, where + ': right %.1f mm' % (wide - max(w[2] for w in text)))
        check(min(w[1] for w in text) >= 19.5, where + ': top %.1f mm' % min(w[1] for w in text))
        check(max(w[3] for w in text) <= high - 19.5, where + ': bottom %.1f mm' % (high - max(w[3] for w in text)))
    return numbers

def is_near(value, least, most): return least - .4 <= value <= most + .4

def sizes(pdf, name):
    """Sizes and weights of the parts of the head, in points, by the fonts that poppler finds."""
    xml = ET.fromstring(re.sub(r'</?a[^>]*>', '', run('pdftohtml', '-xml', '-i', '-stdout', pdf).stdout).encode())
    fonts = {f.get('id'): float(f.get('size')) / ZOOM for f in xml.iter('fontspec')}
    found, at, text = {}, None, ''
    for t in xml.iter('text'): # one line in several fonts of one size comes in several pieces
        here = (t.get('top'), round(fonts[t.get('font')]), t.find('.//b') is not None, t.find('.//i') is not None)
        end = int(t.get('left')) + int(t.get('width'))
        text = text + ''.join(t.itertext()) if here == at and abs(int(t.get('left')) - right) < 3 else ''.join(t.itertext())
        at, right = here, end
        found[text.strip()] = (fonts[t.get('font')],) + here[2:]
    for text, least, most, bold, italic in (
            ('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, 13, True, False), ('Độc lập - Tự do - Hạnh phúc', 13, 14, True, False),
            ('Số: 05/BC-STTTT', 13, 13, False, False), ('Hòa An, ngày 05 tháng 02 năm 2025', 13, 14, False, True),
            ('BÁO CÁO', 13, 14, True, False), ('I. KẾT QUẢ THỰC HIỆN', 13, 14, True, False), ('Nơi nhận:', 12, 12, True, True),
            ('- Như trên;', 11, 11, False, False), ('PHÓ GIÁM ĐỐC', 13, 14, True, False), ('Nguyễn Thị Hằng Ước', 13, 14, True, False)):
        got = found.get(text)
        # pdftohtml knows whole points only
        check(got and is_near(got[0], least, most) and got[1:] == (bold, italic), '%s: "%s" is %s' % (name, text, got))

def words_of(text): return re.findall(r'\w+', text)

def tagged(pdf, name):
    tree = run('pdfinfo', '-struct-text', pdf).stdout
    told = words_of(' '.join(re.findall(r'^\s*"(.*)"$', tree, re.M)))
    check(tree.startswith('Document'), name + ': tagged')
    shown = {}
    for w in words_of(run('pdftotext', '-raw', pdf, '-').stdout): shown[w] = shown.get(w, 0) + 1
    missing = [w for w in set(told) if w not in shown]
    unsaid = [w for w in shown if w not in set(told) and not w.isdigit()]
    check(not missing and not unsaid, '%s: words that only the tags or only the page has: %s %s' % (name, missing[:9], unsaid[:9]))
    return tree

def commented(out):
    """Copies with comments that ngayso lint made: LibreOffice shows as many as it says, and nothing else is another."""
    copies = []
    for name in ('report', 'decision', 'letters'):
        draft, copy = '%s/%s.docx' % (out, name), '%s/%s-commented.docx' % (out, name)
        found = json.loads(run(ROOT + '/build/ngayso', 'lint', '--json', '-o', copy, draft).stdout)['findings']
        if name == 'report': check(not found, 'what we write is clean: %s' % found)
        with zipfile.ZipFile(draft) as a, zipfile.ZipFile(copy) as b:
            for part in a.namelist():
                if part not in ('word/document.xml', '[Content_Types].xml', 'word/_rels/document.xml.rels'): check(a.read(part) == b.read(part), '%s: %s is another' % (name, part))
        run('soffice', '-env:UserInstallation=file://%s/office' % out, '--headless', '--convert-to', 'odt', '--outdir', out + '/odt', copy)
        with zipfile.ZipFile('%s/odt/%s-commented.odt' % (out, name)) as odt: content = odt.read('content.xml').decode()
        shown = len(re.findall('<office:annotation ', content))
        said = content.count('Hãy ')
        check(bool(shown) == bool(found) and said >= len(found), '%s: %d comments shown of %d findings' % (name, shown, len(found)))
        if found: copies.append(copy)
    return copies

def main():
    out = tempfile.mkdtemp(prefix='ngayso-papers-')
    try:
        env = dict(os.environ, NGAYSO_PAPERS=out)
        check(run(ROOT + '/build/press/press_test', env=env).returncode == 0, 'press_test')
        docx = sorted(glob.glob(out + '/*.docx'))
        check(len(docx) >= 6, 'documents')
        docx += commented(out)
        said = run('node', ROOT + '/test/papers/schema.mjs', *docx)
        check(said.returncode == 0, said.stderr)
        for line in said.stdout.splitlines(): check(line.endswith(' ok'), line)
        check(len(said.stdout.splitlines()) == len(docx), 'every one was looked at')

        # LibreOffice begins once for all.
        run('soffice', '-env:UserInstallation=file://%s/office' % out, '--headless', '--convert-to', 'pdf', '--outdir', out + '/office-pdf', *[d for d in docx if 'large' not in d])
        for folder, who in ((out + '/office-pdf', 'Word by LibreOffice'), (out, 'PDF')):
            for name in ('report', 'letter', 'decision', 'minutes'):
                numbers = layout('%s/%s.pdf' % (folder, name), '%s: %s' % (who, name))
                check((numbers >= 3) == (name == 'report'), '%s: %s: numbers on %d pages' % (who, name, numbers))
            sizes(folder + '/report.pdf', who)

        for pdf in sorted(glob.glob(out + '/*.pdf')):
            name = os.path.basename(pdf)
            checked = run('qpdf', '--check', pdf)
            check(checked.returncode == 0 and 'WARNING' not in checked.stdout + checked.stderr, '%s: qpdf: %s' % (name, checked.stdout))
            fonts = [l for l in run('pdffonts', pdf).stdout.splitlines()[2:]]
            check(fonts and all('LiberationSerif' in f and ' yes yes yes ' in f for f in fonts), name + ': fonts ' + str(fonts))
            verdict = run('java', '-cp', JARS, 'org.apache.pdfbox.preflight.Validator_A1b', pdf).stdout
            findings = [l for l in verdict.splitlines() if re.match(r'[\d.]+ :', l)]
            if name.endswith('.a1.pdf'): check('is a valid PDF/A-1b file' in verdict, '%s: %s' % (name, findings[:5]))
            # What a file of part 2 may have and one of part 1 may not.
            else: check(sorted(f.split(' :')[0] for f in findings) == ['1.4', '7.11.2'], '%s: %s' % (name, findings[:5]))
            if name.startswith('large'): continue # words as wide as the page
            tree = tagged(pdf, name)
            if name == 'report.pdf': check(all(t in tree for t in ('H1 (block)', 'Table (block)', '  TR', '  TH', '  TD', 'Link (inline)', 'Note')), 'report.pdf: roles')

        # pdftotext takes letters that stand alone for one spaced word, so each stands twice.
        letters = re.search(r'letters\[\] = (.*?);', open(ROOT + '/src/paper/paper_more.h', encoding='utf-8').read(), re.S)[1]
        text = run('pdftotext', out + '/letters.pdf', '-').stdout.split()
        for letter in re.findall(r'[^\s"]+', letters): check(text.count(letter * 2) == 4, 'letter %s: %d times' % (letter, text.count(letter * 2)))
    finally: shutil.rmtree(out)
    print('%d passed, %d failed' % (passed, failed))
    return failed

sys.exit(1 if main() else 0)
