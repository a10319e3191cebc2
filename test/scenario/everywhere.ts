/**
 * `npm run soak` kills at every place and goes through a scenario in each warehouse; `npm test` kills at one place for each
 * way back (`server/load/recover.ts`) and leaves what DuckDB shows as well to DuckDB.
 */
export const isEverywhere = process.env['TEST_EVERYWHERE'] === '1';
