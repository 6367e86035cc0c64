-- SPDX-License-Identifier: GPL-3.0-or-later
-- Up to which place the operations were verified in the round that goes on (cabinet-place.h).
create table verified (
  place integer not null
) strict;

insert into verified values (0);
