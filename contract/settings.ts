import type { z } from 'zod';
import type { Part, Setting } from './setting.ts';
import { dataSettings } from './settings/data.ts';
import { engineSettings } from './settings/engine.ts';
import { legalSettings } from './settings/legal.ts';
import { mailSettings } from './settings/mail.ts';
import { processSettings } from './settings/process.ts';
import { openIdSettings } from './settings/sign-in.ts';
import { watchSettings } from './settings/watch.ts';
import { webSettings } from './settings/web.ts';

// Every setting: what it is for, what it takes, what holds without it, and which processes are told it when it is a
// secret. From these tables are made the reading of the environment, its refusals and `docs/settings.md`.

/** The settings that every process reads. */
export const commonSettings = {
  ...dataSettings,
  ...engineSettings,
  ...processSettings,
  ...webSettings,
  ...legalSettings,
  ...mailSettings,
  ...watchSettings,
};

/** Every setting, by what people look for. */
export const settingGroups: readonly (readonly [title: string, table: Readonly<Record<string, Setting>>])[] =
  [
    ['Les données', dataSettings],
    ['Les courriels', mailSettings],
    ['Qui suit l’ensemble', watchSettings],
    ['L’application', webSettings],
    ['Se connecter', openIdSettings],
    ['Les pages légales', legalSettings],
    ['Le moteur Temporal', engineSettings],
    ['Ports et journaux', processSettings],
  ];

const everySetting: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...settingGroups.map(([, table]) => table),
);

/** The settings that are secrets, or hold one, and the processes that need each. */
export const secretSettings: Readonly<Record<string, readonly Part[]>> = Object.fromEntries(
  Object.entries(everySetting).flatMap(([name, { secretOf }]) => (secretOf ? [[name, secretOf]] : [])),
);

/** For `safeParse` of what a table's shape makes: refusals say what the table says is accepted. */
export const saysAccepted = {
  error: ({ path = [] }: { path?: readonly PropertyKey[] | undefined }) =>
    everySetting[String(path[0])]?.accepts,
};

/** The value of one setting, its default when it is absent or empty; undefined when that is none. */
export function settingIn<Name extends keyof typeof commonSettings>(
  name: Name,
  environment: NodeJS.ProcessEnv,
): z.output<(typeof commonSettings)[Name]['schema']>;
export function settingIn(name: keyof typeof commonSettings, environment: NodeJS.ProcessEnv): unknown {
  return commonSettings[name].schema.parse(environment[name] || undefined);
}
