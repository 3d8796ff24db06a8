import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { LetterItem } from '../../convention/mailing/letter.ts';
import type { Content } from '../../letters/content.ts';
import { contentOf } from '../../letters/letter-content.ts';
import {
  alert,
  delivery,
  duty,
  letter,
  meeting,
  news,
  overdueDuty,
  today,
} from '../activities/mail/letters.ts';

const contentAbout = (...items: LetterItem[]): Content => contentOf(delivery(), letter(items));

/** What a letter about one item says, with ordinary spaces. */
function told(item: LetterItem) {
  const { subject, groups, answer } = contentAbout(item);
  const [matter] = groups[0]?.matters ?? [];
  return {
    subject: spaces(subject),
    status: spaces(matter?.status),
    lead: spaces(matter?.lead),
    rest: spaces([...(matter?.paragraphs ?? []), ...(groups[0]?.closing ?? [])].join(' ')),
    facts: Object.fromEntries((matter?.facts ?? []).map(([label, value]) => [label, spaces(value)])),
    answer: answer.heading,
  };
}

function spaces(text: string | undefined): string {
  return String(text).replaceAll('\u00a0', ' ');
}

describe('to the holder', () => {
  test('a notice gives the deadline', () => {
    expect(told(duty({ rung: 'notice' }))).toMatchObject({
      subject: 'Signaux Faibles : Compte rendu d’avril 2020, pour le 7 mai 2020',
      status: 'Nouvelle obligation',
      lead: 'Cette obligation est à remplir par DINUM au plus tard le jeudi 7 mai 2020.',
    });
  });

  test('a reminder says how long is left', () => {
    expect(told(duty())).toMatchObject({
      subject: 'Signaux Faibles : rappel – Compte rendu d’avril 2020, pour le 7 mai 2020',
      status: 'Rappel : échéance dans 2 jours',
      lead: 'Cette obligation est à remplir par DINUM au plus tard le jeudi 7 mai 2020, dans 2 jours.',
    });
    expect(told(duty({ dueOn: plainDateOf('2020-05-06') })).lead).toMatch(/mercredi 6 mai 2020, demain\.$/);
  });

  test('the last day is today', () => {
    expect(told(duty({ rung: 'due', dueOn: today }))).toMatchObject({
      subject: 'Signaux Faibles : dernier jour – Compte rendu d’avril 2020',
      status: 'Dernier jour',
      lead: 'Cette obligation est à remplir par DINUM au plus tard aujourd’hui, mardi 5 mai 2020.',
    });
  });

  test('a late duty says by how much, and asks for a date', () => {
    const { subject, status, lead, rest } = told(overdueDuty());
    expect(subject).toMatch(/^Signaux Faibles : en retard de 14 jours – Demande de paramétrage/);
    expect(status).toBe('En retard de 14 jours');
    expect(lead).toContain('au plus tard le mardi 21 avril 2020, est en retard de 14 jours.');
    expect(rest).toBe(
      'Merci d’agir dès que possible ou, à défaut, d’indiquer une nouvelle date en réponse à ce message.',
    );
    expect(told(overdueDuty({ daysOverdue: 1 })).status).toBe('En retard de 1 jour');
  });

  test('what a party has said of it is recalled, by whom and when', () => {
    const comment = { by: 'DINUM', on: plainDateOf('2020-05-04'), text: 'attend les données' };
    for (const item of [duty({ comment }), overdueDuty({ comment }), duty({ comment, standing: 'copy' })])
      expect(told(item).rest).toContain('Commentaire de DINUM, le 4 mai 2020 : « attend les données ».');
    expect(told(duty()).rest).not.toContain('Commentaire');
  });

  test('an escalation says that the representative knows', () => {
    expect(told(overdueDuty({ rung: 'escalation' })).rest).toContain('Qui représente DGEFP en est informé.');
  });

  test('a duty that opens late, when a convention is registered late, reads as late', () => {
    expect(told(overdueDuty({ rung: 'notice' })).status).toBe('En retard de 14 jours');
  });

  test('the facts: deadline, who acts, what closes it, article, since when', () => {
    expect(told(overdueDuty()).facts).toEqual({
      Échéance: 'mardi 21 avril 2020 (il y a 14 jours)',
      'Qui doit agir': 'DGEFP',
      'À fournir': 'la référence du ticket AIFE',
      Référence: 'art. 2 de la convention',
      'Ouverte depuis': 'le 25 mars 2020',
    });
  });
});

test('the representative is told why', () => {
  const { subject, lead, rest } = told(overdueDuty({ rung: 'escalation', standing: 'representative' }));
  expect(subject).toContain('14 jours de retard malgré nos rappels');
  expect(lead).toMatch(/^Malgré nos rappels, cette obligation, à remplir par DGEFP/);
  expect(rest).toMatch(/parce que vous représentez DGEFP\. Merci de faire le nécessaire/);
});

describe('of a day that no text fixes', () => {
  const indicative = true as const;

  test('a notice and a reminder call it a landmark, and say why', () => {
    expect(told(duty({ rung: 'notice', indicative }))).toMatchObject({
      subject: 'Signaux Faibles : Compte rendu d’avril 2020, repère : 7 mai 2020',
      status: 'Nouvelle obligation',
      lead: 'Cette obligation est à remplir par DINUM ; le texte ne fixe pas de délai, le repère du suivi est le jeudi 7 mai 2020.',
    });
    const { subject, status, lead, facts } = told(duty({ indicative }));
    expect(subject).toBe('Signaux Faibles : rappel – Compte rendu d’avril 2020, repère : 7 mai 2020');
    expect(status).toBe('Rappel : repère dans 2 jours');
    expect(lead).toMatch(/le repère du suivi est le jeudi 7 mai 2020, dans 2 jours\.$/);
    expect(facts).toMatchObject({
      Repère: 'jeudi 7 mai 2020 (dans 2 jours ; le texte ne fixe pas de délai)',
    });
    expect(facts).not.toHaveProperty('Échéance');
  });

  test('the day itself is no last day', () => {
    expect(told(duty({ rung: 'due', dueOn: today, indicative }))).toMatchObject({
      subject: 'Signaux Faibles : repère aujourd’hui – Compte rendu d’avril 2020',
      status: 'Rappel : repère aujourd’hui',
      lead: expect.stringMatching(/le repère du suivi est aujourd’hui, mardi 5 mai 2020\.$/),
    });
  });

  test('nobody is late after it: the duty is awaited', () => {
    const { subject, status, lead, rest } = told(overdueDuty({ indicative }));
    expect(subject).toMatch(/^Signaux Faibles : en attente depuis 14 jours – Demande de paramétrage/);
    expect(status).toBe('En attente depuis 14 jours');
    expect(lead).toBe(
      'Cette obligation, à remplir par DGEFP, est attendue depuis 14 jours ; le texte ne fixe pas de délai, le repère du suivi était le mardi 21 avril 2020.',
    );
    expect(rest).toBe(
      'Merci d’agir dès que possible ou, à défaut, d’indiquer une date en réponse à ce message.',
    );
  });

  test('the representative learns that the day is the tracking’s', () => {
    const item = overdueDuty({ rung: 'escalation', standing: 'representative', indicative });
    expect(told(item)).toMatchObject({
      subject: expect.stringMatching(/^Signaux Faibles : en attente depuis 14 jours malgré nos rappels – /),
      status: 'En attente depuis 14 jours, malgré nos rappels',
      lead: expect.stringMatching(
        /^Malgré nos rappels, .*le repère du suivi était le mardi 21 avril 2020\.$/,
      ),
    });
  });

  test.each([
    [duty({ standing: 'copy', indicative }), 'Pour information : repère dans 2 jours'],
    [overdueDuty({ standing: 'copy', indicative }), 'Pour information : en attente depuis 14 jours'],
  ])('a copy says the same: %#', (item, status) => {
    expect(told(item).status).toBe(status);
  });

  test('what comes of such a day is said before it, not after', () => {
    const afterwards = 'Sans accord à cette date, la proposition expire : c’est une règle du suivi.';
    for (const standing of ['holder', 'copy'] as const) {
      expect(told(duty({ indicative, afterwards, standing })).rest).toContain(afterwards);
      expect(told(overdueDuty({ indicative, afterwards, standing })).rest).not.toContain(afterwards);
    }
  });

  test('a digest keeps it apart from what is late', () => {
    const { groups, subject } = contentAbout(
      overdueDuty(),
      overdueDuty({ indicative }),
      duty({ dueOn: today }),
    );
    expect(groups.map(({ heading }) => heading)).toEqual(['En retard', 'Dernier jour', 'En attente']);
    expect(spaces(subject)).toBe(
      'Signaux Faibles : 3 points à suivre, dont 1 en retard et 1 pour aujourd’hui',
    );
    expect(spaces(contentAbout(overdueDuty({ indicative }), overdueDuty({ indicative })).subject)).toBe(
      'Signaux Faibles : 2 obligations en attente',
    );
  });
});

describe('in copy', () => {
  test.each([
    [duty({ rung: 'notice', standing: 'copy' }), 'Pour information : échéance dans 2 jours'],
    [duty({ rung: 'due', standing: 'copy', dueOn: today }), 'Pour information : échéance aujourd’hui'],
    [overdueDuty({ standing: 'copy' }), 'Pour information : en retard de 14 jours'],
  ])('nothing is asked: %#', (item, status) => {
    const { subject, lead, rest, answer, ...matter } = told(item);
    expect(matter.status).toBe(status);
    expect(subject).toMatch(/^Signaux Faibles : pour information – /);
    expect(lead).toMatch(/^Pour information, /);
    expect(rest).toContain('Aucune action ne vous est demandée.');
    expect(answer).toBe('Une question\u00a0?');
  });
});

test('an alert announces its date and asks nothing', () => {
  const { subject, lead, rest, facts } = told(alert());
  expect(subject).toBe('Signaux Faibles : dans 30 jours – Terme de la convention, le 4 juin 2020');
  expect(lead).toBe('Cette date importante pour la convention arrive dans 30 jours, le jeudi 4 juin 2020.');
  expect(rest).toBe('Ce message est une simple information : il n’appelle pas de réponse.');
  expect(Object.keys(facts)).toEqual(['Date', 'Référence']);
});

describe('news', () => {
  test('are told in the words of their act', () => {
    const { subject, status, lead, rest, facts } = told(news());
    expect(subject).toBe('Signaux Faibles : préavis de résiliation reçu');
    expect(status).toBe('Sans délai');
    expect(lead).toBe('La DGEFP met fin à la convention : son préavis a été reçu le 5 mai 2020.');
    expect(rest).toBe('La convention reste en vigueur pendant le préavis de trois mois.');
    expect(facts).toEqual({ 'Fin de la convention': '5 août 2020', Référence: 'art. 7 de la convention' });
  });

  test('a meeting is written out for whoever has no calendar, on the clock of Paris', () => {
    const { status, facts, rest } = told(news({ meeting: meeting(), facts: [['Lieu', 'En ligne']] }));
    expect(status).toBe('Réunion');
    expect(facts).toMatchObject({
      'Date et heure': 'jeudi 12 novembre 2020, de 10:00 à 11:30 (heure de Paris)',
      Lieu: 'En ligne',
      Organisation: 'Bruno Lucas',
    });
    expect(rest).toContain('L’invitation jointe');
    expect(told(news({ urgent: false, meeting: meeting() })).answer).toBe('Pour répondre');
    expect(told(news({ meeting: meeting({ method: 'CANCEL' }) })).status).toBe('Réunion annulée');
  });
});

describe('digest', () => {
  const copy = duty({ standing: 'copy' });
  const everything = [
    alert(),
    duty({ rung: 'notice' }),
    duty(),
    copy,
    duty({ dueOn: today }),
    overdueDuty(),
    overdueDuty(),
    news(),
  ];

  test('is one letter, most pressing first', () => {
    const { heading, groups } = contentAbout(...everything);
    expect(spaces(heading)).toBe('8 points à suivre');
    expect(groups.map((group) => [group.heading, group.matters.length])).toEqual([
      ['Sans délai', 1],
      ['En retard', 2],
      ['Dernier jour', 1],
      ['Dates proches', 1],
      ['Nouvelles obligations', 1],
      ['Pour information', 2],
    ]);
  });

  test('sums up in one sentence', () => {
    expect(spaces(contentAbout(...everything).summary)).toBe(
      'À ce jour : 1 point à traiter sans délai, 2 obligations en retard, 1 obligation à remplir aujourd’hui, 1 date proche, 1 nouvelle obligation et 2 informations.',
    );
  });

  test('asks once for what it asks of several', () => {
    const [late] = contentAbout(overdueDuty(), overdueDuty({ title: 'Autre' })).groups;
    expect(late?.closing).toHaveLength(1);
  });

  test.each([
    [[overdueDuty(), overdueDuty()], 'Signaux Faibles : 2 obligations en retard'],
    [[duty({ rung: 'notice' }), duty({ rung: 'notice' })], 'Signaux Faibles : 2 nouvelles obligations'],
    [
      [overdueDuty(), duty({ dueOn: today }), duty()],
      'Signaux Faibles : 3 points à suivre, dont 1 en retard et 1 pour aujourd’hui',
    ],
    [[alert(), duty({ rung: 'notice' })], 'Signaux Faibles : 2 points à suivre'],
    [[duty(), news()], 'Signaux Faibles : préavis de résiliation reçu, et un autre point'],
    [
      [news({ urgent: false, subject: 'la convention prend effet' }), alert()],
      'Signaux Faibles : la convention prend effet, et un autre point',
    ],
    [[alert(), copy, alert()], 'Signaux Faibles : Terme de la convention, et 2 autres points'],
    [everything, 'Signaux Faibles : préavis de résiliation reçu, et 7 autres points'],
  ])('has its own subject: %#', (items, subject) => {
    expect(spaces(contentAbout(...items).subject)).toBe(subject);
  });
});

test('a long title is cut in the subject, never its date, nor an emoji', () => {
  const { subject } = contentAbout(duty({ title: `Mise à disposition ${'👩‍👩‍👧'.repeat(40)}` }));
  expect(subject.length).toBeLessThanOrEqual(110);
  expect(spaces(subject)).toMatch(/👩‍👩‍👧…, pour le 7 mai 2020$/);
});

test('how to answer, and why one receives it', () => {
  const { answer, footer } = contentAbout(duty());
  expect(answer.heading).toBe('Pour répondre');
  expect(spaces(answer.text)).toBe(
    'Répondez à ce message : votre réponse parvient à Camille Durand, qui gère la convention.',
  );
  expect(spaces(footer.join(' '))).toMatch(
    /contacts de la convention « Signaux Faibles » \(DGEFP → DINUM\).*Message automatique/,
  );
});

test('no ordinary space stands before high punctuation or inside guillemets', () => {
  const written = JSON.stringify(
    contentAbout(overdueDuty({ evidence: 'un lien, ou « sans objet » et pourquoi' }), news()),
  );
  expect(written).not.toMatch(/ [:;?!»]|« /);
});

test('facts of one label are all told; what a meeting would say again is not', () => {
  const withdrawn = news({
    facts: [
      ['Service retiré', 'Site'],
      ['Service retiré', 'Clubs'],
    ],
  });
  const labelled = (item: LetterItem, wanted: string) =>
    contentAbout(item).groups[0]?.matters[0]?.facts.flatMap(([label, value]) =>
      label === wanted ? [value] : [],
    );
  expect(labelled(withdrawn, 'Service retiré')).toEqual(['Site', 'Clubs']);
  expect(labelled(news({ facts: [['Lieu', 'Ségur']], meeting: meeting() }), 'Lieu')).toEqual(['Ségur']);
});
