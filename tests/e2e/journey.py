#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's first two visits, made through the accessibility bus as a screen reader would: tries the demo,
adds a second contract, quits; comes back with the demo gone and finds everything still there.

Runs itself in a session bus with an accessibility bus and an open keyring. Prints TAP."""

import json
import os
import pathlib
import re
import subprocess
import sys
import time
import warnings

HERE = pathlib.Path(__file__).resolve().parent
APP_ID = 'org.example.Cabinet'
TAP = 5  # the descriptor of the test's own standard output
TAB, ENTER = 0xff09, 0xff0d
PATH = '/org/example/Cabinet'
# A sanitizer's build is slower, and whoever runs it says how much.
PATIENCE = int(os.environ.get('CABINET_TEST_PATIENCE', '1'))
WAIT = 40 * PATIENCE * (4 if 'sanitize' in os.environ.get('CABINET_BUILD_DIR', '') else 1)

warnings.filterwarnings('ignore', category=DeprecationWarning)


def enter_session(script=__file__):
    """The tests' own bus starts nothing: this one has what a desktop's has."""
    if os.environ.get('CABINET_JOURNEY') == 'inside':
        return
    os.environ.update(CABINET_JOURNEY='inside', GTK_A11Y='atspi')
    # What the bus starts chats on its standard output, where only TAP must be.
    os.dup2(1, TAP)
    os.set_inheritable(TAP, True)
    os.dup2(2, 1)
    os.execvp('dbus-run-session', ['dbus-run-session', '--', str(HERE / 'keyring'), sys.executable, script])


def import_atspi():
    try:
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi, Gio, GLib
    except (ImportError, ValueError) as error:
        print(f'1..0 # SKIP no accessibility library: {error}')
        sys.exit(0)
    return Atspi, Gio, GLib


def until(question, what, seconds=WAIT):
    """The first true answer to question() within the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f'not within {seconds} s: {what}')


class Window:
    """Cabinet as the accessibility bus shows it."""

    def __init__(self, atspi, gio, glib, **env):
        self.atspi, self.glib = atspi, glib
        self.bus = gio.bus_get_sync(gio.BusType.SESSION, None)
        self.process = subprocess.Popen(['cabinet'], env={**os.environ, **env})
        self.root = until(self._find_application, 'the window on the accessibility bus')
        self.forgotten_at = 0

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f'cabinet ended with {self.process.returncode}')
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def forget(self):
        """What the library remembers is old for ever if it missed an event."""
        if time.monotonic() > self.forgotten_at + 2:
            self.root.clear_cache()
            self.forgotten_at = time.monotonic()

    def everything(self, below=None):
        """All that is shown, in reading order."""
        if below is None:
            self.forget()
        below = below or self.root
        try:
            states = below.get_state_set()
            if below is not self.root and not states.contains(self.atspi.StateType.VISIBLE):
                return
            yield below
            for index in range(below.get_child_count()):
                child = below.get_child_at_index(index)
                if child is not None:
                    yield from self.everything(child)
        except self.glib.Error:
            return  # it went away while it was looked at

    def texts(self):
        for node in self.everything():
            try:
                yield node.get_name() or ''
                if node.get_text_iface() is not None:
                    yield self.atspi.Text.get_text(node, 0, -1)
            except self.glib.Error:
                continue

    def look(self, roles, name):
        for node in self.everything():
            try:
                if node.get_role_name() in roles and node.get_name() == name:
                    return node
            except self.glib.Error:
                continue
        return None

    def find(self, roles, name):
        return until(lambda: self.look(roles, name), f'{roles[0]} “{name}”')

    def press(self, name):
        node = self.find(('push button', 'button', 'toggle button'), name)
        self.act_on(node, 'click')

    def act_on(self, node, action):
        for index in range(self.atspi.Action.get_n_actions(node)):
            if self.atspi.Action.get_action_name(node, index) == action:
                self.atspi.Action.do_action(node, index)
                return
        raise AssertionError(f'“{node.get_name()}” has no action {action}')

    def write(self, name, words):
        node = self.find(('text', 'entry', 'password text'), name)
        self.atspi.EditableText.set_text_contents(node, words)
        return node

    def key(self, symbol):
        """Typed on the keyboard. Without a window manager keys go where the pointer is: to the window."""
        self.atspi.generate_keyboard_event(symbol, None, self.atspi.KeySynthType.SYM)
        time.sleep(0.2)

    def is_focused(self, name):
        """Whether what has the keyboard, or what it stands in, is called so."""
        for node in self.everything():
            if node.get_name() == name and node.get_state_set().contains(self.atspi.StateType.FOCUSED):
                return True
        return False

    def activate(self, action, parameter=None, place=PATH + '/window/1'):
        parameters = [parameter] if parameter is not None else []
        self.bus.call_sync(APP_ID, place, 'org.gtk.Actions', 'Activate',
                           self.glib.Variant('(sava{sv})', (action, parameters, {})), None, 0, 10000, None)

    def shows_sum(self, amount):
        digits = re.sub(r'\D', '', amount)
        return until(lambda: any(re.sub(r'\D', '', text) == digits for text in self.texts()),
                     f'the sum {amount} in the window')

    def shows(self, pattern):
        return until(lambda: any(re.search(pattern, text) for text in self.texts()), f'a text like {pattern}')

    def quit(self):
        self.activate('quit', place=PATH)
        if self.process.wait(timeout=20 * PATIENCE) != 0:
            raise AssertionError(f'cabinet ended with {self.process.returncode}')

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def ask(*arguments):
    """What the terminal says of the same archive, without the network."""
    done = subprocess.run(['cabinetctl', '--offline', '--json', *arguments], capture_output=True, text=True,
                          check=False, timeout=WAIT)
    return json.loads(done.stdout) if done.stdout.strip() else []


def accounts(count):
    def look():
        found = ask('balance')
        read = [item for item in found if item.get('balance')]
        return found if len(found) == len(read) == count else None
    return until(look, f'{count} accounts that were read')


def try_the_demo(window):
    window.press('Try the demo')
    [first] = accounts(1)
    window.shows_sum(first['balance']['amount'])
    return first


def add_a_contract(window):
    window.activate('add-contract')
    window.write('Provider or city', 'CENTRA')

    def walk():
        window.key(TAB)
        return window.is_focused('CENTRA')

    # A list's row has no action on the accessibility bus: it is chosen on the keyboard.
    until(walk, 'the keyboard on the row of CENTRA')
    window.key(ENTER)
    window.write('Contract number', '12345')
    window.write('Password', 'demo')
    window.press('Sign in')
    both = accounts(2)
    for account in both:
        window.shows_sum(account['balance']['amount'])
    return both


def come_back(window, both):
    for account in both:
        window.shows_sum(account['balance']['amount'])
    if [item['balance'] for item in ask('balance')] != [item['balance'] for item in both]:
        raise AssertionError('the archive has changed')


class Journey:
    def __init__(self):
        self.number = 0

    def step(self, name, function, *arguments):
        self.number += 1
        try:
            result = function(*arguments)
        except Exception as error:
            print(f'not ok {self.number} {name}\n# {error}\nBail out! the journey cannot go on', flush=True)
            raise
        print(f'ok {self.number} {name}', flush=True)
        return result


def main():
    enter_session()
    os.dup2(TAP, 1)
    libraries = import_atspi()
    print('1..5', flush=True)
    journey = Journey()
    window = None
    try:
        window = journey.step('/e2e/journey/open', lambda: Window(*libraries))
        journey.step('/e2e/journey/try-the-demo', try_the_demo, window)
        both = journey.step('/e2e/journey/add-a-contract', add_a_contract, window)
        journey.step('/e2e/journey/quit', window.quit)
        window = Window(*libraries, CABINET_DEMO='/nonexistent/cabinet-demo')
        journey.step('/e2e/journey/come-back-offline', come_back, window, both)
        window.quit()
    except Exception as error:
        print(f'# {type(error).__name__}: {error}')
        return 1
    finally:
        if window is not None:
            window.end()
    return 0


if __name__ == '__main__':
    sys.exit(main())
