import { counted, fill, fillParts, labels } from 'c/labels';
import { wordsIn } from '../../../../../../test/jest/words';

function places(text: string): readonly string[] {
  return [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort();
}

describe('the deployed labels', () => {
  const english = wordsIn('en');
  const japanese = wordsIn('ja');

  it('are all there for the components', () => {
    expect(Object.values(labels).filter((text) => text === '' || text.startsWith('c.'))).toEqual([]);
  });

  it('are translated, with the same placeholders', () => {
    for (const [name, text] of english) {
      const translated = japanese.get(name);
      expect([name, typeof translated]).toEqual([name, 'string']);
      expect([name, places(translated ?? '')]).toEqual([name, places(text)]);
    }
  });

  it('leave no English sentence in the Japanese', () => {
    const untranslated = [...japanese].filter(([, text]) =>
      /[A-Za-z]{3,} [A-Za-z]{3,}/.test(text.replace(/「.*?」/g, '')),
    );
    expect(untranslated).toEqual([]);
  });
});

describe('placeholders', () => {
  it('are filled by number, in the order of each language', () => {
    expect(fill('{1} of {0}', 'a', 2)).toBe('2 of a');
  });

  it('stay visible when a value is missing', () => {
    expect(fill('{0} and {1}', 'a')).toBe('a and {1}');
  });

  it('keep a value that looks like one', () => {
    expect(fill('{0}: {1}', '{1}', 'b')).toBe('{1}: b');
  });

  it('cut a sentence into words and values', () => {
    expect(fillParts('Landing at {0}: {1}', '9,240', '760 short')).toEqual([
      { key: 0, text: 'Landing at ', index: undefined },
      { key: 1, text: '9,240', index: 0 },
      { key: 2, text: ': ', index: undefined },
      { key: 3, text: '760 short', index: 1 },
    ]);
  });

  it('choose the singular for exactly one', () => {
    expect([0, 1, 2].map((count) => counted('1 row', '{0} rows', count))).toEqual(['0 rows', '1 row', '2 rows']);
  });
});
