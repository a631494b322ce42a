import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CONFIG_VARIABLES, PROJECT_DIR, REQUIRED_IN_PRODUCTION, readServiceConfig } from './config.js';
import { healthUrl } from './product-services.js';
import { SEARCH_ATTRIBUTES } from './search-attributes.js';

const serviceSchema = z.strictObject({
  image: z.string().optional(),
  build: z.string().optional(),
  restart: z.string(),
  init: z.boolean().optional(),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).optional(),
  ports: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }))
    .optional(),
  healthcheck: z
    .strictObject({
      test: z.array(z.string()).min(2),
      interval: z.string(),
      timeout: z.string(),
      start_period: z.string().optional(),
      retries: z.number(),
    })
    .optional(),
  logging: z.looseObject({}),
});

const composeSchema = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), serviceSchema),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })),
  volumes: z.record(z.string(), z.null()),
});

const text = readFileSync(join(PROJECT_DIR, 'docker-compose.yml'), 'utf8');
const compose = composeSchema.parse(parse(text, { merge: true }));
const { services } = compose;
const names = Object.keys(services);
const serviceOf = (name: string) => services[name]!;
const PRODUCT = ['sandbox', 'worker', 'api'] as const;

/** Runs to its end: others wait for that, and not for its health. */
const isJob = (name: string) =>
  Object.values(services).some((service) => service.depends_on?.[name]?.condition === 'service_completed_successfully');

describe('docker-compose.yml', () => {
  test('has the production-like set', () => {
    expect(names).toEqual(expect.arrayContaining(['postgresql', 'temporal', 'mongodb', ...PRODUCT]));
    expect(serviceOf('temporal').image).toMatch(/^temporalio\/server:1\.32\./);
    expect(serviceOf('postgresql').image).toMatch(/^postgres:16\./);
    expect(serviceOf('mongodb').image).toMatch(/^mongo:8\./);
  });

  test.each(names)('%s has an image with a full version, or is built', (name) => {
    const { image, build } = serviceOf(name);
    if (build === undefined) expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-[a-z0-9]+)?$/);
    else expect(existsSync(join(PROJECT_DIR, build, 'Dockerfile'))).toBe(true);
  });

  test.each(names)('%s has a health check, or runs to its end', (name) => {
    const { healthcheck, restart } = serviceOf(name);
    if (isJob(name)) expect(restart).toMatch(/^on-failure:\d+$/);
    else expect(healthcheck).toBeDefined();
  });

  test.each(names)('%s waits for services that exist, in the way that fits them', (name) => {
    for (const [other, { condition }] of Object.entries(serviceOf(name).depends_on ?? {})) {
      expect(names).toContain(other);
      if (condition === 'service_healthy') expect(serviceOf(other).healthcheck).toBeDefined();
    }
  });

  test('volumes and configs are declared', () => {
    for (const service of Object.values(services)) {
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      for (const config of service.configs ?? []) expect(Object.keys(compose.configs)).toContain(config.source);
    }
  });

  test('secrets come from the environment, and are demanded', () => {
    for (const service of Object.values(services))
      for (const [name, value] of Object.entries(service.environment ?? {}))
        if (/SECRET|KEY|PWD|PASSWORD/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?.+\}$/);
  });

  test('only the API is published, on the loopback address', () => {
    expect(Object.values(services).flatMap((service) => service.ports ?? [])).toEqual(['127.0.0.1:8480:8480']);
  });

  test('time skipping is nowhere switched on', () => {
    expect(text).not.toMatch(/TimeSkippingEnabled/);
  });
});

describe.each(PRODUCT)('%s in docker-compose.yml', (name) => {
  const environment = serviceOf(name).environment ?? {};
  const filled = Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [
      variable,
      value
        .replace(/^\$\{WHITESLIP_DATA_KEY:.*\}$/, Buffer.alloc(32).toString('base64'))
        .replace(/^\$\{[A-Z_]+:-(.*)\}$/, '$1')
        .replace(/^\$\{[A-Z_]+:\?.*\}$/, 'a secret with more than 32 characters'),
    ]),
  );

  test('is given only variables that the configuration knows', () => {
    expect(
      Object.keys(environment).filter((variable) => !(CONFIG_VARIABLES as readonly string[]).includes(variable)),
    ).toEqual([]);
  });

  test('is given what production needs, and its configuration is valid', () => {
    expect(Object.keys(environment)).toEqual(expect.arrayContaining([...REQUIRED_IN_PRODUCTION]));
    expect(readServiceConfig(filled).mode).toBe('production');
  });

  test('is asked for its health where it answers', () => {
    expect(serviceOf(name).healthcheck?.test.at(-1)).toContain(healthUrl(name, readServiceConfig(filled)));
  });

  test('reaches others under the names of their services', () => {
    const { apiUrl, sandboxUrl, temporalAddress, mongodbUri } = readServiceConfig(filled);
    for (const address of [apiUrl, sandboxUrl, `http://${temporalAddress}`, mongodbUri.replace('mongodb', 'http')])
      expect(names).toContain(new URL(address).hostname);
  });
});

describe('the scripts in docker-compose.yml', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'whiteslip-compose-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs a service's script with a program that only notes what it was asked. */
  function run(name: string, program: string, script: string): readonly string[] {
    writeFileSync(join(dir, program), `#!/bin/sh\necho "$@" >> ${dir}/asked\n${script}\n`);
    chmodSync(join(dir, program), 0o755);
    const { entrypoint = [], command = [], environment = {} } = serviceOf(name);
    execFileSync(entrypoint[0]!, [...entrypoint.slice(1), ...command.map((part) => part.replaceAll('$$', '$'))], {
      env: { ...environment, PATH: `${dir}:/usr/bin:/bin` },
    });
    return readFileSync(join(dir, 'asked'), 'utf8').trim().split('\n');
  }

  test('the schema is made, then brought up to date, for both databases', () => {
    const asked = run('temporal-schema', 'temporal-sql-tool', 'true');
    const common = '--plugin postgres12 --ep postgresql -p 5432 -u temporal --db';
    const versioned = '/etc/temporal/schema/postgresql/v12';
    expect(asked).toEqual([
      `${common} temporal create`,
      `${common} temporal setup-schema -v 0.0`,
      `${common} temporal update-schema -d ${versioned}/temporal/versioned`,
      `${common} temporal_visibility create`,
      `${common} temporal_visibility setup-schema -v 0.0`,
      `${common} temporal_visibility update-schema -d ${versioned}/visibility/versioned`,
    ]);
  });

  test('namespace and search attributes are made where they are missing', () => {
    const asked = run(
      'temporal-namespace',
      'temporal',
      'case "$*" in *describe*) exit 1;; *list*) echo "  LineStatus  Keyword";; esac',
    );
    expect(asked).toContain('operator namespace create -n whiteslip --retention 720h');
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => name !== 'LineStatus');
    expect(asked.filter((line) => line.includes('search-attribute create'))).toEqual(
      missing.map(([name, type]) => `operator search-attribute create --name ${name} --type ${type}`),
    );
  });

  test('a namespace that is there stays as it is', () => {
    expect(run('temporal-namespace', 'temporal', 'true')).not.toContain(
      'operator namespace create -n whiteslip --retention 720h',
    );
  });
});
