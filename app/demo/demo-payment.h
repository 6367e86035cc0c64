/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"
#include "demo-way.h"

G_BEGIN_DECLS

/* What becomes of a payment once its card was taken. The numbers are stored. */
typedef enum
{
  DEMO_OUTCOME_PAID,
  DEMO_OUTCOME_WRONG_DATA,
  DEMO_OUTCOME_NO_MONEY,
  DEMO_OUTCOME_SECURITY,
  DEMO_OUTCOME_BANK,
  DEMO_OUTCOME_CHALLENGE, /* 3-D Secure */
  DEMO_OUTCOME_CHALLENGE_FAILED,
  DEMO_OUTCOME_TIME_OVER,
  DEMO_OUTCOME_LATE,
  DEMO_OUTCOME_NEVER, /* paid, never credited */
  DEMO_N_OUTCOMES,
} DemoOutcome;

/* A payment as it stands in the database. Sums are kopecks. */
typedef struct
{
  gint64 row;
  gint64 contract;
  char *key;   /* the client's; NULL = none */
  char *token; /* of its page; NULL = it has none */
  char *form;  /* serves one form of the page once */
  gint64 number;
  const DemoWay *way;
  gint64 amount;
  gint64 fee;
  char *email;
  char *return_url; /* NULL = none */
  DemoLanguage language;
  CabinetPaymentState state;
  CabinetInstant created_at;
  CabinetInstant expires_at; /* 0 = it has no page */
  CabinetInstant next_at;    /* when the clock moves it on; 0 = never */
  DemoOutcome outcome;
  char *card;     /* at most 6 + 4 digits */
  char *approval; /* the bank's code */
  char *password; /* of the challenge */
  gint64 attempts;
  gint64 operation; /* in the ledger; 0 = not credited */
  gboolean restores;
} DemoPayment;

DemoPayment *demo_payment_new (
  DemoWorld *world, DemoContract *contract, const DemoWay *way, gint64 amount, const char *key);
DemoPayment *demo_payment_load (DemoWorld *world, gint64 row);
DemoPayment *demo_payment_find_page (DemoWorld *world, const DemoTenant *tenant, const char *token);
void demo_payment_save (DemoWorld *world, DemoPayment *self);
void demo_payment_free (DemoPayment *self);

char *demo_payment_id (gint64 row);
gboolean demo_payment_parse_id (const char *id, gint64 *row);
char *demo_payment_dup_method (DemoWorld *world, gint64 contract, gint64 operation, DemoLanguage language);
CabinetPayment *
demo_payment_to_record (DemoWorld *world, DemoPayment *self, const char *base, DemoLanguage language);
const DemoWay *demo_tenant_find_way (const DemoTenant *self, const char *id);
gint64 demo_contract_get_points (DemoWorld *world, DemoContract *contract);

/* The life line. Each leaves a step at @at. */
void demo_payment_move (DemoWorld *world, DemoPayment *self, CabinetPaymentState state, CabinetInstant at);
void demo_payment_settle_card (DemoWorld *world, DemoPayment *self, DemoOutcome outcome);
void demo_payment_cancel (DemoWorld *world, DemoPayment *self);
gboolean demo_payment_refund (DemoWorld *world, DemoPayment *self);
void demo_payments_settle (DemoWorld *world);
gboolean demo_contract_is_cut (DemoWorld *world, DemoContract *contract);
void demo_payments_hold_line (DemoWorld *world, DemoContract *contract, CabinetLine *line);
CabinetDecline *demo_decline_new (const DemoPayment *self, DemoLanguage language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoPayment, demo_payment_free)

G_END_DECLS
