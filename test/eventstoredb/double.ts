import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { type Faults, noFaults } from './faults';
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

export async function startDouble(): Promise<Double> {
  const store = new Store();
  const faults = noFaults();
  const calls: Calls = { append: 0, batchAppend: 0, requiresLeader: 0 };
  const server = new Server();
  server.addService(StreamsService, { ...reader(store, faults), ...writer(store, faults, calls) });
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_: unknown, answer: (error: null, methods: SupportedMethods) => void) => {
      answer(null, features());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  const wire = await wireTo(port);
  return {
    address: `esdb://127.0.0.1:${wire.port}?tls=false`,
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
