// What this type of convention fixes, word for word from the first one (DGEFP → DINUM, 25 March 2020).

/** Art. 3: what bringing the team into the community of beta.gouv.fr means. */
export const standardCommunityItems = [
  { id: 'website', title: 'Mise en avant du service sur le site internet beta.gouv.fr' },
  { id: 'recruitment', title: 'Relai des campagnes de recrutement sur les réseaux beta.gouv.fr' },
  { id: 'communication', title: 'Communication plus globale sur le service' },
  { id: 'clubs', title: 'Invitation des membres de l’équipe aux « clubs » beta.gouv.fr' },
  { id: 'reflections', title: 'Intégration des membres de l’équipe aux réflexions transverses' },
  { id: 'premises', title: 'Accueil ponctuel de l’équipe dans les locaux de l’incubateur de la DINUM' },
  { id: 'experts', title: 'Appel ponctuel aux ressources transverses de beta.gouv.fr' },
  { id: 'teams', title: 'Mise en lien des différentes équipes entre elles' },
];

/** Art. 4: what the works must leave behind. */
export const standardDeliverables = [
  { id: 'source-code', title: 'Codes sources documentés publiés en open source' },
  { id: 'documentation', title: 'Documentation' },
  { id: 'databases', title: 'Bases de données' },
  { id: 'cnil', title: 'Dossiers CNIL éventuels' },
  { id: 'rgs', title: 'Dossiers d’homologation RGS' },
  { id: 'risk-workshops', title: 'Ateliers d’analyses de risques (démarche DINUM et ANSSI)' },
  { id: 'stats', title: 'Page /stats ouverte au public, avec les indicateurs clés d’impact' },
  { id: 'france-connect', title: 'Intégration de FranceConnect, si des usagers sont authentifiés' },
  {
    id: 'je-donne-mon-avis',
    title: 'Intégration du bouton « Je donne mon avis », pour une démarche en ligne',
  },
];

/** Art. 7: what else the delegatee may put an end to, when the delegator fails. */
export const standardServices = [
  { id: 'support', title: 'Accompagnement opérationnel et stratégique de l’équipe' },
];

/** Art. 2: what the delegator undertakes, and whose breach the delegatee may record. */
export const standardEngagements = [
  { id: 'manifesto', title: 'Respecter le manifeste du programme beta.gouv.fr (annexe 1)' },
  { id: 'committee', title: 'Organiser un comité d’investissement avant la fin de la convention' },
  { id: 'information', title: 'Fournir en temps utile les éléments de prévision et de suivi demandés' },
  { id: 'chorus-access', title: 'Demander le paramétrage des habilitations Chorus' },
  { id: 'credits', title: 'Mettre à disposition les crédits prévus' },
];
