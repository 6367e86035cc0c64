/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "page-fixture.h"

#include "cabinet-descriptors.h"
#include "cabinet-ui.h"

#define PATIENCE test_patience (20 * G_TIME_SPAN_SECOND)

/* Options of the demo, ended by NULL. */
PageFixture *
page_fixture_new (const char *option, ...)
{
  PageFixture *self = g_new0 (PageFixture, 1);
  g_autoptr (GPtrArray) options = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list rest;

  va_start (rest, option);
  for (; option != NULL; option = va_arg (rest, const char *))
    g_ptr_array_add (options, (char *) option);
  va_end (rest);
  g_ptr_array_add (options, NULL);

  cabinet_ui_init ();
  ui_test_fresh_home ();
  self->demo = demo_process_newv ((const char *const *) options->pdata);
  self->household = cabinet_household_open (&error);
  g_assert_no_error (error);

  return self;
}

/* Drops the last reference of ours. What still runs, a frame or a query, may hold @object for a moment. */
static void
finalize_soon (gpointer object)
{
  const gint64 limit = g_get_monotonic_time () + PATIENCE;

  g_object_add_weak_pointer (object, &object);
  g_object_unref (object);
  while (object != NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (5);
  g_assert_null (object);
}

void
page_fixture_free (PageFixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  page_fixture_settle ();
  cabinet_household_close (self->household);
  finalize_soon (self->household);
  demo_process_free (self->demo);
  g_free (self);
}

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Answer *) data)->result = g_object_ref (result);
}

static void
await (Answer *answer)
{
  const gint64 limit = g_get_monotonic_time () + PATIENCE;

  while (answer->result == NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (answer->result);
}

static CabinetSignInRequest *
make_request (const char *category, const char *login, const char *secret)
{
  CabinetSignInRequest *request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->category = g_strdup (category);
  request->login = g_strdup (login);
  request->secret = g_strdup (secret);

  return request;
}

CabinetAccount *
page_fixture_sign_in_at (PageFixture *self,
                         const char *url,
                         const char *provider,
                         const char *category,
                         const char *login,
                         const char *secret)
{
  g_autoptr (CabinetProviderInfo) descriptor = cabinet_descriptors_lookup (provider, "en");
  g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new (self->household, descriptor, url);
  g_autoptr (CabinetSignInRequest) request = make_request (category, login, secret);
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  CabinetAccount *account;

  cabinet_sign_in_flow_set_remember (flow, FALSE);
  cabinet_sign_in_flow_start_async (flow, request, NULL, answered, &answer);
  await (&answer);
  step = cabinet_sign_in_flow_finish (flow, answer.result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_object_unref (answer.result);
  account = g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
  g_assert_true (page_fixture_refresh (self, account));

  return account;
}

CabinetAccount *
page_fixture_sign_in (PageFixture *self, const char *provider, const char *category, const char *login)
{
  g_autofree char *path = g_strconcat ("/", provider, NULL);
  g_autofree char *url = demo_process_dup_url (self->demo, path);

  return page_fixture_sign_in_at (self, url, provider, category, login, "demo");
}

gboolean
page_fixture_refresh (PageFixture *self, CabinetAccount *account)
{
  Answer answer = { NULL };
  gboolean done;

  cabinet_account_refresh_async (account, NULL, answered, &answer);
  await (&answer);
  done = cabinet_account_refresh_finish (account, answer.result, NULL, NULL);
  g_object_unref (answer.result);

  return done;
}

void
page_fixture_settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

static gboolean
wake (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
page_fixture_wait_ms (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, wake, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

void
page_fixture_show (PageFixture *self, GtkWidget *page, int width, int height)
{
  if (self->window == NULL)
    self->window = g_object_ref_sink (GTK_WINDOW (gtk_window_new ()));
  gtk_window_set_decorated (self->window, FALSE);
  gtk_window_set_default_size (self->window, width, height);
  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  gtk_test_widget_wait_for_draw (page);
  page_fixture_settle ();
  gtk_test_widget_wait_for_draw (page);
}

GtkWidget *
page_find_any (GtkWidget *root, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = page_find_any (child, type);
  return found;
}

guint
page_count_type (GtkWidget *root, GType type)
{
  guint count = g_type_is_a (G_OBJECT_TYPE (root), type);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += page_count_type (child, type);
  return count;
}

gboolean
page_shows (GtkWidget *root, const char *text)
{
  g_autofree char *all = ui_dup_texts (root);

  return strstr (all, text) != NULL;
}

void
page_wait_shows (GtkWidget *root, const char *text)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (!page_shows (root, text) && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  page_assert_shows (root, text);
}

void
page_assert_name (GtkWidget *widget, const char *name)
{
  g_autofree char *other =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  if (other != NULL)
    g_test_message ("%s is not %s", other, name);
  g_assert_null (other);
}

GtkWidget *
page_find_named (GtkWidget *root, GtkAccessibleRole role, const char *part)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) == role
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      /* What is not equal is told as it is. */
      g_autofree char *name =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

      if (name != NULL && strstr (name, part) != NULL)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = page_find_named (child, role, part);
  return found;
}

void
page_fixture_finalize_page (PageFixture *self, GtkWidget *page)
{
  g_object_ref (page);
  gtk_window_set_child (self->window, NULL);
  finalize_soon (page);
}
