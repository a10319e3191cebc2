import EntryBar from 'c/entryBar';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

let see: (isIntersecting: boolean) => Promise<void>;

beforeEach(() => {
  // jsdom lays nothing out: the test says what is in sight.
  class Sight {
    constructor(told: (seen: readonly { readonly isIntersecting: boolean }[]) => void) {
      see = async (isIntersecting) => {
        told([{ isIntersecting }]);
        await settle();
      };
    }
    observe(): void {
      // Told by the test.
    }
    disconnect(): void {
      // Nothing is held.
    }
  }
  Object.assign(globalThis, { IntersectionObserver: Sight });
});

const bars = (element: HTMLElement): readonly string[] => all(element, '.bar').map(textOf);

it('leads to the entry while that is out of sight, and only those who can enter something', async () => {
  const element = await show('c-entry-bar', EntryBar, { label: 'Forecast', isNeeded: true });
  expect(bars(element)).toEqual([]);
  await see(false);
  expect(bars(element)).toEqual(['Forecast']);
  await expect(element).toBeAccessible();
  await see(true);
  expect(bars(element)).toEqual([]);
  const reader = await show('c-entry-bar', EntryBar, { label: 'Forecast', isNeeded: false });
  await see(false);
  expect(bars(reader)).toEqual([]);
});

it('scrolls to it and takes the focus there, unless it is opened otherwise', async () => {
  const scroll = jest.fn();
  Object.assign(Element.prototype, { scrollIntoView: scroll });
  const element = await show('c-entry-bar', EntryBar, { label: 'Forecast', isNeeded: true });
  await see(false);
  one(element, 'button').click();
  expect(scroll).toHaveBeenCalledTimes(1);
  element.addEventListener('opened', (event) => {
    event.preventDefault();
  });
  one(element, 'button').click();
  expect(scroll).toHaveBeenCalledTimes(1);
});
