/** Sample notes. The keys are the expected answers in questions.tsv. */
export const notes: Record<string, { session: string | null; markdown: string }> = {
  'n-freeze': {
    session: 'workshop-8',
    markdown:
      'Freezing of crypto wallets within 48 hours was proposed by the Dutch prosecutor.\n\nExchanges must answer requests the same day.\n',
  },
  'n-mla': {
    session: 'workshop-6',
    markdown:
      'The average time to answer an MLA request is ten months.\n\nEstonia answers by e-mail within a week.\n',
  },
  'n-preuve': {
    session: 'workshop-9',
    markdown:
      'La recevabilité des preuves électroniques dépend de la chaîne de conservation.\n\nLe juge d’instruction demande une copie certifiée.\n',
  },
  'n-formation': {
    session: 'workshop-1',
    markdown: 'Formation des magistrats au Sénégal : deux promotions par an, un manuel en wolof.\n',
  },
  'n-ley': {
    session: 'workshop-5',
    markdown:
      'El proyecto de ley de Paraguay tipifica el acceso ilícito.\n\nLa fiscalía pide una unidad especializada.\n',
  },
  'n-lavado': {
    session: 'workshop-8',
    markdown:
      'La unidad de inteligencia financiera detecta el lavado de dinero con mulas reclutadas por mensajería.\n',
  },
  'n-zamorozka': {
    session: 'workshop-8',
    markdown:
      'Заморозка счетов возможна без решения суда на 72 часа.\n\nПрокуратура уведомляет банк по защищённому каналу.\n',
  },
  'n-obuchenie': {
    session: 'workshop-2',
    markdown: 'Обучение следователей в Казахстане: курс по цифровым доказательствам, три модуля.\n',
  },
  'n-hotel': {
    session: null,
    markdown: 'Hotel Gutenberg, room 214.\n\nThe shuttle leaves at 07:40 from Place de Bordeaux.\n',
  },
  'n-csirt': {
    session: 'workshop-7',
    markdown:
      'The incident response teams of nine banks share malware samples through one mailbox.\n\nNobody pays for the server.\n',
  },
  'n-terror': {
    session: 'workshop-4',
    markdown:
      'Radicalisation happens in closed groups of messaging apps.\n\nThe counter-narrative videos reach forty thousand viewers.\n',
  },
  'n-privacy': {
    session: 'plenary',
    markdown:
      'Journalists fear that mass surveillance harms their sources.\n\nThe ombudsman asks for judicial warrants.\n',
  },
  'n-provider': {
    session: 'workshop-3',
    markdown:
      'Microsoft answers 68,000 requests a year; one in eight is rejected because the form is incomplete.\n',
  },
}
