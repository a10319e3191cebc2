/** What GoogleSQL says in one word and DuckDB in several. Every session that runs translated SQL has these. */
export const macros: readonly string[] = [
  // A value that could not be read stops the query, as CAST does; NULL stays NULL.
  `bq_read(source, value, word) AS CASE WHEN source IS NULL THEN NULL WHEN value IS NULL THEN error('Bad ' || word || ' value: ' || source) ELSE value END`,
  `bq_ratio(a, b) AS CASE WHEN b = 0 THEN error('division by zero: ' || a || ' / ' || b) ELSE a / b END`,
  // NUMERIC / NUMERIC in whole numbers of 10⁻⁹, half away from zero; DuckDB itself would go through DOUBLE.
  `bq_quotient(a, b) AS CASE WHEN b = 0 THEN error('division by zero: ' || a || ' / ' || b)
     ELSE CAST(bq_half_up(CAST(a * 1000000000 AS HUGEINT), CAST(b * 1000000000 AS HUGEINT)) AS DECIMAL(38, 0)) * CAST('0.000000001' AS DECIMAL(9, 9)) END`,
  `bq_half_up(a, b) AS sign(a) * sign(b) * ((abs(a) * 2000000000 + abs(b)) // (abs(b) * 2))`,
  `bq_div(a, b) AS CASE WHEN b = 0 THEN error('division by zero: ' || a || ' / ' || b) ELSE (CASE WHEN (a < 0) <> (b < 0) THEN -1 ELSE 1 END) * (abs(a) // abs(b)) END`,
  `bq_div_exact(a, b) AS CASE WHEN b = 0 THEN error('division by zero: ' || a || ' / ' || b)
     ELSE CAST(bq_div(CAST(a * 1000000000 AS HUGEINT), CAST(b * 1000000000 AS HUGEINT)) AS DECIMAL(38, 9)) END`,
  `bq_mod(a, b) AS CASE WHEN b = 0 THEN error('division by zero: MOD(' || a || ', ' || b || ')') ELSE a % b END`,
  `bq_floor(a, b) AS CASE WHEN a < 0 AND a % b <> 0 THEN a // b - 1 ELSE a // b END`,
  `bq_substr2(text, place) AS CASE WHEN place = 0 OR place < -length(text) THEN text ELSE substr(text, place) END`,
  `bq_substr3(text, place, size) AS CASE WHEN size < 0 THEN error('Third argument in SUBSTR() cannot be negative')
     WHEN place = 0 OR place < -length(text) THEN substr(text, 1, size) ELSE substr(text, place, size) END`,
  `bq_left(text, size) AS CASE WHEN size < 0 THEN error('Second argument in LEFT() cannot be negative') ELSE left(text, size) END`,
  `bq_right(text, size) AS CASE WHEN size < 0 THEN error('Second argument in RIGHT() cannot be negative') ELSE right(text, size) END`,
  `bq_lpad(text, size, filler) AS CASE WHEN size < 0 OR filler = '' THEN error('LPAD: size or pattern') ELSE lpad(text, CAST(size AS INTEGER), filler) END`,
  `bq_rpad(text, size, filler) AS CASE WHEN size < 0 OR filler = '' THEN error('RPAD: size or pattern') ELSE rpad(text, CAST(size AS INTEGER), filler) END`,
  `bq_repeat(text, times) AS CASE WHEN times < 0 THEN error('REPEAT: negative count') ELSE repeat(text, times) END`,
  `bq_offset(list, place) AS CASE WHEN place IS NULL OR list IS NULL THEN NULL WHEN place < 0 OR place >= len(list) THEN error('Array index ' || place || ' is out of bounds') ELSE list[place + 1] END`,
  `bq_safe_offset(list, place) AS CASE WHEN place >= 0 THEN list[place + 1] END`,
];

/** Statements that make the macros: for a session, or for every session of a database. */
export function macroStatements(reach: 'session' | 'database' = 'session'): readonly string[] {
  const kind = reach === 'session' ? 'TEMP MACRO' : 'MACRO';
  return macros.map((macro) => `CREATE OR REPLACE ${kind} ${macro}`);
}
