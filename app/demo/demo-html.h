/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* A page without scripts. Text goes in through demo_html_add() only, which escapes every argument. */
typedef struct
{
  GString *text;
  DemoLanguage language;
} DemoHtml;

void demo_html_begin (DemoHtml *self, DemoLanguage language, const char *title);
void demo_html_add (DemoHtml *self, const char *markup, ...) G_GNUC_PRINTF (2, 3);
void demo_html_reply (DemoHtml *self, DemoExchange *x, int status);

/* The words of one of the two languages. */
#define DEMO_WORDS(language, english, russian) ((language) == DEMO_RUSSIAN ? (russian) : (english))

G_END_DECLS
