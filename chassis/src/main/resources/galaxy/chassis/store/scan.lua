#!lua flags=no-writes
-- scan: the next members of some indexes of one bucket at one moment, greatest first in each.
--
-- KEYS[1..n]  sorted sets with score 0
-- ARGV[1]     where to start: '+', or '(' and the member to come after
-- ARGV[2]     how many members of each index at most
--
-- Replies     the members of the first index, then those of the second and so on. The caller merges them: the server
--             would compare texts by its locale.
local most, found = tonumber(ARGV[2]), {}
for i = 1, #KEYS do
  local members
  if ARGV[1] == '+' then
    members = redis.call('ZRANGE', KEYS[i], 0, most - 1, 'REV')
  else
    members = redis.call('ZRANGE', KEYS[i], ARGV[1], '-', 'BYLEX', 'REV', 'LIMIT', 0, most)
  end
  for _, member in ipairs(members) do found[#found + 1] = member end
end
return found
