// Between tsc and ncc: gives lib/ a copy of @actions/core that says of itself that importing it does nothing, which is true.
// Only then does ncc leave out what nobody calls: its OIDC client, whose HTTP client is two thirds of the bundle and half of its start.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';

const copy = 'lib/node_modules/@actions/core';
cpSync('node_modules/@actions/core', copy, { recursive: true });
const manifest = JSON.parse(readFileSync(`${copy}/package.json`, 'utf8'));
writeFileSync(`${copy}/package.json`, JSON.stringify({ ...manifest, sideEffects: false }));
