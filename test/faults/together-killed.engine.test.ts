import { newLinkKey } from '../../contract/link-keys.ts';
import { afterwards } from '../engine/support.ts';
import { samePeople } from '../support/same-people.ts';
import { eventually, testBundle } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { openBareStage, serverOnFile, startWorkerProcess } from './support.ts';

const mark = 'ensemble-tue';

test('all killed while letters wait for one another, and once they have left, lose none and send one message', async () => {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const server = await serverOnFile();
  const stage = await openBareStage(server.address, mark);
  afterwards(() => stage.close());
  const settings = {
    address: server.address,
    taskQueue: mark,
    smtpUrl: sink.url,
    archives: stage.archives,
    bundle: testBundle(),
    together: { grace: 5_000, keys: newLinkKey() },
  };
  let worker = await startWorkerProcess(settings);
  afterwards(() => worker.kill());
  const restarted = async () => {
    await Promise.all([server.kill(), worker.kill()]);
    await server.restart();
    worker = await startWorkerProcess(settings);
  };
  const people = samePeople(stage, mark, 3);
  await people.begin();
  const query = `WorkflowType = 'morningMail' AND TaskQueue = '${mark}'`;
  await eventually(async () => {
    const { workflowService } = stage.connection;
    const { count } = await workflowService.countWorkflowExecutions({ namespace: 'default', query });
    return Number(count) > 0 ? true : undefined;
  }, 60);
  await restarted();
  const common = () => sink.received(people.shared).filter(({ subject }) => /^3\sconventions/.test(subject));
  await eventually(() => (common().length > 0 ? true : undefined), 120);
  await restarted();
  const records = await eventually(async () => {
    const all = await Promise.all(people.ids.map((id) => people.told(id, people.contact)));
    return all.every(({ length }) => length > 0) ? all : undefined;
  }, 180);
  const ids = new Set(common().map(({ messageId }) => messageId));
  expect(ids.size).toBe(1);
  for (const mails of records) expect(mails.map(({ messageId }) => messageId)).toEqual([...ids]);
}, 400_000);
