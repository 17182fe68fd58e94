#!lua flags=no-writes
-- read_linked: reads a record, and the records of its slot that it refers to, at one moment. Not for a cluster: there a script
-- may use no key that it was not given.
--
-- KEYS[1]    the record: a head of 20 bytes and JSON
-- KEYS[2..]  more to read
-- ARGV[1]    the field of the record that refers to others: an id, or a list of objects with an "id" each
-- ARGV[2]    what the keys of the others begin with, before an id
--
-- Replies    what each of KEYS holds, then the key of each of the others and what it holds; nil for one that is not there. A
--            record or a reference that cannot be read here refers to none.
local found = {}
for i = 1, #KEYS do found[i] = redis.call('GET', KEYS[i]) end
local isRead, record = pcall(cjson.decode, string.sub(found[1] or '', 21))
local links = isRead and type(record) == 'table' and record[ARGV[1]]
if type(links) == 'string' then links = {{id = links}} end
if type(links) == 'table' then
  for _, link in ipairs(links) do
    if type(link) == 'table' and type(link.id) == 'string' then
      local key = ARGV[2] .. link.id
      found[#found + 1] = key
      found[#found + 1] = redis.call('GET', key)
    end
  end
end
return found
