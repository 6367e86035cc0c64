// SPDX-License-Identifier: GPL-3.0-or-later
// Judges what was said on the wire by the API document: every exchange that the tests logged must follow it,
// and every status that the document gives an operation must have occurred.
//
// usage: validate-exchanges.mjs FOLDER [DOCUMENT]
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const MAX_FAULTS = 40;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const [folder, file] = process.argv.slice(2);
if (!folder) {
  console.error('usage: validate-exchanges.mjs FOLDER [DOCUMENT]');
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const document = parse(readFileSync(file ?? join(here, '../../data/api/cabinet-v1.yaml'), 'utf8'));

const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
addFormats(ajv);
ajv.addSchema(document, 'api');

const resolve = (thing) => {
  while (thing?.$ref) {
    thing = thing.$ref.slice(2).split('/').reduce((at, key) => at[key], document);
  }
  return thing;
};

// A schema that stands at a place of the document is compiled by its place, so that its references hold.
const compiled = new Map();
const validator = (place) => {
  const pointer = place.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  if (!compiled.has(pointer)) {
    compiled.set(pointer, ajv.compile({ $ref: `api#/${encodeURI(pointer)}` }));
  }
  return compiled.get(pointer);
};

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({
    id: item[method].operationId,
    method: method.toUpperCase(),
    pattern: new RegExp(`${path.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
    literal: path.replace(/\{[^}]+\}/g, '').length,
    parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve),
    place: ['paths', path, method],
    node: item[method],
    seen: new Map(),
  })));

// Of several patterns that fit, the one with most letters of its own: "…/months" is not a contract.
const find = (method, path) => operations
  .filter((operation) => operation.method === method && operation.pattern.test(path))
  .sort((a, b) => b.literal - a.literal)[0];

const faults = [];
const check = (where, place, value) => {
  const validate = validator(place);
  if (!validate(value)) {
    const [error] = validate.errors;
    faults.push(`${where}: ${error.instancePath || '/'} ${error.message}`);
  }
};

// A query that was refused as a bad value may well be one.
const checkQuery = (where, operation, query, status) => {
  if (status >= 400) {
    return;
  }
  for (const [name, text] of new URLSearchParams(query ?? '')) {
    const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
    if (!parameter) {
      faults.push(`${where}: the query has "${name}", which is not described`);
      continue;
    }
    const value = parameter.schema.type === 'integer' ? Number(text) : text;
    if (!ajv.validate(parameter.schema, value)) {
      faults.push(`${where}: query ${name}=${text} ${ajv.errors[0].message}`);
    }
  }
};

const checkRequest = (where, operation, exchange) => {
  checkQuery(where, operation, exchange.query, exchange.status);
  const secured = (operation.node.security ?? document.security).length > 0;
  if (secured && exchange.status < 400 && !/^Bearer ./.test(exchange.request_headers.authorization ?? '')) {
    faults.push(`${where}: answered without a token`);
  }
  if (operation.node.requestBody && exchange.status < 400) {
    check(`${where} request`, [...operation.place, 'requestBody', 'content', 'application/json', 'schema'],
      exchange.request);
  }
};

const checkHeaders = (where, response, headers) => {
  for (const [name, header] of Object.entries(response.headers ?? {})) {
    const { required, schema } = resolve(header);
    const text = headers[name.toLowerCase()];
    if (text === undefined) {
      if (required) {
        faults.push(`${where}: the header ${name} is missing`);
      }
      continue;
    }
    if (!ajv.validate(schema, schema.type === 'integer' ? Number(text) : text)) {
      faults.push(`${where}: header ${name}: ${ajv.errors[0].message}`);
    }
  }
};

// The place of a response in the document, behind its reference.
const responsePlace = (operation, key) => {
  const ref = operation.node.responses[key].$ref;
  return ref ? ref.slice(2).split('/') : [...operation.place, 'responses', key];
};

const checkResponse = (where, operation, exchange) => {
  const key = String(exchange.status);
  const response = resolve(operation.node.responses[key]);
  const [type] = (exchange.response_headers['content-type'] ?? '').split(';');

  if (!response) {
    faults.push(`${where}: a status that is not described`);
    return;
  }
  checkHeaders(where, response, exchange.response_headers);
  if (!response.content) {
    if (exchange.response !== undefined) {
      faults.push(`${where}: has a body`);
    }
    return;
  }
  if (!(type in response.content)) {
    faults.push(`${where}: the content type is "${type}"`);
    return;
  }
  check(where, [...responsePlace(operation, key), 'content', type, 'schema'], exchange.response);
  if (exchange.status >= 400 && exchange.response?.status !== exchange.status) {
    faults.push(`${where}: the problem says status ${exchange.response?.status}`);
  }
};

let count = 0;
for (const name of readdirSync(folder).sort()) {
  readFileSync(join(folder, name), 'utf8').split('\n').forEach((line, index) => {
    if (line === '') {
      return;
    }
    let exchange;
    try {
      exchange = JSON.parse(line);
    } catch {
      return; // a server that was killed in the middle of a line
    }
    const operation = find(exchange.method, exchange.path);
    if (!operation) {
      return; // a wrong path or method on purpose, and the demo's own /control
    }
    const where = `${name}:${index + 1} ${operation.id} ${exchange.status}`;
    count += 1;
    operation.seen.set(String(exchange.status), (operation.seen.get(String(exchange.status)) ?? 0) + 1);
    checkRequest(where, operation, exchange);
    checkResponse(where, operation, exchange);
  });
}

for (const operation of operations) {
  const row = Object.keys(operation.node.responses).map((status) => {
    const seen = operation.seen.get(status) ?? 0;
    if (seen === 0) {
      faults.push(`${operation.id}: status ${status} is described and never occurred`);
    }
    return `${status}×${seen}`;
  });
  console.log(`${operation.id.padEnd(18)} ${row.join('  ')}`);
}
faults.slice(0, MAX_FAULTS).forEach((fault) => console.log(`fault: ${fault}`));
if (faults.length > MAX_FAULTS) {
  console.log(`… and ${faults.length - MAX_FAULTS} more`);
}
console.log(`${count} exchanges, ${faults.length} faults`);
process.exit(faults.length === 0 && count > 0 ? 0 : 1);
