/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-text.h"

#include "cabinet-problem.h"

G_BEGIN_DECLS

/* The closed list of refusals: data/api/cabinet-v1.yaml has the same. */
typedef enum
{
  DEMO_PROBLEM_WRONG_CREDENTIALS,
  DEMO_PROBLEM_SESSION_OVER,
  DEMO_PROBLEM_WRONG_CODE,
  DEMO_PROBLEM_CODE_EXPIRED,
  DEMO_PROBLEM_LOCKED,
  DEMO_PROBLEM_NOT_OPEN_YET,
  DEMO_PROBLEM_CLOSED,
  DEMO_PROBLEM_FORBIDDEN,
  DEMO_PROBLEM_NOT_FOUND,
  DEMO_PROBLEM_BAD_VALUE,
  DEMO_PROBLEM_AMOUNT_MIN,
  DEMO_PROBLEM_AMOUNT_MAX,
  DEMO_PROBLEM_TOO_LONG,
  DEMO_PROBLEM_FILE_REFUSED,
  DEMO_PROBLEM_NOT_ELIGIBLE,
  DEMO_PROBLEM_GONE,
  DEMO_PROBLEM_RATE_LIMITED,
  DEMO_PROBLEM_TOO_LARGE,
  DEMO_PROBLEM_METHOD_NOT_ALLOWED,
  DEMO_PROBLEM_SERVER_ERROR,
  DEMO_PROBLEM_UNAVAILABLE,
  DEMO_N_PROBLEMS,
} DemoProblem;

CabinetProblem *demo_problem_new (DemoProblem problem, DemoLanguage language);
void demo_problem_add_field (CabinetProblem *problem, const char *name, const char *detail);

G_END_DECLS
