import type { ConventionDocument, Side } from '../convention/document/schema.ts';
import { alreadyDone, badAct, notNow, type Refusal } from '../convention/errors.ts';
import { partyDoes, partyName, sideOf } from '../convention/people/parties.ts';
import type { Known, Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice, line, side, sidesThat } from './questions.ts';
import { notOne } from './refusals.ts';

/** One side asks the other for what the text lets it ask for: forecasts and follow-up (arts 2 and 3), an opinion. */
export const requestInformation = defineFormedAct({
  verb: 'request',
  parties: ['delegator', 'delegatee'],
  needs: 'requests',
  begins: true,
  form: {
    title: 'Demander ce que le texte prévoit',
    says: 'Ceux qui ont à y répondre la reçoivent, avec un délai.',
    button: 'Demander',
    articles: ({ requests }) => (requests?.items ?? []).map(({ article }) => article),
    group: 'Obligations',
    questions: {
      from: side('Qui demande'),
      item: choice('Ce que le texte prévoit', 'ce que le texte prévoit', {
        optional: true,
        hint: 'Laissez vide quand le texte ne prévoit qu’une demande.',
      }),
      subject: line('Objet de la demande', 'l’objet de la demande', {
        hint: 'Par exemple : fin de gestion 2020.',
      }),
    },
    example: '--from délégataire --subject "Prévision de fin de gestion"',
    // The sides in whose name it may be asked, that have something to ask for.
    choices({ convention, party }, can) {
      const sides: readonly Side[] = party ? [sideOf(party)] : ['delegator', 'delegatee'];
      return sides.filter((from) =>
        itemsOf(convention.document, from).some(({ id }) => can({ by: '', from, item: id, subject: '' })),
      );
    },
    known: (subject, { choices }) => ({
      from: sidesThat(subject, (from) => choices.includes(from)),
      item: itemKnown(subject, choices),
    }),
  },
  refuse({ document, requests }, { from, item, subject }, { today }) {
    const asked = itemAsked(document, from, item);
    if (!asked) return notFound(document, from, item);
    return requests.some((one) => one.item === asked.id && one.subject === subject && one.on === today)
      ? alreadyDone`« ${subject} » est déjà demandé aujourd’hui par ${partyName(document, from)} : « ${asked.title} ».`
      : undefined;
  },
  apply(convention, { from, item, subject }, { today }) {
    const { document, requests } = convention;
    const asked = itemAsked(document, from, item);
    if (!asked) return { convention, text: '' };
    const request = { id: requests.length + 1, from, item: asked.id, subject, on: today };
    return {
      convention: { ...convention, requests: [...requests, request] },
      text: `${partyDoes(document, from, 'demande', 'demandent')} « ${asked.title} » : ${subject}.`,
    };
  },
});

type Item = NonNullable<ConventionDocument['requests']>['items'][number];

/** What a side may ask for. */
function itemsOf({ requests }: ConventionDocument, from: Side): readonly Item[] {
  return (requests?.items ?? []).filter((item) => item.from === from);
}

/** What it asks for: the only thing there is, where none is named. */
function itemAsked(document: ConventionDocument, from: Side, id: string | undefined): Item | undefined {
  const items = itemsOf(document, from);
  return id === undefined && items.length === 1 ? items[0] : items.find((one) => one.id === id);
}

function notFound(document: ConventionDocument, from: Side, given: string | undefined): Refusal {
  const items = itemsOf(document, from);
  const names = items.map(({ id, title }) => `${id} (${title})`).join(', ');
  if (items.length === 0)
    return notNow`La convention ne prévoit rien que ${partyDoes(document, from, 'puisse', 'puissent')} demander.`;
  return given === undefined
    ? badAct`item : absent ; attendu : ${names}`
    : notOne(given, `ce que ${partyDoes(document, from, 'peut', 'peuvent')} demander`, `acceptés : ${names}`);
}

/** Which of several, each with who may ask for it where that is not known yet. */
function itemKnown(subject: Subject, sides: readonly Side[]): Known {
  const { document } = subject.convention;
  if (sides.every((from) => itemsOf(document, from).length === 1)) return null;
  const options = sides.flatMap((from) =>
    itemsOf(document, from).map(
      ({ id, title }) => [id, subject.party ? title : `${title} (${partyName(document, from)})`] as const,
    ),
  );
  return among(options, { optional: false, hint: 'Le délai de réponse est celui que le texte lui donne.' });
}
