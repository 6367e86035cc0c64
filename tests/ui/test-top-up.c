/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paying over a real household and a real demo: the page of the processor is sent back over HTTP, as a
 * browser would do it. No browser is started: what would open an address writes it down instead. */
#include <glib/gstdio.h>

#include "cabinet-life-line.h"
#include "cabinet-top-up-page.h"
#include "cabinet-top-ups.h"
#include "page-fixture.h"
#include "pay-client.h"

#define TEST_NOW "2026-11-21T09:00:00Z"

typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  GtkWidget *page;
} Test;

static char *opened; /* a file: the addresses that were opened, one a line */

static void
write_file (const char *path, const char *text, int mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

/* Addresses are opened by a program of the test's own. */
static void
intercept_browser (void)
{
  const char *data = g_getenv ("XDG_DATA_HOME");
  g_autofree char *script = g_build_filename (data, "browser", NULL);
  g_autofree char *entry = g_build_filename (data, "applications", "test-browser.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "mimeapps.list", NULL);
  g_autofree char *words = NULL;
  g_autofree char *application = NULL;

  opened = g_build_filename (data, "opened", NULL);
  words = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$1\" >>'%s'\n", opened);
  application = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s %%u\n"
                                 "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
                                 script);
  write_file (script, words, 0700);
  write_file (entry, application, 0600);
  write_file (defaults,
              "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n"
              "x-scheme-handler/https=test-browser.desktop\n",
              0600);
}

static void
wait_for (Test *test, const char *text)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (!page_shows (test->page, text) && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  page_assert_shows (test->page, text);
}

static void
show_page (Test *test, int width)
{
  test->page = cabinet_top_up_page_new (test->account);
  g_object_set (test->page, "narrow", width < 600, NULL);
  page_fixture_show (test->fixture, test->page, width, 760);
}

static Test *
begin (const char *provider, const char *login, int width)
{
  Test *test = g_new0 (Test, 1);

  g_unlink (opened);
  test->fixture = page_fixture_new ("--now", TEST_NOW, "--history-months", "2", "--control", NULL);
  test->account = page_fixture_sign_in (test->fixture, provider, NULL, login);
  show_page (test, width);
  wait_for (test, "no fee");
  return test;
}

static void
end (Test *test)
{
  page_fixture_finalize_page (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
  g_free (test);
}

static void
control (Test *test, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (test->fixture->demo, verb, json);

  g_assert_nonnull (answer);
}

/* How many payments the server has. */
static guint
count_payments (Test *test)
{
  g_autofree char *text = demo_process_control (test->fixture->demo, "payments", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  g_assert_nonnull (root);
  return json_array_get_length (json_object_get_array_member (json_node_get_object (root), "payments"));
}

static GtkEditable *
find_amount (Test *test)
{
  GtkWidget *entry = page_find_named (test->page, GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Sum");

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

static void
type (Test *test, const char *text)
{
  gtk_editable_set_text (find_amount (test), text);
}

static GtkWidget *
find_button (Test *test, const char *name)
{
  GtkWidget *button = page_find_named (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, name);

  return button != NULL ? button : ui_find (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

static void
press (Test *test, const char *name)
{
  GtkWidget *button = find_button (test, name);

  if (button == NULL)
    g_error ("nothing to press is called “%s”", name);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static CabinetPayment *
get_payment (Test *test)
{
  CabinetLifeLine *line = CABINET_LIFE_LINE (ui_find_type (test->page, CABINET_TYPE_LIFE_LINE));

  g_assert_nonnull (line);
  g_assert_nonnull (cabinet_life_line_get_top_up (line));
  return cabinet_top_up_get_payment (cabinet_life_line_get_top_up (line));
}

static void
pay (Test *test, const char *sum)
{
  type (test, sum);
  press (test, "Go and pay");
  wait_for (test, "Waiting for the payment in the browser");
  g_assert_nonnull (get_payment (test));
}

static void
assert_opened_once (const char *url)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  g_autofree char *text = NULL;
  g_autofree char *line = g_strconcat (url, "\n", NULL);

  while (!g_file_get_contents (opened, &text, NULL, NULL) && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  page_fixture_wait_ms (100);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (opened, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, line);
}

static void
test_good_standing (void)
{
  Test *test = begin ("tomtel", "12345", 900);
  CabinetDue *due = cabinet_account_get_due (test->account);
  g_autofree char *sum = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  g_autofree char *filled = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_NO_SYMBOL);
  g_autofree char *name = g_strdup_printf ("Go and pay %s", sum);

  /* The sum to pay stands there already, and what it does is said before it is paid. */
  g_assert_cmpstr (gtk_editable_get_text (find_amount (test)), ==, filled);
  g_assert_nonnull (find_button (test, name));
  page_assert_shows (test->page, "lasts until");
  page_assert_shows (test->page, "To be taken");
  g_assert_false (page_shows (test->page, "paid off"));
  g_assert_null (find_button (test, "only the debt"));
  g_assert_nonnull (find_button (test, "until "));
  g_assert_cmpuint (count_payments (test), ==, 0);
  end (test);
}

static void
test_debt (void)
{
  Test *test = begin ("telemir", "48-11702", 900);

  press (test, "only the debt");
  page_assert_shows (test->page, "paid off");
  page_assert_shows (test->page, "comes back");
  type (test, "10");
  g_assert_false (page_shows (test->page, "paid off"));
  end (test);
}

/* What is wrong is said beside the field, and what was typed stays. */
static void
test_bad_sums (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "0", "The sum must be more than zero" },
    { "-5", "more than zero" },
    { "abc", "Write the sum in digits" },
    { "1.2345", "more digits after the decimal mark" },
    { "9999999", "At most " },
    { "0.01", "At least " },
  };
  Test *test = begin ("tomtel", "12345", 900);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      type (test, cases[i].text);
      page_assert_shows (test->page, cases[i].words);
      g_assert_cmpstr (gtk_editable_get_text (find_amount (test)), ==, cases[i].text);
      g_assert_false (gtk_widget_get_sensitive (find_button (test, "Go and pay")));
      g_assert_false (page_shows (test->page, "To be taken"));
    }
  /* An empty field is no fault, but cannot be paid. */
  type (test, "");
  g_assert_false (gtk_widget_get_sensitive (find_button (test, "Go and pay")));
  g_assert_false (page_shows (test->page, "At least"));
  type (test, "150,5");
  g_assert_true (gtk_widget_get_sensitive (find_button (test, "Go and pay 150.50")));
  g_assert_cmpstr (gtk_editable_get_text (find_amount (test)), ==, "150,5");
  g_assert_true (page_fixture_refresh (test->fixture, test->account));
  page_fixture_settle ();
  g_assert_cmpstr (gtk_editable_get_text (find_amount (test)), ==, "150,5");
  g_assert_cmpuint (count_payments (test), ==, 0);
  end (test);
}

/* A way that is not possible is shown with its reason and cannot be chosen. */
static void
test_methods (void)
{
  Test *test = begin ("telemir", "48-11702", 900);
  GListModel *methods = cabinet_top_ups_get_methods (cabinet_account_get_top_ups (test->account));
  guint impossible = 0;

  g_assert_cmpuint (page_count_type (test->page, ADW_TYPE_ACTION_ROW), ==,
                    g_list_model_get_n_items (methods));
  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);
      gboolean possible = method->available == CABINET_CAPABILITY_ANSWER_YES;
      GtkWidget *check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_RADIO, method->title);

      if (check == NULL)
        check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_CHECKBOX, method->title);
      g_assert_nonnull (check);
      g_assert_true (gtk_widget_get_sensitive (check) == possible);
      if (!possible && method->reason != NULL)
        page_assert_shows (test->page, method->reason);
      impossible += !possible;
    }
  g_assert_cmpuint (impossible, >, 0);
  end (test);
}

/* From the button to the balance; the window is not touched after the page in the browser was sent. */
static void
test_credited (void)
{
  Test *test = begin ("tomtel", "12345", 900);
  g_autoptr (Page) page = NULL;
  g_autofree char *url = NULL;

  control (test, "payments/delays", "{\"credit_ms\":500,\"restore_ms\":500}");
  pay (test, "500");
  g_assert_cmpuint (count_payments (test), ==, 1);
  url = g_strdup (get_payment (test)->confirmation_url);
  assert_opened_once (url);
  page_assert_shows (test->page, "going on now");
  g_assert_nonnull (find_button (test, "Open the page again"));
  page = page_pay (url, "4111 1111 1111 1111");
  g_assert_cmpstr (page->state, ==, "paid");
  wait_for (test, "The money is on the balance");
  g_assert_null (find_button (test, "Open the page again"));
  g_assert_null (find_button (test, "Pay in another way"));
  g_assert_cmpuint (count_payments (test), ==, 1);
  press (test, "Done");
  wait_for (test, "To be taken");
  assert_opened_once (url);
  end (test);
}

static void
test_declined (void)
{
  Test *test = begin ("tomtel", "12345", 900);
  g_autoptr (Page) page = NULL;

  pay (test, "321");
  page = page_pay (get_payment (test)->confirmation_url, "4000 0000 0000 9995");
  g_assert_cmpstr (page->state, ==, "declined");
  wait_for (test, "The payment was declined, no money was taken");
  page_assert_shows (test->page, "did not happen");
  page_assert_shows (test->page, "smaller sum");
  press (test, "Pay in another way");
  page_fixture_settle ();
  g_assert_null (ui_find_type (test->page, CABINET_TYPE_LIFE_LINE));
  g_assert_cmpstr (gtk_editable_get_text (find_amount (test)), ==, "321.00");
  g_assert_true (gtk_widget_get_sensitive (find_button (test, "Go and pay 321.00")));
  g_assert_cmpuint (count_payments (test), ==, 1);
  end (test);
}

static void
test_expired (void)
{
  Test *test = begin ("tomtel", "12345", 900);

  pay (test, "500");
  control (test, "clock", "{\"advance_seconds\":901}");
  wait_for (test, "The time for paying is over, no money was taken");
  g_assert_nonnull (find_button (test, "Pay in another way"));
  end (test);
}

/* Another run of the program begins with what the last one left. */
static void
test_restart (void)
{
  Test *test = begin ("tomtel", "12345", 900);
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  pay (test, "500");
  number = g_strdup (get_payment (test)->number);
  page_fixture_finalize_page (test->fixture, test->page);
  g_clear_object (&test->account);
  cabinet_household_close (test->fixture->household);
  g_clear_object (&test->fixture->household);
  page_fixture_settle ();
  test->fixture->household = cabinet_household_open (&error);
  g_assert_no_error (error);
  test->account = g_list_model_get_item (G_LIST_MODEL (test->fixture->household), 0);
  show_page (test, 900);
  wait_for (test, "Waiting for the payment in the browser");
  page_assert_shows (test->page, number);
  g_assert_cmpuint (count_payments (test), ==, 1);
  end (test);
}

static void
assert_fits (Test *test)
{
  int minimum = 0;

  gtk_widget_measure (test->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_narrow (void)
{
  Test *test = begin ("telemir", "48-11702", 360);
  graphene_rect_t bounds;
  GtkWidget *button;

  assert_fits (test);
  /* The button is in sight without scrolling. */
  button = find_button (test, "Go and pay");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_compute_bounds (button, test->page, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (test->page));
  pay (test, "500");
  assert_fits (test);
  end (test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  intercept_browser ();
  g_test_add_func ("/top-up/good-standing", test_good_standing);
  g_test_add_func ("/top-up/debt", test_debt);
  g_test_add_func ("/top-up/bad-sums", test_bad_sums);
  g_test_add_func ("/top-up/methods", test_methods);
  g_test_add_func ("/top-up/credited", test_credited);
  g_test_add_func ("/top-up/declined", test_declined);
  g_test_add_func ("/top-up/expired", test_expired);
  g_test_add_func ("/top-up/restart", test_restart);
  g_test_add_func ("/top-up/narrow", test_narrow);
  return g_test_run ();
}
