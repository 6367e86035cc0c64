-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sums are kopecks, dates are days (CabinetDate), instants are microseconds since 1970, UTC.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,   -- the id on the wire
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,        -- '' = none
  number TEXT NOT NULL,
  spec TEXT NOT NULL,            -- the number that the tenant's tables tell about; '' = a guest's
  born INTEGER NOT NULL,         -- the day the history was made; 0 = not yet
  epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL,          -- of the last change
  rows INTEGER NOT NULL,         -- ever made; gives the next operation its id
  balance INTEGER NOT NULL,
  charged_to INTEGER NOT NULL,   -- the last day whose midnight has passed
  evening_to INTEGER NOT NULL,   -- the last day whose evening has passed
  stopped_on INTEGER NOT NULL,   -- the first day that was not covered; 0 = all are
  UNIQUE (tenant, category, number)
);

CREATE TABLE login_contract (
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,
  login TEXT NOT NULL,
  position INTEGER NOT NULL,
  contract INTEGER NOT NULL REFERENCES contract,
  PRIMARY KEY (tenant, category, login, position)
) WITHOUT ROWID;

-- Who writes without a contract has a row like one, with a number of its own, and nothing but conversations.
CREATE TABLE guest (
  contract INTEGER PRIMARY KEY REFERENCES contract,
  name TEXT NOT NULL,
  contact TEXT                   -- a phone or an e-mail; NULL = none was given
);

-- One row of a ledger. The key is the ledger's order; n gives the id on the wire.
CREATE TABLE operation (
  contract INTEGER NOT NULL,
  date INTEGER NOT NULL,
  at INTEGER NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  balance_after INTEGER,         -- NULL once withdrawn
  title INTEGER NOT NULL,        -- DemoTitle
  words TEXT,                    -- instead of the title
  service TEXT,
  method INTEGER NOT NULL,       -- DemoMethod
  number INTEGER NOT NULL,       -- 0 = none
  note INTEGER NOT NULL,         -- DemoNote
  PRIMARY KEY (contract, date, at, n)
) WITHOUT ROWID;

CREATE UNIQUE INDEX operation_seq ON operation (contract, seq);

-- What a month adds up to, kept beside the rows.
CREATE TABLE month (
  contract INTEGER NOT NULL,
  month INTEGER NOT NULL,
  count INTEGER NOT NULL,
  charged INTEGER NOT NULL,
  credited INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  revision INTEGER NOT NULL,     -- the newest seq among its rows
  PRIMARY KEY (contract, month)
) WITHOUT ROWID;

-- A sign-in from its first token to its end. Tokens are kept as hashes only.
CREATE TABLE family (
  id INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,
  login TEXT NOT NULL,
  contract INTEGER NOT NULL,     -- the chosen one; 0 = all of the login
  ended INTEGER NOT NULL
);

CREATE TABLE token (
  hash TEXT PRIMARY KEY,
  family INTEGER NOT NULL REFERENCES family ON DELETE CASCADE,
  refresh INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL   -- of a refresh token that was traded; 0 = not yet
) WITHOUT ROWID;

CREATE INDEX token_family ON token (family);

-- A sign-in that waits for a code or a choice.
CREATE TABLE step (
  id TEXT PRIMARY KEY,
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,
  login TEXT NOT NULL,           -- '' = nobody has this phone, which is not told
  choose INTEGER NOT NULL,
  code TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE attempt (
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,
  login TEXT NOT NULL,
  wrong INTEGER NOT NULL,
  locked_until INTEGER NOT NULL,
  PRIMARY KEY (tenant, category, login)
) WITHOUT ROWID;

-- What has changed, newest last; about one thing one row.
CREATE TABLE event (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  contract INTEGER NOT NULL REFERENCES contract,
  kind INTEGER NOT NULL,         -- CabinetEventKind
  id TEXT NOT NULL,              -- '' = none
  at INTEGER NOT NULL
);

CREATE UNIQUE INDEX event_about ON event (contract, kind, id);

-- A conversation with support. Sayings that are told in advance are kept in both languages.
CREATE TABLE thread (
  id INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,
  contract INTEGER NOT NULL REFERENCES contract,
  style INTEGER NOT NULL,        -- CabinetThreadStyle
  subject TEXT,
  subject_en TEXT,               -- NULL = as the subject
  state INTEGER NOT NULL,        -- CabinetThreadState
  last_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  read_to INTEGER NOT NULL       -- the last message that the subscriber has read
);

CREATE INDEX thread_contract ON thread (contract);

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,
  thread INTEGER NOT NULL REFERENCES thread,
  key TEXT,                      -- the client's
  at INTEGER NOT NULL,
  author INTEGER NOT NULL,       -- CabinetMessageAuthor
  text TEXT NOT NULL,
  text_en TEXT,                  -- NULL = as the text
  state INTEGER NOT NULL,        -- CabinetMessageState
  read_at INTEGER NOT NULL,      -- by the other side; 0 = not yet
  due_at INTEGER NOT NULL        -- when the operator does something about it; 0 = nothing more
);

CREATE INDEX message_thread ON message (thread, id);
CREATE INDEX message_due ON message (due_at) WHERE due_at > 0;

-- A file belongs to who sent it, until a message speaks of it.
CREATE TABLE upload (
  id INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,
  tenant TEXT NOT NULL,
  category TEXT NOT NULL,
  login TEXT NOT NULL,
  message INTEGER NOT NULL,      -- 0 = none yet
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  content TEXT NOT NULL          -- base64
);

CREATE INDEX upload_message ON upload (message);

-- The contracts whose conversations were made.
CREATE TABLE talked (
  contract INTEGER PRIMARY KEY REFERENCES contract
);

-- Which notices the subscriber has read.
CREATE TABLE notice_read (
  contract INTEGER NOT NULL REFERENCES contract,
  notice TEXT NOT NULL,
  PRIMARY KEY (contract, notice)
) WITHOUT ROWID;

-- A payment on its way; tokens of pages are secrets of the page, not of the API.
CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  contract INTEGER NOT NULL REFERENCES contract,
  key TEXT,                      -- the client's
  token TEXT UNIQUE,             -- of its page; NULL = it has none
  form TEXT NOT NULL,            -- serves one form of the page once
  number INTEGER NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL,       -- what is credited
  fee INTEGER NOT NULL,          -- on top of it
  email TEXT,
  return_url TEXT,
  language INTEGER NOT NULL,
  state INTEGER NOT NULL,        -- CabinetPaymentState
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,   -- 0 = it has no page
  next_at INTEGER NOT NULL,      -- when the clock moves it on; 0 = never
  outcome INTEGER NOT NULL,      -- DemoOutcome
  card TEXT,                     -- at most 6 + 4 digits
  approval TEXT,
  password TEXT,                 -- of the challenge
  attempts INTEGER NOT NULL,
  operation INTEGER NOT NULL,    -- n of its row in the ledger; 0 = none
  restores INTEGER NOT NULL
);

CREATE INDEX payment_contract ON payment (contract, operation);
CREATE INDEX payment_next ON payment (next_at);

CREATE TABLE payment_step (
  payment INTEGER NOT NULL REFERENCES payment,
  position INTEGER NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (payment, position)
) WITHOUT ROWID;

-- The line as it was before a payment that has not restored it yet.
CREATE TABLE held_line (
  payment INTEGER PRIMARY KEY REFERENCES payment,
  contract INTEGER NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT,
  since INTEGER NOT NULL,
  limit_kbps INTEGER NOT NULL
);

-- The processor's own books: fees are in the amounts.
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  payment INTEGER NOT NULL REFERENCES payment,
  kind TEXT NOT NULL,            -- capture, refund
  amount INTEGER NOT NULL,       -- the payment's and its fee
  at INTEGER NOT NULL
);

-- SMS and e-mails that were "sent".
CREATE TABLE mail (
  id INTEGER PRIMARY KEY,
  tenant TEXT NOT NULL,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,         -- sms, email
  target TEXT NOT NULL,
  subject TEXT,
  text TEXT NOT NULL
);

-- What a contract was changed to: it has it from a day on, by itself.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  contract INTEGER NOT NULL REFERENCES contract,
  key TEXT,                      -- the client's
  kind INTEGER NOT NULL,         -- CabinetChangeKind
  target TEXT NOT NULL,
  cancelled INTEGER NOT NULL,
  effective_on INTEGER NOT NULL,
  until INTEGER NOT NULL,        -- the last day of what ends by itself; 0 = it does not
  ordered_at INTEGER NOT NULL,
  charged INTEGER NOT NULL
);

CREATE INDEX change_contract ON change (contract, id);

-- What was shown before a change; the token serves for this very change.
CREATE TABLE preview (
  token TEXT PRIMARY KEY,
  contract INTEGER NOT NULL REFERENCES contract,
  kind INTEGER NOT NULL,
  target TEXT NOT NULL,
  effective_on INTEGER NOT NULL,
  until INTEGER NOT NULL,
  fee_after INTEGER NOT NULL,
  cost INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The password was given once more.
CREATE TABLE confirmation (
  token TEXT PRIMARY KEY,
  family INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;

-- What was answered to a change, by the client's key, so that asking again makes nothing new.
CREATE TABLE answer (
  owner TEXT NOT NULL,           -- the sign-in
  key TEXT NOT NULL,
  print TEXT NOT NULL,           -- of method, address and body
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  kept_until INTEGER NOT NULL,
  PRIMARY KEY (owner, key)
) WITHOUT ROWID;

-- Keys whose first request is still being worked on, as the control door arranges it.
CREATE TABLE held_key (
  key TEXT PRIMARY KEY
) WITHOUT ROWID;
