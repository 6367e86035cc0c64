/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* One function an operation of the API; demo-routes.c says which path leads where. */
void demo_handle_provider (DemoExchange *exchange);
void demo_handle_sign_in (DemoExchange *exchange);
void demo_handle_answer (DemoExchange *exchange);
void demo_handle_refresh (DemoExchange *exchange);
void demo_handle_sign_out (DemoExchange *exchange);
void demo_handle_contracts (DemoExchange *exchange);
void demo_handle_capabilities (DemoExchange *exchange);
void demo_handle_overview (DemoExchange *exchange);
void demo_handle_months (DemoExchange *exchange);
void demo_handle_operations (DemoExchange *exchange);
void demo_handle_payment_methods (DemoExchange *exchange);
void demo_handle_create_payment (DemoExchange *exchange);
void demo_handle_payments (DemoExchange *exchange);
void demo_handle_payment (DemoExchange *exchange);
CabinetPaymentMethod *demo_payment_method_new (DemoExchange *exchange, const DemoWay *way);
void demo_handle_events (DemoExchange *exchange);
void demo_handle_threads (DemoExchange *exchange);
void demo_handle_open_thread (DemoExchange *exchange);
void demo_handle_messages (DemoExchange *exchange);
void demo_handle_send_message (DemoExchange *exchange);
void demo_handle_read_thread (DemoExchange *exchange);
void demo_handle_upload (DemoExchange *exchange);
void demo_handle_attachment (DemoExchange *exchange);
void demo_handle_notices (DemoExchange *exchange);
void demo_handle_read_notice (DemoExchange *exchange);

void demo_handle_confirm (DemoExchange *exchange);
void demo_handle_services (DemoExchange *exchange);
void demo_handle_tariffs (DemoExchange *exchange);
void demo_handle_promise (DemoExchange *exchange);
void demo_handle_suspension (DemoExchange *exchange);
void demo_handle_preview (DemoExchange *exchange);
void demo_handle_order (DemoExchange *exchange);
void demo_handle_changes (DemoExchange *exchange);
void demo_handle_cancel (DemoExchange *exchange);

G_END_DECLS
