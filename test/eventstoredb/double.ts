import { Server, ServerCredentials, ServerInterceptingCall, type ServerInterceptor, status } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { Certified } from './certificate';
import { type Faults, noFaults } from './faults';
import { type Member, gossip } from './gossip';
import { reader } from './reading';
import { Store } from './store';
import { type Wire, wireTo } from './wire';
import { type Calls, writer } from './writing';

/**
 * EventStoreDB on the wire, for tests: a gRPC server on the client's own generated definitions. It keeps the server's rules
 * (`store.ts`), and it can fail as a server and a network do (`faults`, `wire`).
 */
export interface Double {
  /** esdb://… */
  readonly address: string;
  readonly store: Store;
  readonly wire: Wire;
  readonly faults: Faults;
  readonly calls: Calls;
  stop(): Promise<void>;
}

/** A node by itself, on a line that anybody can read, unless it is told otherwise. */
export interface Setting {
  readonly store?: Store;
  /** The cluster that it belongs to. */
  readonly members?: () => readonly Member[];
  readonly certified?: Certified;
  /** `user:password`; nobody else is answered. */
  readonly login?: string;
}

export async function startDouble(setting: Setting = {}): Promise<Double> {
  const { store = new Store(), members, certified, login } = setting;
  const faults = noFaults();
  const calls: Calls = { append: 0, batchAppend: 0, reads: [] };
  const server = new Server({ interceptors: login === undefined ? [] : [admitting(login)] });
  server.addService(StreamsService, { ...reader(store, faults, calls), ...writer(store, faults, calls) });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_: unknown, answer: (error: null, methods: SupportedMethods) => void) => {
      answer(null, features());
    },
  });
  if (members) server.addService(GossipService, { read: gossip(members) });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentialsOf(certified), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  const wire = await wireTo(port);
  return {
    address: certified ? `esdb://localhost:${wire.port}` : `esdb://127.0.0.1:${wire.port}?tls=false`,
    store,
    wire,
    faults,
    calls,
    stop: async () => {
      await wire.close();
      server.forceShutdown();
    },
  };
}

function credentialsOf(certified: Certified | undefined): ServerCredentials {
  if (!certified) return ServerCredentials.createInsecure();
  const { certificate, key } = certified;
  return ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(certificate), private_key: Buffer.from(key) }]);
}

/** Turns away, before anything is done, whoever does not say this login. */
const admitting =
  (login: string): ServerInterceptor =>
  (_, call) =>
    new ServerInterceptingCall(call, {
      start: (next) => {
        next({
          onReceiveMetadata: (metadata, onwards) => {
            const said = metadata.get('authorization')[0];
            if (said === `Basic ${Buffer.from(login).toString('base64')}`) onwards(metadata);
            else call.sendStatus({ code: status.UNAUTHENTICATED, details: 'Unauthenticated' });
          },
        });
      },
    });

/** It can take appends in batches, as every server of the last years. */
function features(): SupportedMethods {
  const batchAppend = new SupportedMethod();
  batchAppend.setServiceName('event_store.client.streams.streams');
  batchAppend.setMethodName('batchappend');
  const methods = new SupportedMethods();
  methods.setEventStoreServerVersion('24.10.0');
  methods.addMethods(batchAppend);
  return methods;
}
