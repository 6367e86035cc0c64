/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-pages.h"
#include "demo-payment.h"
#include "demo-tokens.h"

#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200
#define LONGEST_ADDRESS 254

static void
set_available (DemoExchange *x, const DemoWay *way, CabinetPaymentMethod *record)
{
  static const DemoText entity =
    DEMO_TEXT ("Organisations pay by bank transfer", "Организации платят банковским переводом");
  static const DemoText closed = DEMO_TEXT ("The contract is closed", "Договор расторгнут");
  static const DemoText no_points = DEMO_TEXT ("There are no points yet", "Баллов пока нет");
  const DemoText *reason = NULL;

  record->available = CABINET_CAPABILITY_ANSWER_YES;
  if (x->contract->situation->forced == CABINET_LINE_STATE_CLOSED)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NO;
      record->code = g_strdup ("closed");
      reason = &closed;
    }
  else if (x->contract->spec->entity)
    {
      record->available = CABINET_CAPABILITY_ANSWER_ELSEWHERE;
      record->code = g_strdup ("by_transfer");
      reason = &entity;
    }
  else if (way->kind == CABINET_PAYMENT_KIND_BONUS && demo_contract_get_points (x->world, x->contract) <= 0)
    {
      record->available = CABINET_CAPABILITY_ANSWER_NOT_NOW;
      record->code = g_strdup ("no_points");
      reason = &no_points;
    }
  if (reason != NULL)
    record->reason = g_strdup (demo_text (reason, x->language));
}

/* Of points no more than there are. */
static gint64
greatest (DemoExchange *x, const DemoWay *way)
{
  gint64 points = way->kind == CABINET_PAYMENT_KIND_BONUS
                    ? demo_contract_get_points (x->world, x->contract) * 100
                    : way->max;

  return CLAMP (points, way->min, way->max);
}

/**
 * demo_payment_method_new:
 *
 * Returns: (transfer full): @way as it is offered to the exchange's contract
 */
CabinetPaymentMethod *
demo_payment_method_new (DemoExchange *x, const DemoWay *way)
{
  CabinetPaymentMethod *record = g_object_new (CABINET_TYPE_PAYMENT_METHOD, NULL);

  record->id = g_strdup (way->id);
  record->kind = way->kind;
  record->title = g_strdup (demo_text (&way->title, x->language));
  record->details = g_strdup (demo_text (&way->details, x->language));
  g_strfreev (record->systems);
  record->systems = g_strdupv ((char **) way->systems);
  record->processor = g_strdup (demo_text (&way->processor, x->language));
  record->processor_phone = g_strdup (way->processor_phone);
  record->min = demo_contract_money (x->contract, way->min);
  record->max = demo_contract_money (x->contract, greatest (x, way));
  record->whole_units = way->whole_units;
  if (way->fee_fixed != 0)
    record->fee_fixed = demo_contract_money (x->contract, way->fee_fixed);
  record->fee_hundredths = way->fee_hundredths;
  record->usual_seconds = way->usual_seconds;
  set_available (x, way, record);
  return record;
}

void
demo_handle_payment_methods (DemoExchange *x)
{
  g_autoptr (CabinetPaymentMethodList) list = g_object_new (CABINET_TYPE_PAYMENT_METHOD_LIST, NULL);

  for (const DemoWay *way = x->tenant->ways; way->id != NULL; way++)
    {
      g_autoptr (CabinetPaymentMethod) method = demo_payment_method_new (x, way);

      g_list_store_append (list->methods, method);
    }
  list->email = demo_way_dup_email (x->contract->number);
  demo_exchange_reply (x, 200, list);
}

static gboolean
is_address (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && strchr (at + 1, '@') == NULL && strchr (at, '.') != NULL
         && strlen (text) <= LONGEST_ADDRESS && strpbrk (text, " \t\r\n,;<>") == NULL;
}

/* Only to a program's own address: a page that led anywhere would be a help to thieves. */
static gboolean
is_return_url (const char *text)
{
  return g_str_has_prefix (text, "cabinet:") && strlen (text) <= 512 && g_uri_is_valid (text, 0, NULL);
}

/* Returns: whether @amount may be paid by @way; else the refusal is given. */
static gboolean
check_amount (DemoExchange *x, const DemoWay *way, const CabinetMoney *money, gint64 *amount)
{
  static const DemoText whole = DEMO_TEXT ("whole roubles only", "только целые рубли");
  CabinetMoney low = demo_contract_money (x->contract, way->min);
  CabinetMoney high = demo_contract_money (x->contract, greatest (x, way));
  g_autofree char *least = cabinet_money_to_decimal (&low, CABINET_ROUND_HALF_AWAY);
  g_autofree char *most = cabinet_money_to_decimal (&high, CABINET_ROUND_HALF_AWAY);
  g_autofree char *detail = NULL;

  if (!g_str_equal (money->currency, demo_tenant_get_currency (x->tenant))
      || !cabinet_money_to_minor (money, amount, NULL))
    {
      demo_exchange_refuse_value (x, "amount", "not a sum of the contract's currency");
      return FALSE;
    }
  if (*amount < way->min || money->micros > high.micros)
    {
      gboolean small = *amount < way->min;

      detail = g_strdup_printf (x->language == DEMO_RUSSIAN ? "от %s до %s" : "from %s to %s", least, most);
      demo_exchange_refuse_field (x, small ? DEMO_PROBLEM_AMOUNT_MIN : DEMO_PROBLEM_AMOUNT_MAX, "amount",
                                  detail);
      return FALSE;
    }
  if (way->whole_units && *amount % 100 != 0)
    {
      demo_exchange_refuse_value (x, "amount", demo_text (&whole, x->language));
      return FALSE;
    }
  return TRUE;
}

/* Returns: (nullable): the way that was asked for, if it is open; else the refusal is given. */
static const DemoWay *
check_way (DemoExchange *x, const char *id)
{
  const DemoWay *way = demo_tenant_find_way (x->tenant, id);
  g_autoptr (CabinetPaymentMethod) method = way != NULL ? demo_payment_method_new (x, way) : NULL;

  if (way == NULL)
    {
      demo_exchange_refuse_value (x, "method", "not one of the ways to pay");
      return NULL;
    }
  if (method->available != CABINET_CAPABILITY_ANSWER_YES)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "method", method->reason);
      return NULL;
    }
  return way;
}

static gboolean
check_addresses (DemoExchange *x, CabinetPaymentRequest *request)
{
  if (request->email != NULL && !is_address (request->email))
    demo_exchange_refuse_value (x, "email", "not an address");
  else if (request->return_url != NULL && !is_return_url (request->return_url))
    demo_exchange_refuse_value (x, "return_url", "not a cabinet: address");
  else
    return TRUE;
  return FALSE;
}

static void
reply_payment (DemoExchange *x, int status, DemoPayment *payment)
{
  g_autofree char *base = demo_pages_dup_base (x);
  g_autoptr (CabinetPayment) record = demo_payment_to_record (x->world, payment, base, x->language);

  demo_exchange_reply (x, status, record);
}

void
demo_handle_create_payment (DemoExchange *x)
{
  CabinetPaymentRequest *request = x->body;
  const DemoWay *way = check_way (x, request->method);
  g_autoptr (DemoPayment) payment = NULL;
  gint64 amount;

  if (way == NULL || !check_amount (x, way, &request->amount, &amount) || !check_addresses (x, request))
    return;
  payment = demo_payment_new (x->world, x->contract, way, amount, x->key);
  payment->email =
    request->email != NULL ? g_strdup (request->email) : demo_way_dup_email (x->contract->number);
  payment->return_url = g_strdup (request->return_url);
  payment->language = x->language;
  payment->restores = demo_contract_is_cut (x->world, x->contract);
  demo_payment_move (x->world, payment, CABINET_PAYMENT_STATE_CREATED, payment->created_at);
  if (demo_way_has_page (way))
    {
      demo_payment_move (x->world, payment, CABINET_PAYMENT_STATE_WAITING, payment->created_at);
      payment->next_at = payment->expires_at;
      demo_payment_save (x->world, payment);
    }
  else
    {
      gint64 row = payment->row;

      demo_payment_settle_card (x->world, payment, DEMO_OUTCOME_PAID);
      demo_payment_save (x->world, payment);
      demo_payments_settle (x->world);
      demo_payment_free (g_steal_pointer (&payment));
      payment = demo_payment_load (x->world, row);
    }
  demo_payments_settle (x->world);
  reply_payment (x, 201, payment);
}

void
demo_handle_payment (DemoExchange *x)
{
  gint64 row;
  g_autoptr (DemoPayment) payment = NULL;

  if (demo_payment_parse_id (x->parameter, &row))
    payment = demo_payment_load (x->world, row);
  /* One of somebody else is not there. */
  if (payment == NULL || !demo_family_has_contract (x->world, x->tenant, x->family, payment->contract))
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  else
    reply_payment (x, 200, payment);
}

/* A cursor is the id of the last payment that was read. Returns: whether it can be; else the refusal is
 * given.
 */
static gboolean
read_cursor (DemoExchange *x, gint64 *before)
{
  const char *text = demo_exchange_get_query (x, "cursor");

  *before = G_MAXINT64;
  if (text == NULL)
    return TRUE;
  if (demo_payment_parse_id (text, before)
      && demo_database_get_int (x->world->database, "SELECT contract FROM payment WHERE id = ?", "i", *before)
           == x->contract->row)
    return TRUE;
  demo_exchange_refuse_value (x, "cursor", "not a cursor of this reading");
  return FALSE;
}

void
demo_handle_payments (DemoExchange *x)
{
  g_autoptr (CabinetPaymentList) list = g_object_new (CABINET_TYPE_PAYMENT_LIST, NULL);
  g_autofree char *base = demo_pages_dup_base (x);
  gint64 before;
  gint64 limit;

  if (!demo_exchange_read_number (x, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, &limit)
      || !read_cursor (x, &before))
    return;
  for (;;)
    {
      g_autoptr (DemoPayment) payment = NULL;
      g_autoptr (CabinetPayment) record = NULL;
      gint64 row = demo_database_get_int (x->world->database,
                                          "SELECT max (id) FROM payment WHERE contract = ? AND id < ?", "ii",
                                          x->contract->row, before);

      if (row == 0)
        break;
      if (limit-- == 0)
        {
          list->next = demo_payment_id (before);
          break;
        }
      before = row;
      payment = demo_payment_load (x->world, row);
      record = demo_payment_to_record (x->world, payment, base, x->language);
      g_list_store_append (list->payments, record);
    }
  demo_exchange_reply (x, 200, list);
}
