#!lua flags=no-writes
-- scan: the next members of some indexes of one bucket at one moment, greatest first in each.
--
-- KEYS[1..n]  sorted sets with score 0, whose members begin with a time of 13 digits
-- ARGV[1]     where to start: '+', or '(' and the member to come after
-- ARGV[2]     how many members are wanted
--
-- Replies     a list that has the wanted greatest members of all indexes, and few others: an index is left out when the
--             greatest times of as many others as are wanted are later than its own. The caller merges: the server would
--             compare texts by its locale, and so compares times only.
local most = tonumber(ARGV[2])

local function read(key, count)
  if ARGV[1] == '+' then
    return redis.call('ZRANGE', key, 0, count - 1, 'REV')
  end
  return redis.call('ZRANGE', key, ARGV[1], '-', 'BYLEX', 'REV', 'LIMIT', 0, count)
end

local times, seen, distinct = {}, {}, {}
for i = 1, #KEYS do
  local greatest = read(KEYS[i], 1)[1]
  if greatest then
    local time = tonumber(string.sub(greatest, 1, 13))
    if not seen[time] then distinct[#distinct + 1] = time end
    seen[time], times[i] = true, time
  end
end

local oldest = 0
if #distinct > most then
  table.sort(distinct)
  oldest = distinct[#distinct - most + 1]
end

local found = {}
for i = 1, #KEYS do
  if times[i] and times[i] >= oldest then
    for _, member in ipairs(read(KEYS[i], most)) do found[#found + 1] = member end
  end
end
return found
