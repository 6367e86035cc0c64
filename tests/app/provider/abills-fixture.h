/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "net-server.h"
#include "player.h"
#include "provider-call.h"

G_BEGIN_DECLS

#define ABILLS_KEY "5f0c7f66-0f6e-4c6e-9b5e-2f0a4a1b8f11"

/* A connector and the server that it speaks to. All answers are put by the test; the values are its own. */
typedef struct
{
  Player *player;
  FakeAuthorizer *authorizer;
  CabinetProvider *provider;
} Abills;

typedef void (*AbillsTest) (Abills *f, gconstpointer data);

void abills_add (const char *path, AbillsTest test);
/* With what a running system answered, after recordings_open(). */
void abills_add_recorded (const char *path, AbillsTest test);

/* @path is below the interface: "user/internet". */
void abills_put (Abills *f, const char *path, const char *answer);
void abills_put_status (Abills *f, const char *path, guint status, const char *answer);
void abills_put_change (
  Abills *f, const char *method, const char *path, const char *body, guint status, const char *answer);
guint abills_count (Abills *f, const char *method, const char *path);

/* The record of a good answer, which also survives being written and read: what is archived must. */
gpointer abills_call (Abills *f, CabinetOp op);
gpointer abills_ask (Abills *f, CabinetOp op, gpointer record, const char *id);
void abills_call_bad (Abills *f, CabinetOp op, CabinetError kind, const char *code);
void abills_ask_bad (
  Abills *f, CabinetOp op, gpointer record, const char *id, CabinetError kind, const char *code);

G_END_DECLS
