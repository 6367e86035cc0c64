/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-payment.h"

#include "demo-events.h"
#include "demo-ledger.h"
#include "demo-line.h"
#include "demo-mail.h"
#include "demo-random.h"

/* The life line of a payment (design, 4.3 row 9), moved on by people and by the demo's clock. */

/* How long it takes, unless /control says otherwise. */
#define CREDIT_MS 2000
#define LATE_MS (10 * 60 * 1000)
#define RESTORE_MS 3000

static const struct
{
  CabinetDeclineReason reason;
  const char *code;
  const char *party;
  DemoText words;
} declines[DEMO_N_OUTCOMES] = {
  [DEMO_OUTCOME_WRONG_DATA] = { CABINET_DECLINE_REASON_WRONG_DATA, "invalid_card_data", "bank",
                                DEMO_TEXT ("The card data are typed wrongly",
                                           "Неправильно введены данные банковской карты") },
  [DEMO_OUTCOME_NO_MONEY] = { CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY, "insufficient_funds", "bank",
                              DEMO_TEXT ("There is not enough money on the card",
                                         "На карте недостаточно средств для оплаты") },
  [DEMO_OUTCOME_SECURITY] = { CABINET_DECLINE_REASON_SECURITY, "fraud_suspected", "processor",
                              DEMO_TEXT ("The security service of the processor has declined the payment",
                                         "Служба безопасности процессинга отклонила операцию") },
  [DEMO_OUTCOME_BANK] = { CABINET_DECLINE_REASON_BANK, "call_issuer", "bank",
                          DEMO_TEXT ("The bank that issued the card has refused",
                                     "Банк, выдавший карту, отказал в операции") },
  [DEMO_OUTCOME_CHALLENGE_FAILED] = { CABINET_DECLINE_REASON_BANK, "3d_secure_failed", "bank",
                                      DEMO_TEXT ("The payment was not confirmed with the one-time password",
                                                 "Платёж не подтверждён разовым паролем") },
  [DEMO_OUTCOME_TIME_OVER] = { CABINET_DECLINE_REASON_TIME_OVER, "expired_on_confirmation", "processor",
                               DEMO_TEXT ("The time to pay has run out", "Время на оплату истекло") },
};

/**
 * demo_decline_new:
 *
 * Returns: (transfer full) (nullable): why nothing was taken; NULL unless it was declined or has expired
 */
CabinetDecline *
demo_decline_new (const DemoPayment *self, DemoLanguage language)
{
  DemoOutcome outcome = self->state == CABINET_PAYMENT_STATE_EXPIRED ? DEMO_OUTCOME_TIME_OVER : self->outcome;
  CabinetDecline *record;

  if (self->state != CABINET_PAYMENT_STATE_DECLINED && self->state != CABINET_PAYMENT_STATE_EXPIRED)
    return NULL;
  record = g_object_new (CABINET_TYPE_DECLINE, NULL);
  record->reason = declines[outcome].reason;
  record->code = g_strdup (declines[outcome].code);
  record->party = g_strdup (declines[outcome].party);
  record->words = g_strdup (demo_text (&declines[outcome].words, language));
  if (outcome == DEMO_OUTCOME_SECURITY)
    record->phone = g_strdup (self->way->processor_phone);
  return record;
}

static gint64
get_delay (DemoWorld *world, const char *name, gint64 usual)
{
  /* Kept one higher: what is not there reads as 0. */
  gint64 kept = demo_database_get_meta (world->database, name);

  return (kept != 0 ? kept - 1 : usual) * 1000;
}

/**
 * demo_payment_move:
 * @at: when it reached @state
 *
 * Puts it into @state, leaves a step and tells who watches. Nothing comes by itself after that, unless the
 * caller says so.
 */
void
demo_payment_move (DemoWorld *world, DemoPayment *self, CabinetPaymentState state, CabinetInstant at)
{
  g_autofree char *id = demo_payment_id (self->row);

  self->state = state;
  self->next_at = 0;
  demo_database_run (world->database,
                     "INSERT INTO payment_step (payment, position, state, at) VALUES"
                     " (?1, (SELECT count (*) FROM payment_step WHERE payment = ?1), ?2, ?3)",
                     "iii", self->row, (gint64) state, at);
  demo_event_emit (world, self->contract, CABINET_EVENT_KIND_PAYMENT, id);
}

/* The processor's own books: tests hold them against the ledger. */
static void
book (DemoWorld *world, DemoPayment *self, const char *kind, CabinetInstant at)
{
  demo_database_run (world->database, "INSERT INTO capture (payment, kind, amount, at) VALUES (?, ?, ?, ?)",
                     "isii", self->row, kind, self->amount + self->fee, at);
}

static void
capture (DemoWorld *world, DemoPayment *self, CabinetInstant at)
{
  DemoRandom random = demo_random_new (world->seed + (guint64) self->row, self->form);

  if (demo_way_has_page (self->way))
    book (world, self, "capture", at);
  self->approval = g_strdup_printf ("%06" G_GINT64_FORMAT, demo_random_range (&random, 0, 999999));
  demo_payment_move (world, self, CABINET_PAYMENT_STATE_PAID, at);
  if (self->outcome == DEMO_OUTCOME_LATE)
    self->next_at = at + get_delay (world, "late_ms", LATE_MS);
  else if (self->outcome != DEMO_OUTCOME_NEVER)
    self->next_at = at + (demo_way_has_page (self->way) ? get_delay (world, "credit_ms", CREDIT_MS) : 0);
}

/**
 * demo_payment_settle_card:
 * @outcome: what the bank says
 *
 * The bank was asked and has answered. Not saved.
 */
void
demo_payment_settle_card (DemoWorld *world, DemoPayment *self, DemoOutcome outcome)
{
  CabinetInstant now = demo_clock_now (&world->clock);

  self->outcome = outcome;
  if (self->state == CABINET_PAYMENT_STATE_WAITING)
    demo_payment_move (world, self, CABINET_PAYMENT_STATE_PROCESSING, now);
  if (outcome == DEMO_OUTCOME_CHALLENGE)
    self->next_at = self->expires_at;
  else if (outcome == DEMO_OUTCOME_TIME_OVER)
    demo_payment_move (world, self, CABINET_PAYMENT_STATE_EXPIRED, now);
  else if (declines[outcome].code != NULL)
    demo_payment_move (world, self, CABINET_PAYMENT_STATE_DECLINED, now);
  else
    capture (world, self, now);
}

void
demo_payment_cancel (DemoWorld *world, DemoPayment *self)
{
  demo_payment_move (world, self, CABINET_PAYMENT_STATE_CANCELLED, demo_clock_now (&world->clock));
}

static DemoTitle
title_of (const DemoWay *way)
{
  switch (way->kind)
    {
    case CABINET_PAYMENT_KIND_SBP:
      return DEMO_TITLE_SBP;
    case CABINET_PAYMENT_KIND_BANK:
      return DEMO_TITLE_INTERNET_BANK;
    case CABINET_PAYMENT_KIND_WALLET:
      return DEMO_TITLE_WALLET;
    case CABINET_PAYMENT_KIND_BONUS:
      return DEMO_TITLE_BONUS;
    case CABINET_PAYMENT_KIND_PHONE_ACCOUNT:
      return DEMO_TITLE_PHONE_ACCOUNT;
    default:
      return DEMO_TITLE_CARD;
    }
}

static gint64
file_row (
  DemoWorld *world, DemoContract *contract, DemoPayment *self, CabinetOperationKind kind, CabinetInstant at)
{
  gboolean payment = kind == CABINET_OPERATION_KIND_PAYMENT;
  DemoRow row = { .entry = { .kind = (guint8) kind, .service = -1, .method = DEMO_METHOD_ONLINE } };

  row.at = at / DEMO_SECOND * DEMO_SECOND;
  row.number = self->number;
  row.entry.date = cabinet_date_of_instant (at, demo_tenant_get_zone (contract->tenant));
  row.entry.amount = payment ? self->amount : -self->amount;
  row.entry.title = (guint8) (payment ? title_of (self->way) : DEMO_TITLE_RETURNED);
  demo_event_emit (world, contract->row, CABINET_EVENT_KIND_OPERATIONS, NULL);
  demo_event_emit (world, contract->row, CABINET_EVENT_KIND_OVERVIEW, NULL);
  return demo_ledger_insert (world, contract, &row);
}

static gboolean
is_cut_by_money (CabinetLine *line)
{
  return (line->state == CABINET_LINE_STATE_BLOCKED || line->state == CABINET_LINE_STATE_THROTTLED)
         && (g_strcmp0 (line->reason, "no_money") == 0 || g_strcmp0 (line->reason, "debt") == 0);
}

/**
 * demo_contract_is_cut:
 *
 * Returns: whether the line is off or slow because of money and nothing else
 */
gboolean
demo_contract_is_cut (DemoWorld *world, DemoContract *contract)
{
  CabinetDate today = demo_contract_today (world, contract);
  g_autoptr (CabinetLine) line = NULL;

  if (demo_contract_is_forced (contract, today))
    return FALSE;
  line = demo_line_new (world, contract, today);
  return is_cut_by_money (line);
}

/* Until somebody has switched it on again the line stays as it was. */
static void
remember_line (DemoWorld *world, DemoPayment *self, CabinetLine *line)
{
  demo_database_run (world->database,
                     "INSERT OR REPLACE INTO held_line (payment, contract, state, reason, since, limit_kbps)"
                     " VALUES (?, ?, ?, ?, ?, ?)",
                     "iiisii", self->row, self->contract, (gint64) line->state, line->reason,
                     (gint64) line->since, line->limit_kbps);
}

static void
credit (DemoWorld *world, DemoPayment *self, CabinetInstant at)
{
  g_autoptr (DemoContract) contract = demo_contract_load (world, self->contract);
  CabinetDate today = demo_contract_today (world, contract);
  g_autoptr (CabinetLine) before = NULL;
  gboolean cut;

  demo_ledger_bring_up (world, contract);
  cut = demo_contract_is_cut (world, contract);
  before = demo_line_new (world, contract, today);
  self->operation = file_row (world, contract, self, CABINET_OPERATION_KIND_PAYMENT, at);
  demo_payment_move (world, self, CABINET_PAYMENT_STATE_CREDITED, at);
  demo_ledger_bring_up (world, contract);
  self->restores = cut && !demo_contract_is_cut (world, contract);
  if (self->restores)
    {
      self->next_at = at + get_delay (world, "restore_ms", RESTORE_MS);
      remember_line (world, self, before);
    }
  demo_mail_send_receipt (world, contract, self);
}

static void
restore (DemoWorld *world, DemoPayment *self, CabinetInstant at)
{
  demo_database_run (world->database, "DELETE FROM held_line WHERE payment = ?", "i", self->row);
  demo_payment_move (world, self, CABINET_PAYMENT_STATE_RESTORED, at);
  demo_event_emit (world, self->contract, CABINET_EVENT_KIND_OVERVIEW, NULL);
}

/**
 * demo_payments_hold_line:
 * @line: what follows from the ledger; becomes what it was before a payment, until that one has restored it
 */
void
demo_payments_hold_line (DemoWorld *world, DemoContract *contract, CabinetLine *line)
{
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT state, reason, since, limit_kbps FROM held_line WHERE contract = ? LIMIT 1", "i",
    contract->row);

  if (!demo_row (rows))
    return;
  line->state = sqlite3_column_int (rows, 0);
  g_free (line->reason);
  line->reason = g_strdup (demo_column_text (rows, 1));
  line->since = (CabinetDate) sqlite3_column_int64 (rows, 2);
  line->limit_kbps = sqlite3_column_int64 (rows, 3);
  line->next_state = CABINET_LINE_STATE_UNKNOWN;
  line->next_on = CABINET_DATE_NONE;
  demo_rows_end (rows);
}

/**
 * demo_payment_refund:
 *
 * Gives the money back, out of the ledger too if it was credited.
 *
 * Returns: whether there was any to give
 */
gboolean
demo_payment_refund (DemoWorld *world, DemoPayment *self)
{
  CabinetInstant now = demo_clock_now (&world->clock);
  g_autoptr (DemoContract) contract = demo_contract_load (world, self->contract);

  if (self->state != CABINET_PAYMENT_STATE_PAID && self->state != CABINET_PAYMENT_STATE_CREDITED
      && self->state != CABINET_PAYMENT_STATE_RESTORED)
    return FALSE;
  if (self->operation != 0)
    {
      demo_ledger_bring_up (world, contract);
      file_row (world, contract, self, CABINET_OPERATION_KIND_REFUND, now);
    }
  demo_database_run (world->database, "DELETE FROM held_line WHERE payment = ?", "i", self->row);
  book (world, self, "refund", now);
  demo_payment_move (world, self, CABINET_PAYMENT_STATE_REFUNDED, now);
  demo_payment_save (world, self);
  return TRUE;
}

static void
move_on (DemoWorld *world, DemoPayment *self)
{
  CabinetInstant at = self->next_at;

  switch (self->state)
    {
    case CABINET_PAYMENT_STATE_PAID:
      credit (world, self, at);
      break;
    case CABINET_PAYMENT_STATE_CREDITED:
      restore (world, self, at);
      break;
    default:
      self->outcome = DEMO_OUTCOME_TIME_OVER;
      demo_payment_move (world, self, CABINET_PAYMENT_STATE_EXPIRED, at);
      break;
    }
  demo_payment_save (world, self);
}

static gboolean
on_due (gpointer data)
{
  DemoWorld *world = data;

  world->payments_timer = 0;
  demo_payments_settle (world);
  return G_SOURCE_REMOVE;
}

/* Who waits for an event hears of it without asking. */
static void
set_timer (DemoWorld *world)
{
  CabinetInstant next =
    demo_database_get_int (world->database, "SELECT min (next_at) FROM payment WHERE next_at > 0", "");
  gint64 wait = next - demo_clock_now (&world->clock);

  g_clear_handle_id (&world->payments_timer, g_source_remove);
  if (next != 0)
    world->payments_timer = g_timeout_add ((guint) CLAMP (wait / 1000 + 1, 1, G_MAXINT32), on_due, world);
}

static gint64
find_due (DemoWorld *world)
{
  return demo_database_get_int (
    world->database, "SELECT id FROM payment WHERE next_at BETWEEN 1 AND ? ORDER BY next_at, id LIMIT 1", "i",
    demo_clock_now (&world->clock));
}

/**
 * demo_payments_settle:
 *
 * Brings all payments to this moment by the demo's clock. To be called before anything is read of them and
 * after anything has been done to them. Where nothing is due nothing is locked.
 */
void
demo_payments_settle (DemoWorld *world)
{
  while (find_due (world) != 0)
    {
      gint64 row;

      demo_database_begin (world->database);
      row = find_due (world); /* another process over the same data may have been first */
      if (row != 0)
        {
          g_autoptr (DemoPayment) payment = demo_payment_load (world, row);

          move_on (world, payment);
        }
      demo_database_commit (world->database);
    }
  set_timer (world);
}
