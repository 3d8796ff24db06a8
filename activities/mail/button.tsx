import type { CSSProperties } from 'react';
import type { Action } from './content.ts';
import { light } from './theme.ts';

/**
 * The main button of a letter: a table cell with its own ground, for Outlook draws none around a link; there the
 * stylesheet gives the cell the padding that the link has everywhere else.
 */
export function Button({ action: { label, url } }: { action: Action }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '4px 0 22px' }}>
      <tbody>
        <tr>
          <td align="center" className="button button-cell" style={cell}>
            <a href={url} className="button" style={link}>
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
    <p style={{ margin: '0 0 8px' }}>
      {/* Out of its context, a link says what it is about (RGAA 6.1). */}
      <a href={url} aria-label={`${label} : ${about}`} className="accent" style={matterLink}>
        {label}
      </a>
    </p>
  );
}

const cell: CSSProperties = { backgroundColor: light.button.ground, borderRadius: 4 };
/** 48 px high: a finger needs 44 (WCAG 2.2 §2.5.5). */
const link: CSSProperties = {
  display: 'inline-block',
  padding: '12px 24px',
  fontSize: 17,
  lineHeight: '24px',
  fontWeight: 700,
  color: light.button.text,
  backgroundColor: light.button.ground,
  borderRadius: 4,
  textDecoration: 'none',
};
const matterLink: CSSProperties = {
  display: 'inline-block',
  padding: '10px 0',
  fontSize: 16,
  lineHeight: '24px',
  fontWeight: 600,
  color: light.accent.text,
  textDecoration: 'underline',
};
