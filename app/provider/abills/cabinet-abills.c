/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-abills.h"

const CabinetSystem cabinet_abills = {
  .name = "abills",
  .ledger = CABINET_LEDGER_WITH_IDS,
};
