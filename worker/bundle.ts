import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { PROJECT_DIR } from '../stack/config.js';
import { archiveBuild, builtFrom } from './build-archive.js';
import type { Build } from './build-archive.js';
import { sourcesHash } from './sources-hash.js';

/** Enough of the hash that two builds never share it, and short enough to be read out. */
const BUILD_ID_CHARACTERS = 16;
const SOURCE_MAP = '//# sourceMappingURL=';
/**
 * The language's own objects, taken once: inside a sandbox each look at a global passes node's interceptor, which costs
 * more than most of what the rules do with it (a third of a microsecond). Left out is what the SDK replaces for each
 * workflow: Date, timers, weak references. On the bundle's first line, so that the source map stays true.
 */
const TAKEN_GLOBALS = `const {${[
  ...['Array', 'BigInt', 'Boolean', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'Reflect', 'RegExp'],
  ...['Set', 'String', 'Symbol', 'WeakMap', 'WeakSet', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError'],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Int16Array', 'Int32Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Float32Array', 'Float64Array'],
].join(',')}}=globalThis;`;

/** Where a home folder keeps its builds. */
export function buildsDirOf(homeDir: string): string {
  return join(homeDir, 'builds');
}

/**
 * The build of the present sources: made by webpack once, and found in the archive from then on.
 *
 * @param buildsDir where builds are archived
 * @param projectDir the sources' root
 */
export async function currentBundle(
  buildsDir: string,
  projectDir: string = PROJECT_DIR,
): Promise<Build & { readonly code: string }> {
  const sources = await sourcesHash(projectDir);
  const known = await builtFrom(buildsDir, sources);
  if (known !== null) return known;
  const code = await bundleWorkflows(join(projectDir, 'workflows', 'index.ts'), projectDir);
  const build = await archiveBuild(buildsDir, {
    buildId: buildIdOf(code),
    code,
    sources,
    sdkVersion: await sdkVersion(),
  });
  return { ...build, code };
}

/**
 * Bundles workflows. All paths in the bundle are relative to the project, so that it says the same wherever the project
 * lies. The modules are loaded once for all workflows of a worker instead of once for each run: they hold no state, and
 * code that is shared stays compiled.
 */
export async function bundleWorkflows(workflowsPath: string, projectDir: string): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: [workflowsPath],
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({
      ...config,
      context: projectDir,
      output: { ...config.output, devtoolModuleFilenameTemplate: '[resource-path]' },
      resolve: { ...config.resolve, symlinks: false },
    }),
  });
  return TAKEN_GLOBALS + code;
}

/**
 * Names what the workflows do. The source map does not count (it knows comments and columns), nor the order of the
 * modules (webpack sorts them by absolute path).
 */
export function buildIdOf(code: string): string {
  const mapAt = code.lastIndexOf(SOURCE_MAP);
  const program = mapAt < 0 ? code : code.slice(0, mapAt);
  const modules = program.split(/\n\/\*{3}\/ (?="|\}\))/).map((text) => text.replace(/^\}\),?/, ''));
  return createHash('sha256').update(modules.sort().join('\n')).digest('hex').slice(0, BUILD_ID_CHARACTERS);
}

async function sdkVersion(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('@temporalio/worker/package.json');
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  return version;
}
