/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is settled leaves the outbox a month later, and nothing is lost by it. */
#include "cabinet-archive-messages.h"
#include "cabinet-archive-payments.h"
#include "cabinet-archive-readings.h"
#include "cabinet-delivery.h"
#include "service-fixture.h"

#define DAYS(n) ((n) *G_TIME_SPAN_DAY)

static void
finish (CabinetAccount *account, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  service_wait_for (result);
  g_task_propagate_boolean (G_TASK (*result), &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

/* A row settled at the beginning of time. */
static void
add (
  CabinetAccount *account, const char *key, CabinetOutboxKind kind, CabinetOutboxState state, gpointer answer)
{
  g_autoptr (CabinetOutboxItem) item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);
  GAsyncResult *result = NULL;

  item->key = g_strdup (key);
  item->account = g_strdup (account->id);
  item->kind = kind;
  item->request = g_strdup ("{\"text\":\"a\"}");
  item->state = state;
  item->answer = answer != NULL ? cabinet_record_encode_text (answer) : NULL;
  item->created_at = item->updated_at = DAYS (1);
  cabinet_outbox_add_async (cabinet_core_get_journal (account->core, NULL), item, NULL, service_on_result,
                            &result);
  finish (account, &result);
}

static CabinetMessage *
new_message (const char *id)
{
  CabinetMessage *message = g_object_new (CABINET_TYPE_MESSAGE, NULL);

  message->id = g_strdup (id);
  message->thread = g_strdup ("t1");
  message->at = DAYS (1);
  message->from = CABINET_MESSAGE_AUTHOR_ME;
  message->text = g_strdup ("a");
  message->state = CABINET_MESSAGE_STATE_SENT;
  return message;
}

static CabinetPayment *
new_payment (const char *key, CabinetPaymentState state)
{
  CabinetPayment *payment = g_object_new (CABINET_TYPE_PAYMENT, NULL);

  payment->id = g_strconcat ("p-", key, NULL);
  payment->key = g_strdup (key);
  payment->number = g_strdup ("1");
  payment->contract = g_strdup ("c1");
  payment->amount = cabinet_money (500 * CABINET_MONEY_UNIT, "RUB");
  payment->state = state;
  payment->created_at = DAYS (1);
  payment->method = g_strdup ("card");
  payment->method_title = g_strdup ("Bank card");
  payment->receipt = CABINET_RECEIPT_STATE_NONE;
  return payment;
}

/* The keys of what is left, in their order. */
static void
assert_left (CabinetAccount *account, CabinetInstant now, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  GAsyncResult *result = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (account->core, NULL);

  cabinet_delivery_clear_settled (account, now);
  /* The worker does one thing after the other. */
  cabinet_journal_check_async (journal, NULL, service_on_result, &result);
  finish (account, &result);
  rows = cabinet_outbox_load (journal, account->id, TRUE, NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            CABINET_OUTBOX_ITEM (g_ptr_array_index (rows, i))->key);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
archive (CabinetAccount *account, gpointer message, gpointer payment)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  GAsyncResult *result = NULL;

  g_ptr_array_add (records, message != NULL ? message : payment);
  if (message != NULL)
    cabinet_archive_save_messages_async (account->core->archive, account->id, records, NULL,
                                         service_on_result, &result);
  else
    cabinet_archive_save_payments_async (account->core->archive, account->id, records, NULL,
                                         service_on_result, &result);
  finish (account, &result);
}

static void
test_clear (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "2", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetMessage) message = new_message ("m1");
  g_autoptr (CabinetPayment) waiting = new_payment ("d", CABINET_PAYMENT_STATE_WAITING);
  g_autoptr (CabinetPayment) credited = new_payment ("d", CABINET_PAYMENT_STATE_CREDITED);
  g_autoptr (CabinetChangeList) changes = g_object_new (CABINET_TYPE_CHANGE_LIST, NULL);
  GAsyncResult *result = NULL;

  add (account, "a", CABINET_OUTBOX_KIND_MESSAGE, CABINET_OUTBOX_STATE_DONE, message);
  add (account, "b", CABINET_OUTBOX_KIND_MESSAGE, CABINET_OUTBOX_STATE_REFUSED, NULL);
  add (account, "c", CABINET_OUTBOX_KIND_MESSAGE, CABINET_OUTBOX_STATE_UNCONFIRMED, message);
  add (account, "d", CABINET_OUTBOX_KIND_PAYMENT, CABINET_OUTBOX_STATE_DONE, credited);
  add (account, "e", CABINET_OUTBOX_KIND_PAYMENT, CABINET_OUTBOX_STATE_REFUSED, NULL);
  add (account, "f", CABINET_OUTBOX_KIND_CHANGE, CABINET_OUTBOX_STATE_DONE, NULL);

  /* Nothing of it is archived. */
  assert_left (account, DAYS (100), "a b c d e f");
  archive (account, message, NULL);
  archive (account, NULL, waiting);
  assert_left (account, DAYS (31), "a b c d e f");
  /* The payment is not final in the archive. */
  assert_left (account, DAYS (31) + 1, "b c d e f");
  archive (account, NULL, credited);
  assert_left (account, DAYS (100), "b c e f");
  cabinet_archive_save_reading_async (account->core->archive, account->id, CABINET_RESOURCE_CHANGES, changes,
                                      DAYS (2), NULL, NULL, service_on_result, &result);
  finish (account, &result);
  /* What was refused, and what nobody knows of, stays. */
  assert_left (account, DAYS (100), "b c e");
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/service/delivery-clear", test_clear);
  return g_test_run ();
}
