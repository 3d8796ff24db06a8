import { z } from 'zod';
import { enumerated } from '../calendar/french.ts';
import type { ConventionDocument, Organisation, Party, Side } from '../document/schema.ts';

/** A party with what the document says of it. */
export interface NamedParty {
  readonly party: Party;
  readonly side: Side;
  readonly organisation: Organisation;
}

/** The parties, delegators first. */
export function partiesOf(document: Partial<ConventionDocument>): readonly NamedParty[] {
  const { delegator, delegatee, coDelegators = [], coDelegatees = [] } = document;
  return [
    ...partiesAt('delegator', delegator ? [delegator, ...coDelegators] : coDelegators),
    ...partiesAt('delegatee', delegatee ? [delegatee, ...coDelegatees] : coDelegatees),
  ];
}

function partiesAt(side: Side, organisations: readonly Organisation[]): readonly NamedParty[] {
  const isAlone = organisations.length === 1;
  return organisations.map((organisation) => ({
    party: isAlone ? side : `${side}:${organisation.id ?? ''}`,
    side,
    organisation,
  }));
}

/** The side of a party. */
export function sideOf(party: Party): Side {
  return party === 'delegator' || party.startsWith('delegator:') ? 'delegator' : 'delegatee';
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'delegator' ? 'delegatee' : 'delegator';
}

/** Whether a word is that of a party, or of a side. */
export function isParty(word: string): word is Party {
  return /^(delegator|delegatee)(:|$)/.test(word);
}

/** Every other party. */
export function othersThan(document: ConventionDocument, party: Party): readonly Party[] {
  return stillAwaited(document, [party]);
}

/** Those whose agreement is still awaited. */
export function stillAwaited(document: ConventionDocument, agreed: readonly Party[]): readonly Party[] {
  return partiesOf(document).flatMap(({ party }) => (agreed.includes(party) ? [] : [party]));
}

/** Whether every party has agreed, each for itself. */
export function isAgreedByAll(document: ConventionDocument, agreed: readonly Party[]): boolean {
  return stillAwaited(document, agreed).length === 0;
}

/** The short names of some parties: `DGEFP et DINUM`. */
export function namesOf(document: ConventionDocument, parties: readonly Party[]): string {
  return enumerated(parties.map((party) => partyName(document, party)));
}

/** The short name of a party, or those of a side: `MI et RPROG 152`. */
export function partyName(document: ConventionDocument, party: Party): string {
  return enumerated(ofParty(document, party).map(({ organisation }) => organisation.shortName));
}

/** A party, or a side, with its verb: `DINUM rend`, `DO et SEREBC rendent`. */
export function partyDoes(document: ConventionDocument, party: Party, one: string, several: string): string {
  return `${partyName(document, party)} ${ofParty(document, party).length === 1 ? one : several}`;
}

/** The short names of all the parties: `DGEFP et DINUM`. */
export function everyPartyName(document: ConventionDocument): string {
  return enumerated(partiesOf(document).map(({ organisation }) => organisation.shortName));
}

/** The names in full of a party, or of a side. */
export function fullPartyName(document: ConventionDocument, party: Party): string {
  return enumerated(ofParty(document, party).map(({ organisation }) => organisation.name));
}

/** The party of that word; all of them, where it is that of a side. */
export function ofParty(document: ConventionDocument, party: Party): readonly NamedParty[] {
  return partiesOf(document).filter((one) => one.party === party || one.side === party);
}

/** `DGEFP → DINUM`. */
export function partiesLine(document: ConventionDocument): string {
  return `${partyName(document, 'delegator')} → ${partyName(document, 'delegatee')}`;
}

/** How texts call all the parties: `les deux parties`. */
export function allParties(document: ConventionDocument): string {
  return partiesOf(document).length === 2 ? 'les deux parties' : 'toutes les parties';
}

/** The same after « de »: `l’accord des deux parties`. */
export function ofAllParties(document: ConventionDocument): string {
  return partiesOf(document).length === 2 ? 'des deux parties' : 'de toutes les parties';
}

/** A party as it is a word of an id: `delegator-mi`. */
export function partyWord(party: Party): string {
  return party.replace(':', '-');
}

/** The party that does an act; whether the convention has it is looked at when it is done. */
export const partyKey = z.custom<Party>(
  (value) => typeof value === 'string' && /^(delegator|delegatee)(:[a-z0-9]+(-[a-z0-9]+)*)?$/.test(value),
  'l’une des parties de la convention (« delegator », « delegatee », ou « delegator:… » quand il y en a plusieurs)',
);
