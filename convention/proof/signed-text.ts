import type { Amendment } from '../amendments/amendment.ts';
import type { Convention } from '../convention.ts';
import type { Enclosed, NewsItem } from '../mailing/letter.ts';
import { partyName } from '../people/parties.ts';
import { type Piece, piecesIn } from './piece.ts';

/** What a letter about the text of the convention (arts 3 and 5) encloses, or says of where it is. */
export function withConventionText(
  { document, signedText }: Pick<Convention, 'document' | 'signedText'>,
  facts: NonNullable<NewsItem['facts']>,
): Pick<NewsItem, 'facts' | 'enclosed'> {
  const files = piecesIn(signedText?.evidence ?? '');
  const place = signedText && files.length === 0 ? [['Texte signé', signedText.evidence] as const] : [];
  const otherwise =
    place.length > 0
      ? 'Le texte signé n’est pas joint à ce courriel : il est là où indiqué.'
      : notEnclosed(partyName(document, 'delegatee'), 'vous en adresser copie (art. 3)');
  return { facts: [...facts, ...place], enclosed: { files, otherwise } };
}

/** What a letter about an amendment that was signed encloses (art. 6: a copy for both controllers). */
export function amendmentText({ document }: Convention, { id, signature }: Amendment): Enclosed {
  const cited = piecesIn(signature?.reference ?? '');
  const own: Piece[] = signature ? [{ name: `avenant-${id}.pdf`, sha256: signature.sha256 }] : [];
  const files = [...cited, ...own.filter(({ sha256 }) => cited.every((file) => file.sha256 !== sha256))];
  const otherwise = notEnclosed(
    partyName(document, 'delegatee'),
    'vous en transmettre un exemplaire (art. 6)',
  );
  return { files, otherwise };
}

function notEnclosed(delegatee: string, owes: string): string {
  return `Le texte signé n’est pas joint à ce courriel : ${delegatee} doit ${owes}.`;
}
