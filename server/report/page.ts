/** A digest as lines, and the lines as text and as HTML: what is said is written once. */
import type { Digest, Move } from './digest.ts';
import { size, total } from './digest.ts';
import type { Facts } from './facts.ts';
import type { Language, Words } from './words.ts';
import { amountsIn, measureNames, momentIn, monthIn, partNames, wordsIn } from './words.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly sections: readonly Section[];
}

interface Section {
  /** Undefined: the one line there is. */
  readonly heading: string | undefined;
  readonly lines: readonly Line[];
}

interface Line {
  readonly text: string;
  readonly under: readonly string[];
}

const line = (text: string, under: readonly string[] = []): Line => ({ text, under });

/** What turns a digest into words. */
interface Voice {
  readonly language: Language;
  readonly words: Words;
  readonly amount: ReturnType<typeof amountsIn>;
  readonly nameOf: (department: string) => string;
}

/** One line where nothing has moved beyond the tolerance and nothing waits. */
export function pageOf(digest: Digest, facts: Facts): Page {
  const { language } = digest.reader;
  const words = wordsIn[language];
  const names = new Map(facts.departments.map((department) => [department.key, department.names[language]]));
  const amount = amountsIn(language, largestOf(digest));
  const tolerance = amountsIn(language, facts.tolerance)(facts.tolerance);
  const voice = { language, words, amount, nameOf: (key: string): string => names.get(key) ?? key };
  const title = words.title(facts.cycle);
  if (digest.moved.length === 0 && digest.waiting.length === 0) {
    const isFirst = digest.budgets.every(({ previous }) => previous === undefined);
    const only = isFirst ? words.firstWeek : words.nothing(facts.cycle, tolerance);
    return { language, title, sections: [{ heading: undefined, lines: [line(only)] }] };
  }
  const moved = digest.moved.length > 0;
  return {
    language,
    title,
    sections: [
      {
        heading: words.wrong,
        lines: [
          line(
            moved
              ? words.moved(digest.moved.length, digest.budgets.length, tolerance)
              : words.nothing(facts.cycle, tolerance),
          ),
          ...(moved ? totals(digest, facts, voice) : []),
        ],
      },
      ...(moved ? [{ heading: words.howWrong, lines: digest.moved.map((move) => moveLine(move, voice)) }] : []),
      { heading: words.next, lines: nextLines(digest, voice) },
      { heading: undefined, lines: [line(words.asOf(momentIn(facts.asOf, facts.zone)))] },
    ],
  };
}

function largestOf({ budgets }: Digest): bigint {
  return budgets.reduce((largest, { landing }) => (size(landing) > largest ? size(landing) : largest), 0n);
}

/** Of the month that the week is about, a line for each measure. */
function totals({ budgets }: Digest, { period }: Facts, { language, words, amount }: Voice): readonly Line[] {
  const month = budgets.filter((budget) => budget.period === period && budget.budget !== undefined);
  return [...Map.groupBy(month, ({ measure }) => measure)].map(([measure, list]) => {
    const landing = total(list.map((one) => one.landing));
    const budget = total(list.map((one) => one.budget ?? 0n));
    const name = measureNames[measure]?.[language] ?? measure;
    const gap = landing - budget;
    return line(
      words.short(name, monthIn(language, period), amount(landing), amount(budget), amount(size(gap)), gap < 0n),
    );
  });
}

function moveLine(move: Move, { language, words, amount, nameOf }: Voice): Line {
  const measure = measureNames[move.measure]?.[language] ?? move.measure;
  const head = words.item(
    nameOf(move.department),
    measure,
    monthIn(language, move.period),
    amount(move.change, true),
    amount(move.landing),
  );
  const gap = move.gap === undefined || move.gap === 0n ? [] : [words.gap(amount(size(move.gap)), move.gap < 0n)];
  const causes = move.told.map(({ type, deal, amount: by }) => {
    const name = partNames[type]?.[language] ?? type;
    return `${amount(by, true)} ${deal === undefined ? name : `${deal} (${name})`}`;
  });
  const rest = move.rest === 0n ? [] : [`${amount(move.rest, true)} ${words.others}`];
  return line([head, ...gap].join(language === 'ja' ? '、' : ', '), [...causes, ...rest]);
}

function nextLines({ waiting }: Digest, { words, nameOf }: Voice): readonly Line[] {
  if (waiting.length === 0) return [line(words.nothingNext)];
  return waiting.map(({ kind, department, subject, person = words.nobody, due = '' }) => {
    if (kind === 'action') return line(words.action(nameOf(department), subject, person, due));
    return line(words[kind](nameOf(department), person));
  });
}

export function textOf({ title, sections }: Page): string {
  const told = sections.map(({ heading, lines }) => {
    const isList = heading !== undefined;
    return [
      ...(isList ? [heading] : []),
      ...lines.flatMap(({ text, under }) => [`${isList ? '- ' : ''}${text}`, ...under.map((one) => `    ${one}`)]),
    ].join('\n');
  });
  return [title, ...told].join('\n\n');
}

/** Mail programs know no style sheets: what little there is of style stands at the elements. */
export function htmlOf({ language, title, sections }: Page): string {
  const told = sections.map(({ heading, lines }) => {
    if (heading === undefined) return lines.map(({ text }) => `<p>${escaped(text)}</p>`).join('');
    const items = lines.map(({ text, under }) => {
      const below = under.map((one) => `<li>${escaped(one)}</li>`).join('');
      return `<li>${escaped(text)}${below === '' ? '' : `<ul>${below}</ul>`}</li>`;
    });
    return `<h2 style="font-size:1.1em">${escaped(heading)}</h2><ul>${items.join('')}</ul>`;
  });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:42em"><h1 style="font-size:1.3em">${escaped(title)}</h1>
${told.join('\n')}
</body></html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
