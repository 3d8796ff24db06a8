import type { Action } from './content.ts';
import { styleOf } from './style.tsx';
import { light } from './theme.ts';

/**
 * The main button of a letter: a table cell with its own ground, for Outlook draws none around a link; there the
 * stylesheet gives the cell the padding that the link has everywhere else.
 */
export function Button({ action: { label, url } }: { action: Action }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} {...table}>
      <tbody>
        <tr>
          <td align="center" className="button button-cell" {...cell}>
            <a href={url} className="button" {...link}>
              {label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** What may be done about one matter of several: a link, for only one button is the main one. */
export function MatterLink({ action: { label, url }, about }: { action: Action; about: string }) {
  return (
    <p {...line}>
      {/* Out of its context, a link says what it is about (RGAA 6.1). */}
      <a href={url} aria-label={`${label} : ${about}`} className="accent" {...matterLink}>
        {label}
      </a>
    </p>
  );
}

const table = styleOf({ margin: '10px 0 22px' });
const cell = styleOf({ backgroundColor: light.button.ground, borderRadius: 4 });
/** 48 px high: a finger needs 44 (WCAG 2.2 §2.5.5). */
const link = styleOf({
  display: 'inline-block',
  padding: '12px 24px',
  fontSize: 17,
  lineHeight: '24px',
  fontWeight: 700,
  color: light.button.text,
  backgroundColor: light.button.ground,
  borderRadius: 4,
  textDecoration: 'none',
});
const line = styleOf({ margin: '0 0 8px' });
const matterLink = styleOf({
  display: 'inline-block',
  padding: '10px 0',
  fontSize: 16,
  lineHeight: '24px',
  fontWeight: 600,
  color: light.accent.text,
  textDecoration: 'underline',
});
