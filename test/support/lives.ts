import { Client } from '@temporalio/client';
import { deliveriesOf } from '../../contract/asked-deliveries.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { plain } from './plain.ts';
import { by, eventually, inOneRun, openScene, type Scene, type SceneOptions } from './scene.ts';
import { openSink } from './sink.ts';

/** A shape of life, to be lived and its history recorded. */
export interface Life {
  readonly options?: SceneOptions;
  /** Addresses that the mail server refuses, with its SMTP codes. */
  readonly refusing?: Readonly<Record<string, number>>;
  live(scene: Scene): Promise<void>;
}

const reason = 'fin du programme';

/** Both publications are recorded, the last on 10 April 2020. */
export async function takesEffect(scene: Scene): Promise<void> {
  await scene.advanceTo('2020-04-10');
  await scene.act('recordPublication', {
    by,
    publication: 'maignon',
    on: '2020-04-02',
    evidence: 'attestation',
  });
  await scene.act('recordPublication', {
    by,
    publication: 'data-gouv',
    on: '2020-04-10',
    evidence: 'https://data.gouv.fr',
  });
}

/** Does or waives everything that is open, whatever it is, so that the convention can close. */
async function settles(scene: Scene): Promise<void> {
  const { duties } = await scene.view();
  for (const { id, state, evidence } of duties) {
    if (evidence && (state === 'open' || state === 'overdue') && id !== 'balance') {
      await scene.act('waiveDuty', { by, duty: id, reason: 'sans objet' });
    }
  }
  await scene.act('proposeBalance', { by, amount: 12_000.5, use: 'restitution au programme 103' });
  await scene.act('agreeBalance', { by });
  await scene.playOut();
}

/** A letter that a contact was sent comes back. */
async function comesBack({ id, view, stage }: Scene, contact: string, refused: boolean): Promise<void> {
  const client = new Client({ connection: stage.connection, dataConverter: plain });
  const messageId = (await view()).mails.find((mail) => mail.contact === contact)?.messageId ?? '';
  for await (const { letters } of deliveriesOf(client, workflowIdOf(id))) {
    const letter = letters.find(({ to }) => to.contact === contact);
    if (!letter) continue;
    const returned = { letter, messageId, refused, reason: 'courriel revenu : 550 5.1.1' };
    await client.workflow.getHandle(workflowIdOf(id)).executeUpdate('returned', { args: [returned] });
    return;
  }
}

/** Every shape of life that this version can live; each protects what it names against a change of the workflow. */
export const lives: Record<string, Life> = {
  'plain-year': {
    async live(scene) {
      await takesEffect(scene);
      await scene.act('markDone', { by, duties: [{ duty: 'chorus-access', evidence: 'ticket 4512' }] });
      await scene.advanceTo('2020-05-07');
      await scene.act('submitReport', {
        by,
        period: '2020-04',
        spent: 8250.4,
        progress: 'Version 2',
        forecast: 'Stable',
      });
      await scene.act('requestInformation', {
        by,
        from: 'delegatee',
        subject: 'prévision de fin de gestion',
      });
      await scene.act('pauseReminders', { by, until: '2020-08-03', reason: 'accord des parties' });
      await scene.advanceTo('2021-03-01');
      await scene.act('scheduleCommittee', { by, on: '2021-03-15', time: '14:00', place: 'Ségur' });
      await scene.act('scheduleCommittee', { by, on: '2021-03-16', time: '10:00', place: 'Ségur' });
      await scene.advanceTo('2021-03-16', '18:00');
      await scene.act('holdCommittee', {
        by,
        on: '2021-03-16',
        decision: 'consolidation',
        minutes: 'CR 2021-03',
      });
      await scene.advanceTo('2021-05-12');
      await settles(scene);
    },
  },
  'notice-withdrawn-then-given-by-delegatee': {
    async live(scene) {
      await takesEffect(scene);
      await scene.act('giveNotice', { by, from: 'delegator', receivedOn: '2020-04-10', reason });
      await scene.advanceTo('2020-05-02');
      await scene.act('withdrawNotice', { by, party: 'delegatee', reason: 'd’accord' });
      await scene.act('withdrawNotice', { by, party: 'delegator', reason: 'd’accord' });
      await scene.act('giveNotice', { by, from: 'delegatee', receivedOn: '2020-05-02', reason });
      await scene.advanceTo('2020-09-15');
      await settles(scene);
    },
  },
  'withdrawn-before-effect': {
    async live(scene) {
      await scene.act('giveNotice', { by, from: 'delegatee', receivedOn: '2020-03-25', reason });
      await scene.playOut();
    },
  },
  'terminated-in-force': {
    async live(scene) {
      await takesEffect(scene);
      await scene.act('replaceContact', {
        by,
        contact: 'dsaf',
        name: 'Paul Petit',
        email: 'paul@dsaf.example',
        reason: 'départ',
      });
      await scene.advanceTo('2020-06-20');
      await scene.act('terminate', { by, reason: 'repris par un autre ministère' });
      await scene.playOut();
    },
  },
  'registered-late': {
    options: { at: ['2021-06-01', '22:10'] },
    async live(scene) {
      await scene.act('confirmEffect', { by, on: '2020-04-10', reason: 'publiée au printemps 2020' });
      await scene.advanceTo('2021-06-20');
      await scene.act('reopenDuty', { by, duty: 'report-2020-04', reason: 'erreur' }).catch(() => undefined);
      await settles(scene);
    },
  },
  'next-contact': {
    // One is refused, then the one who stands in; one of a publisher has nobody to stand in.
    refusing: {
      'budget@dgefp.example': 550,
      'bruno.lucas@dgefp.example': 550,
      'publication@dsaf.example': 550,
    },
    async live(scene) {
      await takesEffect(scene);
      await scene.act('requestLink', { by, contact: 'dinum-budget', about: 'chorus-codings' });
      await scene.act('replaceContact', {
        by,
        contact: 'dgefp-budget',
        name: 'Marie Martin',
        email: 'marie@dgefp.example',
        reason: 'départ',
      });
      await scene.advanceTo('2020-05-15');
      await scene.act('scheduleCommittee', { by, on: '2020-05-20', time: '14:00', place: 'Ségur' });
      await scene.act('answerInvitation', { by, meeting: 1, contact: 'dinum-programme', answer: 'declined' });
      await scene.act('terminate', { by, reason });
      await scene.playOut();
    },
  },
  // Letters that servers took come back: one's stand-in is told; another's address was not at fault.
  'letter-returned': {
    async live(scene) {
      await eventually(async () => ((await scene.view()).mails.length > 3 ? true : undefined));
      await comesBack(scene, 'dgefp-budget', true);
      await comesBack(scene, 'dinum-programme', false);
      await takesEffect(scene);
      await scene.act('terminate', { by, reason });
      await scene.playOut();
    },
  },
  // As in service: a run ends once its letters have left.
  'continued-at-leisure': {
    options: { start: {} },
    async live(scene) {
      await takesEffect(scene);
      await scene.advanceTo('2020-05-20');
      await scene.act('terminate', { by, reason });
      await scene.playOut();
    },
  },
  'continued-as-new': {
    options: { start: { historyEvents: 150 } },
    async live(scene) {
      await takesEffect(scene);
      await scene.advanceTo('2020-08-01');
      await scene.act('terminate', { by, reason });
      await scene.playOut();
    },
  },
};

/** Lives one, and hands its scene over before it is closed. */
export async function liveThrough(life: Life, then: (scene: Scene) => Promise<void>): Promise<void> {
  const sink = life.refusing && (await openSink(life.refusing));
  const start = life.options?.start ?? inOneRun;
  const scene = await openScene({ ...life.options, start, ...(sink ? { smtpUrl: sink.url } : {}) });
  try {
    await life.live(scene);
    await then(scene);
  } finally {
    await scene.close();
    await sink?.close();
  }
}
