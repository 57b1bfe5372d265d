import { createBlockReader, type TableCell } from './blocks.ts';
import { type Cut, createCutter } from './cutter.ts';
import { createInline } from './inline.ts';
import { languageOf } from './language.ts';
import { codeNotice, leadWords, moreRows } from './notices.ts';
import { endsSentence, isNothing, spoken } from './spoken.ts';
import { createThinkFilter } from './thinking.ts';
import { type Lead, pauses, type Slot, type SpokenLanguage, slotLetter, type Utterance } from './utterance.ts';

/** Reads what to say from an answer that grows: the same utterances however the text is split. */
export interface UtteranceReader {
  /** The utterances that the text so far has newly finished. It must begin with what was pushed before. */
  push(textSoFar: string): Utterance[];
  /** The utterances left when nothing more will come. */
  end(): Utterance[];
}

export interface UtteranceOptions {
  /** The language of the question: for what no letter tells the language of. */
  lang?: SpokenLanguage;
}

/**
 * Markdown in, things to say out: a sentence each, the first one possibly a clause so that speech starts soon. Read
 * letter by letter with a bounded look ahead, and so linear in the text and blind to how it came in pieces.
 */
export function createUtterances({ lang }: UtteranceOptions = {}): UtteranceReader {
  let read = 0;
  let around = lang;
  let said = 0;
  let block = -1;
  let lead: Lead | undefined;
  let found: Utterance[] = [];
  let text = '';

  const say = (utterance: Omit<Utterance, 'block'>): void => {
    found.push({ ...utterance, block: Math.max(0, block) });
    around = utterance.lang;
    said++;
  };

  const sayCut = (cut: Cut): void => {
    const seen = cut.plain + cut.slots.map((slot) => (slot.kind === 'image' ? slot.alt : '')).join(' ');
    const language = languageOf(seen, around) ?? around ?? 'en';
    const words = spoken(cut.plain, cut.slots, language);
    if (isNothing(words)) return;
    const before = lead ? leadWords(lead, language) : '';
    lead = undefined;
    const { start, end, cites, pauseAfterMs } = cut;
    say({ start, end, text: before + endsSentence(words, language, cut.isOpen), lang: language, cites, pauseAfterMs });
  };

  const cutter = createCutter(sayCut, () => said === 0);
  const blocks = createBlockReader({
    cutter,
    block(next) {
      block++;
      lead = next;
    },
    code(info, lines, start, end) {
      const language = around ?? 'en';
      say({
        start,
        end,
        text: codeNotice(info, lines, language),
        lang: language,
        cites: [],
        pauseAfterMs: pauses.block,
      });
    },
    row: (cells, head) => {
      block++;
      sayRow(cells, head);
    },
    moreRows(rows, start, end) {
      block++;
      const language = around ?? 'en';
      say({ start, end, text: moreRows(rows, language), lang: language, cites: [], pauseAfterMs: pauses.block });
    },
  });

  /** `A，价格99元，续航8小时。`: the first cell is what the row is about, the others follow their column's name. */
  const sayRow = (cells: readonly TableCell[], head: readonly TableCell[] | undefined): void => {
    const read = cells.map((cell) => readCell(cell));
    const names = (head ?? []).map((cell) => readCell(cell));
    const language = languageOf([...names, ...read].map(({ plain }) => plain).join(' '), around) ?? around ?? 'en';
    const parts = read.flatMap(({ plain, slots }, column) => {
      const value = cellWords(plain, slots, language);
      const name = column > 0 ? spoken(names[column]?.plain ?? '', names[column]?.slots ?? [], language) : '';
      if (isNothing(value)) return [];
      const isLatin = language === 'en' || (/[A-Za-z0-9]$/.test(name) && /^[A-Za-z0-9]/.test(value));
      return [name === '' || isNothing(name) ? value : `${name}${isLatin ? ' ' : ''}${value}`];
    });
    const first = cells[0];
    const last = cells.at(-1);
    if (!first || !last || parts.length === 0) return;
    const words = parts.map((part) => part.replace(/[。.，,；;]$/, '')).join(language === 'zh' ? '，' : ', ');
    say({
      start: first.start,
      end: last.start + last.text.length,
      text: endsSentence(words, language, false),
      lang: language,
      cites: [...new Set(read.flatMap(({ cites }) => cites))],
      pauseAfterMs: pauses.block,
    });
  };

  const thinking = createThinkFilter(blocks.feed);

  return {
    push(textSoFar) {
      found = [];
      text = textSoFar;
      for (; read < text.length; read++) thinking.feed(text.charAt(read), read);
      return found;
    },
    end() {
      found = [];
      thinking.finish();
      blocks.end(text.length);
      return found;
    },
  };
}

interface ReadCell {
  plain: string;
  slots: Slot[];
  cites: number[];
}

function readCell({ text, start }: TableCell): ReadCell {
  const read: ReadCell = { plain: '', slots: [], cites: [] };
  const inline = createInline({
    letter: (letter) => {
      if (!/[\ue000\ue002-\uf8ff]/.test(letter)) read.plain += letter;
    },
    slot: (slot) => {
      read.slots.push(slot);
      read.plain += slotLetter;
    },
    cite: (numbers) => read.cites.push(...numbers),
  });
  for (let at = 0; at < text.length; at++) inline.feed(text.charAt(at), start + at);
  inline.finish();
  return read;
}

/** Ticks and crosses mean something in a table. */
function cellWords(plain: string, slots: readonly Slot[], lang: SpokenLanguage): string {
  const bare = plain.replace(/[\s*_]|\ufe0f/g, '');
  if (/^[✓✔✅☑√]$/u.test(bare)) return lang === 'zh' ? '是' : 'yes';
  if (/^[✗✘❌×✕✖]$/u.test(bare)) return lang === 'zh' ? '否' : 'no';
  if (/^[-–—/]+$/.test(bare)) return lang === 'zh' ? '无' : 'none';
  return spoken(plain, slots, lang);
}
