#!lua
-- claim: takes a name for an owner, in the slot of the name.
--
-- A claim reads "<owner> <token> <number> <details>". The number distinguishes two writings of the same claim, so that a late
-- caller that has read the first never mistakes the second for it.
--
-- KEYS[1]  the claim of the name
-- KEYS[2]  the bucket's claims to review: a sorted set of names by the time of their claim
-- KEYS[3]  the number of the bucket's newest claim
-- ARGV[1]  who claims: "<owner> <token> "
-- ARGV[2]  the details
-- ARGV[3]  a claim that may be replaced, exactly as it was seen; '' for none
-- ARGV[4]  the name
-- ARGV[5]  the time of the claim, milliseconds
--
-- Replies  nil       the name is claimed, now or by an earlier delivery
--          a claim   the name is held by it; nothing is written
local held = redis.call('GET', KEYS[1])
local own = held and string.sub(held, 1, #ARGV[1]) == ARGV[1]
if held and not own and held ~= ARGV[3] then return held end
if not own then
  local number = string.format('%.0f', redis.call('INCR', KEYS[3]))
  redis.call('SET', KEYS[1], ARGV[1] .. number .. ' ' .. ARGV[2])
end
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
return nil
