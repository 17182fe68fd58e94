#!lua
-- claim: takes a name for an owner, in the slot of the name.
--
-- KEYS[1]  the claim of the name
-- KEYS[2]  the bucket's claims to look at again: a sorted set of names by the time of their claim
-- ARGV[1]  who claims: "<owner> <token> "; a claim starts with it
-- ARGV[2]  the whole claim to write; starts with ARGV[1]
-- ARGV[3]  a claim that may be replaced, exactly as it was seen; '' for none
-- ARGV[4]  the name
-- ARGV[5]  the time of the claim, milliseconds
--
-- Replies  nil       the name is claimed, now or by an earlier delivery
--          a claim   the name is held by it; nothing is written
local held = redis.call('GET', KEYS[1])
local ours = held and string.sub(held, 1, #ARGV[1]) == ARGV[1]
if held and not ours and held ~= ARGV[3] then return held end
if not ours then redis.call('SET', KEYS[1], ARGV[2]) end
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
return nil
