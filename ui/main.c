/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-application.h"
#include "cabinet-i18n.h"

int
main (int argc, char *argv[])
{
  g_autoptr (CabinetApplication) application = NULL;

  cabinet_init_i18n ();
  application = cabinet_application_new (G_APPLICATION_HANDLES_OPEN);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
