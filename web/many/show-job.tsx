import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Outcome } from '../../client/on-many.ts';
import { NotForYou, pathPart, seeOther, signedIn } from '../request.ts';
import type { Web } from '../web.ts';
import { JobPage, type JobWords } from './job-page.tsx';
import type { JobAsked } from './jobs.ts';

/** Begins to do something to many conventions, and leads to the page that follows it; lists have at once what is done. */
export async function beginJob(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Omit<JobAsked, 'owner'>,
  work: (told: () => void) => Promise<readonly Outcome[]>,
): Promise<FastifyReply> {
  const owner = signedIn(request).csrf;
  const job = await web.jobs.begin({ ...asked, owner }, async (told) => {
    const outcomes = await work(told);
    const done = outcomes.filter(({ state }) => state === 'done');
    await Promise.all([...new Set(done.map(({ id }) => id))].map((id) => web.portfolio.renew(id)));
    return outcomes;
  });
  return seeOther(reply, `${asked.at}/${job}`);
}

/**
 * Shows how far it has come, to whoever began it.
 * @throws NotForYou to anybody else.
 */
export async function showJob(
  web: Web,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, at, words }: { readonly title: string; readonly at: string; readonly words: JobWords },
): Promise<FastifyReply> {
  const { csrf, person } = signedIn(request);
  const job = await web.jobs.find(pathPart(request, 'job'), { owner: csrf, at });
  if (!job) throw new NotForYou();
  const seen = job.state === 'ended' ? await web.portfolio.seenBy(person) : [];
  const names = new Map(seen.map(({ id, shortName }) => [id, shortName]));
  return reply.show(
    { title },
    <JobPage job={job} words={words} names={names} href={request.url} action={at} csrf={csrf} />,
  );
}
