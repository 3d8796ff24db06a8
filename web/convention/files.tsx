import { piecesIn } from '../../convention/proof/piece.ts';

/** A text whose files can be opened, and whose web address is a link. */
export function WithFiles({ text, root }: { text: string; root: string }) {
  const files = piecesIn(text);
  const words = text.replace(/\(?pièce « [^»]{1,100} », SHA-256 [0-9a-f]{64}\)?/g, '').trim();
  return (
    <>
      {/^https?:\/\/\S+$/.test(words) ? (
        <a className="fr-link" href={words} rel="noopener noreferrer external" target="_blank">
          {words}
          <span className="fr-sr-only"> (nouvelle fenêtre)</span>
        </a>
      ) : (
        words
      )}
      {files.map(({ name, sha256 }) => (
        <a
          key={sha256}
          className="fr-link fr-link--download"
          href={`${root}/pieces/${sha256}/${encodeURIComponent(name)}`}
          download={name}
        >
          {name}
        </a>
      ))}
    </>
  );
}
