# SPDX-License-Identifier: Apache-2.0
"""run.py -- see run.sh; ends in 'N passed, N failed'."""
import glob, importlib.machinery, importlib.util, json, os, shutil, subprocess, sys, tempfile
sys.dont_write_bytecode = True
import make

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
SAMPLE = os.path.join(ROOT, 'test/samples/ke-hoach-136-2024.restored.txt')
loader = importlib.machinery.SourceFileLoader('accuracy', os.path.join(ROOT, 'tools/accuracy-reading'))
accuracy = importlib.util.module_from_spec(importlib.util.spec_from_loader('accuracy', loader))
loader.exec_module(accuracy)
passed = failed = 0

def check(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good: print('FAILED:', what)

def ngayso(*words):
    return subprocess.run([os.path.join(ROOT, 'build/ngayso'), *words], capture_output=True, text=True, timeout=900)

def read(path):
    run = ngayso('read', path)
    check(run.returncode == 0, '%s: %s' % (path, run.stderr))
    return json.loads(run.stdout or '{}')

def same(path, expected, names, least=1.0):
    score = accuracy.compare(expected, read(path), names)
    f1 = accuracy.f1(score.rows)
    check(f1 >= least, '%s: structure F1 %.4f\n  %s' % (path, f1, '\n  '.join(score.notes)))
    check(min(score.texts, default=1) > 0.95, '%s: a text differs' % path)

def expected_of(reading):
    """What was read of the text, as accuracy-reading has it."""
    e = dict(reading)
    e['report_due'] = reading.get('report_due') or {}
    return e

def written(folder, expected, names):
    """The other way round: what was read is written as Word and PDF, and read again as the same."""
    for extension in ('docx', 'pdf'):
        scores = {}
        for path in [SAMPLE] + sorted(glob.glob(os.path.join(ROOT, 'test/corpus/plans/**/*.txt'), recursive=True)):
            if path.endswith('.ocr.txt'): continue
            first = ngayso('read', path)
            if first.returncode: continue # no plan
            out = os.path.join(folder, 'written.' + extension)
            run = ngayso('read', '-o', out, path)
            check(run.returncode == 0, '%s as %s: %s' % (path, extension, run.stderr))
            scores[path] = accuracy.f1(accuracy.compare(expected_of(json.loads(first.stdout)), read(out), names).rows)
        check(scores[SAMPLE] == 1.0, 'the sample as %s: F1 %.4f' % (extension, scores[SAMPLE]))
        mean = sum(scores.values()) / len(scores)
        print('written as %s and read again: %d plans, mean F1 %.4f, %d without a difference' % (extension, len(scores), mean, sum(v == 1 for v in scores.values())))
        check(mean > 0.995 and min(scores.values()) > 0.93, 'written as %s: %s' % (extension, {k: v for k, v in scores.items() if v < 1}))

def main():
    text, names = open(SAMPLE, encoding='utf-8').read(), accuracy.directory()
    expected = expected_of(read(SAMPLE))
    folder = tempfile.mkdtemp(prefix='ngayso-documents-')
    try:
        at = lambda name: os.path.join(folder, name)
        make.docx(at('s.docx'), text)
        make.docx(at('typed.docx'), text, typed=True)
        make.odt(at('s.odt'), text)
        for name in ('s.docx', 'typed.docx', 's.odt'): same(at(name), expected, names)
        # An annex of 200 tasks: each one a row, read by its columns.
        agencies = ['Sở Y tế', 'Sở Công Thương', 'Sở Nội vụ']
        rows = [[str(i + 1), 'Nhiệm vụ số %d của chương trình' % (i + 1), agencies[i % 3], agencies[(i + 1) % 3], 'Quý II/2024', 'Báo cáo'] for i in range(200)]
        make.docx(at('annex.docx'), text, annex=rows)
        make.page(at('s.html'), text)
        make.page(at('annex.html'), text, annex=rows)
        subprocess.run(['node', os.path.join(ROOT, 'test/documents/print.mjs'), at('s.html'), at('annex.html')], check=True, timeout=900)
        same(at('s.pdf'), expected, names)
        for name in ('annex.docx', 'annex.pdf'):
            activities = read(at(name)).get('activities', [])
            check([a['title'] for a in activities[-200:]] == [r[1] for r in rows], name + ': a title')
            check(all(a['to'] == '2024-06-30' and len(a['leads']) == 1 and len(a['coordinators']) == 1 for a in activities[-200:]), name + ': a row')
        written(folder, expected, names)
        # As a scan of 300 dpi with mild noise, and one that leans, of 200 dpi, in grey shadow.
        subprocess.run('pdftoppm -r 300 -gray s.pdf page && gcc -O2 -o wear %s $(pkg-config --cflags --libs lept) -lm && ./wear -n 400 -g 10 page-*.pgm scan.pdf'
                       ' && ./wear -a 1 -d 200 -g 8 -s 80 page-*.pgm photo.pdf' % os.path.join(ROOT, 'test/documents/wear.c'), shell=True, check=True, cwd=folder)
        same(at('scan.pdf'), expected, names)
        same(at('photo.pdf'), expected, names)
        # The other way in: imported once, the file kept.
        for _ in range(2): run = ngayso('import', '--data', at('d.db'), at('s.docx'), at('s.odt'))
        check(run.returncode == 0 and run.stdout.count('đã có') == 2, 'import: %s%s' % (run.stdout, run.stderr))
    finally: shutil.rmtree(folder)
    print('%d passed, %d failed' % (passed, failed))
    return failed

sys.exit(1 if main() else 0)
