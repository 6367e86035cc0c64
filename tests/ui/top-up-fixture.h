/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "browser-stub.h"
#include "cabinet-top-ups.h"
#include "page-fixture.h"

G_BEGIN_DECLS

/* The page for paying, over a demo that goes on when it is told to; no browser is started: what would open an
 * address writes it down. What is pressed or read is found by its name; what must come is waited for. */
typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  GtkWidget *page;
} TopUpTest;

void top_up_wait_for (TopUpTest *test, const char *text);
void top_up_show_page (TopUpTest *test, int width);
TopUpTest *top_up_begin (const char *provider, const char *login, int width);
void top_up_end (TopUpTest *test);
void top_up_control (TopUpTest *test, const char *verb, const char *json);
guint top_up_count_payments (TopUpTest *test);
GtkEditable *top_up_find_amount (TopUpTest *test);
void top_up_type (TopUpTest *test, const char *text);
GtkWidget *top_up_find_button (TopUpTest *test, const char *name);
void top_up_press (TopUpTest *test, const char *name);
void top_up_wait_for_button (TopUpTest *test, const char *name);
void top_up_wait_for_step (TopUpTest *test, const char *name);
void top_up_choose (TopUpTest *test, const char *way);
CabinetPayment *top_up_get_payment (TopUpTest *test);
void top_up_pay (TopUpTest *test, const char *sum);
void top_up_assert_opened_once (const char *url);
void top_up_assert_copied (TopUpTest *test, const char *words);
void top_up_assert_fits (TopUpTest *test);

G_END_DECLS
