#!lua
-- trim: removes what is public from an outbox, only if the last public event is still there. Where a fail-over has set the
-- outbox back meanwhile, its numbers belong to other events, which may not be public yet.
--
-- KEYS[1]  the outbox
-- ARGV[1]  the id of the last public event: "<number>-<nonce>"
-- ARGV[2]  the least id that stays: "<number + 1>-0"
--
-- Replies  how many events were removed
local last = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
if #last == 0 then
  return 0
end
return redis.call('XTRIM', KEYS[1], 'MINID', ARGV[2])
