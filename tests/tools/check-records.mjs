// SPDX-License-Identifier: GPL-3.0-or-later
// Compares the schemas of the API document with the record tables that client and server are built from: the
// same members, required or not, of the same kinds, with the same words.
//
// usage: check-records.mjs RECORD-TABLES-PROGRAM [DOCUMENT]
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [program, file] = process.argv.slice(2);
if (!program) {
  console.error('usage: check-records.mjs RECORD-TABLES-PROGRAM [DOCUMENT]');
  process.exit(2);
}
if (!existsSync(join(here, 'node_modules', 'yaml'))) {
  console.log('the tools are not installed (npm ci), nothing is looked at');
  process.exit(77);
}
const { parse } = await import('yaml');
const { schemas } = parse(readFileSync(file ?? join(here, '../../data/api/cabinet-v1.yaml'), 'utf8')).components;
const tables = JSON.parse(execFileSync(program, { encoding: 'utf8' }));

// Members of descriptor files only: they say how a client finds the server.
const LOCAL = new Set(['ProviderInfo.connector', 'ProviderInfo.base_url']);
// What the API demands of a server, and systems of other kinds leave out: the connector demands it.
const DEMANDED = new Set(['Session.refresh_token', 'Session.expires_at']);
const SCALARS = { string: 'string', int: 'integer', bool: 'boolean' };
const NAMED = { money: 'Money', date: 'Date', instant: 'Instant' };

const faults = [];
const refOf = (schema) => schema?.$ref?.split('/').pop();
const expect = (where, name, found, wanted) => {
  if (found !== wanted) {
    faults.push(`${where}: ${name} is ${found}, the table has ${wanted}`);
  }
};

const checkKind = (where, schema, field) => {
  if (field.kind in SCALARS) {
    expect(where, 'type', schema.type, SCALARS[field.kind]);
  } else if (field.kind in NAMED) {
    expect(where, '$ref', refOf(schema), NAMED[field.kind]);
  } else if (field.kind === 'enum') {
    const words = schemas[refOf(schema)]?.enum ?? schema.enum ?? [];
    expect(where, 'enum', words.join(' '), field.words.join(' '));
  } else if (field.kind === 'record') {
    expect(where, '$ref', refOf(schema), field.child);
  } else {
    expect(where, 'type', schema.type, 'array');
    expect(where, 'items', refOf(schema.items), field.child);
  }
  // A table is strict about kinds, not about what a person needs to know.
  if (!schema.description && !schema.$ref) {
    faults.push(`${where}: nothing is said about it`);
  }
};

for (const [name, table] of Object.entries(tables)) {
  const schema = schemas[name];
  if (!schema) {
    faults.push(`${name}: the document has no such schema`);
    continue;
  }
  const required = new Set(schema.required ?? []);
  for (const [member, field] of Object.entries(table)) {
    const where = `${name}.${member}`;
    const found = schema.properties?.[member];
    if (LOCAL.has(where)) {
      expect(where, 'member', found, undefined);
    } else if (!found) {
      faults.push(`${where}: the document does not have it`);
    } else {
      expect(where, 'required', required.has(member), field.required || DEMANDED.has(where));
      checkKind(where, found, field);
    }
  }
  for (const member of Object.keys(schema.properties ?? {})) {
    if (!(member in table)) {
      faults.push(`${name}.${member}: the table does not have it`);
    }
  }
}
faults.forEach((fault) => console.log(`fault: ${fault}`));
console.log(`${Object.keys(tables).length} records, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
