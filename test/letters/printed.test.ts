import { inflateSync } from 'node:zlib';
import { type Printed, printedPdf } from '../../letters/printed.ts';
import { chart } from '../activities/mail/charts.ts';

const printed: Printed = {
  title: 'Compte rendu d’avril 2020',
  lead: ['Signaux Faibles', 'DGEFP → DINUM'],
  facts: [
    ['Dépenses de la période', '1\u202f250,50\u00a0€ (écart −3,00\u00a0€)'],
    ['Avancement', 'Łódź, Ελλάδα\nseconde ligne'],
  ],
  at: 1_588_579_200_000,
};

/** What a PDF says outside its streams, and within those that are compressed. */
function saidBy(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
    } catch {
      return stream;
    }
  });
  return [text, ...streams].join('\n');
}

describe('what is printed', () => {
  it('is an archive that a reader of screens reads, in French, with its fonts', async () => {
    const pdf = await printedPdf({ ...printed, chart: chart() });
    const said = saidBy(pdf);
    expect(said.slice(0, 8)).toBe('%PDF-1.7');
    expect(said).toContain('/Lang (fr-FR)');
    expect(said).toMatch(/\/Marked true/);
    expect(said).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
    expect(said.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(said.match(/\/S \/Figure/g)).toHaveLength(1);
    expect(said).toContain('/Alt ');
    expect(said).not.toContain('/Helvetica');
  });

  it('is the same whenever it is asked for', async () => {
    expect(await printedPdf(printed)).toEqual(await printedPdf(printed));
  });

  it('has headings, and tables whose cells know theirs, over as many sheets as it takes', async () => {
    const table = {
      columns: [{ label: 'N°', width: 30 }, { label: 'Référence' }, { label: 'Montant', number: true }],
      rows: Array.from({ length: 120 }, (_, rank) => [String(rank + 1), 'Chorus', '12,00\u00a0€']),
    };
    const sections = [
      { title: 'Le solde', facts: printed.facts },
      { title: 'Le registre', table },
    ];
    const said = saidBy(await printedPdf({ ...printed, sections }));
    expect(said.match(/\/S \/H2/g)).toHaveLength(2);
    expect(said.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(said.match(/\/S \/Table/g)).toHaveLength(1);
    expect(said.match(/\/S \/TR/g)).toHaveLength(121);
    expect(said.match(/\/Scope \/Column/g)).toHaveLength(3);
    expect(said.match(/\/Scope \/Row/g)).toHaveLength(120);
    expect(said.match(/\/Headers \[/g)?.length).toBeGreaterThan(200);
    expect(said.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  });

  it('goes over to other pages when there is much to say', async () => {
    const pages = async (text: string) =>
      saidBy(await printedPdf({ ...printed, facts: [['Avancement', text]] })).match(/\/Type \/Page\b/g)
        ?.length;
    expect(await pages('Bien. ')).toBe(1);
    expect(await pages('Un long avancement, livré en plusieurs fois. '.repeat(300))).toBeGreaterThan(2);
  });
});
