/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"
#include "cabinet-stored.h"

G_BEGIN_DECLS

/* A question to the operations of one contract, in the making: its text and what is bound to it. */
typedef struct
{
  GString *sql;
  GArray *values;    /* of CabinetQueryValue, from parameter 1 on */
  const char *place; /* what the key is called: it gives the order */
} CabinetLedgerQuery;

void cabinet_ledger_query_clear (CabinetLedgerQuery *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CabinetLedgerQuery, cabinet_ledger_query_clear)

/* @columns: what is wanted; "@" stands for the key. @from, @to: the days wanted, in place of the filter's. */
gboolean cabinet_ledger_query_begin (CabinetLedgerQuery *self,
                                     CabinetDb *db,
                                     gint64 account,
                                     const char *columns,
                                     const CabinetLedgerFilter *filter,
                                     CabinetDate from,
                                     CabinetDate to,
                                     GError **error);
gboolean cabinet_ledger_query_begin_keys (CabinetLedgerQuery *self,
                                          CabinetDb *db,
                                          gint64 account,
                                          const char *columns,
                                          const CabinetLedgerFilter *filter,
                                          CabinetDate from,
                                          CabinetDate to,
                                          GError **error);
void cabinet_ledger_query_add_number (CabinetLedgerQuery *self, const char *sql, gint64 number);
void cabinet_ledger_query_add_text (CabinetLedgerQuery *self, const char *sql, char *text);
/* (nullable): ready to be stepped */
CabinetStatementHandle *
cabinet_ledger_query_prepare (CabinetLedgerQuery *self, CabinetDb *db, GError **error);

/* Appends the months of a period (none = open) that have operations which match, newest first
 * (cabinet-ledger-sums.c).
 * @months: of CabinetLedgerMonth. */
gboolean cabinet_ledger_add_up (CabinetDb *db,
                                gint64 account,
                                const CabinetLedgerFilter *filter,
                                CabinetDate from,
                                CabinetDate to,
                                GArray *months,
                                GError **error);

/* Counts what matches: the search alone can tell most of it, and then the newest ones too, without a look at
 * the operations. @found: empty */
gboolean cabinet_ledger_count (CabinetDb *db,
                               gint64 account,
                               const CabinetLedgerFilter *filter,
                               CabinetLedgerFound *found,
                               GError **error);
/* Tells the newest ones of the months of @found. There are some. */
gboolean cabinet_ledger_read_newest (CabinetDb *db,
                                     gint64 account,
                                     const CabinetLedgerFilter *filter,
                                     CabinetLedgerFound *found,
                                     GError **error);

/* One condition a word (cabinet-ledger-words.c). */
typedef struct
{
  GString *match;   /* what the search is asked; empty = nothing */
  GPtrArray *dates; /* of CabinetLedgerDates */
} CabinetLedgerWords;

/* A word that is a month or a year: days of it, or the word itself where somebody wrote it. */
typedef struct
{
  int month;   /* 0 = any */
  int year;    /* 0 = any */
  char *match; /* nullable: as above */
} CabinetLedgerDates;

CabinetLedgerWords *cabinet_ledger_words_read (CabinetDb *db, const char *text, GError **error);
gboolean cabinet_ledger_dates_have (const CabinetLedgerDates *self, CabinetDate month); /* its first day */
/* Whether they mean whole months and nothing else, and whether @month is one of those. */
gboolean cabinet_ledger_words_are_months (const CabinetLedgerWords *self);
gboolean cabinet_ledger_words_have_month (const CabinetLedgerWords *self, CabinetDate month);
void cabinet_ledger_words_unref (CabinetLedgerWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetLedgerWords, cabinet_ledger_words_unref)

/* Counts operations that were added in this transaction, at these places (a JSON array of keys), in their
 * months and puts them into the search: all of them at once, for one after the other costs much more. To be
 * called before any of them is changed. */
gboolean cabinet_ledger_take_added (CabinetDb *db, const char *places, GError **error);

/* Brings the search up to what was changed in this transaction: its last step. */
gboolean cabinet_ledger_words_index (CabinetDb *db, GError **error);

G_END_DECLS
