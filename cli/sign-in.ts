import { settingIn } from '../contract/settings.ts';
import { Refused } from '../convention/errors.ts';
import { keptIn } from '../engine/data-folder.ts';
import { readInstance } from '../engine/instance.ts';
import { type Command, defineCommand } from './command.ts';
import { by } from './doing.ts';
import { print } from './print.ts';

/** Ways into the web application. */
export const signInCommands: readonly Command[] = [
  defineCommand({
    usage: 'sign-in',
    says: 'Un lien de connexion à l’application de cette machine, pour dix minutes et une seule fois',
    options: {
      by: { ...by, describe: 'Qui se connecte, tel que le journal le nommera' },
    },
    example: ['sign-in --by "Camille Durand"', 'pour agir dans l’application sous ce nom'],
    run: async ({ by, json }) => {
      const data = settingIn('DELEGATION_DATA', process.env);
      const instance = await readInstance(data);
      if (!instance?.web) {
        throw new Refused(
          'ENGINE_UNREACHABLE',
          `Aucune application ne tourne sur le dossier « ${data} » : lancez « npm start » dans un autre terminal.`,
        );
      }
      if (process.env.OIDC_ISSUER) {
        throw new Refused(
          'BAD_USAGE',
          `Cette application demande l’identité à « ${process.env.OIDC_ISSUER} » : ouvrez ${instance.web}.`,
        );
      }
      const { signInCode, signInKey } = await import('../web/sign-in/one-time.ts');
      const key = await signInKey(keptIn(data, 'signInKey'));
      const link = `${instance.web}/connexion/${await signInCode(key, by, Date.now())}`;
      print(json, { link }, () => [link]);
    },
  }),
];
