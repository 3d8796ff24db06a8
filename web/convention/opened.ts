import type { FastifyRequest } from 'fastify';
import type { Subject } from '../../acts/form.ts';
import type { Standing } from '../../acts/standing.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';
import type { ConventionView } from '../../convention/views/view.ts';
import { standingOf } from '../access.ts';
import type { Person } from '../person.ts';
import { NotForYou, pathPart, personOf } from '../request.ts';
import type { Web } from '../web.ts';

/** A convention opened by somebody who may read it. */
export interface Opened {
  readonly id: string;
  readonly record: Convention;
  readonly view: ConventionView;
  readonly person: Person;
  readonly standing: Standing;
  readonly today: PlainDate;
}

/**
 * The convention that the address names, for whoever is signed in.
 * @throws NotForYou when there is none, or it is none of their business.
 */
export async function opened(web: Web, request: FastifyRequest): Promise<Opened> {
  const person = personOf(request);
  const id = pathPart(request, 'id');
  const [record, view] = await found(web, id);
  const standing = standingOf(person, record.document);
  if (!standing) throw new NotForYou();
  return { id, record, view, person, standing, today: parisDate(web.now()) };
}

/** What a form about it starts from. */
export function subjectOf({
  record,
  today,
  standing,
}: Pick<Opened, 'record' | 'today' | 'standing'>): Subject {
  return { convention: record, today, ...(standing.party ? { party: standing.party } : {}) };
}

async function found(web: Web, id: string): Promise<[Convention, ConventionView]> {
  if (!/^[a-z0-9-]{1,60}$/.test(id)) throw new NotForYou();
  try {
    return await Promise.all([web.conventions.record(id), web.conventions.view(id)]);
  } catch (error) {
    if (error instanceof Refused && error.code === 'UNKNOWN_CONVENTION') throw new NotForYou();
    throw error;
  }
}
