/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net-server.h"

G_BEGIN_DECLS

/* A provider of one contract (login 77, password "secret") with the tariffs t300 and t500, which loses
 * requests and answers, refuses, lies and asks for the password, as it is told. */
typedef enum
{
  PLAN_FATE_FINE,
  PLAN_FATE_LOSE_REQUEST, /* the first one is cut off before anything is done */
  PLAN_FATE_LOSE_ANSWER,  /* it is done, and the answer is cut off */
  PLAN_FATE_LOSE_BOTH,    /* and the reads fail until the fate changes */
  PLAN_FATE_LOSE_AFTER,   /* the same, with reads that work until something was asked for */
  PLAN_FATE_REFUSE,
  PLAN_FATE_STALE,
  PLAN_FATE_PROGRESS, /* done, but first says that it still works on it */
  PLAN_FATE_LIE,      /* says done, and does nothing */
} PlanFate;

typedef struct
{
  PlanFate fate;
  gboolean needs_proof;
  gboolean late_proof; /* the preview says that none is needed, and an order without one is refused */
  gboolean limited;    /* what is changed to ends by itself, today; and something ends with it */
  gboolean moves;      /* STALE: what is shown after the first order is dearer, and can be ordered */
  guint orders;        /* requests that asked for it */
  guint made;          /* changes that were made */
  guint confirmations;
  GHashTable *keys;
  char *key; /* of what was made */
  gboolean cancelled;
  char *body; /* of the latest order */
} PlanProvider;

extern PlanProvider plan_provider;

NetServer *plan_server_new (void);
void plan_server_free (NetServer *server);

G_END_DECLS
