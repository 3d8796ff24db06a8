import { expectedVersion } from './engine-version.ts';

/** One way to get the Temporal executable, and why it did not work. */
export interface FailedWay {
  way: string;
  reason: string;
}

/** No way to get the Temporal executable worked. Its message, in French, names each and says what to install. */
export class TemporalNotFoundError extends Error {
  override readonly name = 'TemporalNotFoundError';
  readonly failedWays: readonly FailedWay[];

  constructor(failedWays: readonly FailedWay[]) {
    const tried = failedWays.map(({ way, reason }) => `  - ${way} : ${reason}`);
    super(
      [
        'Le moteur Temporal est introuvable. Ce qui a été essayé :',
        ...tried,
        'Pour continuer, au choix :',
        `  - installez Temporal CLI, version ${expectedVersion}, dans un dossier du PATH (https://docs.temporal.io/cli),`,
        '    ou désignez-en un par DELEGATION_TEMPORAL=/chemin/de/temporal ;',
        '  - installez pip, avec Python (https://pip.pypa.io), ou Go, version 1.21 ou suivante (https://go.dev/doc/install),',
        '    et recommencez ;',
        '  - désignez un serveur Temporal existant par la variable TEMPORAL_ADDRESS.',
      ].join('\n'),
    );
    this.failedWays = failedWays;
  }
}
