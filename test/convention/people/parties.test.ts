import { actForms } from '../../../acts/forms.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../../convention/duties/duties.ts';
import { holderName } from '../../../convention/people/organisations.ts';
import { allParties, ofAllParties, partiesLine, partiesOf } from '../../../convention/people/parties.ts';
import { periodOf, runningNotice, sealedEnd } from '../../../convention/term/term.ts';
import {
  acting,
  at,
  deadlinesOf,
  doing,
  dutyOf,
  example,
  faultsIn,
  inForce,
  refusalOf,
  signauxFaibles,
} from '../support.ts';

const may = at('2020-05-04');
const by = 'Ada';
const reason = 'accord';
const representative = {
  id: 'rprog-152',
  name: 'RPROG',
  email: 'rprog@mi.example',
  roles: ['representative'],
};
const several = {
  delegator: { id: 'dgefp' },
  coDelegators: [{ id: 'mi', name: 'Ministère de l’intérieur', shortName: 'MI', contacts: [representative] }],
  renewal: { mode: 'express' },
};
const convention = inForce(several);
const each = ['delegator:dgefp', 'delegator:mi', 'delegatee'] as const;
const proposed = acting(convention, may, [
  'proposeAmendment',
  { by, from: 'delegatee', changes: { title: 'Autre' }, reason, effectiveOn: '2020-06-01' },
]);
const amended = (parties: readonly string[]) =>
  acting(proposed, may, ...parties.map((party) => ['agreeAmendment', { by, amendment: 1, party }] as const));

describe('a convention of several delegators', () => {
  it('names each, and all of a side', () => {
    const { document } = convention;
    expect(partiesOf(document).map(({ party }) => party)).toEqual(each);
    expect(partiesLine(document)).toBe('DGEFP et MI → DINUM');
    expect([holderName(document, 'delegator'), holderName(document, 'delegator:mi')]).toEqual([
      'DGEFP et MI',
      'MI',
    ]);
    const two = signauxFaibles();
    expect([allParties(document), allParties(two)]).toEqual(['toutes les parties', 'les deux parties']);
    expect([ofAllParties(document), ofAllParties(two)]).toEqual([
      'de toutes les parties',
      'des deux parties',
    ]);
    expect([ofAllParties(document), ofAllParties(signauxFaibles())]).toEqual([
      'de toutes les parties',
      'des deux parties',
    ]);
  });

  it('is told by forms, whose words are those of every convention, of no two parties', () => {
    for (const form of Object.values(actForms)) {
      const fields = form.fields({ convention: proposed, today: may.today });
      const said = [
        form.title,
        form.says,
        form.button,
        ...fields.flatMap(({ label, hint = '' }) => [label, hint]),
      ];
      expect(said.join(' ')).not.toMatch(/deux parties|les deux\b|des deux\b|l’autre\b/i);
    }
  });

  it('is amended by the agreement of each, to be signed then', () => {
    expect(Object.keys(deadlinesOf(proposed, 'amendment'))).toEqual([
      'amendment-1-delegatee',
      'amendment-1-delegator-dgefp',
      'amendment-1-delegator-mi',
    ]);
    const two = amended(['delegator:dgefp', 'delegatee']);
    expect(Object.keys(deadlinesOf(two, 'amendment'))).not.toContain('amendment-1-signature');
    const agreement = { by, amendment: 1, party: 'delegator:mi' };
    const { convention: all, text } = doing(two, 'agreeAmendment', agreement, may);
    expect(text).toBe('L’avenant n° 1 a l’accord de toutes les parties : il est à signer.');
    expect(dutyOf(all, 'amendment-1-signature').opensOn).toBe('2020-05-04');
    expect(outcomeOf(all, { id: dutyOf(all, 'amendment-1-delegator-mi').id })?.state).toBe('done');
  });

  it('is renewed by the agreement of each', () => {
    const february = at('2021-02-01');
    const answered = (parties: readonly string[]): Convention =>
      acting(
        convention,
        february,
        ...parties.map((party) => ['answerRenewal', { by, party, agrees: true }] as const),
      );
    expect(answered(['delegator:dgefp', 'delegatee']).renewals).toEqual([]);
    expect(answered(each).renewals).toHaveLength(1);
    const { text } = doing(
      answered(['delegatee']),
      'answerRenewal',
      { by, party: 'delegator:mi', agrees: true },
      february,
    );
    expect(text).toBe('MI accepte la reconduction ; l’accord de DGEFP est attendu.');
  });

  it('ends, and goes on after a notice, by the agreement of each', () => {
    const ending = (parties: readonly string[]) =>
      acting(
        convention,
        may,
        ...parties.map((party) => ['agreeEnd', { by, party, on: '2020-09-30', reason }] as const),
      );
    expect(sealedEnd(ending(['delegatee', 'delegator:mi']))).toBeUndefined();
    expect(Object.keys(deadlinesOf(ending(['delegatee']), 'agreed-end'))).toEqual([
      'agreed-end-1-delegator-dgefp',
      'agreed-end-1-delegator-mi',
    ]);
    expect(periodOf(ending(each))?.endsOn).toBe('2020-09-30');
    const noticed = acting(convention, may, [
      'giveNotice',
      { by, from: 'delegator:mi', receivedOn: '2020-05-04', reason },
    ]);
    const kept = (parties: readonly string[]) =>
      runningNotice(
        acting(noticed, may, ...parties.map((party) => ['withdrawNotice', { by, party, reason }] as const)),
      );
    expect(kept(['delegator:dgefp', 'delegatee'])).toBeDefined();
    expect(kept(each)).toBeUndefined();
  });

  it.each(['delegator', 'delegator:dinum', 'delegatee:dinum'])(
    'has nothing agreed for it by « %s », which is none of its parties',
    (party) => {
      const acts = [
        ['agreeAmendment', { by, amendment: 1, party }],
        ['answerRenewal', { by, party, agrees: true }],
        ['agreeEnd', { by, party, on: '2020-09-30', reason }],
      ] as const;
      for (const [name, input] of acts) {
        expect(refusalOf(proposed, name, input, may)).toMatchObject({
          code: 'UNKNOWN_REFERENCE',
          message: `« ${party} » n’est pas une partie de la convention ; acceptées : ${each.join(', ')}.`,
        });
      }
    },
  );
});

describe('a clause that names one party of its side', () => {
  const serebc = { id: 'serebc', name: 'SEREBC', shortName: 'SEREBC', contacts: [{ ...representative }] };
  const { codings, copies, reports, handOver, credits } = signauxFaibles();
  const one = (clause: unknown, holder: string) => ({ ...Object(clause), holder });
  const shared = {
    ...several,
    delegatee: { id: 'dinum' },
    coDelegatees: [{ ...serebc, contacts: [{ ...representative, id: 'serebc' }] }],
  };
  const named = inForce({
    ...shared,
    credits: one(credits, 'mi'),
    codings: one(codings, 'serebc'),
    copies: one(copies, 'dinum'),
    reports: one(reports, 'serebc'),
    handOver: one(handOver, 'serebc'),
  });

  it.each([
    ['credits', 'delegator:mi'],
    ['chorus-codings', 'delegatee:serebc'],
    ['controller-copies', 'delegatee:dinum'],
    ['report-2020-04', 'delegatee:serebc'],
    ['report-final', 'delegatee:serebc'],
    ['hand-over', 'delegatee:serebc'],
    // What names nobody is asked of all of them.
    ['chorus-access', 'delegator'],
    ['services-closed', undefined],
  ])('has it do %s, the others nothing', (id, holder) => {
    expect(dutiesOf(named).find((duty) => duty.id === id)?.holder).toBe(holder);
  });

  it('asks no other delegator for its share of the credits', () => {
    expect(dutyOf(inForce(shared), 'credits').title).toContain('par chaque délégant pour sa part');
    expect(dutyOf(named, 'credits').title).not.toContain('part');
  });

  it.each([
    ['codings', 'mi', /« dinum », « serebc »/],
    ['credits', 'dinum', /« dgefp », « mi »/],
    ['reports', 'personne', /« dinum », « serebc »/],
  ])('is refused when %s names %s, who is not of its side', (clause, holder, accepted) => {
    const document = example({ ...shared, [clause]: { holder } });
    expect(faultsIn(document)).toEqual([
      { path: `${clause}.holder`, given: holder, accepted: expect.stringMatching(accepted) },
    ]);
  });
});
