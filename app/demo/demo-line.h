/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

G_BEGIN_DECLS

/* What follows from the ledger and the tenant's rule: the state of the line, with its dates, and what the
 * coming days will take. The ledger must be brought up before. */
CabinetLine *demo_line_new (DemoWorld *world, DemoContract *contract, CabinetDate today);
GListStore *
demo_services_new (DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language);
GListStore *
demo_pending_new (DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language);
CabinetDue *demo_due_new (
  DemoContract *contract, CabinetLine *line, gint64 balance, CabinetDate today, DemoLanguage language);
void demo_next_charges_add (
  DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language, GListStore *charges);

G_END_DECLS
