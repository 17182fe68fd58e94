#!lua
-- publish: appends the next events of one outbox to the public stream, each once and in order.
--
-- An event's id in its outbox is "<number>-<nonce>"; numbers are dense.
--
-- KEYS[1]  the public stream
-- KEYS[2]  the checkpoints: a hash from outbox to the id of its last published event
-- ARGV[1]  the outbox
-- ARGV[2]  how many events the public stream keeps, about
-- ARGV[3..]  for each event, under consecutive numbers: its id, n, then n fields and values
--
-- Replies  the checkpoint before the call and the one after it; '0-0' for none. Events at or below the checkpoint are skipped; when
--          the first is beyond the next number, nothing is published.
local function number(id) return tonumber(string.match(id, '^%d+')) end

local before = redis.call('HGET', KEYS[2], ARGV[1]) or '0-0'
local checkpoint, at = before, 3
while at <= #ARGV do
  local id, size = ARGV[at], tonumber(ARGV[at + 1])
  if number(id) > number(checkpoint) + 1 then break end
  if number(id) == number(checkpoint) + 1 then
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', unpack(ARGV, at + 2, at + 1 + size))
    checkpoint = id
  end
  at = at + 2 + size
end
if checkpoint ~= before then redis.call('HSET', KEYS[2], ARGV[1], checkpoint) end
return {before, checkpoint}
