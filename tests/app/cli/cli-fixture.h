/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "demo-process.h"

/* The real program, as a script would call it. */
typedef struct
{
  char *home;
  DemoProcess *demo;
  char *url;           /* of Tomtel there */
  gboolean debug;      /* with all messages */
  const char *keyring; /* its file; NULL = in the home */
  char *out;           /* of the last run */
  char *err;
} CliFixture;

/* A home and a demo of its own, with the door for tests; no contract is added yet. */
void cli_set_up (CliFixture *f, gconstpointer data);
void cli_tear_down (CliFixture *f, gconstpointer data);

GSubprocess *cli_spawn (CliFixture *f, const char *const *argv);
GSubprocess *cli_spawn_on_terminal (CliFixture *f, const char *const *argv, int *terminal);
/* Runs the program with @input on its standard input (NULL = none), and arguments up to NULL; returns its
 * exit code, with what it printed in @f. */
int cli_run (CliFixture *f, const char *input, ...) G_GNUC_NULL_TERMINATED;
/* Adds tomtel-12345. */
void cli_add_demo (CliFixture *f);

JsonNode *cli_parse (const char *text);
/* Exactly these members, no more and no less. */
void cli_assert_members (JsonObject *object, const char *names);
/* A sum in roubles; @amount NULL = any. */
void cli_assert_money (JsonObject *object, const char *name, const char *amount);
void cli_assert_json_error (CliFixture *f, const char *kind);
void cli_assert_one_line (const char *text);
