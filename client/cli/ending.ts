import { type Command, defineCommand } from './command.ts';
import { act, agreesTo, by, flag, id, marked, needed, optional, reason, requestId } from './doing.ts';
import { dateOf, partyOf, wholeOf } from './words.ts';

const breach = needed('Numéro du manquement');

/** Art. 7: breach, agreed end, renewal. */
export const endingCommands: readonly Command[] = [
  defineCommand({
    usage: 'breach record <id>',
    says: 'Le délégataire constate un manquement du délégant, avec ou sans mise en demeure',
    options: {
      id,
      engagement: needed('Engagement de l’article 2 (ex. manifesto, committee, information, credits)'),
      facts: needed('Les faits'),
      on: needed('Date du manquement'),
      'cure-by': optional('Mise en demeure : dernier jour pour y remédier'),
      by,
      'request-id': requestId,
    },
    example: [
      'breach record signaux-faibles --engagement manifesto --facts "équipe sans autonomie" --on 2020-09-10 --cure-by 2020-10-31',
      'met en demeure',
    ],
    run: ({ id, engagement, facts, on, cureBy, by, requestId, json }) =>
      act({ json, requestId }, id, 'recordBreach', {
        by,
        engagement,
        facts,
        on: dateOf(on),
        ...(cureBy === undefined ? {} : { cureBy: dateOf(cureBy) }),
      }),
  }),
  defineCommand({
    usage: 'breach cure <id> <breach>',
    says: 'Le manquement est réparé : l’accompagnement se poursuit',
    options: { id, breach, evidence: needed('Ce qui le prouve'), by, 'request-id': requestId },
    example: ['breach cure signaux-faibles 1 --evidence "décision du 12 octobre"', 'clôt le manquement'],
    run: ({ id, breach, evidence, by, requestId, json }) =>
      act({ json, requestId }, id, 'cureBreach', { by, breach: numberOf(breach), evidence }),
  }),
  defineCommand({
    usage: 'breach end <id> <breach>',
    says: 'Le délégataire met fin à tout ou partie de son accompagnement, pour manquement',
    options: {
      id,
      breach,
      services: optional('Services retirés, par leurs identifiants (ex. website,clubs)'),
      all: flag('Tout l’accompagnement : la convention prend fin'),
      on: needed('Dernier jour de l’accompagnement'),
      reason,
      by,
      'request-id': requestId,
    },
    example: [
      'breach end signaux-faibles 1 --services website,clubs --on 2020-11-02 --reason "sans réponse"',
      'fin partielle',
    ],
    ways: [['services'], ['all']],
    run: ({ id, breach, services = '', all, on, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'endSupport', {
        by,
        breach: numberOf(breach),
        services: all ? 'all' : services.split(',').map((word) => word.trim()),
        on: dateOf(on),
        reason,
      }),
  }),
  defineCommand({
    usage: 'end <id>',
    says: 'Une partie propose de finir d’un commun accord, ou accepte le jour proposé',
    options: {
      id,
      party: needed('Partie : délégant ou délégataire'),
      on: needed('Dernier jour de la convention'),
      'agrees-to': agreesTo,
      reason,
      by,
      'request-id': requestId,
    },
    example: ['end signaux-faibles --party délégant --on 2020-12-31 --reason "service repris"', 'propose'],
    run: ({ id, party, on, agreesTo, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'agreeEnd', {
        by,
        party: partyOf(party),
        on: dateOf(on),
        reason,
        ...marked(agreesTo),
      }),
  }),
  defineCommand({
    usage: 'renew <id>',
    says: 'Une partie accepte la reconduction expresse, ou la décline',
    options: {
      id,
      party: needed('Partie : délégant ou délégataire'),
      decline: flag('Elle la décline'),
      'agrees-to': agreesTo,
      reason: optional('Motif'),
      by,
      'request-id': requestId,
    },
    example: ['renew signaux-faibles --party délégant', 'accepte'],
    run: ({ id, party, decline = false, agreesTo, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'answerRenewal', {
        by,
        party: partyOf(party),
        agrees: !decline,
        ...marked(agreesTo),
        ...(reason === undefined ? {} : { reason }),
      }),
  }),
];

function numberOf(typed: string): number {
  return wholeOf(typed, 'un numéro de manquement', 1, 1000);
}
