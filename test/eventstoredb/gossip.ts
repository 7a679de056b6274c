import type { handleUnaryCall } from '@grpc/grpc-js';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { type Empty, UUID } from '@eventstore/db-client/generated/shared_pb';

/** A node of the cluster, as the others speak of it. */
export interface Member {
  readonly port: number;
  readonly leads: boolean;
  readonly alive: boolean;
}

/** Answers whoever asks for the members of the cluster. */
export const gossip =
  (members: () => readonly Member[]): handleUnaryCall<Empty, ClusterInfo> =>
  (_, answer) => {
    answer(null, new ClusterInfo().setMembersList(members().map(told)));
  };

function told({ port, leads, alive }: Member): MemberInfo {
  const { LEADER, FOLLOWER } = MemberInfo.VNodeState;
  return new MemberInfo()
    .setInstanceId(new UUID().setString(`00000000-0000-4000-8000-${String(port).padStart(12, '0')}`))
    .setTimeStamp('0')
    .setState(leads ? LEADER : FOLLOWER)
    .setIsAlive(alive)
    .setHttpEndPoint(new EndPoint().setAddress('localhost').setPort(port));
}
