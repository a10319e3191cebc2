/** Small words of the pictures' SQL. */
import type { Sql } from '../../formulas/formulas.ts';

/** What the SQL of a picture is told. */
export type PictureParam = 'cycle' | 'period' | 'from' | 'planned' | 'taken';

/** Markers of a project's SQL: another model, a parameter. */
export const ref = (model: string): Sql => `\${ref('${model}')}`;
export const param = (name: PictureParam): Sql => `\${param('${name}')}`;

/** When the picture was taken, and when it should have been. */
export const takenAt: Sql = `CAST(${param('taken')} AS TIMESTAMPTZ)`;
export const plannedAt: Sql = `CAST(${param('planned')} AS TIMESTAMPTZ)`;

/** Scales of Salesforce's amounts; what is pulled is wider. */
export const money = (amount: Sql): Sql => `CAST(${amount} AS DECIMAL(18, 2))`;

/** External keys have 255 characters; a longer one keeps its start and ends in a digest of the whole. */
export const fitting = (key: Sql): Sql =>
  `CASE WHEN length(${key}) <= 255 THEN ${key} ELSE left(${key}, 222) || '-' || md5(${key}) END`;

/** The last Friday that was kept before this week; NULL in the first week. */
export const lastFriday: Sql = `(
  SELECT max(cycle) FROM todoku.cycle_pictures WHERE picture = 'Week' AND cycle < ${param('cycle')})`;
