/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* A page of one contract, of which there are several: whose it is, and whether there is little room.
 *
 * Properties: account (nullable), narrow, which is a style class as well. */
#define CABINET_TYPE_CONTRACT_PAGE (cabinet_contract_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CabinetContractPage, cabinet_contract_page, CABINET, CONTRACT_PAGE, GtkWidget)

struct _CabinetContractPageClass
{
  GtkWidgetClass parent_class;

  /* Another contract is to be shown, from the top, or none. */
  void (*account_changed) (CabinetContractPage *self);
  void (*narrow_changed) (CabinetContractPage *self);
};

CabinetAccount *cabinet_contract_page_get_account (CabinetContractPage *self);
void cabinet_contract_page_set_account (CabinetContractPage *self, CabinetAccount *account);
gboolean cabinet_contract_page_get_narrow (CabinetContractPage *self);

G_END_DECLS
