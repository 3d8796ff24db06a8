import { Connection } from '@temporalio/client';
import { channelArgsTo } from '../contract/loopback.ts';
import { searchAttributeTypes } from '../contract/search-attributes.ts';
import { Refused } from '../convention/errors.ts';
import { keptDays, retentionDays } from '../engine/retention.ts';
import { ensureSearchAttributes } from '../engine/search-attributes.ts';
import { frenchUnknownNamespace, isUnknownNamespace } from '../engine/unknown-namespace.ts';
import { frenchUnreachable } from '../engine/unreachable.ts';
import type { Engine } from './connect.ts';

/**
 * Makes sure that an existing cluster knows the search attributes of conventions. Temporal Cloud lets only its own
 * tools add them: then what is missing is said, and the worker starts all the same.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing answers there, or it has no such namespace.
 */
export async function prepareCluster(
  { connection: options, namespace }: Engine,
  say: (line: string) => void,
): Promise<void> {
  const { address = '', tls, apiKey, metadata } = options;
  const connection = await Connection.connect({
    address,
    connectTimeout: '10 seconds',
    channelArgs: channelArgsTo(address),
    ...(tls === undefined || tls === null ? {} : { tls }),
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(metadata ? { metadata } : {}),
  }).catch(async () => {
    throw new Refused('ENGINE_UNREACHABLE', await frenchUnreachable(address, Boolean(tls)));
  });
  try {
    await prepare(connection, namespace, say);
  } finally {
    await connection.close();
  }
}

async function prepare(
  connection: Connection,
  namespace: string,
  say: (line: string) => void,
): Promise<void> {
  try {
    const added = await ensureSearchAttributes(connection, namespace, searchAttributeTypes);
    if (added.length > 0) say(`Attributs de recherche ajoutés à « ${namespace} » : ${added.join(', ')}.`);
  } catch (error) {
    if (isUnknownNamespace(error)) throw new Refused('ENGINE_UNREACHABLE', frenchUnknownNamespace(namespace));
    const why = error instanceof Error ? error.message : String(error);
    const names = Object.entries(searchAttributeTypes).map(([name, type]) => `${name} (${type})`);
    say(
      `Les attributs de recherche n’ont pu être ajoutés (${why}). À créer dans « ${namespace} » : ${names.join(', ')}.`,
    );
  }
  try {
    const days = await keptDays(connection, namespace);
    if (days < retentionDays) say(frenchRetention(namespace, days));
  } catch {
    // A cluster that does not say how long it keeps is not warned about.
  }
}

/** What a namespace that keeps too little costs: a convention is many short runs, each closed in its turn. */
function frenchRetention(namespace: string, days: number): string {
  return `« ${namespace} » garde ${days} jours ce qui est clos : les courriels partis avant ne pourront plus être relus, ni les conventions closes. Il en faudrait ${retentionDays}.`;
}
