/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "demo-contract.h"
#include "demo-limits.h"
#include "demo-problem.h"

G_BEGIN_DECLS

/* One request and its answer. A handler reads what the door has found and calls one of the reply functions
 * exactly once. */
typedef struct
{
  DemoWorld *world;
  SoupServerMessage *message;
  GHashTable *query;  /* of text; may be NULL */
  DemoLimits *limits; /* the server's; NULL before any route is looked for */
  DemoLanguage language;

  const DemoTenant *tenant;
  char *parameter; /* what stands for {} in the path */
  gpointer body;   /* a CabinetRecord, or NULL */
  gint64 family;   /* the session, past the session's door */
  char *category;  /* of its login, "" = none */
  char *login;
  DemoContract *contract; /* past the contract's door */
  char *key;              /* the client's, of a change; NULL = none */
  gboolean paused;        /* the answer comes later, not from the handler */
} DemoExchange;

#define DEMO_MAX_BODY (1024 * 1024)
#define DEMO_MAX_UPLOAD (8 * 1024 * 1024) /* of a file, as JSON */
#define DEMO_MAX_DEPTH 16

void demo_exchange_clear (DemoExchange *self);
goffset demo_path_get_max_body (const char *path);

gboolean demo_exchange_read_body (DemoExchange *self, GType type);
const char *demo_exchange_get_query (DemoExchange *self, const char *name);
gboolean demo_exchange_read_number (
  DemoExchange *self, const char *name, gint64 low, gint64 high, gint64 missing, gint64 *number);

void demo_exchange_reply (DemoExchange *self, int status, gpointer record);
void demo_exchange_reply_tagged (DemoExchange *self, gpointer record, const char *etag);
void demo_exchange_reply_nothing (DemoExchange *self);
void demo_exchange_reply_text (DemoExchange *self, int status, const char *body);
void demo_exchange_refuse (DemoExchange *self, DemoProblem problem);
void demo_exchange_refuse_until (DemoExchange *self, DemoProblem problem, CabinetInstant until);
void
demo_exchange_refuse_field (DemoExchange *self, DemoProblem problem, const char *name, const char *detail);
void demo_exchange_refuse_value (DemoExchange *self, const char *name, const char *detail);

/* As JSON, for the control door. */
void demo_exchange_reply_json (DemoExchange *self, JsonNode *node);
JsonNode *demo_exchange_parse_body (DemoExchange *self);

G_END_DECLS
