# SPDX-License-Identifier: Apache-2.0
"""scans.py -- a server with scans on their way: photos sent together, larger than 9 MB; killed (-9) in the middle of the
second page, started again; ended in the middle of a page within a second.  See scans.sh; ends in 'N passed, N failed'."""
import glob, http.client, json, os, re, signal, socket, subprocess, sys, tempfile, time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
sys.path.insert(0, os.path.join(ROOT, 'test/fault'))
sys.dont_write_bytecode = True
import make
from person import Person, check, end, wait_for

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]

class Server:
    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None

    def start(self):
        self.process = subprocess.Popen([os.path.join(ROOT, 'build/ngayso'), 'serve', '--today', '2024-09-28', '--try', '--data',
                                         os.path.join(self.folder, 'd.db'), '--port', str(self.port)], stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            link = re.search(r'http://[^/]*(/\S*)', line)
            if link and len(link[1]) > 10: return link[1]
        raise SystemExit('the server said no link')

    def kill(self, how):
        begun = time.time()
        self.process.send_signal(how)
        self.process.wait()
        return time.time() - begun

def sign_in(server):
    person = Person(server.port)
    person.ask('POST', server.link)
    status, text = person.ask('GET', '/ke-hoach/moi')
    token = re.search(rb'name="_token" value="([^"]*)"', text)
    person.token = token[1].decode() if token else ''
    return person

def send(person, files):
    b = 'xyzzy'
    body = b''.join(b'--xyzzy\r\nContent-Disposition: form-data; name="tep"; filename="%s"\r\n\r\n%s\r\n' % (os.path.basename(f).encode(), open(f, 'rb').read()) for f in files)
    body += b'--xyzzy\r\nContent-Disposition: form-data; name="_token"\r\n\r\n%s\r\n--xyzzy--\r\n' % person.token.encode()
    c = http.client.HTTPConnection('127.0.0.1', person.front, timeout=180)
    c.request('POST', '/ke-hoach/moi', body, {'Host': '127.0.0.1:%d' % person.front, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'multipart/form-data; boundary=' + b,
                                              'Cookie': '; '.join('%s=%s' % k for k in person.cookies.items())})
    r = c.getresponse()
    text = r.read()
    return r.status, r.getheader('Location') or '', text, len(body)

def done(person, place):
    """Pages that were read; the plan's address when all were."""
    text = person.ask('GET', place)[1].decode()
    value = re.search(r'<progress[^>]*value="(\d+)"', text)
    plan = re.search(r'/ke-hoach/(\d+)/ra-soat', text)
    return int(value[1]) if value else -1, plan and plan[1]

def bad_layer(folder, photos):
    """A PDF of pictures under which a program without Vietnamese laid its text: the pictures are read anew."""
    at = lambda name: os.path.join(folder, name)
    open(at('list'), 'w').write('\n'.join(photos))
    subprocess.run(['tesseract', at('list'), at('layer'), '-l', 'eng', '--dpi', '300', 'pdf'], check=True, capture_output=True)
    text = subprocess.run(['pdftotext', at('layer.pdf'), '-'], check=True, capture_output=True, text=True).stdout
    read = lambda *files: json.loads(subprocess.run([os.path.join(ROOT, 'build/ngayso'), 'read', *files], check=True, capture_output=True, text=True).stdout)
    layer, seen = read(at('layer.pdf')), read(*photos)
    check('the layer itself has no Vietnamese', 'KE HOACH' in text and 'KẾ HOẠCH' not in text)
    check('a bad layer is not believed', layer['title'] == seen['title'] and len(layer['activities']) == len(seen['activities']), layer['title'])

def main():
    folder = tempfile.mkdtemp(prefix='ngayso-scans-')
    at = lambda name: os.path.join(folder, name)
    make.page(at('s.html'), open(os.path.join(ROOT, 'test/samples/ke-hoach-136-2024.restored.txt'), encoding='utf-8').read())
    subprocess.run(['node', os.path.join(ROOT, 'test/documents/print.mjs'), at('s.html')], check=True, timeout=900)
    subprocess.run('pdftoppm -r 300 -l 7 -jpeg -jpegopt quality=100 s.pdf page', shell=True, check=True, cwd=folder)
    photos = sorted(glob.glob(at('page-*.jpg')))
    server = Server(folder)
    try:
        bad_layer(folder, photos[:3])
        server.link = server.start()
        person = sign_in(server)
        status, place, text, n = send(person, photos)
        check('photos of more than 9 MB are taken', status == 303 and n > 9 << 20 and place.startswith('/quet/'), '%d, %d bytes, %s' % (status, n, place))
        if status != 303: print(text[:3000].decode()); return
        check('a page was read', wait_for(lambda: done(person, place)[0] >= 1))
        server.kill(signal.SIGKILL)
        server.link = server.start()
        before = done(person, place)[0]
        check('killed, and what was read is there', before >= 1, before)
        begun = time.time()
        check('it goes on by itself', wait_for(lambda: done(person, place)[0] > before), '%.1f s' % (time.time() - begun))
        took = server.kill(signal.SIGTERM)
        check('it ends within a second in the middle of a page', took < 1, '%.2f s' % took)
        server.link = server.start()
        check('and all of it becomes a plan', wait_for(lambda: done(person, place)[1]))
        plan = done(person, place)[1]
        status, text = person.ask('GET', '/ke-hoach/%s/trang/3' % plan)
        check('its pages are shown', status == 200 and text[:3] == b'\xff\xd8\xff', status)
    finally:
        if server.process: server.process.kill()
        subprocess.run(['rm', '-rf', folder])
    end()

main()
