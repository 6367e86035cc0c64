-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is added is counted and put into the search by whoever adds it, once a page (cabinet_ledger_take_added):
-- a trigger did it once a row, which took longer than all the rest. What changes or leaves still goes by
-- triggers.
drop trigger operations_added;
