#!lua flags=no-writes,allow-cross-slot-keys
-- scan: the next members of the indexes of some shards, each shard at one moment, greatest first in each index.
--
-- KEYS[1..n]  the indexes of one shard; or none, and all that a master has of some shards are named in ARGV, in any slots of it
-- ARGV[1]     how many members are wanted of each shard
-- ARGV[2]     how many indexes each shard has
-- ARGV[3..]   for each shard, where to start: '+', or '(' and the member to come after; then, without KEYS, its indexes
--
-- An index is a sorted set with score 0, whose members begin with a time of 13 digits.
--
-- Replies     for each shard a list that has the wanted greatest members of all its indexes, and few others: an index is left
--             out when the greatest times of as many others as are wanted are later than its own. With KEYS that list alone.
--             The caller merges: the server would compare texts by its locale, and so compares times only.
local most, each = tonumber(ARGV[1]), tonumber(ARGV[2])

local function read(key, from, count)
  if from == '+' then
    return redis.call('ZRANGE', key, 0, count - 1, 'REV')
  end
  return redis.call('ZRANGE', key, from, '-', 'BYLEX', 'REV', 'LIMIT', 0, count)
end

local function union(keys, from)
  if #keys == 1 then return read(keys[1], from, most) end
  local times, seen, distinct = {}, {}, {}
  for i = 1, #keys do
    local greatest = read(keys[i], from, 1)[1]
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
  for i = 1, #keys do
    if times[i] and times[i] >= oldest then
      for _, member in ipairs(read(keys[i], from, most)) do found[#found + 1] = member end
    end
  end
  return found
end

if #KEYS > 0 then return union(KEYS, ARGV[3]) end

local all = {}
for at = 3, #ARGV, each + 1 do
  local keys = {}
  for i = 1, each do keys[i] = ARGV[at + i] end
  all[#all + 1] = union(keys, ARGV[at])
end
return all
