import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from './workflow-bundle.ts';

// Run once after compiling: bundling at each start would cost seconds.
const compiled = (file: string) => fileURLToPath(new URL(`../workflows/${file}`, import.meta.url));
const code = await bundleWorkflows(compiled('workflows.js'), compiled('preload.js'));
await writeFile(new URL('../workflow-bundle.js', import.meta.url), code);
