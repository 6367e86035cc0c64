/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household-search.h"
#include "ledger-fixture.h"

/* Several contracts with operations, and a search over them. */

#define N_SEARCH_CONTRACTS 3

extern const char *const search_numbers[N_SEARCH_CONTRACTS];
extern const char *const search_currencies[N_SEARCH_CONTRACTS];

typedef struct
{
  CabinetHousehold *household;
  CabinetHouseholdSearch *search;
  GPtrArray *operations; /* of all contracts, newest first; each has its contract as "number" */
  guint n_found;         /* how often it told */
} SearchFixture;

void search_fixture_begin (SearchFixture *fixture);
void search_fixture_open (SearchFixture *fixture, guint seed, guint n, guint n_days);
void search_fixture_close (SearchFixture *fixture);
void search_fixture_keep (SearchFixture *fixture, CabinetOperation *operation, guint contract);
void search_fixture_look_for (SearchFixture *fixture, const char *text);
gboolean search_is_done (gpointer search);
