import {
  AccountSchema,
  SessionCurrentSchema,
  SessionListSchema,
  SessionRevokeOthersSchema,
  SessionRevokeSchema,
  SessionSchema,
  SessionsRevokedSchema,
  SessionsSchema,
  UserAccountGetSchema,
  UserProfileUpdateSchema,
  UserSettingsUpdateSchema,
} from './gen/gateway/v1/gateway_pb.js';

/** What a player can ask for, with the messages that belong to it. */
export const MESSAGE_TYPES = {
  'user.account.get': { payload: UserAccountGetSchema, result: AccountSchema },
  'user.profile.update': { payload: UserProfileUpdateSchema, result: AccountSchema },
  'user.settings.update': { payload: UserSettingsUpdateSchema, result: AccountSchema },
  'session.current': { payload: SessionCurrentSchema, result: SessionSchema },
  'session.list': { payload: SessionListSchema, result: SessionsSchema },
  'session.revoke': { payload: SessionRevokeSchema, result: SessionSchema },
  'session.revoke_others': { payload: SessionRevokeOthersSchema, result: SessionsRevokedSchema },
} as const;

export type MessageTypes = typeof MESSAGE_TYPES;

/** The type of the stream of events, which only `Subscribe` takes. */
export const EVENTS = 'session.events.subscribe';
