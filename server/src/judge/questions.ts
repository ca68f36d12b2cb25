/** What is asked of each passage. Whether it bears on a requirement: */
export const subjectQuestion = (requirement: string): string => `subject:${requirement}`;
/** Whether it provides what the requirement wants: */
export const presentQuestion = (requirement: string): string => `present:${requirement}`;
/** Whether it shows that a facet holds: */
export const facetQuestion = (facet: string): string => `facet:${facet}`;
/** Whether it shows that a facet does not hold: */
export const againstQuestion = (facet: string): string => `against:${facet}`;

/** The score from which a passage alone provides something, or bears on it; set on labelled dossiers, see docs/accuracy.md. */
export const ALONE = -0.3;
