import type { Config } from './config.js';
import { checkMongodb, checkTemporal, withoutPassword } from './external-servers.js';
import type { ProvisionContext } from './provision/context.js';
import { provisionDocumentStore, type StoreProgram } from './provision/document-store.js';
import { provisionTemporal, type TemporalBinary } from './provision/temporal.js';

/** A server of somebody else, or a program to start. */
export type TemporalSource =
  | { readonly kind: 'external'; readonly address: string; readonly serverVersion: string; readonly way: string }
  | { readonly kind: 'local'; readonly binary: TemporalBinary; readonly serverVersion: string; readonly way: string };

export type StoreSource =
  | { readonly kind: 'external'; readonly mongodbUri: string; readonly way: string }
  | { readonly kind: 'local'; readonly program: StoreProgram; readonly way: string };

export async function findTemporal(config: Config, context: ProvisionContext): Promise<TemporalSource> {
  const { temporalAddress: address } = config;
  if (address !== null) {
    const { serverVersion } = await checkTemporal(address, config.temporalNamespace, context.report);
    context.report(`Temporal: server ${serverVersion} at TEMPORAL_ADDRESS ${address}`);
    return { kind: 'external', address, serverVersion, way: 'TEMPORAL_ADDRESS' };
  }
  const binary = await provisionTemporal(context);
  context.report(`Temporal: server ${binary.serverVersion}, ${binary.way}`);
  return { kind: 'local', binary, serverVersion: binary.serverVersion, way: binary.way };
}

export async function findStore(config: Config, context: ProvisionContext): Promise<StoreSource> {
  const { mongodbUri } = config;
  if (mongodbUri !== null) {
    await checkMongodb(mongodbUri);
    context.report(`document store: MONGODB_URI ${withoutPassword(mongodbUri)}`);
    return { kind: 'external', mongodbUri, way: 'MONGODB_URI' };
  }
  const program = await provisionDocumentStore(context);
  context.report(`document store: ${program.way}`);
  return { kind: 'local', program, way: program.way };
}
