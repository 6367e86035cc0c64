/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The pages of one contract under its name, with what must be known about it on top.
 *
 * Properties: account (nullable; setting it changes what the built pages show), folded (the list of
 * contracts is a page of its own: a way back is shown), narrow (one column, page switcher at the bottom),
 * page (name of the visible page: "overview" or "statement"), demo-noted (the person has
 * dismissed the note about demonstrations). */
#define CABINET_TYPE_CONTRACT_VIEW (cabinet_contract_view_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContractView, cabinet_contract_view, CABINET, CONTRACT_VIEW, GtkWidget)

CabinetAccount *cabinet_contract_view_get_account (CabinetContractView *self);
void cabinet_contract_view_set_account (CabinetContractView *self, CabinetAccount *account);
void cabinet_contract_view_set_settings (CabinetContractView *self, GSettings *settings);
void cabinet_contract_view_show_page (CabinetContractView *self, const char *name);
GtkWidget *cabinet_contract_view_get_page (CabinetContractView *self);
void cabinet_contract_view_expect_width (CabinetContractView *self, int width);
void cabinet_contract_view_tell_support (CabinetContractView *self, const char *text);
void cabinet_contract_view_top_up (CabinetContractView *self, const CabinetMoney *amount);
void cabinet_contract_view_find (CabinetContractView *self);
void cabinet_contract_view_show_operation (CabinetContractView *self,
                                           CabinetOperation *operation,
                                           const char *text);
gboolean cabinet_contract_view_step_back (CabinetContractView *self);
void cabinet_contract_view_note (CabinetContractView *self, const char *words);

G_END_DECLS
