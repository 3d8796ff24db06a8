import { z } from 'zod';
import { declare } from '../setting.ts';
import { folder, port, text } from './values.ts';

/** The settings of the application. */
export const webSettings = declare({
  DELEGATION_WEB_HOST: {
    meaning:
      'Où l’application écoute ; au-delà de cette machine, seulement avec OpenID Connect et une adresse publique en `https://`.',
    accepts: 'une adresse où écouter',
    schema: z.string().min(1).prefault('127.0.0.1'),
  },
  DELEGATION_WEB_PORT: {
    ...port(8080),
    meaning:
      'Port de l’application ; quand elle n’écoute que cette machine, un autre est pris si celui-ci est occupé.',
  },
  DELEGATION_WEB_RATE: {
    meaning: 'Pages par minute pour une adresse du réseau.',
    accepts: 'des pages par minute et par adresse, 10 au moins',
    schema: z.coerce.number().int().min(10).prefault(600),
  },
  DELEGATION_WEB_PROXIES: {
    ...text,
    meaning: 'Mandataires inverses dont `X-Forwarded-For` est cru.',
    accepts: 'des adresses ou des plages d’adresses, séparées par des virgules',
    otherwise: 'aucun',
  },
  DELEGATION_DSFR: {
    meaning: 'Dossier du système de design de l’État (`dsfr.min.css`…), pour les services en `.gouv.fr`.',
    accepts: folder.accepts,
    schema: folder.schema.optional(),
    otherwise: 'un habillage à nous',
  },
});
