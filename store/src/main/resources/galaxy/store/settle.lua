#!lua
-- settle: strikes a name off the claims to look at again, only if its claim is still what was looked at.
--
-- KEYS[1]  the claim of the name
-- KEYS[2]  the bucket's claims to look at again
-- ARGV[1]  the claim as it was seen; '' for absent
-- ARGV[2]  the name
--
-- Replies  1  struck off
--          0  the claim has changed since; nothing is written
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('ZREM', KEYS[2], ARGV[2])
return 1
