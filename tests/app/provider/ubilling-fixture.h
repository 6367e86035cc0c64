/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net-server.h"
#include "player.h"
#include "provider-call.h"

G_BEGIN_DECLS

/* An authorizer with a token of the test's own; a renewal brings the same again. */
#define KEY_TYPE_AUTHORIZER (key_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (KeyAuthorizer, key_authorizer, KEY, AUTHORIZER, GObject)

struct _KeyAuthorizer
{
  GObject parent_instance;

  char *token;
  guint renewals;
};

KeyAuthorizer *key_authorizer_new (const char *token);

#define UBILLING_LOGIN "sydorenko_o"
#define UBILLING_RECORDED_LOGIN "ivanov_ii"
#define UBILLING_PASSWORD "горобець"
#define UBILLING_READ "/?xmlagent=true&json=true"
#define UBILLING_CREDIT "/?module=creditor&agentcredit=true&json=true"

/* A portal that answers as tests/fixtures/ubilling says, and the connector signed in there. */
typedef struct
{
  Player *player;
  KeyAuthorizer *authorizer;
  CabinetProvider *provider;
  gboolean web_forms; /* of the calls */
} Ubilling;

typedef void (*UbillingTest) (Ubilling *f, gconstpointer data);
void ubilling_add (const char *path, UbillingTest test);
/* With what a running system answered, after recordings_open(). */
void ubilling_add_recorded (const char *path, UbillingTest test);

/* From now on the answer to a verb; NULL = the summary of the account. */
void ubilling_put (Ubilling *f, const char *verb, const char *answer);
void ubilling_put_page (Ubilling *f, const char *target, guint status, const char *answer);

/* The same for calls about the one contract. */
CabinetReply *ubilling_call (Ubilling *f, CabinetOp op);
void ubilling_call_bad (Ubilling *f, CabinetOp op, CabinetError kind, const char *code);
CabinetReply *ubilling_change (Ubilling *f, CabinetOp op, gpointer record, const char *id, GError **error);
void ubilling_change_bad (
  Ubilling *f, CabinetOp op, gpointer record, const char *id, CabinetError kind, const char *code);

/* No request line has a password in it. */
void ubilling_assert_discreet (Ubilling *f);

G_END_DECLS
