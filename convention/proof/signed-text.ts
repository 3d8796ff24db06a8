import type { Amendment } from '../amendments/amendment.ts';
import type { Convention } from '../convention.ts';
import { inBrackets } from '../document/articles.ts';
import type { ConventionDocument } from '../document/schema.ts';
import type { Fact } from '../mailing/facts.ts';
import type { Enclosed, NewsItem } from '../mailing/letter.ts';
import { partyDoes } from '../people/parties.ts';
import { type Piece, piecesIn } from './piece.ts';

/** What a letter about the text of the convention encloses, or says of where it is. */
export function withConventionText(
  { document, signedText }: Pick<Convention, 'document' | 'signedText'>,
  facts: readonly Fact[],
): Pick<NewsItem, 'facts' | 'enclosed'> {
  const files = piecesIn(signedText?.evidence ?? '');
  const place = signedText && files.length === 0 ? [['Texte signé', signedText.evidence] as const] : [];
  const otherwise =
    place.length > 0
      ? 'Le texte signé n’est pas joint à ce courriel : il est là où indiqué.'
      : notEnclosed(document, 'vous en adresser copie', document.copies);
  return { facts: [...facts, ...place], enclosed: { files, otherwise } };
}

/** What a letter about an amendment that was signed encloses; a copy is owed where the text says so. */
export function amendmentText({ document }: Convention, { id, signature }: Amendment): Enclosed {
  const cited = piecesIn(signature?.reference ?? '');
  const own: Piece[] = signature ? [{ name: `avenant-${id}.pdf`, sha256: signature.sha256 }] : [];
  const files = [...cited, ...own.filter(({ sha256 }) => cited.every((file) => file.sha256 !== sha256))];
  const { amendments } = document;
  const owed = amendments.copies.length > 0 ? amendments : undefined;
  const otherwise = notEnclosed(document, 'vous en transmettre un exemplaire', owed);
  return { files, otherwise };
}

/** Whoever receives no copy by the text of the convention is not told that one is coming. */
function notEnclosed(document: ConventionDocument, what: string, owed?: { article?: string | undefined }) {
  const owes = owed
    ? ` : ${partyDoes(document, 'delegatee', 'doit', 'doivent')} ${what}${inBrackets(owed.article)}`
    : '';
  return `Le texte signé n’est pas joint à ce courriel${owes}.`;
}
