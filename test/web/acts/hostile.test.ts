import fc from 'fast-check';
import { fill } from '../../../acts/fill-form.ts';
import type { Subject } from '../../../acts/form.ts';
import { type ActForm, actForms, formsForDuty } from '../../../acts/forms.ts';
import type { Raw } from '../../../acts/read-answer.ts';
import { consequencesOf } from '../../../client/consequences.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { by } from '../../acts/fixtures.ts';
import { live, origins, story } from '../../acts/stories.ts';
import { at } from '../../convention/support.ts';
import { runs } from '../../support/runs.ts';
import { filledCases, formsFor, subjectOf } from './filling.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'a\r\nBcc: pirate@example.org',
  '=cmd|’ /C calc’!A0',
  '{{7*7}}<%= 7*7 %>',
  '\u202Egnp.exe',
  '👩‍👩‍👧‍👦'.repeat(40),
  '\u0000',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '{"__proto__":{"admin":true}}',
  '٠١٢',
  '１２',
  'NaN',
  '1e308',
  '--1',
  '2020-02-30',
  'true',
  'x'.repeat(20_001),
];

describe('hostile answers', () => {
  it.each(filledCases)(
    'to $name are refused at their field, or carried as they are',
    ({ form, before, moment, raw, name }) => {
      const subject = subjectOf(before, moment);
      for (const field of form.fields(subject)) {
        let carried: unknown;
        for (const text of hostile) {
          const filled = fill(form, subject, { ...raw, [field.name]: text }, by);
          if (filled.ok) {
            expect(textsIn(filled.input)).toContain(text.trim().replaceAll('\r\n', '\n'));
            carried = filled.input;
          } else {
            expect(filled.faults.map((fault) => fault.field)).toContain(field.name);
            for (const { message } of filled.faults) expect(message).toMatch(/^[^\p{Cc}]{1,900}$/u);
          }
        }
        if (carried) expect(() => consequencesOf(before, name, carried, moment)).not.toThrow();
      }
    },
  );

  it.each(filledCases)('to $name do not hide one another', ({ form, before, moment, raw }) => {
    const subject = subjectOf(before, moment);
    for (const { name, kind } of form.fields(subject)) {
      if (kind === 'choices') continue;
      const filled = fill(form, subject, { ...raw, [name]: ['un', 'deux'] }, by);
      // Nor is any of the others, which are right, taken for wrong.
      expect(filled).toMatchObject({ ok: false, faults: [{ field: name }] });
      expect(filled.ok ? [] : filled.faults).toHaveLength(1);
    }
    const wrong = form.fields(subject).filter(({ kind }) => kind === 'date' || kind === 'email');
    const answers = wrong.map(({ name }) => [name, 'x']);
    const filled = fill(form, subject, { ...raw, ...Object.fromEntries(answers) }, by);
    expect(filled.ok ? [] : filled.faults.map(({ field }) => field).sort()).toEqual(
      wrong.map(({ name }) => name).sort(),
    );
  });

  it.each(filledCases)('to $name that come twice are refused', ({ form, before, moment, raw }) => {
    const subject = subjectOf(before, moment);
    for (const { name, kind } of form.fields(subject)) {
      if (kind === 'choices') continue;
      const filled = fill(form, subject, { ...raw, [name]: ['un', 'deux'] }, by);
      expect(filled).toMatchObject({ ok: false, faults: [{ field: name }] });
    }
  });

  it.each(filledCases)(
    'to questions that $name does not ask are not read',
    ({ form, before, moment, raw, input }) => {
      const subject = subjectOf(before, moment);
      const more = { by: 'Mallory', duty2: 'x', act: 'terminate', constructor: 'x', toString: 'y' };
      expect(fill(form, subject, { ...raw, ...more }, by)).toMatchObject({
        ok: true,
        input: { by: input.by },
      });
    },
  );

  it.each(filledCases)(
    'of 20 001 characters to $name are refused, and counted',
    ({ form, before, moment, raw }) => {
      const subject = subjectOf(before, moment);
      for (const { name } of form.fields(subject)) {
        const filled = fill(form, subject, { ...raw, [name]: 'x'.repeat(20_001) }, by);
        expect(filled).toEqual({
          ok: false,
          faults: [
            { field: name, message: 'Ce texte a 20\u202f001 caractères ; accepté : 20\u202f000 au plus.' },
          ],
        });
      }
    },
  );

  it.each(filledCases)(
    'in the name of who does $name are refused, without a field',
    ({ form, before, moment, raw }) => {
      const filled = fill(form, subjectOf(before, moment), raw, 'Ada\nLovelace');
      expect(filled).toEqual({
        ok: false,
        faults: [{ message: expect.stringContaining('n’est pas accepté') }],
      });
    },
  );

  it('of a party are never those of the other', () => {
    for (const { form, before, moment, raw } of filledCases) {
      for (const party of form.parties) {
        const subject = subjectOf(before, moment, { party });
        const filled = fill(form, subject, { ...raw, party: other(party), from: other(party) }, by);
        const said = filled.ok ? JSON.stringify(filled.input) : '';
        expect(said).not.toContain(`"party":"${other(party)}"`);
        expect(said).not.toContain(`"from":"${other(party)}"`);
      }
    }
  });

  it('of any sort, at any time of a life, throw nothing and give faults that can be shown', () => {
    fc.assert(
      fc.property(
        origins,
        story,
        fc.nat(),
        fc.infiniteStream(anyAnswer),
        (origin, attempts, pick, answers) => {
          const last = live(origin, attempts).at(-1);
          const convention = last?.after ?? origin;
          const moment = last?.moment ?? at('2021-04-12');
          const duties = dutiesOf(convention);
          const duty = duties[pick % Math.max(1, duties.length)];
          const subjects: Subject[] = [
            { convention, today: moment.today },
            { convention, today: moment.today, party: 'delegator' },
            { convention, today: moment.today, party: 'delegatee' },
          ];
          for (const subject of subjects) {
            for (const form of formsFor(subject))
              isSound(form, subject, answersTo(form, subject, answers), moment);
            if (!duty) continue;
            const about = { ...subject, duty };
            for (const form of formsForDuty(about))
              isSound(form, about, answersTo(form, about, answers), moment);
          }
          // A form may also be sent when it is no longer offered.
          const [subject] = subjects;
          for (const form of subject ? Object.values(actForms) : [])
            isSound(form, subject ?? { convention, today: moment.today }, {}, moment);
        },
      ),
      { numRuns: runs(15) },
    );
  });
});

/** Forms that are offered may be filled in: each choice has something to choose; and nothing breaks on what is sent. */
function isSound(form: ActForm, subject: Subject, raw: Raw, moment: ReturnType<typeof at>): void {
  const fields = form.fields(subject);
  if (form.offered(subject)) {
    for (const { kind, options = [], optional } of fields)
      if (!optional && (kind === 'choice' || kind === 'choices'))
        expect([form.act, options.length]).not.toEqual([form.act, 0]);
  }
  const filled = fill(form, subject, raw, by);
  if (filled.ok)
    expect(() => consequencesOf(subject.convention, form.act, filled.input, moment)).not.toThrow();
  else expect(filled.faults.every(({ message }) => /\S/.test(message))).toBe(true);
}

const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '2020-05-04',
    '2021-04-01',
    '12:30',
    '1 200,50',
    '3',
    'oui',
    '2020-06=12',
    '{"term":{"months":6}}',
  ),
  fc.json(),
);
const anyAnswer = fc.oneof(
  { weight: 6, arbitrary: fc.constant('#valid') },
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: fc.array(anyText, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/** Answers to all questions of a form; some as its fields propose them. */
function answersTo(
  form: ActForm,
  subject: Subject,
  answers: IterableIterator<string | readonly string[] | undefined>,
): Raw {
  return Object.fromEntries(
    form.fields(subject).map(({ name, kind, options = [], value }) => {
      const answer: unknown = answers.next().value;
      const valid = value ?? options[0]?.[0] ?? (kind === 'date' ? subject.today : 'une réponse');
      return [name, answer === '#valid' ? valid : asRaw(answer)];
    }),
  );
}

function asRaw(answer: unknown): Raw[string] {
  if (typeof answer === 'string') return answer;
  return Array.isArray(answer) ? answer.map(String) : undefined;
}

function other(party: 'delegator' | 'delegatee') {
  return party === 'delegator' ? 'delegatee' : 'delegator';
}

/** Every text in an input, its keys and numbers included. */
function textsIn(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [String(input)];
  return Object.entries(input).flatMap(([key, value]) => [key, ...textsIn(value)]);
}
