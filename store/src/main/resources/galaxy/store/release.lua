#!lua
-- release: takes back a claim on a key of a name, only if it is held exactly so, in the slot of the key.
--
-- KEYS[1]  the claims of the key
-- KEYS[2]  the bucket's claims to review
-- KEYS[3]  the bucket's keys that have several claims: a hash of their claims
-- ARGV[1]  who held it: "<owner> <token> "
-- ARGV[2]  the key
--
-- Replies  1  it was held so; it is free now, unless others hold it too
--          0  it was not held so; nothing is written
local held = redis.call('GET', KEYS[1]) or ''
local others, found = {}, false
for claim in string.gmatch(held, '[^\n]+') do
  if string.sub(claim, 1, #ARGV[1]) == ARGV[1] then
    found = true
  else
    others[#others + 1] = claim
  end
end
if not found then return 0 end
local rest = table.concat(others, '\n')
if #others > 0 then
  redis.call('SET', KEYS[1], rest)
else
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[2])
end
if #others > 1 then
  redis.call('HSET', KEYS[3], ARGV[2], rest)
else
  redis.call('HDEL', KEYS[3], ARGV[2])
end
return 1
