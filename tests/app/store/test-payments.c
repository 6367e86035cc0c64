/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-payments.h"
#include "store-fixture.h"

static CabinetPayment *
new_payment (const char *id, CabinetInstant at, CabinetPaymentState state)
{
  CabinetPayment *payment = g_object_new (CABINET_TYPE_PAYMENT, NULL);

  payment->id = g_strdup (id);
  payment->key = g_strdup_printf ("key-%s", id);
  payment->number = g_strdup_printf ("n-%s", id);
  payment->contract = g_strdup ("c1");
  payment->amount = cabinet_money (500 * CABINET_MONEY_UNIT, "RUB");
  payment->state = state;
  payment->created_at = at * G_TIME_SPAN_SECOND;
  payment->method = g_strdup ("card");
  payment->method_title = g_strdup ("Bank card");
  payment->receipt = CABINET_RECEIPT_STATE_NONE;
  return payment;
}

/* Takes the payments, up to NULL. Returns how many were new or different. */
static guint
save (StoreFixture *fixture, const char *account, CabinetPayment *first, ...)
{
  g_autoptr (GPtrArray) payments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint changed = 99;
  va_list args;

  va_start (args, first);
  for (CabinetPayment *each = first; each != NULL; each = va_arg (args, CabinetPayment *))
    g_ptr_array_add (payments, each);
  va_end (args);
  cabinet_archive_save_payments_async (fixture->archive, account, payments, NULL, store_on_done, &result);
  store_wait (&result);
  cabinet_archive_save_payments_finish (fixture->archive, result, &changed, &error);
  g_assert_no_error (error);
  return changed;
}

/* "id state" of the newest @limit, newest first. */
static void
assert_payments (StoreFixture *fixture, const char *account, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments = cabinet_archive_load_payments (fixture->archive, account, limit, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < payments->len; i++)
    {
      CabinetPayment *payment = g_ptr_array_index (payments, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", payment->id,
                              cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, (int) payment->state));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  assert_payments (fixture, ACCOUNT, 0, "");
  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("a", 10, CABINET_PAYMENT_STATE_CREDITED),
                          new_payment ("c", 30, CABINET_PAYMENT_STATE_WAITING), NULL),
                    ==, 2);
  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("b", 20, CABINET_PAYMENT_STATE_DECLINED), NULL), ==,
                    1);
  /* At the same instant: the order is still the same every time. */
  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("d", 30, CABINET_PAYMENT_STATE_EXPIRED), NULL), ==,
                    1);
  assert_payments (fixture, ACCOUNT, 0, "d expired, c waiting, b declined, a credited");
  assert_payments (fixture, ACCOUNT, 2, "d expired, c waiting");
  assert_payments (fixture, OTHER_ACCOUNT, 0, "");
}

/* What is read again is renewed, not there twice; two contracts may have the same id. */
static void
test_renewed (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *final = NULL;

  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("a", 10, CABINET_PAYMENT_STATE_WAITING), NULL), ==,
                    1);
  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("a", 10, CABINET_PAYMENT_STATE_WAITING), NULL), ==,
                    0);
  final = store_sql (fixture->path, "select final from payments");
  g_assert_cmpstr (final, ==, "0");
  g_assert_cmpuint (save (fixture, ACCOUNT, new_payment ("a", 10, CABINET_PAYMENT_STATE_CREDITED), NULL), ==,
                    1);
  g_clear_pointer (&final, g_free);
  final = store_sql (fixture->path, "select final from payments");
  g_assert_cmpstr (final, ==, "1");
  assert_payments (fixture, ACCOUNT, 0, "a credited");
  g_assert_cmpuint (save (fixture, OTHER_ACCOUNT, new_payment ("a", 40, CABINET_PAYMENT_STATE_PAID), NULL),
                    ==, 1);
  assert_payments (fixture, ACCOUNT, 0, "a credited");
  assert_payments (fixture, OTHER_ACCOUNT, 0, "a paid");
}

/* All of it comes back, after a restart too. */
static void
test_whole (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetPayment) payment = new_payment ("a", 10, CABINET_PAYMENT_STATE_DECLINED);
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GError) error = NULL;

  payment->decline = g_object_new (CABINET_TYPE_DECLINE, NULL);
  payment->decline->reason = CABINET_DECLINE_REASON_SECURITY;
  payment->decline->phone = g_strdup ("8 800 555-35-35");
  payment->card_mask = g_strdup ("4111 11•• •••• 1111");
  g_assert_cmpuint (save (fixture, ACCOUNT, g_object_ref (payment), NULL), ==, 1);
  store_fixture_reopen (fixture);
  payments = cabinet_archive_load_payments (fixture->archive, ACCOUNT, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (payments->len, ==, 1);
  g_assert_true (cabinet_record_equal (g_ptr_array_index (payments, 0), payment));
}

/* What a newer version wrote is left out, the others are shown. */
static void
test_unreadable (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *nothing = NULL;
  g_autofree char *count = NULL;

  save (fixture, ACCOUNT, new_payment ("a", 10, CABINET_PAYMENT_STATE_PAID),
        new_payment ("b", 20, CABINET_PAYMENT_STATE_PAID), NULL);
  nothing = store_sql (fixture->path, "update payments set body = '[]' where id = 'b'");
  assert_payments (fixture, ACCOUNT, 0, "a paid");
  count = store_sql (fixture->path, "select count(*) from payments");
  g_assert_cmpstr (count, ==, "2");
}

static void
test_no_contract (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) payments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (payments, new_payment ("a", 10, CABINET_PAYMENT_STATE_PAID));
  cabinet_archive_save_payments_async (fixture->archive, "nobody", payments, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_save_payments_finish (fixture->archive, result, NULL, &error));
  g_assert_nonnull (error);
}

#define ADD(path, function)                                                                \
  g_test_add ("/store/payments/" path, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("order", test_order);
  ADD ("renewed", test_renewed);
  ADD ("whole", test_whole);
  ADD ("unreadable", test_unreadable);
  ADD ("no-contract", test_no_contract);
  return g_test_run ();
}
