/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-plan.h"
#include "cli.h"

G_BEGIN_DECLS

/* What commands that change a contract have in common (cli-plan-change.c). */
typedef struct
{
  gboolean dry_run;
  gboolean yes;
  gboolean password_stdin;
} CliPlanFlags;

extern CliPlanFlags cli_plan_flags;

/* clang-format off */
#define CLI_PLAN_DRY_RUN \
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &cli_plan_flags.dry_run, \
    N_ ("Say what it would do, and change nothing"), NULL }
#define CLI_PLAN_YES \
  { "yes", 0, 0, G_OPTION_ARG_NONE, &cli_plan_flags.yes, \
    N_ ("Do not ask; if the provider wants the password again, the kept one is given"), NULL }
#define CLI_PLAN_PASSWORD \
  { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &cli_plan_flags.password_stdin, \
    N_ ("Read the password, if the provider wants it again, from standard input"), NULL }
/* clang-format on */

/* The contract that is to be changed, with what was read of it just now. */
CabinetAccount *cli_plan_choose (Cli *cli, GError **error);
CabinetChangeOutlook *
cli_plan_preview (Cli *cli, CabinetAccount *account, CabinetChangeRequest *request, GError **error);
/* Shows what @request would do, asks, and orders it. Returns: what the command ends with. */
int cli_plan_carry_out (Cli *cli, CabinetAccount *account, CabinetChangeRequest *request, GError **error);
/* Why it is not so: what may be had another time is refused, all else this contract cannot do. @reason: the
 * provider's, nullable. */
GError *cli_plan_refusal (CabinetCapabilityAnswer answer, const char *reason);

G_END_DECLS
