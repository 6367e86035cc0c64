/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-date.h"

G_BEGIN_DECLS

/* The languages that the demo speaks: a real provider's server has its own words too, so they are data here
 * and no translations of the client. */
typedef enum
{
  DEMO_ENGLISH,
  DEMO_RUSSIAN,
  DEMO_N_LANGUAGES,
} DemoLanguage;

typedef struct
{
  const char *words[DEMO_N_LANGUAGES];
} DemoText;

/* clang-format off */
#define DEMO_TEXT(english, russian) { { (english), (russian) } }
/* clang-format on */

/* What a ledger row is called. The numbers are stored: append only, or raise the schema's version. */
typedef enum
{
  DEMO_TITLE_OPENING,
  DEMO_TITLE_FEE,       /* Subscription fee */
  DEMO_TITLE_FEE_MONTH, /* Subscription fee for November */
  DEMO_TITLE_CARD,
  DEMO_TITLE_SBP,
  DEMO_TITLE_TERMINAL,
  DEMO_TITLE_BANK,
  DEMO_TITLE_OFFICE,
  DEMO_TITLE_TRANSFER, /* of a legal entity */
  DEMO_TITLE_OUTAGE,   /* Recalculation for an outage */
  DEMO_TITLE_DOUBLE_PAYMENT,
  DEMO_TITLE_CALL_CITY,
  DEMO_TITLE_CALL_MOBILE,
  DEMO_TITLE_FILM,
  DEMO_TITLE_BOOST, /* Speed boost */
  DEMO_TITLE_INTERNET_BANK,
  DEMO_TITLE_WALLET,
  DEMO_TITLE_BONUS,
  DEMO_TITLE_PHONE_ACCOUNT,
  DEMO_TITLE_RETURNED, /* of a payment */
  DEMO_TITLE_CHANGE,   /* what a change of tariff or services takes at once */
  DEMO_TITLE_PROMISE,
  DEMO_TITLE_BLOCK,
  DEMO_TITLE_BLOCK_BACK, /* of one that was taken back */
  DEMO_TITLE_RESUMED,    /* the fee of a month that a block has stopped */
  DEMO_N_TITLES,
} DemoTitle;

/* How a payment came. The numbers are stored. */
typedef enum
{
  DEMO_METHOD_NONE,
  DEMO_METHOD_MIR_4417,
  DEMO_METHOD_MIR_0921,
  DEMO_METHOD_SBP_VTB,
  DEMO_METHOD_SBP_SBER,
  DEMO_METHOD_TERMINAL,
  DEMO_METHOD_SBERBANK,
  DEMO_METHOD_OFFICE,
  DEMO_METHOD_TRANSFER,
  DEMO_METHOD_ONLINE, /* what its payment says */
  DEMO_N_METHODS,
} DemoMethod;

/* What is written beside a row. The numbers are stored. */
typedef enum
{
  DEMO_NOTE_NONE,
  DEMO_NOTE_OPENING,
  DEMO_NOTE_OUTAGE,
  DEMO_NOTE_DOUBLE_PAYMENT,
  DEMO_N_NOTES,
} DemoNote;

DemoLanguage demo_language_negotiate (const char *accept_language);
const char *demo_language_tag (DemoLanguage language);
const char *demo_text (const DemoText *text, DemoLanguage language);
char *demo_title_dup (DemoTitle title, CabinetDate date, DemoLanguage language);
const char *demo_method_words (DemoMethod method, DemoLanguage language);
const char *demo_note_words (DemoNote note, DemoLanguage language);
DemoTitle demo_method_title (DemoMethod method);

G_END_DECLS
