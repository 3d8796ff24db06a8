import { whyOf } from '../../../convention/views/why.ts';
import { WhyThatDate } from '../../../web/convention/why.tsx';
import { htmlOf } from '../../../web/page/layout.tsx';
import { dutyOf, inForce } from '../../convention/support.ts';

function htmlFor(id: string, changes: Record<string, unknown> = {}): string {
  const convention = inForce(changes);
  return htmlOf(<WhyThatDate why={whyOf(convention, dutyOf(convention, id))} />);
}

test('a deadline is explained when asked, without JavaScript', () => {
  const html = htmlFor('chorus-access');
  expect(html).toContain('<summary class="fr-accordion__btn">Pourquoi cette date ?</summary>');
  expect(html).toContain('<p>Règle : habilitations Chorus (art. 2)</p>');
  expect(html).toContain('<strong>mercredi 25 mars 2020</strong> : signature de la convention');
  expect(html).toContain('le texte ne fixe pas de délai : repère du suivi, 5 jours ouvrés (samedi 28');
  expect(html).toContain('<li>Code de procédure civile, art. 641 :');
  expect(html).not.toContain('<blockquote>');
});

test('the text of the clause is quoted as it is, each line of it, and is never markup', () => {
  const text = 'Première ligne.\n<script>alert(1)</script>';
  const html = htmlFor('report-2020-04', { reports: { text } });
  expect(html).toContain(
    '<blockquote><p>Première ligne.</p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></blockquote>',
  );
});
