import { type Piece, piecesIn, wordsBeside } from '../../convention/proof/piece.ts';
import { Download, Elsewhere } from '../page/ways.tsx';

/** A text whose files can be opened, and whose web address is a link. */
export function WithFiles({ text, root }: { text: string; root: string }) {
  const files = piecesIn(text);
  const words = wordsBeside(text);
  return (
    <>
      {/^https?:\/\/\S+$/.test(words) ? <Elsewhere href={words}>{words}</Elsewhere> : words}
      {files.map((piece) => (
        <PieceLink key={piece.sha256} piece={piece} root={root} />
      ))}
    </>
  );
}

/** A file that proves something, to be saved. */
export function PieceLink({ piece: { name, sha256 }, root }: { piece: Piece; root: string }) {
  return (
    <Download href={`${root}/pieces/${sha256}/${encodeURIComponent(name)}`} name={name}>
      {name}
    </Download>
  );
}
