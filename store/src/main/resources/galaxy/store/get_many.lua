#!lua flags=no-writes,allow-cross-slot-keys
-- get_many: the records under keys of any slots of one master of a cluster. A server that is no cluster has MGET.
--
-- ARGV[1..]  the keys; none in KEYS, as those would have to be of one slot
--
-- Replies    for each key a list with what it holds; an empty one if nothing is there, or no string
local found = {}
for i = 1, #ARGV do
  local held = redis.pcall('GET', ARGV[i])
  if type(held) == 'table' and held.err and string.sub(held.err, 1, 9) ~= 'WRONGTYPE' then return held end
  found[i] = type(held) == 'string' and {held} or {}
end
return found
