// actions-cache.ts restore|save FOLDER KEY…: one transfer of a folder with the Actions cache, as actions/cache makes it. It is a
// process of its own because the library can neither be told another workspace nor ended. Its last line is what it found and how
// long the transfer took: starting and loading are not counted, since actions/cache loads faster as a bundle than this does.
import { restoreCache, saveCache } from '@actions/cache';

const [what, folder = '', key = '', ...others] = process.argv.slice(2);

const start = performance.now();
const found = what === 'restore' ? await restoreCache([folder], key, others) : await save();
const milliseconds = performance.now() - start;
console.log(`\n${JSON.stringify({ key: found, milliseconds })}`);
process.exit();

async function save(): Promise<string> {
  if ((await saveCache([folder], key)) === -1) throw new Error(`${key} was not saved.`);
  return key;
}
