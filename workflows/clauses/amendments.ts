import { lapsedDuties } from '../../convention/acts/amendment.ts';
import { amendmentDue } from '../../convention/amendments/due.ts';
import { inForce, withState } from '../../convention/amendments/in-force.ts';
import { amendmentDuties } from '../../convention/duties/amendments.ts';
import { amendmentExpiredNews, amendmentInForceNews } from '../../convention/news.ts';
import type { Life } from '../life.ts';

/** Article 6: an amendment, "définie d’un commun accord entre les parties", counts from its effect date. */
export async function amendmentsTakeEffect(life: Life): Promise<void> {
  life.owes(amendmentDuties);
  for (;;) {
    await life.until(() => amendmentDue(life.convention, life.moment.today) !== undefined);
    if (life.isOver) return;
    const { convention, moment } = life;
    const amendment = amendmentDue(convention, moment.today);
    if (amendment?.state === 'signed') {
      life.comesAbout(inForce(convention, amendment), `L’avenant n° ${amendment.id} est en vigueur.`, [
        amendmentInForceNews(convention, amendment, moment.today),
      ]);
    } else if (amendment) {
      const text = `L’avenant n° ${amendment.id} a expiré sans l’accord des deux parties.`;
      const abandoned = lapsedDuties(convention, amendment.id, moment.now, 'la proposition a expiré');
      life.comesAbout(withState(abandoned, amendment, 'expired'), text, [amendmentExpiredNews(amendment)]);
    }
  }
}
