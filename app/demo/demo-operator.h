/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

G_BEGIN_DECLS

/* Somebody who reads and answers messages in working hours, as time goes by. */
void demo_operator_work (DemoWorld *world);

/* What is answered to a message, by rules on its words and the facts of the contract. The texts are owned. */
DemoText demo_operator_answer (DemoWorld *world, DemoContract *contract, const char *text, gboolean greet);

G_END_DECLS
