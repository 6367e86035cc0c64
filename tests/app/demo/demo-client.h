/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-process.h"

#include <libsoup/soup.h>

#include "cabinet-contract.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-problem.h"
#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* A client of one tenant as plain as can be: it asks, waits and reads; what the real one does is not
 * borrowed, so that a fault of both cannot hide. */
typedef struct
{
  DemoProcess *demo;
  char *tenant;
  char *token;    /* sent if set */
  char *refresh;  /* the last one that was given */
  char *contract; /* id of the first contract */
  char *language; /* NULL = none is sent */
  char *etag;     /* sent as If-None-Match if set */
  char *key;      /* sent as Idempotency-Key if set */
} Client;

typedef struct
{
  int status;
  char *text;
  SoupMessageHeaders *headers;
} Answer;

Client *client_new (DemoProcess *demo, const char *tenant);
void client_free (Client *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

Answer *client_ask (Client *self, const char *method, const char *path, const char *json);
Answer *client_ask_as (
  Client *self, const char *method, const char *path, const char *type, const char *body, gssize length);
Answer *client_change (Client *self, const char *method, const char *path, const char *json);
Answer *client_read (Client *self, const char *view);
void answer_free (Answer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

const char *answer_get_header (Answer *self, const char *name);
gpointer answer_decode (Answer *self, GType type);
void answer_assert_problem (Answer *self, int status, const char *word);

CabinetSignInStep *client_start (Client *self, const char *category, const char *login, const char *secret);
void client_enter (Client *self, const char *category, const char *login, const char *secret);
void client_take_session (Client *self, CabinetSession *session);
GListStore *client_read_ledger (Client *self, const char *query);
CabinetOverview *client_read_overview (Client *self);
CabinetOperationMonths *client_read_months (Client *self);

gint64 kopecks (const CabinetMoney *money);
#define NOW "2026-11-21T07:32:00Z"

G_END_DECLS
