import type { CSSProperties, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Button } from './button.tsx';
import type { Content } from './content.ts';
import { GroupBlock } from './matter.tsx';
import { inlined, type Style, styleOf } from './style.tsx';
import { font, light, stylesheet } from './theme.ts';

/** A letter as HTML: one file, no script, nothing to fetch; every text in it is escaped by React. */
export function htmlOf(content: Content): string {
  return `<!DOCTYPE html>${inlined(renderToStaticMarkup(<LetterPage content={content} />))}`;
}

function LetterPage({ content }: { content: Content }) {
  const { convention, subject, late, summary, heading, action, groups, answer, footer, links } = content;
  return (
    <html lang="fr" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{subject}</title>
        <style>{stylesheet}</style>
      </head>
      <body className="page" {...page}>
        <div className="preview" {...preview}>
          {summary}
        </div>
        <div className="page edge" {...edge}>
          <Sheet>
            <Row className="accent" style={header}>
              <p className="accent" {...shortName}>
                {convention.shortName}
              </p>
              <p className="quiet" {...subline}>
                {convention.title}
              </p>
              <p className="quiet" {...subline}>
                {convention.parties}
              </p>
            </Row>
            <Row style={body}>
              <p {...greeting}>Bonjour,</p>
              {late !== undefined && <p {...lateText}>{late}</p>}
              {heading !== undefined && (
                <>
                  <h1 {...digestTitle}>{heading}</h1>
                  <p {...digestSummary}>{summary}</p>
                </>
              )}
              {action && <Button action={action} />}
              {groups.map((group) => (
                <GroupBlock key={group.heading ?? ''} group={group} />
              ))}
              <h2 {...answerHeading}>{answer.heading}</h2>
              <p {...answerText}>{answer.text}</p>
            </Row>
            <Row className="line" style={foot}>
              {footer.map((text) => (
                <p key={text} className="quiet" {...footText}>
                  {text}
                </p>
              ))}
              {links.map(({ label, url }) => (
                <p key={label} {...footText}>
                  <a href={url} className="accent" {...footLink}>
                    {label}
                  </a>
                </p>
              ))}
            </Row>
          </Sheet>
        </div>
      </body>
    </html>
  );
}

/** 600 px wide at most: `max-width` for who reads it, the attribute for Outlook, which does not. */
function Sheet({ children }: { children: ReactNode }) {
  return (
    <table
      role="presentation"
      align="center"
      width={600}
      cellPadding={0}
      cellSpacing={0}
      className="sheet"
      {...sheet}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

function Row({ className = '', style, children }: { className?: string; style: Style; children: ReactNode }) {
  return (
    <tr>
      <td className={`gutter ${className}`.trim()} {...style}>
        {children}
      </td>
    </tr>
  );
}

const wrapping: CSSProperties = { overflowWrap: 'anywhere', wordBreak: 'break-word' };
const page = styleOf({
  margin: 0,
  padding: 0,
  backgroundColor: light.page.ground,
  color: light.sheet.text,
  fontFamily: font,
});
const preview = styleOf({ display: 'none', maxHeight: 0, overflow: 'hidden' });
const edge = styleOf({ padding: '24px 12px', backgroundColor: light.page.ground });
const sheet = styleOf({
  width: 600,
  maxWidth: '100%',
  margin: '0 auto',
  tableLayout: 'fixed',
  backgroundColor: light.sheet.ground,
  color: light.sheet.text,
  fontFamily: font,
  borderCollapse: 'collapse',
});
const header = styleOf({ padding: '24px 36px 18px', borderTop: `6px solid ${light.accent.text}` });
const shortName = styleOf({
  margin: '0 0 2px',
  fontSize: 20,
  lineHeight: '28px',
  fontWeight: 700,
  color: light.accent.text,
  ...wrapping,
});
const subline = styleOf({
  margin: 0,
  fontSize: 14,
  lineHeight: '20px',
  color: light.quiet.text,
  ...wrapping,
});
const body = styleOf({ padding: '8px 36px 24px' });
const greeting = styleOf({ margin: '0 0 18px', fontSize: 16, lineHeight: '24px' });
const lateText = styleOf({
  margin: '0 0 18px',
  fontSize: 16,
  lineHeight: '24px',
  fontWeight: 700,
  ...wrapping,
});
const digestTitle = styleOf({ margin: '0 0 10px', fontSize: 25, lineHeight: '32px' });
const digestSummary = styleOf({ margin: '0 0 8px', fontSize: 17, lineHeight: '26px' });
const answerHeading = styleOf({ margin: '30px 0 8px', fontSize: 18, lineHeight: '26px' });
const answerText = styleOf({ margin: '0 0 8px', fontSize: 16, lineHeight: '24px', ...wrapping });
const foot = styleOf({ padding: '18px 36px 26px', borderTop: `1px solid ${light.line}` });
const footText = styleOf({
  margin: '0 0 8px',
  fontSize: 13,
  lineHeight: '19px',
  color: light.quiet.text,
  ...wrapping,
});
/** Two links one under the other: each is as tall as a finger needs (WCAG 2.2 §2.5.8). */
const footLink = styleOf({
  display: 'inline-block',
  padding: '4px 0',
  color: light.accent.text,
  textDecoration: 'underline',
});
