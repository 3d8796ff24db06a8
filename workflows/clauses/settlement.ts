import { balance, openCommitments } from '../../convention/duties/ending.ts';
import { isSettling } from '../../convention/phases.ts';
import type { Life } from '../life.ts';

/** Article 5: what was ordered is paid or released, "le délégant convient de l’utilisation du solde"; then nothing more is owed and the convention closes. */
export async function balanceIsSettled(life: Life): Promise<void> {
  life.owes(openCommitments, balance);
  await life.until(() => {
    const { agreedBalance, outcomes } = life.convention;
    const settled = agreedBalance !== undefined || outcomes.balance?.state === 'waived';
    return settled && isSettling(life.convention);
  });
  life.closes('closed', 'term');
}
