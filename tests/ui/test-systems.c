/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contracts at billing systems in the window: the way to them, what their pages offer and say, and what is
 * sent when something is ordered, paid or written. */
#include "player.h"
#include "ui-test.h"

#include "cabinet-conversation.h"
#include "cabinet-message.h"

typedef struct
{
  const char *system; /* the folder of its answers */
  const char *name;
  const char *path; /* of its interface */
  const char *login;
  const char *password;
} Way;

static const Way abills = { "abills", "ABillS", "/api.cgi", "moroz", "frost-7" };
static const Way ubilling = { "ubilling", "Ubilling", "", "sydorenko_o", "горобець" };

static Player *player;
static const char *awaited;

static gboolean
is_shown (UiTest *test)
{
  return ui_shows (test, awaited);
}

static void
wait_for (UiTest *test, const char *text)
{
  awaited = text;
  ui_test_wait (test, is_shown, 60, text);
}

static gboolean
can_be_pressed (UiTest *test)
{
  GtkWidget *button = ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, awaited);

  return button != NULL && gtk_widget_is_sensitive (button);
}

/* As soon as it may be. */
static void
press (UiTest *test, const char *label)
{
  awaited = label;
  ui_test_wait (test, can_be_pressed, 60, label);
  ui_press (test, label);
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account);
}

static void
put (const char *target, const char *answer)
{
  player_put (player, "GET", target, NULL, 200, NULL, answer);
}

static void
put_post (const char *path, const char *body, guint status, const char *answer)
{
  g_autofree char *target = g_strconcat ("/api.cgi/", path, NULL);

  player_put (player, "POST", target, body, status, NULL, answer);
}

/* From the address to the Overview; nothing of the person's leaves before it is known where to. */
static void
add (UiTest *test, const Way *way)
{
  g_autofree char *place = g_strconcat (player_get_url (player), way->path, NULL);

  ui_act (test, "add-by-address", NULL);
  ui_type (test, "Address of the cabinet", player_get_url (player));
  press (test, "Look there");
  press (test, "Go on");
  g_assert_cmpuint (player_count (player, "POST", NULL), ==, 0);
  g_assert_true (ui_shows (test, way->name));
  g_assert_true (ui_shows (test, place));
  ui_type (test, "Login", way->login);
  ui_type (test, "Password", way->password);
  press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the contract to be read");
}

static void
show_page (UiTest *test, const char *name)
{
  ui_act (test, "show-page", g_variant_new_string (name));
}

static void
run (const Way *way, UiTestBody body, int width)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", way->system, NULL);

  ui_test_fresh_home ();
  player = player_new (folder, 0);
  ui_test_run (body, width, 760, NULL);
  player_free (player);
}

static void
read_abills (UiTest *test)
{
  add (test, &abills);
  /* Exact inside, rounded down where it is shown. */
  wait_for (test, "152.34");
  g_assert_true (ui_shows (test, "Дім 100"));
  show_page (test, "tariff");
  wait_for (test, "Дім 300");
  wait_for (test, "Замалий депозит");
  wait_for (test, "Антивірус");
  /* This system tells no balances after operations: there is no empty column for them. */
  show_page (test, "statement");
  wait_for (test, "Liqpay");
  g_assert_null (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_LABEL, "Balance"));
  show_page (test, "support");
  wait_for (test, "Сьогодні вночі замінимо порт.");
  show_page (test, "news");
  wait_for (test, "планові роботи на вузлі");
  g_assert_false (ui_shows (test, "<b>"));
}

static void
test_abills (gconstpointer width)
{
  run (&abills, read_abills, GPOINTER_TO_INT (width));
}

static void
read_ubilling (UiTest *test)
{
  add (test, &ubilling);
  wait_for (test, "87.30");
  show_page (test, "tariff");
  wait_for (test, "Start-30");
  show_page (test, "top-up");
  wait_for (test, "liqpay");
  show_page (test, "support");
  wait_for (test, "Перевіримо");
  show_page (test, "news");
  wait_for (test, "Нові ціни");
}

static void
test_ubilling (gconstpointer width)
{
  run (&ubilling, read_ubilling, GPOINTER_TO_INT (width));
}

/* What is offered is looked at and ordered; it stands there as soon as a read shows it. */
static void
order_abills (UiTest *test)
{
  add (test, &abills);
  show_page (test, "tariff");
  wait_for (test, "costs 5.00");
  press (test, "Take…");
  wait_for (test, "Lent to you");
  put_post ("user/credit", "{}", 200, "{\"creditSum\":200,\"creditDays\":5}");
  put ("/api.cgi/user", "{\"uid\":4207,\"login\":\"moroz\",\"deposit\":147.345,\"credit\":0,"
                        "\"creditDate\":\"0000-00-00\"}");
  put ("/api.cgi/user", "{\"uid\":4207,\"login\":\"moroz\",\"deposit\":147.345,\"credit\":200,"
                        "\"creditDate\":\"2099-11-27\"}");
  press (test, "Take the promised payment");
  wait_for (test, "Promised: 200.00");
  g_assert_cmpuint (player_count (player, "POST", "user/credit"), ==, 1);
}

static void
test_order (void)
{
  run (&abills, order_abills, 1100);
}

/* A card is sent once; what is wrong with it is said, and what it was worth only when a read shows it. */
static void
redeem_abills (UiTest *test)
{
  add (test, &abills);
  show_page (test, "top-up");
  wait_for (test, "Only top-up cards are taken here");
  put_post ("user/cards/payment", "{\"serial\":\"AB1\",\"pin\":\"1111\"}", 400,
            "{\"errno\":1060008,\"errstr\":\"ERR_UNKNOWN_CARD\"}");
  ui_type (test, "Serial number", "AB1");
  ui_type (test, "PIN under the coating", "1111");
  press (test, "Top up with the card");
  wait_for (test, "does not know this card");
  g_assert_cmpstr (ui_get_typed (test, "PIN under the coating"), ==, "");

  put_post ("user/cards/payment", "{\"serial\":\"AB1\",\"pin\":\"2222\"}", 200,
            "{\"amount\":100,\"paymentId\":13}");
  put ("/api.cgi/user/payments",
       "[{\"id\":13,\"uid\":4207,\"datetime\":\"2026-11-22 09:12:44\",\"dsc\":\"AB1\",\"sum\":100}]");
  ui_type (test, "PIN under the coating", "2222");
  press (test, "Top up with the card");
  wait_for (test, "Credited: 100.00");
  g_assert_cmpuint (player_count (player, "POST", "cards/payment"), ==, 2);
}

static void
test_redeem (void)
{
  run (&abills, redeem_abills, 1100);
}

static gboolean
is_sent (UiTest *test)
{
  CabinetConversation *conversation =
    cabinet_account_get_conversation (cabinet_window_get_account (test->window));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (conversation)); i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (conversation), i);

      if (g_str_equal (message->text, "Дякую"))
        return message->state == CABINET_MESSAGE_STATE_SENT
               || message->state == CABINET_MESSAGE_STATE_DELIVERED;
    }
  return FALSE;
}

/* Written once; shown as sent when the conversation shows it. */
static void
write_abills (UiTest *test)
{
  GtkWidget *view;

  add (test, &abills);
  show_page (test, "support");
  wait_for (test, "Сьогодні вночі замінимо порт.");
  /* The system knows no hours. */
  g_assert_false (ui_shows (test, "open now"));
  g_assert_true (ui_shows (test, "Messages are answered by a person"));
  put_post ("user/msgs/71/reply", "{\"replyText\":\"Дякую\",\"state\":0}", 200, "{\"result\":\"OK\"}");
  put ("/api.cgi/user/msgs/71/reply",
       "[{\"aid\":0,\"datetime\":\"2026-11-22 09:05:31\",\"id\":82,\"mainMsg\":71,\"text\":\"Дякую\","
       "\"uid\":4207,\"creatorId\":\"moroz\"}]");
  view = ui_find_type (GTK_WIDGET (test->window), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "Дякую", -1);
  press (test, "Send");
  ui_test_wait (test, is_sent, 60, "the message to be sent");
  g_assert_cmpuint (player_count (player, "POST", "msgs/71/reply"), ==, 1);
}

static void
test_write (void)
{
  run (&abills, write_abills, 1100);
}

/* Of a link nothing is promised: neither a fee nor a receipt nor a sum. */
static void
pay_ubilling (UiTest *test)
{
  add (test, &ubilling);
  show_page (test, "top-up");
  wait_for (test, "liqpay");
  g_assert_true (ui_shows (test, "Open the page"));
  g_assert_true (ui_shows (test, "The sum is chosen on the provider's page."));
  g_assert_false (ui_shows (test, "Receipt to e-mail"));
  g_assert_false (ui_shows (test, "To be taken"));
  g_assert_false (ui_shows (test, "Serial number"));
  ui_type (test, "Number of the card", "5555");
  put ("/?module=paycards&agentpaycards=true&json=true&paycard=5555",
       "{\"result\":false,\"message\":\"Invalid card\"}");
  press (test, "Top up with the card");
  wait_for (test, "does not know this card");
  g_assert_cmpuint (player_count (player, NULL, "paycard=5555"), ==, 1);
}

static void
test_pay (void)
{
  run (&ubilling, pay_ubilling, 360);
}

/* Why nothing can be switched is said once; what is offered is what the system offers. */
static void
block_ubilling (UiTest *test)
{
  add (test, &ubilling);
  show_page (test, "tariff");
  wait_for (test, "50 days can still be blocked");
  g_assert_true (ui_shows (test, "Коштів достатньо"));
  g_assert_false (ui_shows (test, "First day"));
  press (test, "Block…");
  wait_for (test, "Charged today");
  g_assert_cmpuint (player_count (player, NULL, "dofreeze"), ==, 0);
}

static void
test_block (void)
{
  run (&ubilling, block_ubilling, 1100);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_data_func ("/ui/systems/abills", GINT_TO_POINTER (1100), test_abills);
  g_test_add_data_func ("/ui/systems/abills-narrow", GINT_TO_POINTER (360), test_abills);
  g_test_add_data_func ("/ui/systems/ubilling", GINT_TO_POINTER (1100), test_ubilling);
  g_test_add_data_func ("/ui/systems/ubilling-narrow", GINT_TO_POINTER (360), test_ubilling);
  g_test_add_func ("/ui/systems/order", test_order);
  g_test_add_func ("/ui/systems/redeem", test_redeem);
  g_test_add_func ("/ui/systems/write", test_write);
  g_test_add_func ("/ui/systems/pay", test_pay);
  g_test_add_func ("/ui/systems/block", test_block);

  return g_test_run ();
}
