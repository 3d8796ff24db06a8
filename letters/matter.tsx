import type { CSSProperties, ReactNode } from 'react';
import { Button, MatterLink } from './button.tsx';
import type { Fact, Group, Matter, Tone } from './content.ts';
import { Figures } from './figures.tsx';
import { type Style, styleOf } from './style.tsx';
import { light, type Pair } from './theme.ts';

/** Matters of one urgency under their heading; a lone matter stands by itself and bears the letter's title. */
export function GroupBlock({ group: { heading, matters, closing } }: { group: Group }) {
  return (
    <>
      {heading !== undefined && (
        <h2 className="accent" {...groupHeading}>
          {heading}
        </h2>
      )}
      {matters.map((matter, rank) => {
        const Shown = heading === undefined ? LoneMatter : ListedMatter;
        return <Shown key={rank} matter={matter} />;
      })}
      {closing.map((text) => (
        <p key={text} {...paragraph}>
          {text}
        </p>
      ))}
    </>
  );
}

function LoneMatter({ matter }: { matter: Matter }) {
  return (
    <>
      <Status matter={matter} />
      <h1 {...title}>{matter.title}</h1>
      <MatterBody matter={matter} action={matter.action && <Button action={matter.action} />} />
    </>
  );
}

function ListedMatter({ matter }: { matter: Matter }) {
  return (
    <div {...listed}>
      <h3 {...listedTitle}>{matter.title}</h3>
      <Status matter={matter} />
      <MatterBody
        matter={matter}
        action={matter.action && <MatterLink action={matter.action} about={matter.about ?? matter.title} />}
      />
    </div>
  );
}

/** A table cell, for Outlook draws no padding around inline text. */
function Status({ matter: { tone, status } }: { matter: Matter }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} {...statusTable}>
      <tbody>
        <tr>
          <td className={`tone-${tone}`} {...badges[tone]}>
            {status}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function MatterBody({
  matter: { lead, paragraphs, facts, chart },
  action,
}: {
  matter: Matter;
  action: ReactNode;
}) {
  return (
    <>
      <p {...leading}>{lead}</p>
      {facts.length > 0 && <Facts facts={facts} />}
      {chart && <Figures chart={chart} />}
      {paragraphs.map((text) => (
        <p key={text} {...paragraph}>
          {text}
        </p>
      ))}
      {action}
    </>
  );
}

/** A table of data, with its row headers. */
function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <table className="panel" cellPadding={0} cellSpacing={0} width="100%" {...panel}>
      <tbody>
        {facts.map(([label, value], rank) => (
          <tr key={label} className="fact">
            <th scope="row" className="quiet line" {...(rank === 0 ? firstLabel : laterLabel)}>
              {label}
            </th>
            <td className="line" {...(rank === 0 ? firstValue : laterValue)}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const wrapping: CSSProperties = { overflowWrap: 'anywhere', wordBreak: 'break-word' };
const title = styleOf({
  margin: '0 0 14px',
  fontSize: 25,
  lineHeight: '32px',
  fontWeight: 700,
  ...wrapping,
});
const groupHeading = styleOf({
  margin: '32px 0 16px',
  padding: '0 0 8px',
  borderBottom: `2px solid ${light.accent.text}`,
  color: light.accent.text,
  fontSize: 19,
  lineHeight: '26px',
});
const listed = styleOf({ margin: '0 0 28px' });
const listedTitle = styleOf({ margin: '0 0 8px', fontSize: 17, lineHeight: '24px', ...wrapping });
const statusTable = styleOf({ margin: '0 0 12px' });
const badge: CSSProperties = {
  padding: '4px 10px',
  borderRadius: 4,
  fontSize: 14,
  lineHeight: '20px',
  fontWeight: 700,
};
const badgeOf = ({ text, ground }: Pair) => styleOf({ ...badge, color: text, backgroundColor: ground });
const badges: Readonly<Record<Tone, Style>> = {
  urgent: badgeOf(light.tones.urgent),
  overdue: badgeOf(light.tones.overdue),
  today: badgeOf(light.tones.today),
  awaited: badgeOf(light.tones.awaited),
  coming: badgeOf(light.tones.coming),
  opened: badgeOf(light.tones.opened),
  information: badgeOf(light.tones.information),
};
const leading = styleOf({ margin: '0 0 18px', fontSize: 17, lineHeight: '26px', ...wrapping });
const paragraph = styleOf({ margin: '0 0 14px', fontSize: 16, lineHeight: '24px', ...wrapping });
const panel = styleOf({
  margin: '0 0 18px',
  width: '100%',
  backgroundColor: light.panel.ground,
  color: light.panel.text,
  borderRadius: 6,
  borderCollapse: 'separate',
});
const cell: CSSProperties = {
  padding: '8px 14px',
  borderTop: `1px solid ${light.line}`,
  fontSize: 15,
  lineHeight: '22px',
  textAlign: 'left',
  verticalAlign: 'top',
};
const labelCell: CSSProperties = { ...cell, width: '32%', fontWeight: 400, color: light.quiet.text };
const valueCell: CSSProperties = { ...cell, fontWeight: 600, ...wrapping };
const laterLabel = styleOf(labelCell);
const laterValue = styleOf(valueCell);
const firstLabel = styleOf({ ...labelCell, borderTop: 0 });
const firstValue = styleOf({ ...valueCell, borderTop: 0 });
