/** UK GDPR, Article 17(1)(a) to (g): when somebody has the right that their details are erased. */
export const GROUNDS = {
  'not-needed': 'The details are not needed any more for what they were kept for (Article 17(1)(a))',
  consent: 'It rested on consent, which was withdrawn (Article 17(1)(b))',
  objection: 'They object, and nothing stronger speaks for keeping the details (Article 17(1)(c))',
  unlawful: 'The details were kept unlawfully (Article 17(1)(d))',
  'legal-duty': 'The law says that they must be erased (Article 17(1)(e))',
  'online-child': 'An online service took them from a child (Article 17(1)(f))',
  'malicious-allegation':
    'They come from a malicious allegation that was looked into, and no action is to follow (Article 17(1)(g))',
} as const;
export type Ground = keyof typeof GROUNDS;

/** When they stay all the same: Article 17(3), and what ends any request. */
export const EXEMPTIONS = {
  'public-task': 'They are needed for a legal obligation or a public task (Article 17(3)(b))',
  'legal-claims': 'They are needed for a legal claim or a defence against one (Article 17(3)(e))',
  archive: 'They are needed for archives in the public interest, research or statistics (Article 17(3)(d))',
  'public-health': 'They are needed for public health (Article 17(3)(c))',
  expression: 'They are needed for freedom of expression and information (Article 17(3)(a))',
  'no-ground': 'None of the grounds in the law applies',
  unfounded: 'The request is manifestly unfounded or excessive (Article 12(5))',
  unidentified: 'We could not make sure that the details are theirs (Article 12(2) and (6))',
} as const;
export type Exemption = keyof typeof EXEMPTIONS;

/** Of those, the ones by which a restriction can be refused. */
export const NO_RESTRICTION = {
  'no-ground': EXEMPTIONS['no-ground'],
  unfounded: EXEMPTIONS.unfounded,
  unidentified: EXEMPTIONS.unidentified,
} as const;

/** UK GDPR, Article 18(1)(a) to (d): when somebody has the right that their details are kept and not used. */
export const RESTRICTION_GROUNDS = {
  accuracy: 'They say that the details are wrong, and it is being looked into (Article 18(1)(a))',
  'unlawful-kept': 'The details are kept unlawfully, and they do not want them erased (Article 18(1)(b))',
  'claims-only': 'We do not need them any more, and they need them for a legal claim (Article 18(1)(c))',
  'objection-open': 'They object, and it is being weighed (Article 18(1)(d))',
} as const;
export type RestrictionGround = keyof typeof RESTRICTION_GROUNDS;

export const isGround = (word: string | undefined): word is Ground => word !== undefined && word in GROUNDS;

export const isRestrictionGround = (word: string | undefined): word is RestrictionGround =>
  word !== undefined && word in RESTRICTION_GROUNDS;
