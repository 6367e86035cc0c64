/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "top-up-fixture.h"

#include "cabinet-life-line.h"
#include "cabinet-top-up-page.h"

#define TEST_NOW "2026-11-21T09:00:00Z"
/* A payment is asked for every half a minute at last. */
#define WAIT (60 * G_TIME_SPAN_SECOND)

void
top_up_wait_for (TopUpTest *test, const char *text)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (WAIT);

  while (!page_shows (test->page, text) && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  page_assert_shows (test->page, text);
}

void
top_up_show_page (TopUpTest *test, int width)
{
  test->page = cabinet_top_up_page_new (test->account);
  g_object_set (test->page, "narrow", width < 600, NULL);
  page_fixture_show (test->fixture, test->page, width, 760);
}

TopUpTest *
top_up_begin (const char *provider, const char *login, int width)
{
  TopUpTest *test = g_new0 (TopUpTest, 1);

  browser_stub_forget ();
  test->fixture = page_fixture_new ("--now", TEST_NOW, "--history-months", "2", "--control", NULL);
  test->account = page_fixture_sign_in (test->fixture, provider, NULL, login);
  top_up_show_page (test, width);
  top_up_wait_for (test, "no fee");
  return test;
}

void
top_up_end (TopUpTest *test)
{
  page_fixture_finalize_page (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
  g_free (test);
}

void
top_up_control (TopUpTest *test, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (test->fixture->demo, verb, json);

  g_assert_nonnull (answer);
}

/* How many payments the server has. */
guint
top_up_count_payments (TopUpTest *test)
{
  g_autofree char *text = demo_process_control (test->fixture->demo, "payments", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  g_assert_nonnull (root);
  return json_array_get_length (json_object_get_array_member (json_node_get_object (root), "payments"));
}

GtkEditable *
top_up_find_amount (TopUpTest *test)
{
  GtkWidget *entry = page_find_named (test->page, GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Sum");

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

void
top_up_type (TopUpTest *test, const char *text)
{
  gtk_editable_set_text (top_up_find_amount (test), text);
}

GtkWidget *
top_up_find_button (TopUpTest *test, const char *name)
{
  GtkWidget *button = page_find_named (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, name);

  return button != NULL ? button : ui_find (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

void
top_up_press (TopUpTest *test, const char *name)
{
  GtkWidget *button = top_up_find_button (test, name);

  if (button == NULL)
    g_error ("nothing to press is called “%s”", name);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
top_up_wait_for_button (TopUpTest *test, const char *name)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (WAIT);

  while (top_up_find_button (test, name) == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_nonnull (top_up_find_button (test, name));
}

/* A step of the life line as it is read out. */
void
top_up_wait_for_step (TopUpTest *test, const char *name)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (WAIT);

  while (page_find_named (test->page, GTK_ACCESSIBLE_ROLE_LIST_ITEM, name) == NULL
         && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  if (page_find_named (test->page, GTK_ACCESSIBLE_ROLE_LIST_ITEM, name) == NULL)
    g_error ("no step is read as “%s”", name);
}

void
top_up_choose (TopUpTest *test, const char *way)
{
  GtkWidget *check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_RADIO, way);

  if (check == NULL)
    check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_CHECKBOX, way);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

CabinetPayment *
top_up_get_payment (TopUpTest *test)
{
  CabinetLifeLine *line = CABINET_LIFE_LINE (ui_find_type (test->page, CABINET_TYPE_LIFE_LINE));

  g_assert_nonnull (line);
  g_assert_nonnull (cabinet_life_line_get_top_up (line));
  return cabinet_top_up_get_payment (cabinet_life_line_get_top_up (line));
}

void
top_up_pay (TopUpTest *test, const char *sum)
{
  top_up_type (test, sum);
  top_up_press (test, "Go and pay");
  top_up_wait_for (test, "Waiting for the payment in the browser");
  g_assert_nonnull (top_up_get_payment (test));
}

/* The browser was given @url, and nothing but that. */
void
top_up_assert_opened_once (const char *url)
{
  g_autofree char *text = browser_stub_wait ();
  g_autofree char *line = g_strconcat (url, "\n", NULL);

  g_assert_cmpstr (text, ==, line);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_assert_nonnull (*text);
}

void
top_up_assert_copied (TopUpTest *test, const char *words)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  g_autofree char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (test->page), NULL, on_text, &text);
  while (text == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_cmpstr (text, ==, words);
}

void
top_up_assert_fits (TopUpTest *test)
{
  int minimum = 0;

  gtk_widget_measure (test->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}
