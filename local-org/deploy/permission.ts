/** Who may use the Metadata API. */
import type { Engine, Session } from '../engine/engine.ts';

/**
 * By profile or permission set: Modify Metadata Through Metadata API Functions, which Author Apex implies, or Modify All
 * Data (Help, "Metadata API Edit Access"). Customize Application alone is not enough.
 */
export function mayModifyMetadata(engine: Engine, session: Session): boolean {
  return (['ModifyMetadata', 'AuthorApex', 'ModifyAllData'] as const).some((name) => engine.permits(session, name));
}
