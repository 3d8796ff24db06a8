import type { FastifyInstance } from 'fastify';
import { checkAct, isActName } from '../../acts/acts.ts';
import { byNames } from '../../acts/by-names.ts';
import { type ActForm, actForms, isFormedName } from '../../acts/forms.ts';
import { mendingOf } from '../../acts/mending.ts';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { Refused } from '../../convention/errors.ts';
import { actSlug } from '../acts/act-slug.ts';
import { mayFillIn } from '../acts/may-fill-in.ts';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { type Opened, opened, subjectOf } from '../convention/opened.ts';
import { Alert, Facts } from '../page/parts.tsx';
import { wordsOf } from '../page/show.tsx';
import { journalName, marked, markOf } from '../person.ts';
import { NotForYou, pathPart } from '../request.ts';
import type { Web } from '../web.ts';

/** How an act of the journal that was a mistake is mended: undone, or by another act when something has followed. */
export async function correctionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/corriger/:line', async (request, reply) => {
    const one = await opened(web, request);
    const { id, record, standing } = one;
    const line = Number(pathPart(request, 'line'));
    const entry = record.journal[line - 1];
    if (!entry || !isActName(entry.act) || !mayFillIn(standing, record.document, actForms.undoAct))
      throw new NotForYou();
    const refused = refusalOf(one, line, web.now());
    const root = `/conventions/${id}`;
    const ways = refused
      ? mendingForms(one, entry.act).map(
          (form) => [form.title, `${root}/actes/${actSlug(form.act)}`] as const,
        )
      : [[actForms.undoAct.button, `${root}/actes/${actSlug('undoAct')}?line=${line}`] as const];
    return showConvention(
      reply,
      one,
      { tab: '/journal', title: 'Corriger un acte', within: `ligne ${line} du journal` },
      <>
        <Facts
          facts={[
            ['Acte', <WithFiles key="act" text={entry.text} root={root} />],
            ['Enregistré', `${frenchInstant(entry.at)}, par ${entry.by}`],
          ]}
        />
        <Alert tone="info">
          {(refused && byNames(record, wordsOf(refused))) ??
            'Rien n’a découlé de cet acte : il peut être annulé. Le journal garde l’acte et son annulation, et ceux qui en avaient été prévenus le sont de l’annulation.'}
        </Alert>
        <ul className="fr-btns-group fr-mt-3w">
          {[...ways, ['Retour au journal', `${root}/journal`] as const].map(([title, href], rank) => (
            <li key={href}>
              <a className={rank < ways.length ? 'fr-btn' : 'fr-btn fr-btn--secondary'} href={href}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </>,
    );
  });
}

/** Why this person cannot undo the act of that line now, if they cannot. */
function refusalOf(
  { record, person, standing, today }: Opened,
  line: number,
  now: number,
): Refused | undefined {
  const asked = { by: journalName(person.name), line, reason: '–' };
  try {
    checkAct(record, 'undoAct', marked(asked, { mark: markOf(person), as: standing.contact?.id }), {
      now,
      today,
    });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** The forms by which this person may mend an act that is not undone. */
function mendingForms(one: Opened, act: string): readonly ActForm[] {
  const subject = subjectOf(one);
  return mendingOf(act)
    .mendedBy.filter(isFormedName)
    .map((name) => actForms[name])
    .filter((form) => mayFillIn(one.standing, one.record.document, form) && form.offered(subject));
}
