/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form for paying: sums, ways, what a payment changes, and what stands there when nothing can be paid. */
#include "top-up-fixture.h"

static void
test_good_standing (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  CabinetDue *due = cabinet_account_get_due (test->account);
  g_autofree char *sum = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  g_autofree char *filled = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_NO_SYMBOL);
  g_autofree char *name = g_strdup_printf ("Go and pay %s", sum);

  /* The sum to pay stands there already, and what it does is said before it is paid. */
  g_assert_cmpstr (gtk_editable_get_text (top_up_find_amount (test)), ==, filled);
  g_assert_nonnull (top_up_find_button (test, name));
  page_assert_shows (test->page, "lasts until");
  page_assert_shows (test->page, "To be taken");
  g_assert_false (page_shows (test->page, "paid off"));
  g_assert_null (top_up_find_button (test, "only the debt"));
  g_assert_nonnull (top_up_find_button (test, "until "));
  g_assert_cmpuint (top_up_count_payments (test), ==, 0);
  top_up_end (test);
}

static void
test_debt (void)
{
  TopUpTest *test = top_up_begin ("telemir", "48-11702", 900);

  top_up_press (test, "only the debt");
  page_assert_shows (test->page, "paid off");
  page_assert_shows (test->page, "comes back");
  top_up_type (test, "10");
  g_assert_false (page_shows (test->page, "paid off"));
  top_up_end (test);
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
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      top_up_type (test, cases[i].text);
      page_assert_shows (test->page, cases[i].words);
      g_assert_cmpstr (gtk_editable_get_text (top_up_find_amount (test)), ==, cases[i].text);
      g_assert_false (gtk_widget_get_sensitive (top_up_find_button (test, "Go and pay")));
      g_assert_false (page_shows (test->page, "To be taken"));
    }
  /* An empty field is no fault, but cannot be paid. */
  top_up_type (test, "");
  g_assert_false (gtk_widget_get_sensitive (top_up_find_button (test, "Go and pay")));
  g_assert_false (page_shows (test->page, "At least"));
  top_up_type (test, "150,5");
  g_assert_true (gtk_widget_get_sensitive (top_up_find_button (test, "Go and pay 150.50")));
  g_assert_cmpstr (gtk_editable_get_text (top_up_find_amount (test)), ==, "150,5");
  g_assert_true (page_fixture_refresh (test->fixture, test->account));
  page_fixture_settle ();
  g_assert_cmpstr (gtk_editable_get_text (top_up_find_amount (test)), ==, "150,5");
  g_assert_cmpuint (top_up_count_payments (test), ==, 0);
  top_up_end (test);
}

/* A way that is not possible is shown with its reason and cannot be chosen. */
static void
test_methods (void)
{
  TopUpTest *test = top_up_begin ("telemir", "48-11702", 900);
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
  top_up_end (test);
}

static CabinetCapability *
find_pay (TopUpTest *test)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (test->account);

  for (guint i = 0; i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, "pay"))
        return capability;
    }
  g_assert_not_reached ();
}

/* What a provider may say of paying, once no way is open: each has words, and a way on. The demo says only
 * some of it, so what was read is changed here. */
static void
test_refusals (void)
{
  static const struct
  {
    CabinetCapabilityAnswer answer;
    const char *title;
    const char *button;
  } cases[] = {
    { CABINET_CAPABILITY_ANSWER_NO, "Cannot be topped up here", "Open the provider's site" },
    { CABINET_CAPABILITY_ANSWER_ELSEWHERE, "Paid at the provider's site", "Open the provider's site" },
    { CABINET_CAPABILITY_ANSWER_BY_REQUEST, "Paid by arrangement", "Write to support" },
    { CABINET_CAPABILITY_ANSWER_NOT_NOW, "Cannot be topped up now", "Look again" },
    { CABINET_CAPABILITY_ANSWER_UNKNOWN, "Not known whether it can be topped up here",
      "Open the provider's site" },
  };
  TopUpTest *test = top_up_begin ("tomtel", "12345", 360);
  CabinetCapability *pay = find_pay (test);
  GListModel *ways = cabinet_top_ups_get_methods (cabinet_account_get_top_ups (test->account));

  pay->answer = CABINET_CAPABILITY_ANSWER_NO;
  g_signal_emit_by_name (test->account, "changed");
  page_assert_shows (test->page, "To be taken"); /* a way that is open is offered */
  g_list_store_remove_all (G_LIST_STORE (ways));
  g_clear_pointer (&pay->url, g_free);
  pay->url = g_strdup ("https://pay.example/");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      pay->answer = cases[i].answer;
      g_free (pay->reason);
      pay->reason = i % 2 == 0 ? g_strdup ("So the provider says") : NULL;
      g_signal_emit_by_name (test->account, "changed");
      g_test_message ("%s", cases[i].title);
      page_assert_shows (test->page, cases[i].title);
      if (i % 2 == 0)
        page_assert_shows (test->page, "So the provider says");
      g_assert_nonnull (top_up_find_button (test, cases[i].button));
      g_assert_false (page_shows (test->page, "Way to pay"));
      top_up_assert_fits (test);
    }
  top_up_press (test, "Open the provider's site");
  top_up_assert_opened_once ("https://pay.example/");
  top_up_end (test);
}

/* A way to pay that is no more than a page: the sum is chosen there, and nothing is created. */
static void
test_link (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 360);
  GListModel *ways = cabinet_top_ups_get_methods (cabinet_account_get_top_ups (test->account));
  g_autoptr (CabinetPaymentMethod) link = g_object_new (CABINET_TYPE_PAYMENT_METHOD, NULL);

  link->id = g_strdup ("easypay");
  link->kind = CABINET_PAYMENT_KIND_LINK;
  link->title = g_strdup ("Easypay");
  link->available = CABINET_CAPABILITY_ANSWER_YES;
  link->url = g_strdup ("https://pay.example/1001");
  g_list_store_splice (G_LIST_STORE (ways), 0, g_list_model_get_n_items (ways), (gpointer *) &link, 1);
  g_signal_emit_by_name (test->account, "changed");
  page_assert_shows (test->page, "On the provider's page");
  page_assert_shows (test->page, "The sum is chosen on the provider's page");
  top_up_assert_fits (test);
  top_up_press (test, "Open the page");
  top_up_assert_opened_once ("https://pay.example/1001");
  g_assert_cmpuint (top_up_count_payments (test), ==, 0);
  top_up_end (test);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

/* Where nothing opens a page that is said, and the address can be taken elsewhere. */
static void
test_unopened (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  GtkWidget *dialog;

  browser_stub_remove ();
  top_up_pay (test, "500");
  while (find_dialog () == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  page_assert_shows (dialog, "The page was not opened");
  page_assert_shows (dialog, top_up_get_payment (test)->confirmation_url);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "copy");
  top_up_assert_copied (test, top_up_get_payment (test)->confirmation_url);
  gtk_window_destroy (GTK_WINDOW (dialog));
  page_assert_shows (test->page, "Waiting for the payment in the browser");
  top_up_end (test);
}

static void
test_narrow (void)
{
  TopUpTest *test = top_up_begin ("telemir", "48-11702", 360);
  graphene_rect_t bounds;
  GtkWidget *button;

  top_up_assert_fits (test);
  /* The button is in sight without scrolling. */
  button = top_up_find_button (test, "Go and pay");
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_compute_bounds (button, test->page, &bounds));
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (test->page));
  top_up_pay (test, "500");
  top_up_assert_fits (test);
  top_up_end (test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  browser_stub_install ();
  g_test_add_func ("/top-up/good-standing", test_good_standing);
  g_test_add_func ("/top-up/debt", test_debt);
  g_test_add_func ("/top-up/bad-sums", test_bad_sums);
  g_test_add_func ("/top-up/methods", test_methods);
  g_test_add_func ("/top-up/refusals", test_refusals);
  g_test_add_func ("/top-up/link", test_link);
  g_test_add_func ("/top-up/narrow", test_narrow);
  g_test_add_func ("/top-up/unopened", test_unopened); /* last: the browser is gone after it */
  return g_test_run ();
}
