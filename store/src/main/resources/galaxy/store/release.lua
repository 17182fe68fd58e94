#!lua
-- release: frees a name, only if it is held exactly so, in the slot of the name.
--
-- KEYS[1]  the claim of the name
-- KEYS[2]  the bucket's claims to review
-- ARGV[1]  who held it: "<owner> <token> "
-- ARGV[2]  the name
--
-- Replies  1  it was held so and is free now
--          0  it was not held so; nothing is written
local held = redis.call('GET', KEYS[1])
if held and string.sub(held, 1, #ARGV[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[2])
  return 1
end
return 0
