/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-payment.h"

#include "demo-ledger.h"
#include "demo-tokens.h"

/**
 * demo_payment_id:
 *
 * Returns: (transfer full): the id on the wire
 */
char *
demo_payment_id (gint64 row)
{
  return g_strdup_printf ("p%07" G_GINT64_FORMAT, row);
}

gboolean
demo_payment_parse_id (const char *id, gint64 *row)
{
  return id != NULL && *id == 'p' && g_ascii_string_to_signed (id + 1, 10, 1, G_MAXINT32, row, NULL);
}

/**
 * demo_tenant_find_way:
 *
 * Returns: (nullable): the tenant's way to pay of that id
 */
const DemoWay *
demo_tenant_find_way (const DemoTenant *self, const char *id)
{
  for (const DemoWay *each = self->ways; each->id != NULL; each++)
    if (g_str_equal (each->id, id))
      return each;
  return NULL;
}

/**
 * demo_contract_get_points:
 *
 * Returns: bonus points that have not been paid with
 */
gint64
demo_contract_get_points (DemoWorld *world, DemoContract *contract)
{
  gint64 paid = demo_database_get_int (
    world->database,
    "SELECT sum (amount) FROM payment WHERE contract = ? AND method = 'bonus' AND operation != 0", "i",
    contract->row);

  return contract->situation->points - paid / 100;
}

/**
 * demo_payment_new:
 * @amount: kopecks that are to be credited
 * @key: (nullable): the client's
 *
 * Returns: (transfer full): a payment that is not saved yet and waits for nothing
 */
DemoPayment *
demo_payment_new (
  DemoWorld *world, DemoContract *contract, const DemoWay *way, gint64 amount, const char *key)
{
  DemoPayment *self = g_new0 (DemoPayment, 1);

  self->contract = contract->row;
  self->key = g_strdup (key);
  self->token = demo_way_has_page (way) ? demo_token_new () : NULL;
  self->form = demo_token_new ();
  self->way = way;
  self->amount = amount;
  self->fee = demo_way_fee (way, amount);
  self->created_at = demo_clock_now (&world->clock) / DEMO_SECOND * DEMO_SECOND;
  if (demo_way_has_page (way))
    self->expires_at = self->created_at + way->page_minutes * DEMO_MINUTE;
  demo_database_run (
    world->database,
    "INSERT INTO payment (contract, key, token, form, number, method, amount, fee, language, state,"
    " created_at, expires_at, next_at, outcome, attempts, operation, restores)"
    " VALUES (?, ?, ?, ?, 0, ?, ?, ?, 0, 0, ?, ?, 0, 0, 0, 0, 0)",
    "issssiiii", self->contract, self->key, self->token, self->form, way->id, self->amount, self->fee,
    self->created_at, self->expires_at);
  self->row = demo_database_last_id (world->database);
  self->number = 52000000 + self->row * 37;
  return self;
}

/* In the order of the columns of load(). */
void
demo_payment_save (DemoWorld *world, DemoPayment *self)
{
  demo_database_run (world->database,
                     "UPDATE payment SET form = ?, number = ?, email = ?, return_url = ?, language = ?,"
                     " state = ?, expires_at = ?, next_at = ?, outcome = ?, card = ?, approval = ?,"
                     " password = ?, attempts = ?, operation = ?, restores = ? WHERE id = ?",
                     "sissiiiiisssiiii", self->form, self->number, self->email, self->return_url,
                     (gint64) self->language, (gint64) self->state, self->expires_at, self->next_at,
                     (gint64) self->outcome, self->card, self->approval, self->password, self->attempts,
                     self->operation, (gint64) self->restores, self->row);
}

/**
 * demo_payment_load:
 *
 * Returns: (transfer full) (nullable): the payment of that row
 */
DemoPayment *
demo_payment_load (DemoWorld *world, gint64 row)
{
  sqlite3_stmt *rows;
  DemoPayment *self;

  rows = demo_database_query (
    world->database,
    "SELECT payment.contract, key, token, form, payment.number, method, amount, fee, email, return_url,"
    " language, state, created_at, expires_at, next_at, outcome, card, approval, password, attempts,"
    " operation, restores, tenant"
    " FROM payment JOIN contract ON contract.id = payment.contract WHERE payment.id = ?",
    "i", row);
  if (!demo_row (rows))
    return NULL;
  self = g_new0 (DemoPayment, 1);
  self->row = row;
  self->contract = sqlite3_column_int64 (rows, 0);
  self->key = g_strdup (demo_column_text (rows, 1));
  self->token = g_strdup (demo_column_text (rows, 2));
  self->form = g_strdup (demo_column_text (rows, 3));
  self->number = sqlite3_column_int64 (rows, 4);
  self->way =
    demo_tenant_find_way (demo_tenant_find (demo_column_text (rows, 22)), demo_column_text (rows, 5));
  g_assert (self->way != NULL);
  self->amount = sqlite3_column_int64 (rows, 6);
  self->fee = sqlite3_column_int64 (rows, 7);
  self->email = g_strdup (demo_column_text (rows, 8));
  self->return_url = g_strdup (demo_column_text (rows, 9));
  self->language = sqlite3_column_int (rows, 10);
  self->state = sqlite3_column_int (rows, 11);
  self->created_at = sqlite3_column_int64 (rows, 12);
  self->expires_at = sqlite3_column_int64 (rows, 13);
  self->next_at = sqlite3_column_int64 (rows, 14);
  self->outcome = sqlite3_column_int (rows, 15);
  self->card = g_strdup (demo_column_text (rows, 16));
  self->approval = g_strdup (demo_column_text (rows, 17));
  self->password = g_strdup (demo_column_text (rows, 18));
  self->attempts = sqlite3_column_int64 (rows, 19);
  self->operation = sqlite3_column_int64 (rows, 20);
  self->restores = sqlite3_column_int (rows, 21) != 0;
  demo_rows_end (rows);
  return self;
}

/**
 * demo_payment_find_page:
 *
 * Returns: (transfer full) (nullable): the payment whose page has this token
 */
DemoPayment *
demo_payment_find_page (DemoWorld *world, const DemoTenant *tenant, const char *token)
{
  gint64 row =
    demo_database_get_int (world->database,
                           "SELECT payment.id FROM payment JOIN contract ON contract.id = payment.contract"
                           " WHERE token = ? AND tenant = ?",
                           "ss", token, tenant->id);

  return row != 0 ? demo_payment_load (world, row) : NULL;
}

void
demo_payment_free (DemoPayment *self)
{
  g_free (self->key);
  g_free (self->token);
  g_free (self->form);
  g_free (self->email);
  g_free (self->return_url);
  g_free (self->card);
  g_free (self->approval);
  g_free (self->password);
  g_free (self);
}

/**
 * demo_payment_dup_method:
 * @operation: a row of the ledger, see demo_operation_id()
 *
 * Returns: (transfer full) (nullable): how the payment of that row was made: the mask of its card, or its way
 */
char *
demo_payment_dup_method (DemoWorld *world, gint64 contract, gint64 operation, DemoLanguage language)
{
  gint64 row =
    demo_database_get_int (world->database, "SELECT id FROM payment WHERE contract = ? AND operation = ?",
                           "ii", contract, operation);
  g_autoptr (DemoPayment) payment = row != 0 ? demo_payment_load (world, row) : NULL;

  if (payment == NULL)
    return NULL;
  return g_strdup (payment->card != NULL ? payment->card : demo_text (&payment->way->title, language));
}

static CabinetReceiptState
receipt_of (const DemoPayment *self)
{
  switch (self->state)
    {
    case CABINET_PAYMENT_STATE_PAID:
      return CABINET_RECEIPT_STATE_PENDING;
    case CABINET_PAYMENT_STATE_CREDITED:
    case CABINET_PAYMENT_STATE_RESTORED:
    case CABINET_PAYMENT_STATE_REFUNDED:
      return CABINET_RECEIPT_STATE_READY;
    default:
      return CABINET_RECEIPT_STATE_NONE;
    }
}

static void
add_steps (DemoWorld *world, DemoPayment *self, CabinetPayment *record)
{
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT state, at FROM payment_step WHERE payment = ? ORDER BY position", "i",
    self->row);

  while (demo_row (rows))
    {
      g_autoptr (CabinetPaymentStep) step = g_object_new (CABINET_TYPE_PAYMENT_STEP, NULL);

      step->state = sqlite3_column_int (rows, 0);
      step->at = sqlite3_column_int64 (rows, 1);
      g_list_store_append (record->steps, step);
    }
}

/* What a bank's app is given: sums in kopecks (facts, section 4). The id and the check sum are invented. */
static char *
make_qr_payload (const DemoPayment *self)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->token, -1);
  g_autofree char *id = g_ascii_strup (digest, 32);
  g_autofree char *crc = g_ascii_strup (digest + 32, 4);

  return g_strdup_printf ("https://qr.nspk.ru/%s?type=02&bank=100000000111&sum=%" G_GINT64_FORMAT
                          "&cur=RUB&crc=%s",
                          id, self->amount + self->fee, crc);
}

/**
 * demo_payment_to_record:
 * @base: "http://127.0.0.1:PORT/TENANT", where its page is
 *
 * Returns: (transfer full): as it goes over the wire
 */
CabinetPayment *
demo_payment_to_record (DemoWorld *world, DemoPayment *self, const char *base, DemoLanguage language)
{
  CabinetPayment *record = g_object_new (CABINET_TYPE_PAYMENT, NULL);
  g_autoptr (DemoContract) contract = demo_contract_load (world, self->contract);
  gboolean open =
    self->token != NULL
    && (self->state == CABINET_PAYMENT_STATE_WAITING || self->state == CABINET_PAYMENT_STATE_PROCESSING);

  record->id = demo_payment_id (self->row);
  record->key = g_strdup (self->key);
  record->number = g_strdup_printf ("%" G_GINT64_FORMAT, self->number);
  record->contract = g_strdup (contract->id);
  record->amount = demo_contract_money (contract, self->amount);
  if (self->fee != 0)
    record->fee = demo_contract_money (contract, self->fee);
  record->state = self->state;
  record->created_at = self->created_at;
  record->expires_at = self->expires_at;
  record->method = g_strdup (self->way->id);
  record->method_title = g_strdup (demo_text (&self->way->title, language));
  record->processor = g_strdup (demo_text (&self->way->processor, language));
  if (open)
    record->confirmation_url = g_strdup_printf ("%s/pay/%s", base, self->token);
  if (open && self->way->kind == CABINET_PAYMENT_KIND_SBP)
    record->qr_payload = make_qr_payload (self);
  record->card_mask = g_strdup (self->card);
  record->bank_code = g_strdup (self->approval);
  record->decline = demo_decline_new (self, language);
  add_steps (world, self, record);
  record->usual_seconds = self->way->usual_seconds;
  if (self->operation != 0)
    record->operation_id = demo_operation_id (self->operation);
  record->receipt = receipt_of (self);
  record->restores_service = self->restores;
  return record;
}
