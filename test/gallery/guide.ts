import { readdirSync } from 'node:fs';
import { guideFolder, servedAt } from '../../web/guide/guide.ts';
import type { World } from './lived-conventions.ts';
import { reads, type State } from './state.ts';

/** The pages of the guide, whatever the world in which they are read. */
export function guide(world: () => World): readonly State[] {
  return readdirSync(guideFolder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({
      group: 'Aide',
      title: name.slice(0, -'.md'.length),
      world,
      open: reads(servedAt(name)),
    }));
}
