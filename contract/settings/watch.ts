import { z } from 'zod';
import { declare } from '../setting.ts';
import { addresses } from './values.ts';

/** The settings of who watches over all conventions. */
export const watchSettings = declare({
  DELEGATION_ADMINS: {
    ...addresses,
    meaning:
      'Administrateurs. Ils peuvent tout faire, et reçoivent le résumé hebdomadaire de toutes les conventions (lundi, 8 h) et les alertes de la vérification quotidienne (7 h) : chaque courriel dû est parti, aucun n’attend, aucune convention n’a été arrêtée hors de l’application. Ce qui n’est pas parti dans l’heure leur est dit au quart d’heure suivant.',
    otherwise: 'personne n’est prévenu',
  },
  DELEGATION_WATCH: {
    meaning: '« aucun » retire ce résumé, cette vérification et ce guet des Schedules de Temporal.',
    accepts: '« aucun », ou rien',
    schema: z.literal('aucun').optional(),
    otherwise: 'ils ont lieu',
  },
});
