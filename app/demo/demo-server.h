/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"
#include "demo-log.h"

G_BEGIN_DECLS

/* Which method and path lead to which handler, and through which door. */
typedef enum
{
  DEMO_DOOR_PUBLIC,
  DEMO_DOOR_SESSION,  /* a live access token */
  DEMO_DOOR_CONTRACT, /* and {} is a contract that it opens */
} DemoDoor;

typedef struct
{
  const char *method;
  const char *path; /* below the tenant; {} stands for one segment */
  DemoDoor door;
  guint per_minute;
  GType (*body) (void); /* NULL = none */
  void (*handle) (DemoExchange *exchange);
  gboolean keyed;  /* a change, which the client sends under a key of its own */
  gboolean guests; /* past the session's door: may be had without signing in (H5) */
} DemoRoute;

const DemoRoute *demo_routes_find (const char *method, const char *path, char **parameter, char **allowed);

typedef struct _DemoServer DemoServer;

DemoServer *demo_server_new (DemoWorld *world, DemoLog *log, GError **error);
void demo_server_free (DemoServer *self);
char *demo_server_dup_url (DemoServer *self);

/* What the control door arranges: the next so many requests whose path holds @match fail with @status. */
void demo_server_fail_next (DemoServer *self, int status, gint64 requests, const char *match);

/* The control door: tests turn the clock, read tokens and change ledgers. */
void demo_control_handle (DemoServer *server, DemoExchange *exchange, const char *verb);
void demo_control_handle_ledger (DemoExchange *exchange, const char *verb, JsonObject *arguments);
void demo_control_handle_payments (DemoExchange *exchange, const char *verb, JsonObject *arguments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoServer, demo_server_free)

G_END_DECLS
