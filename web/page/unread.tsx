import { frenchNumber } from '../../convention/french-number.ts';
import type { ReadOf } from '../read-many.ts';
import { Alert } from './parts.tsx';
import { plural } from './plural.ts';

/** What a page over many conventions does not show, and why; nothing where it shows all. */
export function Unread({
  read: { conventions, left, silent },
  what,
  more = [],
  narrowing,
}: {
  read: ReadOf;
  /** What of the others is not in the page: `ce qui y est à faire`. */
  what: string;
  /** Other reasons, in sentences. */
  more?: readonly string[];
  /** How the others are reached, a sentence. */
  narrowing?: string;
}) {
  const sentences = [
    ...(silent > 0
      ? [
          `${frenchNumber(silent)} ${plural(silent, 'convention n’a pas encore répondu', 'conventions n’ont pas encore répondu')} : ${what} n’est pas dans cette page. Rouvrez-la dans un instant.`,
        ]
      : []),
    ...more,
    ...(left > 0
      ? [
          `Les ${frenchNumber(conventions)} conventions les plus pressantes sont lues ici ; ${frenchNumber(left)} ${plural(left, 'autre ne l’est pas', 'autres ne le sont pas')}.${narrowing ? ` ${narrowing}` : ''}`,
        ]
      : []),
  ];
  if (sentences.length === 0) return null;
  return (
    <Alert tone="warning">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Alert>
  );
}
