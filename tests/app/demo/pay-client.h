/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-client.h"

#include "cabinet-payment.h"

G_BEGIN_DECLS

/* A page as a browser has it after all redirects. */
typedef struct
{
  int status;
  char *text;
  char *state; /* that it shows; NULL = none */
  char *form;  /* what its form sends back; NULL = there is no form */
  SoupMessageHeaders *headers;
} Page;

Page *page_open (const char *url, const char *language);
Page *page_send (const char *url, const char *form, const char *name, ...) G_GNUC_NULL_TERMINATED;
Page *page_pay (const char *url, const char *card);
char *page_dup_password (Page *page);
void page_free (Page *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

/* Payments over the API, each with a key of its own unless one is given. */
Answer *pay_ask (Client *client, const char *json, const char *key);
Answer *pay_ask_at (Client *client, const char *path, const char *json, const char *key);
CabinetPayment *pay_create (Client *client, const char *amount, const char *method);
CabinetPayment *pay_read (Client *client, const char *id);
void pay_advance (Client *client, int seconds);

/* What the demo's books say, counted in their JSON. */
guint pay_count_captures (Client *client, const char *payment, const char *kind);
guint pay_count_credits (Client *client, const char *login);
gint64 pay_balance (Client *client);

G_END_DECLS
