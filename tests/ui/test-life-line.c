/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a payment over a real household and a real demo: the page of the processor is sent back over
 * HTTP, as a browser would do it. */
#include <string.h>

#include "cabinet-life-line.h"
#include "cabinet-overview-page.h"
#include "cabinet-qr-code.h"
#include "pay-client.h"
#include "top-up-fixture.h"

/* Draws @widget into a picture of its own. */
static void
save_picture (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* What a camera would read; NULL = there is no program to read it with. */
static char *
scan (GtkWidget *code)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "code.png", NULL);
  const char *command[] = { "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path, NULL };
  g_autofree char *program = g_find_program_in_path ("zbarimg");
  char *text = NULL;

  if (program == NULL)
    return NULL;
  save_picture (code, path);
  g_assert_true (
    g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, NULL));
  return g_strchomp (text);
}

/* From the button to the balance; the window is not touched after the page in the browser was sent. The demo
 * goes on when it is told to, so that each state can be seen however slow the machine is. */
static void
test_credited (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  g_autoptr (Page) page = NULL;
  g_autofree char *url = NULL;

  top_up_control (test, "payments/delays", "{\"credit_ms\":3600000}");
  top_up_pay (test, "500");
  g_assert_cmpuint (top_up_count_payments (test), ==, 1);
  url = g_strdup (top_up_get_payment (test)->confirmation_url);
  top_up_assert_opened_once (url);
  top_up_wait_for_step (test, "step 1 of 4, Created: done, ");
  top_up_wait_for_step (test, "step 2 of 4, Waits to be paid: going on now, since ");
  top_up_wait_for_step (test, "step 3 of 4, Paid: ahead");
  page_assert_shows (test->page, "What changes");
  page_assert_shows (test->page, "Once credited");
  g_assert_nonnull (top_up_find_button (test, "Open the page again"));
  page = page_pay (url, "4111 1111 1111 1111");
  g_assert_cmpstr (page->state, ==, "paid");
  top_up_wait_for (test, "The money was taken, do not pay again");
  top_up_wait_for_step (test, "step 3 of 4, Paid: done, ");
  top_up_wait_for_step (test, "step 4 of 4, Being credited: going on now, since ");
  page_assert_shows (test->page, "If it is not credited by");
  g_assert_null (top_up_find_button (test, "Tell support"));
  g_assert_null (top_up_find_button (test, "Open the page again"));
  top_up_control (test, "clock", "{\"advance_seconds\":3600}");
  top_up_wait_for (test, "The money is on the balance");
  top_up_wait_for_step (test, "step 4 of 4, On the balance: done, ");
  top_up_wait_for (test, "What it is now");
  g_assert_null (top_up_find_button (test, "Pay in another way"));
  g_assert_false (page_shows (test->page, "credited by"));
  g_assert_cmpuint (top_up_count_payments (test), ==, 1);
  top_up_press (test, "Done");
  top_up_wait_for (test, "To be taken");
  top_up_assert_opened_once (url);
  top_up_end (test);
}

/* The Overview does not ask for what was paid: the money is on its way. */
static void
test_taken (void)
{
  TopUpTest *test = top_up_begin ("telemir", "48-11702", 900);
  g_autoptr (Page) page = NULL;

  top_up_pay (test, "1830");
  top_up_wait_for_step (test, "step 5 of 5, Service is back: ahead");
  page = page_pay (top_up_get_payment (test)->confirmation_url, "4000 0000 0000 5209");
  top_up_wait_for (test, "The money was taken, do not pay again");
  page_fixture_finalize_page (test->fixture, test->page);
  test->page = cabinet_overview_page_new (test->account);
  page_fixture_show (test->fixture, test->page, 900, 760);
  top_up_wait_for (test, "The money was taken, do not pay again");
  g_assert_nonnull (top_up_find_button (test, "Show the payment"));
  g_assert_null (top_up_find_button (test, "Pay 1"));
  top_up_end (test);
}

/* Paid and not credited: at the hour that was named support is offered. */
static void
test_late (void)
{
  TopUpTest *test = top_up_begin ("telemir", "48-11702", 900);
  g_autoptr (Page) page = NULL;

  top_up_pay (test, "1830");
  top_up_wait_for_step (test, "step 5 of 5, Service is back: ahead");
  page = page_pay (top_up_get_payment (test)->confirmation_url, "4000 0000 0000 5209");
  g_assert_cmpstr (page->state, ==, "paid");
  top_up_wait_for (test, "If it is not credited by");
  page_assert_shows (test->page, "comes back");
  g_assert_null (top_up_find_button (test, "Tell support"));
  /* Six times what is usual here, two minutes. */
  top_up_control (test, "clock", "{\"advance_seconds\":721}");
  g_assert_true (page_fixture_refresh (test->fixture, test->account));
  top_up_wait_for (test, "It should have been credited by");
  top_up_wait_for_button (test, "Tell support");
  page_assert_shows (test->page, "The money was taken, do not pay again");
  top_up_end (test);
}

static void
test_declined (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  g_autoptr (Page) page = NULL;

  top_up_pay (test, "321");
  page = page_pay (top_up_get_payment (test)->confirmation_url, "4000 0000 0000 9995");
  g_assert_cmpstr (page->state, ==, "declined");
  top_up_wait_for (test, "The payment was declined, no money was taken");
  top_up_wait_for_step (test, "step 3 of 4, Paid: did not happen");
  page_assert_shows (test->page, "Nothing has changed");
  page_assert_shows (test->page, "smaller sum");
  g_assert_nonnull (top_up_find_button (test, "Tell support"));
  top_up_press (test, "Pay in another way");
  top_up_wait_for (test, "To be taken");
  g_assert_null (ui_find_type (test->page, CABINET_TYPE_LIFE_LINE));
  g_assert_cmpstr (gtk_editable_get_text (top_up_find_amount (test)), ==, "321.00");
  g_assert_true (gtk_widget_get_sensitive (top_up_find_button (test, "Go and pay 321.00")));
  g_assert_cmpuint (top_up_count_payments (test), ==, 1);
  top_up_end (test);
}

static void
test_expired (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);

  top_up_pay (test, "500");
  top_up_control (test, "clock", "{\"advance_seconds\":901}");
  top_up_wait_for (test, "The time for paying is over, no money was taken");
  g_assert_nonnull (top_up_find_button (test, "Pay in another way"));
  top_up_end (test);
}

/* Another run of the program begins with what the last one left. */
static void
test_restart (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  g_autofree char *number = NULL;
  g_autoptr (GError) error = NULL;

  top_up_pay (test, "500");
  number = g_strdup (top_up_get_payment (test)->number);
  page_fixture_finalize_page (test->fixture, test->page);
  g_clear_object (&test->account);
  cabinet_household_close (test->fixture->household);
  g_clear_object (&test->fixture->household);
  page_fixture_settle ();
  test->fixture->household = cabinet_household_open (&error);
  g_assert_no_error (error);
  test->account = g_list_model_get_item (G_LIST_MODEL (test->fixture->household), 0);
  top_up_show_page (test, 900);
  top_up_wait_for (test, "Waiting for the payment in the browser");
  page_assert_shows (test->page, number);
  g_assert_cmpuint (top_up_count_payments (test), ==, 1);
  top_up_end (test);
}

/* A code is scanned where it is shown: no browser is opened for it, in the dark it is black on white too. */
static void
test_code (void)
{
  TopUpTest *test = top_up_begin ("tomtel", "12345", 900);
  g_autofree char *seen = NULL;
  GtkWidget *code;

  top_up_choose (test, "SBP");
  page_assert_shows (test->page, "A QR code for the app of your bank is shown here.");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  top_up_type (test, "500");
  top_up_press (test, "Go and pay");
  top_up_wait_for (test, "Waiting for the payment by the code");
  code = ui_find_type (test->page, CABINET_TYPE_QR_CODE);
  g_assert_nonnull (code);
  page_assert_name (code, "QR code of the payment, for the app of a bank");
  gtk_test_widget_wait_for_draw (code);
  seen = scan (code);
  if (seen != NULL)
    g_assert_cmpstr (seen, ==, top_up_get_payment (test)->qr_payload);
  else
    g_test_message ("zbarimg is not there: the code was not read back");
  top_up_press (test, "Copy the code as text");
  top_up_assert_copied (test, top_up_get_payment (test)->qr_payload);
  g_assert_nonnull (top_up_find_button (test, "Pay on this computer"));
  g_assert_null (browser_stub_peek ());
  top_up_press (test, "Pay on this computer");
  top_up_assert_opened_once (top_up_get_payment (test)->confirmation_url);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  top_up_end (test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  browser_stub_install ();
  g_test_add_func ("/life-line/credited", test_credited);
  g_test_add_func ("/life-line/late", test_late);
  g_test_add_func ("/life-line/taken", test_taken);
  g_test_add_func ("/life-line/declined", test_declined);
  g_test_add_func ("/life-line/expired", test_expired);
  g_test_add_func ("/life-line/restart", test_restart);
  g_test_add_func ("/life-line/code", test_code);
  return g_test_run ();
}
