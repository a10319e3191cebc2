/** An expression or a query of the warehouse. Made of column names and other expressions, never of values from outside. */
export type Sql = string;

/** Divided as binary fractions, since a ratio has no scale of its own; NULL instead of a division by nothing. */
export const share = (part: Sql, whole: Sql): Sql => `(${part}) * 1e0 / NULLIF(${whole}, 0)`;

export const orZero = (amount: Sql): Sql => `COALESCE(${amount}, 0)`;

/** NULL stays NULL: what GREATEST makes of one differs between the two warehouses. */
export const notBelowZero = (value: Sql): Sql => `CASE WHEN (${value}) < 0 THEN 0 ELSE ${value} END`;
