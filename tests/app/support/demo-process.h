/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemoProcess:
 *
 * A cabinet-demo of a test's own, on a free loopback port. Every function asserts: a demo that does not
 * start or does not end well is a failed test.
 *
 * Environment: CABINET_DEMO is the path of the program (`demo_test_env` of meson sets it);
 * CABINET_EXCHANGES, if set, is a folder where each process logs its exchanges in a file of its own.
 */
typedef struct _DemoProcess DemoProcess;

/* All take further options of the demo, ended by NULL: demo_process_new ("--control", "--rows", "1000",
 * NULL). */
DemoProcess *demo_process_new (const char *option, ...) G_GNUC_NULL_TERMINATED;
DemoProcess *demo_process_newv (const char *const *options);
gboolean demo_process_is_available (void);

const char *demo_process_get_url (DemoProcess *self);
char *demo_process_dup_url (DemoProcess *self, const char *path);
guint demo_process_get_port (DemoProcess *self);

/* The server goes away; the same options on the same port bring it back (in-memory data start anew). */
void demo_process_stop (DemoProcess *self);
void demo_process_kill (DemoProcess *self);
void demo_process_start (DemoProcess *self);
void demo_process_freeze (DemoProcess *self, gboolean frozen);

/* The control door (needs --control): POST /control/@verb with a JSON body, or GET if @json is NULL.
 * Returns the answer's body; asserts status 200. */
char *demo_process_control (DemoProcess *self, const char *verb, const char *json);

void demo_process_free (DemoProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoProcess, demo_process_free)

G_END_DECLS
