/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "player.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* A household with one contract at a billing system that a player is; its own values, in the shapes of the
 * fact sheets. */
typedef struct
{
  Player *player;
  CabinetHousehold *household;
  CabinetAccount *account;
} System;

#define ABILLS_READ "/api.cgi/"
#define UBILLING_READ "/?xmlagent=true&json=true"

/* ABillS: moroz, contract 4207, 152.345 UAH; its ledger is put by the test. */
void system_set_up_abills (System *f, gconstpointer data);
/* Ubilling: what tests/fixtures/ubilling says. */
void system_set_up_ubilling (System *f, gconstpointer data);
void system_tear_down (System *f, gconstpointer data);
/* The program ends and is begun again. */
void system_reopen (System *f);

/* Puts what ABillS answers to all that a refresh asks, but the ledger; for the terminal's tests too. */
void system_put_abills (Player *player);
void system_put (System *f, const char *target, const char *answer);        /* a good answer to a GET */
void system_put_ledger (System *f, const char *payments, const char *fees); /* of ABillS */
/* From now on these are the sums of money that it tells. */
void system_move_abills (System *f, const char *deposit);
void system_move_ubilling (System *f, const char *cash, const char *traffic);

/* What differs from the address of the player: "/api.cgi", "/". */
CabinetSignInFlow *system_flow_new (System *f, const char *connector, const char *path);
void system_refresh_well (System *f, CabinetSyncResult *summary);

/* What the statement shows, newest first: "p2 100.500 Bank|f1 -5.000 Rent". */
char *system_dup_ledger (System *f);
/* The months' sums: "2026-11: 2 -5.000 100.500|…". */
char *system_dup_months (System *f);
/* A query of one number on a database of the household: "archive", "journal". */
gint64 system_query (const char *database, const char *sql);

G_END_DECLS
