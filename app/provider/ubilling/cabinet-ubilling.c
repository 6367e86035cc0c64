/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-ubilling.h"

const CabinetSystem cabinet_ubilling = {
  .name = "ubilling",
  .ledger = CABINET_LEDGER_WITHOUT_IDS,
};
