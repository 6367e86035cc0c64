-- SPDX-License-Identifier: GPL-3.0-or-later
-- A word of one letter begins so many others that nearly all operations are found by it: the search keeps one
-- list for each first letter, instead of joining those of all words that begin so.
drop table search_terms;
drop table search;
create virtual table search using fts5 (words, content = 'operation_words', content_rowid = 'pk',
                                        detail = 'none', columnsize = 0, prefix = '1');
create virtual table search_terms using fts5vocab (search, 'instance');
insert into search (search) values ('rebuild');
