/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-problem.h"

static const CabinetField problem_field_fields[] = {
  CABINET_FIELD (CabinetProblemField, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProblemField, detail, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProblemField, cabinet_problem_field, problem_field_fields)

static const CabinetField problem_fields[] = {
  CABINET_FIELD (CabinetProblem, type, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProblem, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProblem, status, INT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProblem, detail, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProblem, retry_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetProblem, fields, LIST, CABINET_OPTIONAL, cabinet_problem_field_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProblem, cabinet_problem, problem_fields)
