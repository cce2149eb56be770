/** What the job of an import knows beside its record. */
export interface ImportJob {
  /** Whether a bank that is missing is created, once there is something to put in it. */
  createMissingBank: boolean;
  /** The bank must still be at this version; null: whatever it is. */
  demandedVersion: number | null;
}
