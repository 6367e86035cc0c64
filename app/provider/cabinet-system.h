/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider-ops.h"

G_BEGIN_DECLS

typedef struct _CabinetSystem CabinetSystem;

/* An operation under way with a system whose answers are its own, and which may take several requests. */
typedef struct
{
  const CabinetSystem *system;
  CabinetOp op;
  CabinetCall *call;
  gint64 deadline;      /* monotonic; 0 = none */
  const char *base_url; /* where the system is, without a slash at its end */
  GPtrArray *answers;   /* of CabinetResponse, newest last: their number says how far it is */
  gboolean changing;    /* what is asked now changes something */
  guint changed;        /* so many answers there were when a change had been answered; 0 = none was */
  gpointer record;      /* (transfer full) (nullable): the result, set before the last step returns %NULL */
} CabinetSequence;

/**
 * CabinetStep:
 * @sequence: what is asked, and what was answered so far
 * @error: why it failed
 *
 * A connector's entry for an operation: called once at first, and again after each answer. It only reads
 * @sequence, sets its record, and may run in any thread.
 *
 * Returns: (transfer full) (nullable): the next request; %NULL with @error unset = done
 */
typedef CabinetRequest *(*CabinetStep) (CabinetSequence *sequence, GError **error);

/* A billing system: all that a connector of several requests is. */
struct _CabinetSystem
{
  const char *name; /* of the connector: "abills" */
  CabinetStep steps[CABINET_N_OPS];
  CabinetLedger ledger;
  gboolean web_forms; /* some steps fill in web pages, where the call allows it */
  CabinetSigner sign;
};

#define CABINET_TYPE_SYSTEM_CONNECTOR (cabinet_system_connector_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetSystemConnector, cabinet_system_connector, CABINET, SYSTEM_CONNECTOR, CabinetProvider)

CabinetProvider *cabinet_system_connector_new (const CabinetSystem *system, CabinetHttp *http);

/* For the steps. */
CabinetResponse *cabinet_sequence_get_answer (CabinetSequence *sequence, guint step);
JsonObject *cabinet_sequence_get_object (CabinetSequence *sequence, guint step);
JsonArray *cabinet_sequence_get_array (CabinetSequence *sequence, guint step);

G_END_DECLS
