#!lua
-- name_policy: says by which policy the keys of names in a bucket are made from now on. A claim by another is refused.
--
-- KEYS[1]  the bucket's claims: a hash with the fields policy, and number, that of the newest claim. Where a version without
--          policies has left a string, the number alone, that version can claim nothing any more.
-- ARGV[1]  the policy
--
-- Replies  1  always
if redis.call('TYPE', KEYS[1]).ok == 'string' then
  local number = redis.call('GET', KEYS[1])
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'number', number)
end
redis.call('HSET', KEYS[1], 'policy', ARGV[1])
return 1
