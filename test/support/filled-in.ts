import type { Page } from 'playwright-core';
import { templateNamed } from '../../client/templates.ts';
import { stepsOf } from '../../web/new/steps.ts';
import type { Draft } from '../../web/new/written.ts';

/** What somebody fills in for a plain convention, from the template of beta.gouv.fr. */
export const filledIn: Draft = {
  template: 'beta-gouv',
  title: 'Convention de délégation de gestion « Équipe n° 2 »',
  shortName: 'Équipe n° 2',
  signedOn: '2026-11-02',
  'delegator.name': 'Agence nationale de la cohésion des territoires',
  'delegator.shortName': 'ANCT',
  'delegator.contacts[0].name': 'Dominique Martin',
  'delegator.contacts[0].email': 'dominique.martin@anct.example',
  'delegator.contacts[2].name': 'Claude Petit',
  'delegator.contacts[2].email': 'claude.petit@anct.example',
  'delegatee.name': 'Direction interministérielle du numérique',
  'delegatee.shortName': 'DINUM',
  'delegatee.contacts[0].name': 'Andrea Bernard',
  'delegatee.contacts[0].email': 'andrea.bernard@dinum.example',
  'delegatee.contacts[2].name': 'Équipe beta.gouv.fr',
  'delegatee.contacts[2].email': 'conventions@beta.example',
  'manager.name': 'Camille Durand',
  'manager.email': 'camille.durand@dinum.example',
  'bodies[0].name': 'CBCM de la cohésion des territoires',
  'bodies[0].contacts[0].email': 'cbcm@anct.example',
  'bodies[1].name': 'CBCM du Premier ministre',
  'bodies[1].contacts[0].email': 'cbcm@spm.example',
  accountingOfficer: '1',
  'budget.ceiling': '1 250 000,50',
  'budget.operatingUnit': '0112-ANCT-C001',
  'budget.codes.fundsCentre': '0112-ANCT-C001',
  'budget.codes.functionalDomain': '0112-11-01',
  'budget.codes.activities[0]': '011200000112',
  'budget.codes.costCentre': 'ANCTF00075',
  'budget.codes.ministerialAxis1': '36',
  'term.months': '12',
  'notice.months': '3',
  'reports.dueWorkingDay': '5',
  'publications.places[0].place': 'Intranet de l’agence',
  'publications.places[0].publisher': 'delegator',
};

/** Two delegators and two lines of credits, from the template for credits. */
export const twoOfEach: Draft = {
  ...filledIn,
  template: 'credits',
  'coDelegators[0].name': 'Direction générale des collectivités locales',
  'coDelegators[0].shortName': 'DGCL',
  'coDelegators[0].contacts[0].name': 'Sacha Moreau',
  'coDelegators[0].contacts[0].email': 'sacha.moreau@dgcl.example',
  'budget.name': 'Programme 112',
  'budget.otherLines[0].name': 'Programme 119',
  'budget.otherLines[0].ceiling': '40 000',
  'budget.otherLines[0].operatingUnit': '0119-DGCL-C001',
  'budget.otherLines[0].codes.fundsCentre': '0119-DGCL-C001',
  'budget.otherLines[0].codes.functionalDomain': '0119-01-01',
  'budget.otherLines[0].codes.activities[0]': '011900000112',
  'budget.otherLines[0].codes.costCentre': 'DGCLF00075',
};

/** How many steps the form has for what is filled in. */
export function stepsFor({ template }: Draft): number {
  return stepsOf(templateNamed(template).document).length;
}

/** Answers the questions that the form of a page puts, by the names of their fields; the others wait for their step. */
export async function fillStep(page: Page, values: Draft): Promise<void> {
  const fields: [name: string, type: string | null][] = await page.evaluate(
    `[...document.querySelectorAll('.dg-form [name]')].map((field) => [field.name, field.getAttribute('type')])`,
  );
  for (const [name, type] of new Map(fields)) {
    const value = values[name];
    if (!value) continue;
    const field = page.locator(`.dg-form [name="${name}"]`);
    if (type === 'radio' || type === 'checkbox') await field.and(page.locator(`[value="${value}"]`)).check();
    else await field.fill(value);
  }
}
