# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium without a display, driven by WebDriver, which is JSON over HTTP."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request

# A sanitizer's build is slower, and whoever runs it says how much.
WAIT = 30 * int(os.environ.get('CABINET_TEST_PATIENCE', '1'))
ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
TAB, ENTER = '\ue004', '\ue007'
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(method, url, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)
    request.add_header('Content-Type', 'application/json')
    for name, value in headers.items():
        request.add_header(name.replace('_', '-'), value)
    try:
        with DIRECT.open(request, timeout=60) as answer:
            return json.loads(answer.read() or b'null')
    except urllib.error.HTTPError as error:
        raise AssertionError(f'{method} {url}: {error.code} {error.read().decode()}') from error


def until(question, what):
    """The first true answer to question() within the time."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f'not within {WAIT} s: {what}')


class Browser:
    """Chromium by WebDriver."""

    def __init__(self, folder):
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True, env={**os.environ, 'HOME': folder})
        for line in self.driver.stdout:
            port = re.search(r'started successfully on port (\d+)', line)
            if port:
                break
        else:
            raise AssertionError('chromedriver did not start')
        options = {'args': ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
                            '--no-proxy-server', '--lang=en', '--window-size=900,900',
                            f'--user-data-dir={folder}/profile'],
                   'prefs': {'intl.accept_languages': 'en'}}
        capabilities = {'alwaysMatch': {'browserName': 'chrome', 'goog:chromeOptions': options}}
        base = f'http://127.0.0.1:{port.group(1)}/session'
        self.session = base + '/' + ask('POST', base, {'capabilities': capabilities})['value']['sessionId']

    def end(self):
        try:
            ask('DELETE', self.session)
        finally:
            self.driver.terminate()
            self.driver.wait(WAIT)

    def do(self, method, path, body=None):
        return ask(method, f'{self.session}/{path}', body)['value']

    def open(self, url):
        self.do('POST', 'url', {'url': url})

    def find(self, css):
        return self.do('POST', 'element', {'using': 'css selector', 'value': css})[ELEMENT]

    def has(self, css):
        return bool(self.do('POST', 'elements', {'using': 'css selector', 'value': css}))

    def text(self, css='body'):
        return self.do('GET', f'element/{self.find(css)}/text')

    def attribute(self, css, name):
        return self.do('GET', f'element/{self.find(css)}/attribute/{name}')

    def write(self, css, words):
        self.do('POST', f'element/{self.find(css)}/value', {'text': words})

    def click(self, css):
        self.do('POST', f'element/{self.find(css)}/click', {})

    def leave(self, how):
        """Does what leads to another page, and waits until that one is there."""
        self.run('document.documentElement.dataset.left = "yes"')
        how()
        until(self._has_arrived, 'the next page')

    def _has_arrived(self):
        try:
            return self.run('return !document.documentElement.dataset.left && document.readyState === "complete"'
                            ' && document.querySelector("h1") !== null')
        except AssertionError:
            return False  # between two pages

    def send(self, action):
        self.leave(lambda: self.click(f'button[value={action}]'))

    def run(self, script):
        return self.do('POST', 'execute/sync', {'script': script, 'args': []})

    def keys(self, *keys):
        """Typed on the keyboard, wherever the focus is."""
        actions = [{'type': kind, 'value': key} for key in keys for kind in ('keyDown', 'keyUp')]
        self.do('POST', 'actions', {'actions': [{'type': 'key', 'id': 'keyboard', 'actions': actions}]})

    def focused(self):
        """The name, id or text of what has the keyboard."""
        return self.run('const e = document.activeElement;'
                        'return e.name === "action" ? e.value : e.id || e.getAttribute("role") || e.textContent')

    def state(self):
        return self.attribute('h1', 'data-state')

    def fill(self, number, expiry='12/30', code='123'):
        self.write('#number', number)
        self.write('#expiry', expiry)
        self.write('#cvc', code)


def is_there():
    return bool(shutil.which('chromium') and shutil.which('chromedriver'))
