import type { ReactNode } from 'react';
import { typeset } from '../../letters/typography.ts';
import { Table } from '../page/table.tsx';
import { slugOf } from '../slug.ts';
import { type Guide, picturesPath, servedAt } from './guide.ts';

/**
 * A text in the Markdown of the guide: headings, paragraphs, lists, tables and pictures, each set apart by an empty
 * line; links, `**strong**` and `` `code` `` within. A table is named by the heading above it, and the first cell of a line heads it.
 */
export function Markdown({ text, pictures }: { text: string; pictures: Guide['pictures'] }) {
  const blocks = text.trim().split(/\n{2,}/);
  return blocks.map((block, rank) => {
    const heading = blocks.slice(0, rank).findLast((one) => one.startsWith('#')) ?? '';
    return <Block key={rank} block={block} pictures={pictures} caption={heading.replace(/^#+ /, '')} />;
  });
}

function Block(props: { block: string; pictures: Guide['pictures']; caption: string }) {
  const { block, pictures, caption } = props;
  const [, level, title] = /^(##|###) (.+)$/.exec(block) ?? [];
  if (title !== undefined) {
    const Heading = level === '##' ? 'h2' : 'h3';
    return <Heading id={slugOf(title)}>{typeset(title)}</Heading>;
  }
  const [, alt, name] = /^!\[([^\]]+)\]\(images\/([\w-]+\.png)\)$/.exec(block) ?? [];
  if (alt !== undefined && name !== undefined) {
    return (
      <figure className="fr-figure">
        <img
          className="fr-responsive-img dg-picture"
          src={`${picturesPath}/${name}`}
          alt={typeset(alt)}
          loading="lazy"
          {...pictures.get(name)}
        />
      </figure>
    );
  }
  if (block.startsWith('|')) return <Cells block={block} caption={caption} />;
  if (block.startsWith('- ')) return <ul>{itemsOf(block, /\n(?=- )/)}</ul>;
  if (/^\d+\. /.test(block)) return <ol>{itemsOf(block, /\n(?=\d+\. )/)}</ol>;
  return (
    <p>
      <Words text={block} />
    </p>
  );
}

function itemsOf(block: string, between: RegExp): ReactNode {
  return block.split(between).map((item) => (
    <li key={item}>
      <Words text={item.replace(/^(?:-|\d+\.) /, '')} />
    </li>
  ));
}

function Cells({ block, caption }: { block: string; caption: string }) {
  const [heads = [], , ...lines] = block.split('\n').map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  );
  return (
    <Table
      stacked
      hiddenCaption
      caption={typeset(caption)}
      columns={heads.map((label) => ({ label: typeset(label) }))}
      rows={lines.map((cells) => ({
        key: cells.join(' '),
        cells: cells.map((cell) => <Words key={cell} text={cell} />),
      }))}
    />
  );
}

/** What stands in one line: the spaces that French wants unbreakable are made so. */
function Words({ text }: { text: string }): ReactNode {
  const parts = typeset(text.replace(/\s*\n\s*/g, ' ')).split(
    /(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/,
  );
  return parts.map((part, rank) => {
    const [, label, href] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? [];
    if (label !== undefined && href !== undefined) {
      return (
        <a key={rank} href={servedAt(href)}>
          {label}
        </a>
      );
    }
    if (part.startsWith('**')) return <strong key={rank}>{part.slice(2, -2)}</strong>;
    return part.startsWith('`') ? <code key={rank}>{part.slice(1, -1)}</code> : part;
  });
}
