import { type Command, defineCommand } from './command.ts';
import { act, agreesTo, by, flag, id, marked, needed, optional, reason, requestId } from './doing.ts';
import { answerNamed, dateOf, eurosOf, monthAmountsOf, partyOf, wholeOf } from './words.ts';

const duty = { type: 'string', demandOption: true, describe: 'Identifiant de l’obligation' } as const;

/** What admins do to a convention, one command each. */
export const actCommands: readonly Command[] = [
  defineCommand({
    usage: 'done <id> <duties..>',
    says: 'Une ou plusieurs obligations sont remplies',
    options: {
      id,
      duties: { type: 'string', array: true, demandOption: true, describe: 'Identifiants des obligations' },
      evidence: needed('Ce qui le prouve : référence, adresse, attestation'),
      by,
      'request-id': requestId,
    },
    example: [
      'done signaux-faibles chorus-access --evidence "ticket AIFE 4512"',
      'les habilitations sont demandées',
    ],
    run: ({ id, duties, evidence, by, requestId, json }) =>
      act({ json, requestId }, id, 'markDone', {
        by,
        duties: [duties].flat().map((duty) => ({ duty, evidence })),
      }),
  }),
  defineCommand({
    usage: 'waive <id> <duty>',
    says: 'Une obligation est levée, et pourquoi',
    options: { id, duty, reason, by, 'request-id': requestId },
    example: [
      'waive signaux-faibles deliverable-france-connect --reason "aucun usager à authentifier"',
      'sans objet',
    ],
    run: ({ id, duty, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'waiveDuty', { by, duty, reason }),
  }),
  defineCommand({
    usage: 'reopen <id> <duty>',
    says: 'Une obligation close par erreur est de nouveau à remplir',
    options: { id, duty, reason, by, 'request-id': requestId },
    example: ['reopen signaux-faibles credits --reason "montant erroné"', 'les crédits sont à remettre'],
    run: ({ id, duty, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'reopenDuty', { by, duty, reason }),
  }),
  defineCommand({
    usage: 'publish <id> [publication]',
    says: 'La convention est publiée, ou sa date d’effet est confirmée',
    options: {
      id,
      publication: { type: 'string', describe: 'Identifiant de la publication (ex. data-gouv)' },
      on: optional('Date de publication'),
      evidence: optional('Adresse ou attestation de la publication'),
      'effective-on': optional('Confirme cette date d’effet, avec --reason'),
      reason: optional('Motif de la date confirmée'),
      by,
      'request-id': requestId,
    },
    example: [
      'publish signaux-faibles data-gouv --on 2020-04-10 --evidence https://www.data.gouv.fr/…',
      'publiée le 10 avril',
    ],
    ways: [
      ['publication', 'on', 'evidence'],
      ['effective-on', 'reason'],
    ],
    run: ({ id, publication, on, evidence, effectiveOn, reason, by, requestId, json }) =>
      effectiveOn
        ? act({ json, requestId }, id, 'confirmEffect', { by, on: dateOf(effectiveOn), reason: reason ?? '' })
        : act({ json, requestId }, id, 'recordPublication', {
            by,
            publication: publication ?? '',
            on: dateOf(on ?? ''),
            evidence: evidence ?? '',
          }),
  }),
  defineCommand({
    usage: 'report <id> <period>',
    says: 'Le délégataire remet le compte rendu d’un mois, ou le compte rendu final',
    options: {
      id,
      period: { type: 'string', demandOption: true, describe: 'Mois AAAA-MM, ou « final »' },
      spent: optional('Dépenses de la période, en euros ; celles du registre par défaut'),
      progress: needed('Avancement des travaux'),
      forecast: needed('Prévisions de commande et de consommation, en mots'),
      orders: optional('Commandes prévues, en euros par mois (ex. 2020-05=8000,2020-06=12000)'),
      consumption: optional('Consommation prévue (CP), de même'),
      by,
      'request-id': requestId,
    },
    example: [
      'report signaux-faibles 2020-04 --spent 8250,40 --progress "Version 2 livrée" --forecast "Une commande en mai"',
      'le compte rendu d’avril',
    ],
    run: ({ id, period, spent, progress, forecast, orders, consumption, by, requestId, json }) =>
      act({ json, requestId }, id, 'submitReport', {
        by,
        period,
        ...(spent === undefined ? {} : { spent: eurosOf(spent) }),
        progress,
        forecast,
        orders: monthAmountsOf(orders),
        consumption: monthAmountsOf(consumption),
      }),
  }),
  defineCommand({
    usage: 'committee <id>',
    says: 'Le comité d’investissement est convoqué, tenu ou annulé, ou quelqu’un répond à sa convocation',
    options: {
      id,
      on: optional('Date du comité'),
      time: optional('Heure, HH:MM'),
      place: optional('Lieu'),
      held: flag('Il s’est tenu : avec --decision et --minutes'),
      decision: optional('Ce qu’il a décidé'),
      minutes: optional('Référence de son compte rendu'),
      cancel: flag('Il est annulé : avec --reason'),
      reason: optional('Motif'),
      answer: optional('Réponse à la convocation : oui, non ou peut-être'),
      meeting: optional('Numéro de la réunion'),
      committee: optional('Numéro du comité, quand plusieurs restent à tenir : 2 pour « committee-2 »'),
      attendee: optional('Identifiant du contact qui répond'),
      comment: optional('Ce qu’il ajoute'),
      by,
      'request-id': requestId,
    },
    example: [
      'committee signaux-faibles --on 2021-03-15 --time 14:00 --place "20 avenue de Ségur"',
      'convoque le comité',
    ],
    ways: [
      ['on', 'time', 'place'],
      ['on', 'time', 'place', 'committee'],
      ['held', 'on', 'decision', 'minutes'],
      ['held', 'on', 'decision', 'minutes', 'committee'],
      ['cancel', 'reason'],
      ['cancel', 'reason', 'committee'],
      ['answer', 'meeting', 'attendee'],
      ['answer', 'meeting', 'attendee', 'comment'],
    ],
    run: ({
      id,
      on = '',
      time = '',
      place = '',
      held,
      decision = '',
      minutes = '',
      cancel,
      reason = '',
      answer,
      meeting = '',
      committee,
      attendee = '',
      comment,
      by,
      requestId,
      json,
    }) => {
      if (answer !== undefined) {
        return act({ json, requestId }, id, 'answerInvitation', {
          by,
          meeting: wholeOf(meeting, 'un numéro de réunion', 1, 9999),
          contact: attendee,
          answer: answerNamed(answer),
          ...(comment === undefined ? {} : { comment }),
        });
      }
      const which =
        committee === undefined ? {} : { committee: wholeOf(committee, 'un numéro de comité', 1, 999) };
      if (cancel) return act({ json, requestId }, id, 'cancelCommittee', { by, reason, ...which });
      if (held)
        return act({ json, requestId }, id, 'holdCommittee', {
          by,
          on: dateOf(on),
          decision,
          minutes,
          ...which,
        });
      return act({ json, requestId }, id, 'scheduleCommittee', { by, on: dateOf(on), time, place, ...which });
    },
  }),
  defineCommand({
    usage: 'notice <id>',
    says: 'Une partie met fin à la convention sous préavis, ou accepte de retirer le préavis',
    options: {
      id,
      from: optional('Qui donne le préavis : délégant ou délégataire'),
      'received-on': optional('Date à laquelle l’autre partie l’a reçu'),
      withdraw: optional('Partie qui accepte le retrait du préavis en cours'),
      'agrees-to': agreesTo,
      reason,
      by,
      'request-id': requestId,
    },
    example: [
      'notice signaux-faibles --from délégant --received-on 2020-11-30 --reason "fin du programme"',
      'préavis de trois mois',
    ],
    ways: [['from', 'received-on'], ['withdraw'], ['withdraw', 'agrees-to']],
    run: ({ id, from = '', receivedOn = '', withdraw, agreesTo, reason, by, requestId, json }) =>
      withdraw
        ? act({ json, requestId }, id, 'withdrawNotice', {
            by,
            party: partyOf(withdraw),
            reason,
            ...marked(agreesTo),
          })
        : act({ json, requestId }, id, 'giveNotice', {
            by,
            from: partyOf(from),
            receivedOn: dateOf(receivedOn),
            reason,
          }),
  }),
  defineCommand({
    usage: 'settle <id>',
    says: 'L’utilisation du solde est proposée, contre-proposée ou convenue',
    options: {
      id,
      propose: optional('Solde non consommé, en euros ; celui du registre par défaut'),
      use: optional('Utilisation proposée'),
      counter: flag('C’est le délégant qui répond autrement à la proposition'),
      agree: flag('L’autre partie accepte la dernière proposition'),
      'agrees-to': agreesTo,
      by,
      'request-id': requestId,
    },
    example: ['settle signaux-faibles --use "restitution au programme 103"', 'propose'],
    ways: [
      ['use'],
      ['propose', 'use'],
      ['counter', 'use'],
      ['counter', 'propose', 'use'],
      ['agree'],
      ['agree', 'agrees-to'],
    ],
    run: ({ id, propose, use = '', counter, agree, agreesTo, by, requestId, json }) => {
      if (agree) return act({ json, requestId }, id, 'agreeBalance', { by, ...marked(agreesTo) });
      const proposal = { by, use, ...(propose === undefined ? {} : { amount: eurosOf(propose) }) };
      return act({ json, requestId }, id, counter ? 'counterBalance' : 'proposeBalance', proposal);
    },
  }),
  defineCommand({
    usage: 'contact <id> <contact>',
    says: 'Une personne en remplace une autre, ou une adresse refusée est essayée de nouveau',
    options: {
      id,
      contact: { type: 'string', demandOption: true, describe: 'Identifiant du contact' },
      name: optional('Nom de la nouvelle personne'),
      email: optional('Son adresse'),
      reason: optional('Pourquoi'),
      retry: flag('L’adresse que son serveur refusait est essayée de nouveau'),
      by,
      'request-id': requestId,
    },
    ways: [['name', 'email', 'reason'], ['retry']],
    example: [
      'contact signaux-faibles dgefp-budget --name "Marie Martin" --email marie.martin@dgefp.example --reason départ',
      'remplace',
    ],
    run: ({ id, contact, name = '', email = '', reason = '', retry, by, requestId, json }) =>
      retry
        ? act({ json, requestId }, id, 'retryAddress', { by, contact })
        : act({ json, requestId }, id, 'replaceContact', { by, contact, name, email, reason }),
  }),
  defineCommand({
    usage: 'text <id>',
    says: 'Le texte signé est versé au dossier, et adressé aux contrôleurs',
    options: { id, evidence: needed('Adresse ou référence du texte signé'), by, 'request-id': requestId },
    example: ['text signaux-faibles --evidence https://intranet.example/convention.pdf', 'où le lire'],
    run: ({ id, evidence, by, requestId, json }) =>
      act({ json, requestId }, id, 'recordSignedText', { by, evidence }),
  }),
  defineCommand({
    usage: 'handover <id> <number>',
    says: 'Confirme ou refuse la personne qui a été proposée depuis un courriel',
    options: {
      id,
      number: { type: 'string', demandOption: true, describe: 'Numéro du relais demandé' },
      confirm: flag('La personne proposée prend le relais'),
      refuse: flag('Ce n’est pas la bonne personne'),
      reason: optional('Motif du refus'),
      by,
      'request-id': requestId,
    },
    example: ['handover signaux-faibles 1 --confirm', 'la personne proposée remplace l’ancienne'],
    ways: [['confirm'], ['refuse', 'reason']],
    run: ({ id, number, confirm, reason = '', by, requestId, json }) => {
      const handover = wholeOf(number, 'un numéro', 1, 9999);
      return confirm
        ? act({ json, requestId }, id, 'confirmHandover', { by, handover })
        : act({ json, requestId }, id, 'refuseHandover', { by, handover, reason });
    },
  }),
  defineCommand({
    usage: 'pause <id>',
    says: 'Les rappels attendent un jour, ou reprennent',
    options: {
      id,
      until: optional('Jour où ils reprennent'),
      resume: flag('Ils reprennent aussitôt'),
      reason,
      by,
      'request-id': requestId,
    },
    example: ['pause signaux-faibles --until 2020-09-01 --reason "fermeture d’août"', 'jusqu’en septembre'],
    ways: [['until'], ['resume']],
    run: ({ id, until, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'pauseReminders', {
        by,
        until: until === undefined ? null : dateOf(until),
        reason,
      }),
  }),
  defineCommand({
    usage: 'request <id>',
    says: 'Une partie demande à l’autre des éléments de prévision ou de suivi',
    options: {
      id,
      from: needed('Qui demande : délégant ou délégataire'),
      subject: needed('Ce qui est demandé'),
      by,
      'request-id': requestId,
    },
    example: [
      'request signaux-faibles --from délégataire --subject "Prévision de fin de gestion"',
      'sous cinq jours ouvrés',
    ],
    run: ({ id, from, subject, by, requestId, json }) =>
      act({ json, requestId }, id, 'requestInformation', { by, from: partyOf(from), subject }),
  }),
  defineCommand({
    usage: 'year-end <id> <year>',
    says: 'Les dates de fin de gestion d’une année sont connues',
    options: {
      id,
      year: { type: 'string', demandOption: true, describe: 'Année' },
      ae: needed('Dernier jour pour engager (AE)'),
      cp: needed('Dernier jour pour payer (CP)'),
      by,
      'request-id': requestId,
    },
    example: ['year-end signaux-faibles 2020 --ae 2020-11-30 --cp 2020-12-11', 'selon la circulaire'],
    run: ({ id, year, ae, cp, by, requestId, json }) =>
      act({ json, requestId }, id, 'recordYearEnd', {
        by,
        year: wholeOf(year, 'une année', 2000, 2199),
        commitments: dateOf(ae),
        payments: dateOf(cp),
      }),
  }),
  defineCommand({
    usage: 'terminate <id>',
    says: 'Arrêt administratif : le suivi cesse aussitôt, les parties sont prévenues',
    options: { id, reason, by, 'request-id': requestId },
    example: ['terminate signaux-faibles --reason "enregistrée par erreur"', 'arrête le suivi'],
    run: ({ id, reason, by, requestId, json }) => act({ json, requestId }, id, 'terminate', { by, reason }),
  }),
];
