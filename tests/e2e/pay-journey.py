#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A top-up from the window to the balance: the form is filled in through the accessibility bus, the page that it
opens is paid in Chromium, the page's way back is opened with the program, and the window shows the credit and
the new balance; then a card that is declined.

Runs itself in a session bus with an accessibility bus and an open keyring. Prints TAP; skipped where there is
no Chromium."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import browser
import journey

CABINET_LINK = 'cabinet:payment'


class Handler:
    """What the desktop opens web addresses with: it writes them down."""

    def __init__(self):
        data = pathlib.Path(os.environ['XDG_DATA_HOME'])
        self.opened = data / 'opened'
        script = data / 'open-address'
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{self.opened}"\n')
        script.chmod(0o700)
        (data / 'applications').mkdir(parents=True, exist_ok=True)
        types = ('x-scheme-handler/http', 'x-scheme-handler/https')
        (data / 'applications' / 'test-browser.desktop').write_text(
            f'[Desktop Entry]\nType=Application\nName=Test\nExec={script} %u\nMimeType={";".join(types)};\n')
        config = pathlib.Path(os.environ['XDG_CONFIG_HOME'])
        config.mkdir(parents=True, exist_ok=True)
        (config / 'mimeapps.list').write_text(
            '[Default Applications]\n' + ''.join(f'{kind}=test-browser.desktop\n' for kind in types))

    def addresses(self):
        return self.opened.read_text().splitlines() if self.opened.exists() else []

    def wait(self, count):
        return journey.until(lambda: self.addresses() if len(self.addresses()) >= count else None,
                             f'{count} addresses to be opened')


def check(found, wanted):
    if found != wanted:
        raise AssertionError(f'{found!r} instead of {wanted!r}')


def press_beginning(window, words):
    """The button whose name begins so: what follows is a sum with spaces of its own."""
    def look():
        for node in window.everything():
            try:
                if node.get_role_name() in ('push button', 'button') and node.get_name().startswith(words):
                    return node if node.get_state_set().contains(window.atspi.StateType.SENSITIVE) else None
            except window.glib.Error:
                continue
        return None
    window.act_on(journey.until(look, f'a button “{words}…”'), 'click')


def write_sum(window, amount):
    """Into the field of the form, which is the first that is shown with such a name."""
    def look():
        for node in window.everything():
            try:
                if node.get_name().startswith('Sum') and node.get_editable_text_iface() is not None:
                    return node
            except window.glib.Error:
                continue
        return None
    node = journey.until(look, 'the field for the sum')
    window.atspi.EditableText.set_text_contents(node, amount)


def start(window, handler, amount, count):
    """Fills in the form and presses its button; the page that was opened for it."""
    window.activate('show-page', window.glib.Variant('s', 'top-up'))
    window.shows('^To be taken$')
    write_sum(window, amount)
    press_beginning(window, f'Go and pay {amount}')
    pages = handler.wait(count)
    check(len(pages), count)
    window.shows('^Waiting for the payment in the browser$')
    return pages[-1]


def pay(chromium, page, card):
    chromium.open(page)
    chromium.fill(card)
    chromium.send('pay')
    return chromium.state()


def come_back(window, chromium):
    """The link of the page, opened as a desktop would: the running window takes it."""
    check(chromium.attribute('main a', 'href'), CABINET_LINK)
    done = subprocess.run(['cabinet', CABINET_LINK], check=False, timeout=journey.WAIT)
    check(done.returncode, 0)
    check(window.process.poll(), None)


def credited(window, before):
    window.shows('^The money is on the balance$')
    window.shows(r'step 4 of 4, On the balance: done, \d+:\d\d:\d\d')
    window.activate('show-page', window.glib.Variant('s', 'overview'))
    window.shows_sum(f'{before + 500:.2f}')
    [account] = journey.accounts(1)
    check(round(float(account['balance']['amount']) - before, 2), 500.0)


def declined(window):
    window.shows('^The payment was declined, no money was taken$')
    window.shows('step 3 of 4, Paid: did not happen')
    window.shows('smaller sum')
    window.find(('push button', 'button'), 'Pay in another way')


def go(steps, libraries, chromium, made):
    step = steps.step
    handler = Handler()
    window = step('/e2e/pay-journey/open', lambda: journey.Window(*libraries))
    made.append(window)
    account = step('/e2e/pay-journey/try-the-demo', journey.try_the_demo, window)
    before = float(account['balance']['amount'])
    page = step('/e2e/pay-journey/start', start, window, handler, '500', 1)
    check(re.match(r'http://127\.0\.0\.1:\d+/', page) is not None, True)
    state = step('/e2e/pay-journey/pay', pay, chromium, page, '4111 1111 1111 1111')
    check(state in ('paid', 'credited'), True)
    step('/e2e/pay-journey/come-back', come_back, window, chromium)
    step('/e2e/pay-journey/credited', credited, window, before)
    window.activate('show-page', window.glib.Variant('s', 'top-up'))
    window.press('Done')
    page = step('/e2e/pay-journey/start-again', start, window, handler, '321', 2)
    check(pay(chromium, page, '4000 0000 0000 9995'), 'declined')
    step('/e2e/pay-journey/declined', declined, window)
    step('/e2e/pay-journey/quit', window.quit)


def main():
    if not browser.is_there():
        print('1..0 # SKIP no Chromium')
        return 0
    journey.enter_session(__file__)
    os.dup2(journey.TAP, 1)
    libraries = journey.import_atspi()
    print('1..9', flush=True)
    made = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chromium = browser.Browser(folder)
        try:
            go(journey.Journey(), libraries, chromium, made)
        except Exception as error:
            print(f'# {type(error).__name__}: {error}', flush=True)
            return 1
        finally:
            chromium.end()
            for window in made:
                window.end()
    return 0


if __name__ == '__main__':
    sys.exit(main())
