#!lua flags=no-writes
-- scan: the next members of the union of some indexes of one bucket, greatest first, each once.
--
-- KEYS[1..n]  sorted sets with score 0
-- ARGV[1]     where to start: '+', or '(' and the member to come after
-- ARGV[2]     how many members at most
--
-- Replies     the members
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
table.sort(found, function(a, b) return a > b end)
local merged = {}
for _, member in ipairs(found) do
  if #merged == most then break end
  if member ~= merged[#merged] then merged[#merged + 1] = member end
end
return merged
