#!lua
-- settle: removes a name from the claims to review, only if its claim still is as it was seen.
--
-- KEYS[1]  the claim of the name
-- KEYS[2]  the bucket's claims to review
-- ARGV[1]  the claim as it was seen; '' for absent
-- ARGV[2]  the name
--
-- Replies  1  removed
--          0  the claim has changed since; nothing is written
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('ZREM', KEYS[2], ARGV[2])
return 1
