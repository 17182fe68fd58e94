#!lua
-- publish: appends the next events of one outbox to the public stream, each once and in order.
--
-- KEYS[1]  the public stream
-- KEYS[2]  the marks: a hash from outbox to the number of its last published event
-- ARGV[1]  the outbox
-- ARGV[2]  how many events the public stream keeps, about
-- ARGV[3]  the number of the first event that follows; the others count on from it
-- ARGV[4..]  for each event: n, then n fields and values
--
-- Replies  the mark before the call and the mark after it. Events at or below the mark are passed over; when the first
--          is beyond the next number, nothing is published.
local before = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0')
local mark, number, at = before, tonumber(ARGV[3]), 4
while at <= #ARGV do
  local size = tonumber(ARGV[at])
  if number > mark + 1 then break end
  if number == mark + 1 then
    local fields = {}
    for i = 1, size do fields[i] = ARGV[at + i] end
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', unpack(fields))
    mark = number
  end
  number = number + 1
  at = at + 1 + size
end
local reached = string.format('%.0f', mark)
if mark > before then redis.call('HSET', KEYS[2], ARGV[1], reached) end
return {string.format('%.0f', before), reached}
