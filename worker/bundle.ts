import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from './workflow-bundle.ts';

// Run once after compiling: bundling at each start would cost seconds.
const code = await bundleWorkflows(fileURLToPath(new URL('../workflows/workflows.js', import.meta.url)));
await writeFile(new URL('../workflow-bundle.js', import.meta.url), code);
