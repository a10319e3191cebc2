import type { RunRecord } from '../warehouse/warehouse.ts';

/** Whether a run has only compared, and left plans and rows as they were. */
export function isVerification({ result }: RunRecord): boolean {
  return typeof result === 'object' && result !== null && Reflect.get(result, 'command') === 'verify';
}
