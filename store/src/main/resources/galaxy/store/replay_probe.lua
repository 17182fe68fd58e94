#!lua
-- replay_probe: what replay_guard needs of a master. No keys and no arguments.
--
-- Replies  {whether writes can be kept in memory only: 1 or 0, the replication id or ''}
local allowed = pcall(redis.set_repl, redis.REPL_NONE)
local id = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
return {allowed and 1 or 0, id or ''}
