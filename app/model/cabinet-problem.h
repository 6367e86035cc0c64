/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

#define CABINET_TYPE_PROBLEM_FIELD (cabinet_problem_field_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProblemField, cabinet_problem_field, CABINET, PROBLEM_FIELD, CabinetRecord)

/* A field that was refused. */
struct _CabinetProblemField
{
  CabinetRecord parent_instance;

  char *name;
  char *detail;
};

#define CABINET_TYPE_PROBLEM (cabinet_problem_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProblem, cabinet_problem, CABINET, PROBLEM, CabinetRecord)

/* application/problem+json (RFC 9457). */
struct _CabinetProblem
{
  CabinetRecord parent_instance;

  char *type; /* a word of the closed list, as a URN: "urn:cabinet:problem:wrong-credentials" */
  char *title;
  gint64 status;
  char *detail;
  CabinetInstant retry_at;
  GListStore *fields;
};

G_END_DECLS
