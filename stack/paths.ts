import { join } from 'node:path';

/** Where things lie in the home folder (WHITESLIP_HOME, by default `.whiteslip` in the project). */
export const logsDir = (homeDir: string): string => join(homeDir, 'logs');
export const logPath = (homeDir: string, name: string): string => join(logsDir(homeDir), `${name}.log`);
export const runningStackPath = (homeDir: string): string => join(homeDir, 'stack.json');
export const stackLockPath = (homeDir: string): string => join(homeDir, 'stack.lock');
export const temporalDataPath = (homeDir: string): string => join(homeDir, 'temporal.db');
/** One folder per kind of store: their files are not interchangeable. */
export const storeDataPath = (homeDir: string, kind: 'mongod' | 'secantus'): string => join(homeDir, `store-${kind}`);
/** The API writes the development key here at its first start in sandbox mode. */
export const developmentKeyPath = (homeDir: string): string => join(homeDir, 'development-key');
