import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acts } from '../../acts/acts.ts';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { mayDo } from '../../acts/standing.ts';
import { isOpen } from '../../client/on-many.ts';
import {
  foreseeOnMany,
  performOnMany,
  readForMany,
  type SharedAct,
  type Sign,
  sharedActs,
  sharedForm,
  type Target,
} from '../../client/shared-act.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { standingOf } from '../access.ts';
import { actSlug } from '../acts/act-slug.ts';
import { intentionField, intentionOfForm } from '../acts/asking-again.tsx';
import { shownAgain } from '../acts/submitted.ts';
import {
  actWords,
  ChoicePage,
  type Chosen,
  chosenInWords,
  ForeseenPage,
  manyPath,
} from '../many/act-pages.tsx';
import { beginJob, showJob } from '../many/show-job.tsx';
import { Form } from '../page/form.tsx';
import { Facts } from '../page/parts.tsx';
import { journalName, markOf, type Person } from '../person.ts';
import { readQuery } from '../portfolio/query.ts';
import { costly, NotForYou, oneOf, ownForm, pathPart, personOf, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** Most conventions that are looked at for one page. */
const mostAtOnce = 1000;

/** One act in many conventions: chosen by a filter, foreseen for each, then done, convention by convention. */
export async function sharedActRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/acte-commun', async (request, reply) => {
    const person = personOf(request);
    const { chosen } = await chosenBy(person, queryOf(request));
    const { byPhase } = await web.portfolio.page(person, chosen.query);
    return reply.show(
      { title: 'Un acte dans plusieurs conventions' },
      <ChoicePage chosen={chosen} byPhase={byPhase} />,
    );
  });

  app.get('/acte-commun/:act', async (request, reply) => {
    const { chosen } = await chosenBy(personOf(request), queryOf(request));
    return showForm(reply, actOf(request), chosen, undefined, []);
  });

  app.post('/acte-commun/:act', costly(web), async (request, reply) => {
    const person = personOf(request);
    const act = actOf(request);
    const { values } = await ownForm(request);
    const shown = shownAgain(values);
    const step = oneOf(values.etape);
    const { chosen, ids } = await chosenBy(person, shown);
    const read = readForMany(act, values, journalName(person.name));
    if (!read.ok || step === 'modifier') {
      return showForm(reply, act, chosen, shown, read.ok || step === 'modifier' ? [] : read.faults);
    }
    const { asked } = read;
    const sign = signedBy(person, act);
    const at = pathOf(act);
    const batch = intentionOfForm(values);
    const given = Object.fromEntries(fieldsOf(act).map(({ name }) => [name, shown[name] ?? '']));
    if (step === 'confirmer') {
      const targets = targetsIn(oneOf(values[targetField]));
      const again = { ...chosen.asked, ...given, [intentionField]: batch, [targetField]: textOf(targets) };
      const job = { at, of: targets.length, again: { ...again, etape: step } };
      return beginJob(web, request, reply, job, (told) =>
        performOnMany(web.conventions, targets, asked, { batch, sign }, told),
      );
    }
    if (ids.length > mostAtOnce) {
      const message = `${frenchNumber(ids.length)} conventions sont choisies ; accepté : ${frenchNumber(mostAtOnce)} au plus, en précisant la recherche.`;
      return showForm(reply, act, chosen, shown, [{ message }]);
    }
    const now = web.now();
    const foreseen = await foreseeOnMany(web.conventions, ids, asked, sign, { now, today: parisDate(now) });
    const targets = foreseen.filter((one) => 'consequences' in one);
    return reply.show(
      { title: `${sharedForm(act).title} : vérifier` },
      <ForeseenPage
        foreseen={foreseen}
        chosen={chosen}
        action={at}
        csrf={request.session?.csrf}
        again={{ ...chosen.asked, ...given, [intentionField]: batch, [targetField]: textOf(targets) }}
      />,
    );
  });

  app.get('/acte-commun/:act/:job', async (request, reply) => {
    // Nobody else is told which acts there are.
    personOf(request);
    const act = actOf(request);
    return showJob(web, request, reply, { title: sharedForm(act).title, at: pathOf(act), words: actWords });
  });

  /** What a filter finds among the conventions of a person that are not closed. */
  async function chosenBy(person: Person, { recherche, phase, seulement }: Values) {
    const asked = {
      ...(recherche && { recherche }),
      ...(phase && { phase }),
      ...(seulement && { seulement }),
    };
    const query = readQuery(asked);
    const found = (await web.portfolio.find(person, query)).filter(isOpen);
    const chosen: Chosen = { query, asked, count: found.length };
    return { chosen, ids: found.map(({ id }) => id) };
  }

  function showForm(
    reply: FastifyReply,
    act: SharedAct,
    chosen: Chosen,
    values: Values | undefined,
    faults: readonly FormFault[],
  ): FastifyReply {
    const { title, says } = sharedForm(act);
    return reply.show(
      { title, status: faults.length > 0 ? 422 : 200 },
      <>
        <p className="fr-text--lg">{says}</p>
        <Facts facts={[['Conventions choisies', chosenInWords(chosen)]]} />
        <Form
          action={pathOf(act)}
          csrf={reply.request.session?.csrf}
          fields={fieldsOf(act)}
          values={values}
          faults={faults}
          hidden={chosen.asked}
          button="Voir ce que cela change dans chacune"
          cancel={`${manyPath}?${new URLSearchParams(chosen.asked)}`}
          cancelLabel="Changer le choix"
        />
      </>,
    );
  }
}

/** Name of the hidden field that holds where the act is done, as it was shown. */
const targetField = 'cibles';

function textOf(targets: readonly Target[]): string {
  return targets.map(({ id, contact }) => (contact === undefined ? id : `${id}/${contact}`)).join(' ');
}

/** The same as they come back: whoever sends them acts in each with the rights that they have there, and no more. */
function targetsIn(text: string): Target[] {
  return [...text.matchAll(/([a-z0-9-]{1,60})(?:\/([a-z0-9-]{1,60}))?(?: |$)/g)].map(
    ([, id = '', contact]) => ({ id, ...(contact === undefined ? {} : { contact }) }),
  );
}

/** @throws NotForYou when the address names no act that is done to many. */
function actOf(request: FastifyRequest): SharedAct {
  const slug = pathPart(request, 'act');
  const act = sharedActs.find((one) => actSlug(one) === slug);
  if (!act) throw new NotForYou();
  return act;
}

function pathOf(act: SharedAct): string {
  return `${manyPath}/${actSlug(act)}`;
}

function fieldsOf(act: SharedAct): Field[] {
  return Object.entries(sharedForm(act).questions).map(([name, { key: _key, ...question }]) => ({
    name,
    ...question,
  }));
}

function signedBy(person: Person, act: SharedAct): Sign {
  return ({ document }) => {
    const standing = standingOf(person, document);
    if (!standing || !mayDo(standing, acts[act], document)) return undefined;
    return { mark: markOf(person), as: standing.contact?.id };
  };
}
