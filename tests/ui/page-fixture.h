/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <string.h>

#include "cabinet-household.h"
#include "demo-process.h"
#include "ui-test.h"

G_BEGIN_DECLS

/**
 * PageFixture:
 *
 * A household of a test's own, signed in to a demo of its own, and a window for one page.
 */
typedef struct
{
  DemoProcess *demo;
  CabinetHousehold *household;
  GtkWindow *window;
} PageFixture;

PageFixture *page_fixture_new (const char *option, ...) G_GNUC_NULL_TERMINATED;
void page_fixture_free (PageFixture *self);

/* Signs in with the password "demo" and reads everything. (transfer full) */
CabinetAccount *
page_fixture_sign_in (PageFixture *self, const char *provider, const char *category, const char *login);
/* The same at another address, with another password. (transfer full) */
CabinetAccount *page_fixture_sign_in_at (PageFixture *self,
                                         const char *url,
                                         const char *provider,
                                         const char *category,
                                         const char *login,
                                         const char *secret);
/* Reads again; FALSE if that failed. */
gboolean page_fixture_refresh (PageFixture *self, CabinetAccount *account);

/* Shows @page in a window of that size and waits until it is drawn. */
void page_fixture_show (PageFixture *self, GtkWidget *page, int width, int height);
/* Goes on until nothing is left to do at once. */
void page_fixture_settle (void);
void page_fixture_wait_ms (guint ms);

guint page_count_type (GtkWidget *root, GType type);
/* The first of @type at or below @root, shown or not. (transfer none) (nullable) */
GtkWidget *page_find_any (GtkWidget *root, GType type);
/* Whether @text stands somewhere below @root. */
gboolean page_shows (GtkWidget *root, const char *text);
#define page_assert_shows(root, text)                                                 \
  G_STMT_START                                                                        \
  {                                                                                   \
    g_autofree char *texts_ = ui_dup_texts (GTK_WIDGET (root));                       \
    if (strstr (texts_, (text)) == NULL)                                              \
      g_error ("%s:%d: \"%s\" is not among: %s", __FILE__, __LINE__, (text), texts_); \
  }                                                                                   \
  G_STMT_END
/* Goes on until it does; fails the test after 30 s. */
void page_wait_shows (GtkWidget *root, const char *text);
/* The accessible name, or description; fails the test if it is not exactly that. */
void page_assert_name (GtkWidget *widget, const char *name);

/* The first one shown of @role with @part in its accessible name. (transfer none) (nullable) */
GtkWidget *page_find_named (GtkWidget *root, GtkAccessibleRole role, const char *part);

/* Takes @page out of its window and fails the test if anybody still holds it. */
void page_fixture_finalize_page (PageFixture *self, GtkWidget *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageFixture, page_fixture_free)

G_END_DECLS
