/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_STATEMENT_ROW_MONTH,     /* a group's head: month, count, charged, credited */
  CABINET_STATEMENT_ROW_OPERATION, /* one operation */
  CABINET_STATEMENT_ROW_RUN,       /* like charges folded into one: from, to, count, amount, open */
} CabinetStatementRowKind;

/* A row of a statement; a value made on demand. What balance there was after a run tells its newest
 * operation.
 */
#define CABINET_TYPE_STATEMENT_ROW (cabinet_statement_row_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementRow, cabinet_statement_row, CABINET, STATEMENT_ROW, GObject)

struct _CabinetStatementRow
{
  GObject parent_instance;

  CabinetStatementRowKind kind;
  CabinetDate month;
  guint count;
  CabinetMoney charged;
  CabinetMoney credited;
  CabinetOperation *operation; /* of a run: its newest */
  CabinetDate from, to;        /* of a run */
  CabinetMoney amount;         /* of a run: the sum */
  gboolean open;               /* of a run: its operations follow, each within; the property "open" tells */
  gboolean within;             /* an operation of the run above it, which is open */

  /* Of a search over several contracts; else NULL. */
  CabinetAccount *account; /* of an operation */
  GArray *charged_in;      /* of a month, in the place of charged: of CabinetMoney, one a currency; empty =
                            * more than can be told */
  GArray *credited_in;     /* the same of what came in */
};

typedef enum
{
  CABINET_STATEMENT_ALL,
  CABINET_STATEMENT_CHARGES,
  CABINET_STATEMENT_PAYMENTS,
} CabinetStatementSide;

/* The operations of a contract from the archive: a GListModel of CabinetStatementRow that makes items on
 * demand, newest first, with a row for each month. Follows the account's ledger. 100,000 operations open as
 * fast as 1,000. */
#define CABINET_TYPE_STATEMENT (cabinet_statement_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatement, cabinet_statement, CABINET, STATEMENT, GObject)

CabinetStatement *cabinet_statement_new (CabinetAccount *account);
void
cabinet_statement_set_period (CabinetStatement *self, CabinetDate from, CabinetDate to); /* none = open */
void cabinet_statement_set_side (CabinetStatement *self, CabinetStatementSide side);
void cabinet_statement_set_kind (CabinetStatement *self, CabinetOperationKind kind); /* UNKNOWN = any */
void cabinet_statement_set_text (CabinetStatement *self, const char *text);
void cabinet_statement_search (CabinetStatement *self,
                               const char *text); /* the same, but shown once it is found */
void cabinet_statement_set_months (CabinetStatement *self,
                                   gboolean months); /* FALSE: no month rows (the terminal) */
guint cabinet_statement_get_n_operations (CabinetStatement *self);
CabinetMoney cabinet_statement_get_charged (CabinetStatement *self);
CabinetMoney cabinet_statement_get_credited (CabinetStatement *self);
CabinetDate cabinet_statement_get_oldest (
  CabinetStatement *self); /* of the whole archive of this contract; none = empty */

/* Filters. Sums, months, exports and prints follow them. */
void cabinet_statement_set_service (CabinetStatement *self, const char *service);
void cabinet_statement_set_range (CabinetStatement *self, gint64 least, gint64 most);
char **cabinet_statement_dup_services (CabinetStatement *self);

typedef enum
{
  CABINET_STATEMENT_BY_DATE,   /* with heads and folds, if they are wanted */
  CABINET_STATEMENT_BY_TITLE,  /* ё is е and letters of either case are one; like ones newest first */
  CABINET_STATEMENT_BY_AMOUNT, /* with its sign: ascending begins with the largest charge */
} CabinetStatementOrder;

void cabinet_statement_set_order (CabinetStatement *self, CabinetStatementOrder order, gboolean ascending);
CabinetStatementOrder cabinet_statement_get_order (CabinetStatement *self, gboolean *ascending);

/* Runs: like charges of one month folded into one row that opens. FALSE until it is asked for. */
void cabinet_statement_set_folded (CabinetStatement *self, gboolean folded);
gboolean cabinet_statement_toggle_run (CabinetStatement *self, guint position);
guint cabinet_statement_find (CabinetStatement *self, CabinetOperation *operation);

/* Some rows: n from first on. */
typedef struct
{
  guint first;
  guint n;
} CabinetStatementRange;

typedef struct
{
  guint count; /* of operations */
  CabinetMoney charged;
  CabinetMoney credited;
  CabinetMoney total;
} CabinetStatementSum;

gboolean cabinet_statement_add_up (CabinetStatement *self,
                                   const CabinetStatementRange *ranges,
                                   guint n_ranges,
                                   CabinetStatementSum *sum);
char *
cabinet_statement_dup_text (CabinetStatement *self, const CabinetStatementRange *ranges, guint n_ranges);

G_END_DECLS
