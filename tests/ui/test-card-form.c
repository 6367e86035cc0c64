/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form for a top-up card: there where cards are taken, with what the provider asks for; what goes wrong
 * is said and nothing typed is kept. */
#include "cabinet-card-form.h"
#include "cabinet-top-up-page.h"
#include "page-fixture.h"

static CabinetCapabilityAnswer answer;
static const char *code;

static void
put_capability (CabinetAccount *account)
{
  g_autoptr (CabinetCapability) capability = g_object_new (CABINET_TYPE_CAPABILITY, NULL);

  capability->name = g_strdup ("card");
  capability->answer = answer;
  capability->code = g_strdup (code);
  g_list_store_append (cabinet_account_get_capabilities (account)->capabilities, capability);
}

/* The Cabinet API has no cards: the capability of another system is put on top, whenever they are read. */
static void
take_cards (CabinetAccount *account, CabinetCapabilityAnswer new_answer, const char *new_code)
{
  answer = new_answer;
  code = new_code;
  put_capability (account);
  g_signal_connect (account, "notify::capabilities", G_CALLBACK (put_capability), NULL);
}

static GtkWidget *
find_form (GtkWidget *page)
{
  return ui_find_type (page, CABINET_TYPE_CARD_FORM);
}

static void
type_in (GtkWidget *form, const char *row, const char *text)
{
  GtkWidget *entry = ui_find (form, GTK_ACCESSIBLE_ROLE_LIST_ITEM, row);

  for (GType type = ADW_TYPE_ENTRY_ROW; entry == NULL; type = ADW_TYPE_PASSWORD_ENTRY_ROW)
    {
      GtkWidget *found = ui_find_type (form, type);

      if (found != NULL
          && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (found)), row))
        entry = found;
      else if (type == ADW_TYPE_PASSWORD_ENTRY_ROW)
        break;
    }
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_absent (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = cabinet_top_up_page_new (account);

  page_fixture_show (fixture, page, 900, 760);
  g_assert_null (find_form (page));
  page_fixture_finalize_page (fixture, page);
}

static void
test_form (gconstpointer width)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  GtkWidget *page, *form, *button;

  take_cards (account, CABINET_CAPABILITY_ANSWER_YES, "with_serial");
  page = cabinet_top_up_page_new (account);
  g_object_set (page, "narrow", GPOINTER_TO_INT (width) < 600, NULL);
  page_fixture_show (fixture, page, GPOINTER_TO_INT (width), 760);
  form = find_form (page);
  g_assert_nonnull (form);
  g_assert_cmpint (gtk_widget_get_width (page), ==, GPOINTER_TO_INT (width));
  page_assert_shows (form, "Serial number");
  button = ui_find (form, GTK_ACCESSIBLE_ROLE_BUTTON, "Top up with the card");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  type_in (form, "Serial", "AB7");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_in (form, "PIN", "00998877");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  /* The demo's system has no such call: it is said, and the PIN is gone. */
  while (!gtk_widget_get_visible (page_find_any (form, g_type_from_name ("CabinetNoticeBar")))
         && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_true (gtk_widget_get_visible (page_find_any (form, g_type_from_name ("CabinetNoticeBar"))));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page_find_any (form, ADW_TYPE_PASSWORD_ENTRY_ROW))),
                   ==, "");
  g_assert_false (page_shows (form, "Credited"));
  page_fixture_finalize_page (fixture, page);
}

/* Not told is tried; without a serial number none is asked for. */
static void
test_untold (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page;

  take_cards (account, CABINET_CAPABILITY_ANSWER_UNKNOWN, NULL);
  page = cabinet_top_up_page_new (account);
  page_fixture_show (fixture, page, 900, 760);
  g_assert_nonnull (find_form (page));
  g_assert_false (page_shows (find_form (page), "Serial number"));
  page_fixture_finalize_page (fixture, page);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/card-form/absent", test_absent);
  g_test_add_data_func ("/ui/card-form/form", GINT_TO_POINTER (900), test_form);
  g_test_add_data_func ("/ui/card-form/narrow", GINT_TO_POINTER (360), test_form);
  g_test_add_func ("/ui/card-form/untold", test_untold);
  return g_test_run ();
}
