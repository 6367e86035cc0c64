/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* What a document is. */
typedef enum
{
  CABINET_DOCUMENT_KIND_UNKNOWN,
  CABINET_DOCUMENT_KIND_INVOICE,
} CabinetDocumentKind;

#define CABINET_TYPE_DOCUMENT_KIND (cabinet_document_kind_get_type ())
GType cabinet_document_kind_get_type (void);

#define CABINET_TYPE_DOCUMENT_LINE (cabinet_document_line_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDocumentLine, cabinet_document_line, CABINET, DOCUMENT_LINE, CabinetRecord)

/* A line of an invoice. */
struct _CabinetDocumentLine
{
  CabinetRecord parent_instance;

  char *title;
  gint64 count;       /* 0 = not told */
  CabinetMoney price; /* of one */
};

#define CABINET_TYPE_DOCUMENT (cabinet_document_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDocument, cabinet_document, CABINET, DOCUMENT, CabinetRecord)

/* A paper of a contract, as data (row 30). */
struct _CabinetDocument
{
  CabinetRecord parent_instance;

  char *id;
  CabinetDocumentKind kind;
  char *number; /* the provider's own; NULL = none */
  CabinetDate on;
  CabinetMoney amount;
  char *payment_id; /* of the operation that paid it; NULL = none is known */
  /* Told only by reading the document itself. */
  CabinetMoney due; /* what is still to pay */
  CabinetDate pay_by;
  GListStore *lines;
};

#define CABINET_TYPE_DOCUMENT_LIST (cabinet_document_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDocumentList, cabinet_document_list, CABINET, DOCUMENT_LIST, CabinetRecord)

/* The documents of a contract, newest first. */
struct _CabinetDocumentList
{
  CabinetRecord parent_instance;

  GListStore *documents;
};

G_END_DECLS
