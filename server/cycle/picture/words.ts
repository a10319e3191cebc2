/** Small words of the pictures' SQL, which is GoogleSQL: BigQuery reads it as it is, DuckDB translated. */
import type { Sql } from '../../formulas/formulas.ts';

/** What the SQL of a picture is told. */
export type PictureParam = 'cycle' | 'period' | 'from' | 'planned' | 'taken';

/** Markers of a project's SQL: another model, a parameter. */
export const ref = (model: string): Sql => `\${ref('${model}')}`;
export const pulled = (table: string): Sql => `\${pulled('${table}')}`;
/** A table of Todoku's own. */
export const own = (table: string): Sql => `\${own('${table}')}`;
export const param = (name: PictureParam): Sql => `\${param('${name}')}`;

/** When the picture was taken, and when it should have been. */
export const takenAt: Sql = `CAST(${param('taken')} AS TIMESTAMP)`;
export const plannedAt: Sql = `CAST(${param('planned')} AS TIMESTAMP)`;

/** Scale of Salesforce's amounts; what is pulled is wider. */
export const money = (amount: Sql): Sql => `ROUND(CAST(${amount} AS NUMERIC), 2)`;

/** External keys have 255 characters; a longer one keeps its start and ends in a digest of the whole. */
export const fitting = (key: Sql): Sql =>
  `CASE WHEN length(${key}) <= 255 THEN ${key} ELSE left(${key}, 222) || '-' || TO_HEX(MD5(${key})) END`;

/** The last Friday that was kept before this week; NULL in the first week. */
export const lastFriday: Sql = `(
  SELECT max(cycle) FROM ${own('cycle_pictures')} WHERE picture = 'Week' AND cycle < ${param('cycle')})`;
