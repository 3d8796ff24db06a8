import type { ReactNode } from 'react';
import type { LegalNotices } from '../legal.ts';
import { Facts } from '../page/parts.tsx';
import { conformity } from '../page/show.tsx';
import { Way } from '../page/ways.tsx';

// The pages that the law asks for. What the deploying administration has not said is asked for where it would be read.

/** The accessibility statement (law 2005-102, art. 47). */
export function AccessibilityPage({ legal }: { legal: LegalNotices }) {
  return (
    <>
      <p>
        L’éditeur de ce service, {publisherOr(legal, 'l’administration qui le déploie')}, s’engage à le rendre
        accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.
      </p>
      <h2>État de conformité</h2>
      <p>
        « Conventions de délégation » est <strong>{conformity[legal.accessibility]}</strong> avec le
        référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.
        {legal.accessibility === 'non' && ' Aucun audit n’a encore été mené par un tiers.'}
      </p>
      <h2>Ce qui est vérifié à chaque version</h2>
      <p>
        Chaque page est analysée par un outil automatique, parcourue au clavier seul, agrandie à 400 % et lue
        sans JavaScript. Cela ne remplace pas un audit.
      </p>
      <h2>Nous écrire</h2>
      <p>
        Si une page vous résiste, écrivez à {contactOf(legal)} : une réponse ou une autre façon de faire vous
        sera donnée. Sans réponse satisfaisante, vous pouvez saisir le{' '}
        <Way href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</Way>.
      </p>
    </>
  );
}

/** Who publishes the site, and who hosts it. */
export function LegalNoticesPage({ legal }: { legal: LegalNotices }) {
  return (
    <Facts
      facts={[
        ['Éditeur', publisherOr(legal, 'nom et adresse de l’éditeur')],
        ['Direction de la publication', legal.director ?? missing('DELEGATION_DIRECTOR', 'nom et fonction')],
        [
          'Hébergement',
          legal.host ?? missing('DELEGATION_HOSTING', 'nom, adresse et téléphone de l’hébergeur'),
        ],
        ['Nous écrire', contactOf(legal)],
      ]}
    />
  );
}

/** What is done with personal data (GDPR, art. 13). */
export function PersonalDataPage({ legal }: { legal: LegalNotices }) {
  return (
    <>
      <p>
        Ce service traite le nom, la fonction et l’adresse électronique professionnels des contacts des
        conventions, pour l’exécution d’une mission d’intérêt public (RGPD, article 6.1.e) : leur rappeler ce
        que leur convention attend d’eux, et garder la preuve de ce qui a été fait.
      </p>
      <Facts
        facts={[
          ['Responsable du traitement', publisherOr(legal, 'nom et adresse')],
          [
            'Délégué à la protection des données',
            legal.dpo ?? missing('DELEGATION_DPO', 'adresse électronique'),
          ],
          ['Destinataires', 'Les parties à la convention, les services qu’elle informe, et qui la gère'],
          ['Durée', 'La vie de la convention, puis son archivage réglementaire'],
          [
            'Cookies',
            'Celui de la session, strictement nécessaire ; et, si vous gardez des filtres de la liste, celui où ils sont gardés un an. Aucune mesure d’audience, aucun contenu tiers',
          ],
        ]}
      />
      <p>
        Vous pouvez demander l’accès à vos données, leur rectification ou leur limitation à l’adresse
        ci-dessus, et saisir la <Way href="https://www.cnil.fr/fr/plaintes">CNIL</Way>.
      </p>
    </>
  );
}

/** What whoever uses the service agrees to. */
export function TermsPage({ legal }: { legal: LegalNotices }) {
  return (
    <>
      <p>
        Le service est ouvert aux agents désignés comme contacts d’une convention et aux personnes habilitées
        par son éditeur, {publisherOr(legal, 'l’administration qui le déploie')}.
      </p>
      <ul>
        <li>Ce que vous y faites est fait en votre nom, et inscrit au journal de la convention.</li>
        <li>
          Le lien d’un courriel est personnel : ne le transmettez pas. Si vous n’êtes pas la bonne personne,
          dites-le.
        </li>
        <li>
          Le service rappelle les échéances ; il ne remplace ni le texte signé de la convention, ni Chorus,
          qui font foi.
        </li>
        <li>En cas d’arrêt du service, le dossier complet de chaque convention est remis à ses parties.</li>
      </ul>
      <p>Assistance : {contactOf(legal)}.</p>
    </>
  );
}

function publisherOr({ publisher }: LegalNotices, what: string): ReactNode {
  return publisher ?? missing('DELEGATION_PUBLISHER', what);
}

function contactOf({ contact }: LegalNotices): ReactNode {
  if (!contact) return missing('DELEGATION_CONTACT', 'adresse électronique');
  return <Way href={`mailto:${contact}`}>{contact}</Way>;
}

function missing(setting: string, what: string): ReactNode {
  return (
    <em>
      [à renseigner : {what}, par le réglage {setting}]
    </em>
  );
}
