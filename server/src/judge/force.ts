import { type ForceReason, LANGUAGES, type Library, REASONS } from '../library/model.js';
import type { Language } from '../text/model.js';
import { Phrases } from '../text/phrases.js';
import type { Token } from '../text/tokens.js';

/** Recognises what takes the force out of a passage: a wish, a hedge, a quotation of the law, "sans objet". */
export class ForceReader {
  private readonly phrases: Readonly<Record<Language, Phrases<ForceReason>>>;

  constructor(force: Library['force']) {
    const build = (language: Language): Phrases<ForceReason> => {
      const phrases = new Phrases<ForceReason>(language);
      for (const reason of REASONS) for (const phrase of force[reason][language]) phrases.add(phrase, reason);
      return phrases;
    };
    this.phrases = Object.fromEntries(LANGUAGES.map((language) => [language, build(language)])) as Record<Language, Phrases<ForceReason>>;
  }

  /**
   * The reasons that the tokens show, in the order of REASONS. Words that delete count where a passage opens with them ("Sans objet", "Not used"):
   * elsewhere they may say that data are not used.
   */
  read(tokens: readonly Token[], language: Language): readonly ForceReason[] {
    const hits = this.phrases[language].find(tokens);
    if (hits.length === 0) return [];
    const seen = new Set(hits.filter((hit) => hit.value !== 'deleted' || hit.from === 0).map((hit) => hit.value));
    return REASONS.filter((reason) => seen.has(reason));
  }
}
