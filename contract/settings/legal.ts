import { z } from 'zod';
import { declare } from '../setting.ts';
import { address, text } from './values.ts';

const asked = 'demandé sur les pages elles-mêmes';

/** The settings of its legal pages. */
export const legalSettings = declare({
  DELEGATION_PUBLISHER: { ...text, meaning: 'Qui édite le service.', otherwise: asked },
  DELEGATION_DIRECTOR: {
    ...text,
    meaning: 'Direction de la publication : nom et fonction.',
    otherwise: asked,
  },
  DELEGATION_HOSTING: { ...text, meaning: 'Hébergeur : nom, adresse et téléphone.', otherwise: asked },
  DELEGATION_CONTACT: { ...address, meaning: 'À qui écrire.', otherwise: asked },
  DELEGATION_DPO: { ...address, meaning: 'Délégué à la protection des données.', otherwise: asked },
  DELEGATION_ACCESSIBILITY: {
    meaning: 'Conformité au RGAA.',
    accepts: 'l’une des valeurs non, partiellement, totalement',
    schema: z.enum(['non', 'partiellement', 'totalement']).prefault('non'),
  },
});
