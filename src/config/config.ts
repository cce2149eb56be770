import type { Setting } from './setting.ts';
import type { SETTINGS } from './settings.ts';

/** The value of every setting as its variable gives it. */
export type SettingValues = {
  readonly [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name] extends Setting<infer T> ? T : never;
};

/** The whole configuration: checked, complete, frozen. See the table in settings.ts for each value. */
export interface Config extends SettingValues {
  readonly sqliteFile: string;
  readonly pidFile: string;
}
