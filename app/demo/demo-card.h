/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-payment.h"

G_BEGIN_DECLS

/* A test card. No other card is taken: nobody should type a real one into a demo. */
typedef struct
{
  const char *number; /* digits */
  const char *system;
  DemoOutcome outcome;
  const char *word; /* names the outcome for programs */
  DemoText words;
} DemoCard;

extern const DemoCard demo_cards[]; /* end with a NULL number */

/* What was typed into the form of the page. The number lives as long as the request. */
typedef struct
{
  char *number; /* digits only */
  const DemoCard *card;
  const char *number_fault; /* NULL = right */
  const char *expiry_fault;
  const char *code_fault;
} DemoTypedCard;

void demo_typed_card_read (DemoTypedCard *self,
                           const DemoWay *way,
                           const char *number,
                           const char *expiry,
                           const char *code,
                           CabinetDate today,
                           DemoLanguage language);
void demo_typed_card_clear (DemoTypedCard *self);
char *demo_card_dup_mask (const char *number);
char *demo_card_dup_groups (const char *number);
const char *demo_card_system_name (const char *system, DemoLanguage language);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoTypedCard, demo_typed_card_clear)

G_END_DECLS
