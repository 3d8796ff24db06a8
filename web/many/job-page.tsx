import type { ReactNode } from 'react';
import type { Outcome } from '../../client/on-many.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { Alert, Facts } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { Running } from '../page/running.tsx';
import { wordsOf } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import type { Job } from './jobs.ts';

type Names = ReadonlyMap<string, string>;

/** What a job is called while it goes on and at its end. */
export interface JobWords {
  /** Conventions where it is done: `Conventions qui ont leur part`. */
  readonly done: string;
  /** Those where it was so already. */
  readonly known: string;
  /** `L’import s’est interrompu`. */
  readonly broken: string;
  /** `Reprendre l’import`. */
  readonly resume: string;
}

/** Something done to many conventions: under way, broken off, or ended. `href` is its own address, `action` where it is asked again. */
export function JobPage(props: {
  job: Job;
  words: JobWords;
  /** Short names of conventions, by id. */
  names: Names;
  href: string;
  action: string;
  csrf: string | undefined;
}) {
  const { job, words, names, href } = props;
  const resume = (
    <PostForm action={props.action} csrf={props.csrf} hidden={job.again}>
      <Submit>{words.resume}</Submit>
    </PostForm>
  );
  if (job.state === 'ended') {
    return (
      <Ended outcomes={job.outcomes} words={words} names={names}>
        {resume}
      </Ended>
    );
  }
  const far = `${frenchNumber(job.done)} sur ${frenchNumber(job.of)}`;
  if (job.state === 'running') {
    return (
      <Running href={href}>
        {words.done} : {far}.
      </Running>
    );
  }
  return (
    <>
      <Alert tone="warning" title={words.broken}>
        <p>
          {words.done}, au moins : {far}. Reprendre ne fait rien deux fois.
        </p>
      </Alert>
      {resume}
    </>
  );
}

function Ended(props: {
  outcomes: readonly Outcome[];
  words: JobWords;
  names: Names;
  /** How to go on, where some have not answered. */
  children: ReactNode;
}) {
  const { outcomes, words, names, children } = props;
  const of = (...states: Outcome['state'][]) => outcomes.filter(({ state }) => states.includes(state));
  const [done, known, refused] = [of('done'), of('known'), of('refused')];
  const pending = of('unanswered', 'left');
  return (
    <>
      <Facts
        facts={[
          [words.done, frenchNumber(done.length)],
          [words.known, frenchNumber(known.length)],
          ['Refus', frenchNumber(refused.length)],
          ...(pending.length > 0
            ? [['Sans réponse, ou pas commencées', frenchNumber(pending.length)] as const]
            : []),
        ]}
      />
      <Outcomes caption="Refus" outcomes={refused} names={names} />
      {pending.length > 0 && (
        <>
          <Outcomes caption="Sans réponse, ou pas commencées" outcomes={pending} names={names} />
          {children}
        </>
      )}
      <Outcomes caption={words.done} outcomes={done} names={names} />
      <p>
        <Way href="/conventions">Voir les conventions</Way>
      </p>
    </>
  );
}

function Outcomes({
  caption,
  outcomes,
  names,
}: {
  caption: string;
  outcomes: readonly Outcome[];
  names: Names;
}) {
  if (outcomes.length === 0) return null;
  return (
    <Table
      caption={caption}
      columns={[{ label: 'Convention' }, { label: 'Ce qu’il en est' }]}
      rows={outcomes.map((outcome, rank) => ({
        key: `${outcome.id} ${rank}`,
        cells: [<Named key="id" id={outcome.id} name={names.get(outcome.id)} />, saidOf(outcome)],
      }))}
    />
  );
}

/** What is wrong with the engine, and how to mend it, is not for visitors. */
function saidOf({ code, text }: Outcome): string {
  return code ? wordsOf({ code, message: text }) : text;
}

/** A convention by its short name, leading to it. */
export function Named({ id, name = '' }: { id: string; name: string | undefined }) {
  return <Way href={`/conventions/${id}`}>{name || id}</Way>;
}
