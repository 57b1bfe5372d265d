/** The years a text names. */
const yearsIn = (text: string): Set<string> =>
  new Set(Array.from(text.matchAll(/(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/g), ([year]) => year));

/** What a sentence keeps of its score when it names other years than the one asked for, or its text around it does. */
const ofOtherYears = 0.7;
const amongOtherYears = 0.8;

/**
 * For a question about a year, and then for a text: how well each of its sentences fits, 0 to 1, by the years it names, or,
 * where it names none, by those of the text. A report on 2019 answers no question about 2021, however alike its words. A
 * sentence that names the asked year beside others fits.
 */
export function yearFit(question: string): (text: string) => (sentence: string) => number {
  const asked = yearsIn(question.slice(0, 300));
  if (asked.size === 0) return () => () => 1;
  const holdsAsked = (years: Set<string>): boolean => [...asked].some((year) => years.has(year));
  return (text) => {
    const around = yearsIn(text);
    const withoutYear = around.size === 0 || holdsAsked(around) ? 1 : amongOtherYears;
    return (sentence) => {
      const years = yearsIn(sentence);
      if (years.size === 0) return withoutYear;
      return holdsAsked(years) ? 1 : ofOtherYears;
    };
  };
}
