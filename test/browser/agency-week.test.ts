/**
 * From Monday 06:00 to the Monday after: a week of the sample agency as a rep, the head of the unit, a director and RevOps
 * live it. Each day goes on from the one before.
 */
import { after, before } from 'node:test';
import { friday } from './week/friday.ts';
import { monday } from './week/monday.ts';
import { openStory, type Story } from './week/story.ts';
import { tuesday } from './week/tuesday.ts';
import { wednesday } from './week/wednesday.ts';

let story: Story;
before(async () => {
  story = await openStory();
});
after(() => story[Symbol.asyncDispose]());

for (const day of [monday, tuesday, wednesday, friday]) day(() => story);
