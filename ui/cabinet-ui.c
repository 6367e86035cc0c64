/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-ui.h"

#include "cabinet-icon-resources.h"
#include "cabinet-ui-resources.h"

/**
 * cabinet_ui_init:
 *
 * Puts templates, styles and icons in place. The linker drops a static library's constructors, so
 * the resource is registered by name. May be called more than once.
 */
void
cabinet_ui_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_resources_register (cabinet_ui_get_resource ());
      g_resources_register (cabinet_icon_get_resource ());
      g_once_init_leave (&done, 1);
    }
}
