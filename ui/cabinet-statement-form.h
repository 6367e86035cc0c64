/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks which operations are wanted, by service and by sum, and in what order if there is no head to press.
 *
 * Signals: applied (): what is asked for may be read; cleared (). */
#define CABINET_TYPE_STATEMENT_FORM (cabinet_statement_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementForm, cabinet_statement_form, CABINET, STATEMENT_FORM, GtkWidget)

GtkWidget *cabinet_statement_form_new (void);
void cabinet_statement_form_set_service (CabinetStatementForm *self, char **services, const char *service);
const char *cabinet_statement_form_get_service (CabinetStatementForm *self);
void cabinet_statement_form_set_range (CabinetStatementForm *self,
                                       const char *currency,
                                       gint64 least,
                                       gint64 most);
void cabinet_statement_form_get_range (CabinetStatementForm *self, gint64 *least, gint64 *most);
void cabinet_statement_form_set_order (CabinetStatementForm *self, const char *order);
const char *cabinet_statement_form_get_order (CabinetStatementForm *self);

G_END_DECLS
