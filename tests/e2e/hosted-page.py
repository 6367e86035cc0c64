#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The processor's page in a real browser without a display: paid, declined, confirmed with 3-D Secure, sent
twice with the browser's Back, and with the keyboard alone. What became of the money is asked of the server.

Prints TAP; skipped where there is no Chromium."""

import os
import subprocess
import sys
import tempfile
import uuid

from browser import ENTER, TAB, WAIT, Browser, ask, is_there, until

DEMO = os.environ.get('CABINET_DEMO', 'cabinet-demo')


class Demo:
    """A provider of our own, and one subscriber of it."""

    def __init__(self):
        self.process = subprocess.Popen([DEMO, '--control', '--with-parent'], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def end(self):
        self.process.stdin.close()
        self.process.wait(WAIT)

    def enter(self, tenant):
        request = {'kind': 'password', 'login': '12345', 'secret': 'demo'}
        step = ask('POST', f'{self.url}/{tenant}/v1/sign-ins', request)
        self.api = f'{self.url}/{tenant}/v1'
        self.token = 'Bearer ' + step['session']['access_token']
        self.contract = self.read('contracts')['contracts'][0]['id']

    def read(self, path):
        return ask('GET', f'{self.api}/{path}', Authorization=self.token)

    def start(self, amount='500.00'):
        request = {'amount': {'amount': amount, 'currency': 'RUB'}, 'method': 'card',
                   'return_url': 'cabinet:payment'}
        return ask('POST', f'{self.api}/contracts/{self.contract}/payments', request, Authorization=self.token,
                   Idempotency_Key=f'"{uuid.uuid4()}"')

    def state(self, payment):
        return self.read(f'payments/{payment["id"]}')

    def balance(self):
        return self.read(f'contracts/{self.contract}/overview')['balances'][0]['amount']['amount']

    def captures(self, payment):
        rows = ask('GET', f'{self.url}/control/captures')['captures']
        return [row for row in rows if row['payment'] == payment['id'] and row['kind'] == 'capture']


def check(found, wanted):
    if found != wanted:
        raise AssertionError(f'{found!r} instead of {wanted!r}')


def pay(browser, demo, number, tenant='tomtel'):
    """Starts a payment and sends a card for it."""
    demo.enter(tenant)
    payment = demo.start()
    browser.open(payment['confirmation_url'])
    browser.fill(number)
    browser.send('pay')
    return payment


def credited_once(demo, payment, before):
    until(lambda: demo.state(payment)['state'] == 'credited', 'the credit')
    check(round(float(demo.balance()) - float(before), 2), 500.0)
    check(len(demo.captures(payment)), 1)


def success(browser, demo):
    demo.enter('tomtel')
    before = demo.balance()
    payment = pay(browser, demo, '4111 1111 1111 1111')
    check(browser.state(), 'paid')
    check(browser.attribute('main a', 'href'), 'cabinet:payment')
    credited_once(demo, payment, before)


def back_and_again(browser, demo):
    """The browser's Back shows the form that was sent; sent again it takes nothing."""
    demo.enter('tomtel')
    before = demo.balance()
    payment = pay(browser, demo, '5555555555554444')
    check(browser.state(), 'paid')
    browser.do('POST', 'back', {})
    until(lambda: browser.run('return document.readyState') == 'complete', 'the page')
    if browser.has('#number'):
        browser.run('for (const id of ["number", "expiry", "cvc"]) document.getElementById(id).value = "";')
        browser.fill('5555555555554444')
        browser.send('pay')
    check(browser.state() in ('paid', 'credited'), True)
    credited_once(demo, payment, before)


def declines(browser, demo):
    for number, reason, tenant in (('4000000000000127', 'wrong_data', 'tomtel'),
                                   ('4000000000009995', 'not_enough_money', 'tomtel'),
                                   ('4100000000000019', 'security', 'telemir'),
                                   ('4000000000000002', 'bank', 'tomtel')):
        payment = pay(browser, demo, number, tenant)
        check(browser.attribute('[role=alert]', 'data-reason'), reason)
        check(demo.state(payment)['state'], 'declined')
        check(demo.state(payment)['decline']['reason'], reason)
        check(demo.captures(payment), [])
        if reason == 'security':
            phone = demo.state(payment)['decline']['phone']
            check(phone in browser.text('[role=alert]') and phone in browser.text('footer'), True)


def challenge(browser, demo):
    demo.enter('mts')
    before = demo.balance()
    payment = pay(browser, demo, '4000 0000 0000 3220', 'mts')
    check(browser.state(), 'processing')
    check(browser.attribute('#password', 'autocomplete'), 'one-time-code')
    browser.write('#password', browser.text('#printed-password'))
    browser.send('confirm')
    check(browser.state(), 'paid')
    credited_once(demo, payment, before)

    payment = pay(browser, demo, '4000 0000 0000 3220', 'mts')
    for _ in range(3):
        browser.write('#password', 'wrong')
        browser.send('confirm')
    check(browser.state(), 'declined')
    check(demo.captures(payment), [])


def keyboard_only(browser, demo):
    """From the first Tab to the credit, mistakes included; the focus can be seen at every stop."""
    demo.enter('tomtel')
    before = demo.balance()
    payment = demo.start()
    browser.open(payment['confirmation_url'])
    stops = []
    while not stops or stops[-1] != 'number':
        browser.keys(TAB)
        stops.append(browser.focused())
        if len(stops) > 5:
            raise AssertionError(f'the keyboard does not reach the number: {stops}')
    for stop, words in (('number', '4111111111111112'), ('expiry', '12/30'), ('cvc', '123')):
        check(browser.focused(), stop)
        style = browser.run('const s = getComputedStyle(document.activeElement);'
                            'return s.outlineStyle + " " + s.outlineWidth')
        check(style, 'solid 3px')
        browser.keys(*words)
        browser.keys(TAB)
    check(browser.focused(), 'name')
    browser.leave(lambda: browser.keys(ENTER))
    check(browser.focused(), 'alert')
    check(browser.attribute('#number', 'aria-invalid'), 'true')
    check(browser.attribute('#cvc', 'value'), '')
    browser.keys(TAB, ENTER)
    until(lambda: browser.focused() == 'number', 'the fault leads to its field')
    browser.run('document.activeElement.select()')
    browser.keys(*'4111111111111111')
    browser.keys(TAB, TAB, *'123')
    check(browser.focused(), 'cvc')
    browser.keys(TAB, TAB)
    check(browser.focused(), 'pay')
    browser.leave(lambda: browser.keys(ENTER))
    check(browser.state(), 'paid')
    credited_once(demo, payment, before)


def narrow_and_russian(browser, demo):
    demo.enter('tomtel')
    payment = demo.start()
    browser.open(payment['confirmation_url'] + '?lang=ru')
    check(browser.attribute('html', 'lang'), 'ru')
    check('Оплатить 500,00\u00a0₽' in browser.run('return document.body.textContent'), True)
    metrics = {'width': 320, 'height': 640, 'deviceScaleFactor': 1, 'mobile': False}
    browser.do('POST', 'goog/cdp/execute', {'cmd': 'Emulation.setDeviceMetricsOverride', 'params': metrics})
    check(browser.run('const e = document.documentElement; return e.scrollWidth <= e.clientWidth'), True)
    browser.do('POST', 'goog/cdp/execute', {'cmd': 'Emulation.clearDeviceMetricsOverride', 'params': {}})
    browser.leave(lambda: browser.click('nav a'))
    check(browser.attribute('html', 'lang'), 'en')
    browser.send('cancel')
    check(browser.state(), 'cancelled')
    check(demo.state(payment)['state'], 'cancelled')


def main():
    tests = (success, back_and_again, declines, challenge, keyboard_only, narrow_and_russian)
    if not is_there():
        print('1..0 # SKIP no Chromium')
        return 0
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        demo = Demo()
        browser = Browser(folder)
        try:
            for number, test in enumerate(tests, 1):
                try:
                    test(browser, demo)
                    print(f'ok {number} {test.__name__}', flush=True)
                except AssertionError as error:
                    failed += 1
                    print(f'# {error}\nnot ok {number} {test.__name__}', flush=True)
        finally:
            browser.end()
            demo.end()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
