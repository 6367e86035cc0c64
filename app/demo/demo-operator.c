/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-operator.h"

/**
 * demo_operator_work:
 *
 * Does what is due by the demo's clock; to be called within a transaction.
 */
void
demo_operator_work (DemoWorld *world)
{
}
