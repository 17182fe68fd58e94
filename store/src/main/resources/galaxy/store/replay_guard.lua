#!lua
-- replay_guard: accepts a signed request once. What was accepted is in the memory of the master alone: in no log and in no
-- replica, unless the server does not allow that. It is lost when the master stops, and what comes back with a log, a full
-- resynchronisation or a fail-over there and back is not whole; so the replication id of the master is kept beside it, which
-- Redis draws anew at each start and promotion. Under another id, everything dated up to a new time is refused.
--
-- KEYS[1]  sorted set of the ids of accepted requests of one session, by the time at which they are dated
-- KEYS[2]  the replication id under which the sets of this slot are whole, and the time from which on: '<id> <milliseconds>'
-- ARGV[1]  the id of the request
-- ARGV[2]  the time at which it is dated, in milliseconds, as the next four
-- ARGV[3]  now
-- ARGV[4]  how far ahead of now a new time of KEYS[2] lies
-- ARGV[5]  how long a request is remembered
-- ARGV[6]  how far before its date requests of the session are counted
-- ARGV[7]  how many requests a session may have in that time
-- ARGV[8]  '1' to write in memory only
--
-- Replies  {'OK'} when accepted; {'REPLAYED'} when it was before; {'TOO_EARLY', time} when it is not dated after this time;
--          {'TOO_MANY'} when the session had its requests
if ARGV[8] == '1' then redis.set_repl(redis.REPL_NONE) end
local id = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local of, since = string.match(redis.call('GET', KEYS[2]) or '', '^(%x+) (%d+)$')
if of ~= id then
  since = string.format('%.0f', ARGV[3] + ARGV[4])
  redis.call('SET', KEYS[2], id .. ' ' .. since)
end
if tonumber(ARGV[2]) <= tonumber(since) then return {'TOO_EARLY', since} end
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'REPLAYED'} end
local from = string.format('(%.0f', ARGV[2] - ARGV[6])
if redis.call('ZCOUNT', KEYS[1], from, '+inf') >= tonumber(ARGV[7]) then return {'TOO_MANY'} end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', ARGV[3] - ARGV[5]))
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {'OK'}
