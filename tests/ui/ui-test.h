/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-window.h"
#include "test-patience.h"

G_BEGIN_DECLS

/* A test drives the real window in its own process, against the demo that the window starts itself. */
typedef struct
{
  CabinetApplication *application;
  CabinetWindow *window;
  gpointer user_data;
} UiTest;

typedef void (*UiTestBody) (UiTest *test);
typedef gboolean (*UiTestCondition) (UiTest *test);

/* To be called first in main(): private folders, a keyring in a file, GTK's test mode. */
void ui_test_init (int *argc, char ***argv);
/* Everything that a run before has left is erased. */
void ui_test_fresh_home (void);
/* From here on the demo cannot be started, or can be again. */
void ui_test_set_demo_available (gboolean available);

/* One life of the program: starts, calls @body, closes. Fails if the window or its parts outlive it. */
void ui_test_run (UiTestBody body, int width, int height, gpointer user_data);
/* As ui_test_run(), but @at_once is called when the window has been presented and nothing has run yet. */
void ui_test_run_full (UiTestBody at_once, UiTestBody body, int width, int height, gpointer user_data);

/* Fails if @condition does not hold within @seconds. */
void ui_test_wait (UiTest *test, UiTestCondition condition, int seconds, const char *words);
void ui_test_pause (int milliseconds);

/* The first widget below @root that a person could meet: mapped, of @role, with @label in its name. NULL =
 * none.
 */
GtkWidget *ui_find (GtkWidget *root, GtkAccessibleRole role, const char *label);
GtkWidget *ui_find_type (GtkWidget *root, GType type);
char *ui_dup_name (GtkWidget *widget);
/* All texts that are shown below @root, one a line. */
char *ui_dup_texts (GtkWidget *root);
gboolean ui_shows (UiTest *test, const char *text);

void ui_press (UiTest *test, const char *label);
void ui_type (UiTest *test, const char *row, const char *text);
const char *ui_get_typed (UiTest *test, const char *row);
void ui_act (UiTest *test, const char *action, GVariant *parameter);

/* Must be gone when the run ends. */
void ui_expect_finalized (gpointer object);

G_END_DECLS
