/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The correspondence with support over a real household and a real demo, whose operator answers in working
 * hours. */
#include "cabinet-composer.h"
#include "cabinet-contacts-card.h"
#include "cabinet-contract-row.h"
#include "cabinet-conversation.h"
#include "cabinet-message-list.h"
#include "cabinet-message-row.h"
#include "cabinet-state-page.h"
#include "cabinet-support-page.h"
#include "page-fixture.h"

/* A Friday at eleven in Tomsk. */
#define NOW "2026-11-20T04:00:00Z"
#define MAX_BYTES (5 * 1024 * 1024)

typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  GtkWidget *page;
} Test;

/* @delay: ms until the operator answers */
static Test *
begin (const char *delay, int width)
{
  Test *test = g_new0 (Test, 1);

  test->fixture = page_fixture_new ("--now", NOW, "--history-months", "2", "--operator-delay", delay, NULL);
  test->account = page_fixture_sign_in (test->fixture, "tomtel", NULL, "12345");
  test->page = cabinet_support_page_new (test->account);
  g_object_set (test->page, "narrow", width < 600, NULL);
  page_fixture_show (test->fixture, test->page, width, 760);
  page_wait_shows (test->page, "Messages are answered");
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

static CabinetConversation *
get_conversation (Test *test)
{
  return cabinet_account_get_conversation (test->account);
}

static gboolean
has_hours (Test *test)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (cabinet_conversation_get_hours (get_conversation (test)) == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  return cabinet_conversation_get_hours (get_conversation (test)) != NULL;
}

static GtkTextView *
find_text (Test *test)
{
  return GTK_TEXT_VIEW (ui_find_type (test->page, GTK_TYPE_TEXT_VIEW));
}

static void
type (Test *test, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_text (test)), text, -1);
}

static void
assert_typed (Test *test, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (find_text (test));
  g_autofree char *typed = NULL;

  g_object_get (buffer, "text", &typed, NULL);
  g_assert_cmpstr (typed, ==, text);
}

static GtkWidget *
find_button (GtkWidget *root, const char *name)
{
  return page_find_named (root, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

static void
press_send (Test *test)
{
  GtkWidget *button = find_button (test->page, "Send");

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The key goes to the controller that the composer has put before the text. */
static gboolean
press_return (Test *test, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (find_text (test)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) each = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (each)
          && gtk_event_controller_get_propagation_phase (each) == GTK_PHASE_CAPTURE && !handled)
        g_signal_emit_by_name (each, "key-pressed", GDK_KEY_Return, 36, state, &handled);
    }
  return handled;
}

/* The row of the only message with that text. */
static CabinetMessageRow *
find_row (GtkWidget *root, const char *text)
{
  CabinetMessageRow *found = NULL;

  if (CABINET_IS_MESSAGE_ROW (root)
      && g_str_equal (cabinet_message_row_get_message (CABINET_MESSAGE_ROW (root))->text, text))
    return CABINET_MESSAGE_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, text);
  return found;
}

/* Waits until the bubble of ours with @text says @word. */
static void
wait_for_word (Test *test, const char *text, const char *word)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  CabinetMessageRow *row = find_row (test->page, text);

  while ((row == NULL || !page_shows (GTK_WIDGET (row), word)) && g_get_monotonic_time () < limit)
    {
      page_fixture_wait_ms (10);
      row = find_row (test->page, text);
    }
  g_assert_nonnull (row);
  page_assert_shows (GTK_WIDGET (row), word);
}

/* Waits until the provider has the message, and the field is free for the next one. */
static void
wait_for_sent (Test *test, const char *text)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  CabinetMessageRow *row = find_row (test->page, text);

  while ((row == NULL || page_shows (GTK_WIDGET (row), "waits")
          || !gtk_widget_is_sensitive (GTK_WIDGET (find_text (test))))
         && g_get_monotonic_time () < limit)
    {
      page_fixture_wait_ms (10);
      row = find_row (test->page, text);
    }
  g_assert_nonnull (row);
  g_assert_false (page_shows (GTK_WIDGET (row), "waits"));
  g_assert_false (page_shows (GTK_WIDGET (row), "not sent"));
}

static guint
count_theirs (Test *test)
{
  GListModel *messages = G_LIST_MODEL (get_conversation (test));
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      CabinetMessage *message = cabinet_list_peek (messages, i);

      count += message->from == CABINET_MESSAGE_AUTHOR_SUPPORT;
    }
  return count;
}

static gboolean
has_dot (GtkWidget *row)
{
  return ui_find (row, GTK_ACCESSIBLE_ROLE_IMG, "1 unread message") != NULL;
}

/* An answer that nobody has looked at: a dot in the list of contracts, said in words, until it is shown. */
static void
test_unread (void)
{
  Test *test = begin ("300", 900);
  GtkWidget *page = g_object_ref (test->page);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = cabinet_contract_row_new (test->account);
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  page_fixture_show (test->fixture, list, 300, 760);
  g_assert_false (has_dot (row));
  cabinet_conversation_send_async (get_conversation (test), NULL, NULL, "Anybody there?", NULL, NULL, NULL,
                                   NULL);
  while (!has_dot (row) && g_get_monotonic_time () < limit)
    {
      page_fixture_wait_ms (50);
      g_assert_true (page_fixture_refresh (test->fixture, test->account));
    }
  g_assert_true (has_dot (row));
  page_assert_name (row, "Tomtel, Tomtel, demonstration, 312 roubles 40 kopecks, Works, 1 unread message");

  cabinet_conversation_start_watching (get_conversation (test));
  page_fixture_settle ();
  g_assert_false (has_dot (row));
  cabinet_conversation_stop_watching (get_conversation (test));
  page_fixture_finalize_page (test->fixture, list);
  test->page = page;
  page_fixture_show (test->fixture, page, 900, 760);
  g_object_unref (page);
  end (test);
}

/* What was said before: bubbles of both sides, a line for each day, a file that can be saved. */
static void
test_history (void)
{
  Test *test = begin ("3600000", 900);
  GtkWidget *row;

  page_wait_shows (test->page, "read");
  g_assert_cmpuint (page_count_type (test->page, CABINET_TYPE_MESSAGE_ROW), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (get_conversation (test))));
  g_assert_cmpuint (page_count_type (test->page, ADW_TYPE_AVATAR), ==, count_theirs (test));
  row = ui_find_type (test->page, GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (row)));
  g_assert_nonnull (find_button (test->page, "Save "));
  g_assert_nonnull (ui_find_type (test->page, CABINET_TYPE_CONTACTS_CARD));
  end (test);
}

static void
test_send (void)
{
  Test *test = begin ("3600000", 900);

  g_assert_true (has_hours (test));
  g_assert_false (gtk_widget_get_sensitive (find_button (test->page, "Send")));
  type (test, "  \n ");
  g_assert_false (gtk_widget_get_sensitive (find_button (test->page, "Send")));
  type (test, "By the button");
  press_send (test);
  wait_for_sent (test, "By the button");
  assert_typed (test, "");

  type (test, "A line");
  g_assert_false (press_return (test, GDK_SHIFT_MASK));
  assert_typed (test, "A line");
  type (test, "By the key");
  g_assert_true (press_return (test, 0));
  wait_for_sent (test, "By the key");
  assert_typed (test, "");
  end (test);
}

/* Nobody touches the window between the question and its answer. */
static void
test_answer (void)
{
  Test *test = begin ("200", 900);
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  guint before;

  g_assert_true (has_hours (test));
  before = count_theirs (test);
  type (test, "When is the next charge?");
  press_send (test);
  while (count_theirs (test) == before && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_cmpuint (count_theirs (test), ==, before + 1);
  g_assert_cmpuint (page_count_type (test->page, ADW_TYPE_AVATAR), ==, before + 1);
  wait_for_word (test, "When is the next charge?", "read");
  end (test);
}

/* Without a server a message waits, says so, and is not sent a second time by hand. */
static void
test_offline (void)
{
  Test *test = begin ("3600000", 900);
  CabinetMessageRow *row;

  g_assert_true (has_hours (test));
  demo_process_stop (test->fixture->demo);
  type (test, "Nobody hears this");
  press_send (test);
  wait_for_word (test, "Nobody hears this", "waits to be sent");
  while (!gtk_widget_is_sensitive (GTK_WIDGET (find_text (test))))
    page_fixture_wait_ms (10);
  row = find_row (test->page, "Nobody hears this");
  g_assert_false (page_shows (GTK_WIDGET (row), "delivered"));
  assert_typed (test, "");
  demo_process_start (test->fixture->demo);
  end (test);
}

static void
test_draft (void)
{
  Test *test = begin ("3600000", 900);

  g_assert_true (has_hours (test));
  type (test, "Half a sen");
  page_fixture_finalize_page (test->fixture, test->page);
  test->page = cabinet_support_page_new (test->account);
  page_fixture_show (test->fixture, test->page, 900, 760);
  assert_typed (test, "Half a sen");
  page_wait_shows (test->page, "read");
  assert_typed (test, "Half a sen");
  cabinet_support_page_write (CABINET_SUPPORT_PAGE (test->page), "Facts of a payment");
  assert_typed (test, "Half a sen\n\nFacts of a payment");
  end (test);
}

/* One contract's words never stand under another. */
static void
test_switching (void)
{
  Test *test = begin ("3600000", 900);
  g_autoptr (CabinetAccount) other = page_fixture_sign_in (test->fixture, "telemir", NULL, "48-11702");
  CabinetMessage *message;

  page_wait_shows (test->page, "read");
  message = cabinet_list_peek (G_LIST_MODEL (get_conversation (test)), 0);
  type (test, "Only for the first");
  g_object_set (test->page, "account", other, NULL);
  assert_typed (test, "");
  g_assert_null (find_row (test->page, message->text));
  page_wait_shows (test->page, "No messages yet");
  g_assert_cmpuint (page_count_type (test->page, CABINET_TYPE_MESSAGE_ROW), ==, 0);
  /* What happens to a contract that is not shown changes nothing. */
  g_assert_true (page_fixture_refresh (test->fixture, test->account));
  page_fixture_settle ();
  g_assert_cmpuint (page_count_type (test->page, CABINET_TYPE_MESSAGE_ROW), ==, 0);
  g_object_set (test->page, "account", test->account, NULL);
  g_assert_nonnull (find_row (test->page, message->text));
  assert_typed (test, "Only for the first");
  end (test);
}

static GFile *
make_file (const char *name, const char *start, gsize size)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), name, NULL);
  g_autofree char *data = g_malloc0 (MAX (size, strlen (start)));
  g_autoptr (GError) error = NULL;

  memcpy (data, start, strlen (start));
  g_file_set_contents (path, data, (gssize) MAX (size, strlen (start)), &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* What the provider does not take is refused in place, before anything is sent; what stands there stays. */
static void
test_files (void)
{
  Test *test = begin ("3600000", 900);
  g_autoptr (GFile) good = make_file ("note.txt", "a note\n", 0);
  g_autoptr (GFile) large = make_file ("large.txt", "large\n", MAX_BYTES + 1);
  g_autoptr (GFile) odd = make_file ("program", "\177ELF\002\001\001", 64);
  CabinetComposer *composer = CABINET_COMPOSER (ui_find_type (test->page, CABINET_TYPE_COMPOSER));
  guint before;

  g_assert_true (has_hours (test));
  page_wait_shows (test->page, "read");
  before = g_list_model_get_n_items (G_LIST_MODEL (get_conversation (test)));
  type (test, "See the file");
  g_assert_false (cabinet_composer_add_file (composer, large));
  page_assert_shows (test->page, "is too large");
  g_assert_false (cabinet_composer_add_file (composer, odd));
  page_assert_shows (test->page, "is of a kind that the provider does not take");
  g_assert_null (find_button (test->page, "Leave out"));
  assert_typed (test, "See the file");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_conversation (test))), ==, before);

  g_assert_true (cabinet_composer_add_file (composer, good));
  g_assert_false (page_shows (test->page, "does not take"));
  g_assert_nonnull (find_button (test->page, "Leave out note.txt"));
  press_send (test);
  wait_for_sent (test, "See the file");
  page_assert_shows (GTK_WIDGET (find_row (test->page, "See the file")), "note.txt");
  g_assert_null (find_button (test->page, "Leave out"));
  end (test);
  g_file_delete (good, NULL, NULL);
  g_file_delete (large, NULL, NULL);
  g_file_delete (odd, NULL, NULL);
}

/* What is too long or too much is refused with words, before anything is sent, and stays as it was typed. */
static void
test_bad_input (void)
{
  Test *test = begin ("3600000", 900);
  CabinetComposer *composer = CABINET_COMPOSER (ui_find_type (test->page, CABINET_TYPE_COMPOSER));
  g_autoptr (GFile) file = make_file ("one.txt", "one\n", 0);
  CabinetSupportHours *hours;
  g_autofree char *text = NULL;
  guint before;

  g_assert_true (has_hours (test));
  page_wait_shows (test->page, "read");
  hours = cabinet_conversation_get_hours (get_conversation (test));
  before = g_list_model_get_n_items (G_LIST_MODEL (get_conversation (test)));
  text = g_strnfill ((gsize) hours->max_characters + 1, 'a');
  type (test, text);
  page_assert_shows (test->page, " characters");
  press_send (test);
  page_wait_shows (test->page, "the provider takes");
  assert_typed (test, text);

  type (test, "");
  for (gint64 i = 0; i < hours->max_files; i++)
    g_assert_true (cabinet_composer_add_file (composer, file));
  g_assert_false (cabinet_composer_add_file (composer, file));
  page_assert_shows (test->page, "A message takes");
  press_send (test);
  page_wait_shows (test->page, "Write a few words");
  g_assert_nonnull (find_button (test->page, "Leave out one.txt"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_conversation (test))), ==, before);
  end (test);
  g_file_delete (file, NULL, NULL);
}

/* What was chosen is there again when the page is; a file that has gone is told of. */
static void
test_draft_files (void)
{
  Test *test = begin ("3600000", 900);
  CabinetComposer *composer = CABINET_COMPOSER (ui_find_type (test->page, CABINET_TYPE_COMPOSER));
  g_autoptr (GFile) stays = make_file ("stays.txt", "a\n", 0);
  g_autoptr (GFile) goes = make_file ("goes.txt", "b\n", 0);

  g_assert_true (has_hours (test));
  page_wait_shows (test->page, "read");
  type (test, "See both");
  g_assert_true (cabinet_composer_add_file (composer, goes));
  g_assert_true (cabinet_composer_add_file (composer, stays));
  page_fixture_finalize_page (test->fixture, test->page);
  g_assert_true (g_file_delete (goes, NULL, NULL));
  test->page = cabinet_support_page_new (test->account);
  page_fixture_show (test->fixture, test->page, 900, 760);
  assert_typed (test, "See both");
  g_assert_nonnull (find_button (test->page, "Leave out stays.txt"));
  g_assert_null (find_button (test->page, "Leave out goes.txt"));
  page_assert_shows (test->page, "“goes.txt” is not there any more");
  press_send (test);
  wait_for_sent (test, "See both");
  g_assert_null (find_button (test->page, "Leave out"));
  end (test);
  g_file_delete (stays, NULL, NULL);
}

static void
assert_at_end (Test *test)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (
    ui_find_type (ui_find_type (test->page, CABINET_TYPE_MESSAGE_LIST), GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);

  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat_with_epsilon (
    gtk_adjustment_get_value (adjustment),
    gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment), 0.5);
}

/* Gives the page a size as its parent would, and looks at once: nothing is put right later. */
static void
resize (Test *test, int width, int height)
{
  int minimum = 0;

  g_object_set (test->page, "narrow", width < 600, NULL);
  gtk_widget_measure (test->page, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  gtk_widget_allocate (test->page, width, MAX (minimum, height), -1, NULL);
}

/* A narrower window and a keyboard leave the newest message in sight; one who reads above is not moved. */
static void
test_end (void)
{
  Test *test = begin ("3600000", 900);
  GtkWidget *list = ui_find_type (test->page, CABINET_TYPE_MESSAGE_LIST);
  GtkAdjustment *adjustment;
  double place;

  page_wait_shows (test->page, "read");
  page_fixture_settle ();
  resize (test, 900, 300);
  assert_at_end (test);
  resize (test, 360, 400);
  assert_at_end (test);
  resize (test, 360, 320);
  assert_at_end (test);
  resize (test, 900, 310);
  assert_at_end (test);

  adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (ui_find_type (list, GTK_TYPE_SCROLLED_WINDOW)));
  place = gtk_adjustment_get_value (adjustment) - 60;
  gtk_adjustment_set_value (adjustment, place);
  resize (test, 900, 280);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, place);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  resize (test, 360, 400);
  assert_at_end (test);
  end (test);
}

static void
test_narrow (void)
{
  Test *test = begin ("3600000", 360);
  GtkWidget *ways;
  int minimum = 0;

  page_wait_shows (test->page, "read");
  gtk_widget_measure (test->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_null (ui_find_type (test->page, CABINET_TYPE_CONTACTS_CARD));
  ways = ui_find_type (test->page, GTK_TYPE_MENU_BUTTON);
  g_assert_nonnull (ways);
  page_assert_name (ways, "Other ways to reach support");
  gtk_menu_button_popup (GTK_MENU_BUTTON (ways));
  page_fixture_wait_ms (50);
  g_assert_nonnull (ui_find_type (test->page, CABINET_TYPE_CONTACTS_CARD));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (ways));
  page_fixture_wait_ms (50);
  g_object_set (test->page, "narrow", FALSE, NULL);
  page_fixture_settle ();
  g_assert_nonnull (ui_find_type (test->page, CABINET_TYPE_CONTACTS_CARD));
  g_assert_null (ui_find_type (test->page, GTK_TYPE_MENU_BUTTON));
  end (test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/support/history", test_history);
  g_test_add_func ("/support/send", test_send);
  g_test_add_func ("/support/answer", test_answer);
  g_test_add_func ("/support/offline", test_offline);
  g_test_add_func ("/support/draft", test_draft);
  g_test_add_func ("/support/switching", test_switching);
  g_test_add_func ("/support/files", test_files);
  g_test_add_func ("/support/bad-input", test_bad_input);
  g_test_add_func ("/support/draft-files", test_draft_files);
  g_test_add_func ("/support/unread", test_unread);
  g_test_add_func ("/support/end", test_end);
  g_test_add_func ("/support/narrow", test_narrow);
  return g_test_run ();
}
