-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether the person lets forms of the provider's web pages be filled in.
alter table sign_ins add column web_forms integer not null default 0;
