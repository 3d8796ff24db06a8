import { Worker, Runtime, DefaultLogger } from '@temporalio/worker';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dataConverter } from './dist/engine/payload-codec.js';
Runtime.install({ logger: new DefaultLogger('ERROR') });
const files=process.argv.slice(2);
for (const file of files) {
  const history=JSON.parse(gunzipSync(readFileSync(`test/histories/${file}`)).toString());
  for (let i=0;i<3;i++) {
  const t=process.cpuUsage();
  await Worker.runReplayHistory({ workflowBundle:{codePath:process.env.BUNDLE??'dist/workflow-bundle.js'}, dataConverter, replayName:file }, history);
  const c=process.cpuUsage(t); console.log(file, history.events.length, ((c.user+c.system)/1e6).toFixed(2));
  }
}
process.exit(0)
