/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-document.h"

G_DEFINE_ENUM_TYPE (CabinetDocumentKind,
                    cabinet_document_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_DOCUMENT_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_DOCUMENT_KIND_INVOICE, "invoice"))

static const CabinetField document_line_fields[] = {
  CABINET_FIELD (CabinetDocumentLine, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetDocumentLine, count, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocumentLine, price, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDocumentLine, cabinet_document_line, document_line_fields)

static const CabinetField document_fields[] = {
  CABINET_FIELD (CabinetDocument, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetDocument, kind, ENUM, CABINET_REQUIRED, cabinet_document_kind_get_type),
  CABINET_FIELD (CabinetDocument, number, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocument, on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocument, amount, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocument, payment_id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocument, due, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDocument, pay_by, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetDocument, lines, LIST, CABINET_OPTIONAL, cabinet_document_line_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDocument, cabinet_document, document_fields)

static const CabinetField document_list_fields[] = {
  CABINET_FIELD_OF (CabinetDocumentList, documents, LIST, CABINET_REQUIRED, cabinet_document_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDocumentList, cabinet_document_list, document_list_fields)
