/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

G_BEGIN_DECLS

/* Somebody who answers in working hours, as time goes by. */
void demo_operator_work (DemoWorld *world);

G_END_DECLS
