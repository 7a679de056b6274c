import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

/** The client as it is, which nobody guards. */
export const clientAt = (address: string): EventStoreDBClient => EventStoreDBClient.connectionString(address);

/** Something to append. */
export const anEvent = () => jsonEvent({ type: 'Said', data: {} });
