#!lua
-- commit: a mini-transaction in one bucket. Every check comes before the first write; all keys share one slot.
--
-- KEYS[1..n]  every key that is checked or written, in any order; instructions name them by their position
-- ARGV[1]     the number of checks
-- ARGV[2..]   for each check three arguments: key position, the head that was seen ('' for absent), the head that this
--             commit will write to the key ('' when it only checks). A head is the first 20 bytes of a record.
-- ARGV[..]    then instructions, carried out in order, the claims first:
--               claim  key claims policy mine details   a key of a name, which is checked to be free: the claim "<mine><number>
--                                              <details>", if the hash of the bucket's claims has no other policy
--               put    key value               a record
--               lease  key value milliseconds  a record that Redis forgets after that time
--               push   key value               an append to a history list
--               add    key score member        an entry of a sorted set
--               drop   key member              one entry less
--               indexed  key outdated catalogue id   the catalogue that a record is indexed by: if it is not the one in the
--                                              key, the id is added to the sorted set of those outdated, else taken out
--               emit   key counter nonce n field...  an event of n arguments into the outbox stream, under the id
--                                              "<the counter's next number>-<nonce>"
--
-- Replies     OK        all of it is written, now or by an earlier delivery of this very commit
--             CONFLICT  a check failed and nothing is written
--             an error  OTHERPOLICY: keys of names are made by another policy now; nothing is written
local at = 2
local conflict, repeated = false, false
for _ = 1, tonumber(ARGV[1]) do
  local head = redis.call('GETRANGE', KEYS[tonumber(ARGV[at])], 0, 19)
  if head ~= ARGV[at + 1] then
    conflict = true
    repeated = repeated or (head ~= '' and head == ARGV[at + 2])
  end
  at = at + 3
end
if repeated then return 'OK' end
if conflict then return 'CONFLICT' end

while at <= #ARGV do
  local what, key = ARGV[at], KEYS[tonumber(ARGV[at + 1])]
  if what == 'claim' then
    local claims = KEYS[tonumber(ARGV[at + 2])]
    local policy = redis.call('HGET', claims, 'policy')
    if policy and policy ~= ARGV[at + 3] then
      return redis.error_reply('OTHERPOLICY keys of names are made by ' .. policy)
    end
    local number = string.format('%.0f', redis.call('HINCRBY', claims, 'number', 1))
    redis.call('SET', key, ARGV[at + 4] .. number .. ' ' .. ARGV[at + 5])
    at = at + 6
  elseif what == 'put' then
    redis.call('SET', key, ARGV[at + 2])
    at = at + 3
  elseif what == 'lease' then
    redis.call('SET', key, ARGV[at + 2], 'PX', ARGV[at + 3])
    at = at + 4
  elseif what == 'push' then
    redis.call('RPUSH', key, ARGV[at + 2])
    at = at + 3
  elseif what == 'add' then
    redis.call('ZADD', key, ARGV[at + 2], ARGV[at + 3])
    at = at + 4
  elseif what == 'drop' then
    redis.call('ZREM', key, ARGV[at + 2])
    at = at + 3
  elseif what == 'indexed' then
    local outdated = KEYS[tonumber(ARGV[at + 2])]
    if redis.call('GET', key) == ARGV[at + 3] then
      redis.call('ZREM', outdated, ARGV[at + 4])
    else
      redis.call('ZADD', outdated, 0, ARGV[at + 4])
    end
    at = at + 5
  else
    local number = redis.call('INCR', KEYS[tonumber(ARGV[at + 2])])
    local last = at + 4 + tonumber(ARGV[at + 4])
    redis.call('XADD', key, string.format('%.0f-', number) .. ARGV[at + 3], unpack(ARGV, at + 5, last))
    at = last + 1
  end
end
return 'OK'
