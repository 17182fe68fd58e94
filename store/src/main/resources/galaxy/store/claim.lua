#!lua
-- claim: takes a key of a name for an owner, in the slot of the key.
--
-- A claim reads "<owner> <token> <number> <details>". The number distinguishes two writings of the same claim, so that a late
-- caller that has read the first never mistakes the second for it. A key that several names had before a change of the policy
-- made it the same for them has one claim in each line. A time of a claim that has not come yet by the clock of this server is
-- that of a caller whose clock is ahead, and would keep its claim from review: the server's stands for it.
--
-- KEYS[1]  the claims of the key
-- KEYS[2]  the bucket's claims to review: a sorted set of keys by the time of their claim
-- KEYS[3]  the bucket's claims: a hash of the policy and the number of the newest claim
-- KEYS[4]  the bucket's keys that have several claims: a hash of their claims
-- ARGV[1]  who claims: "<owner> <token> "
-- ARGV[2]  the details, in one line
-- ARGV[3]  claims that may be replaced or joined, exactly as they were seen; '' for none
-- ARGV[4]  the key
-- ARGV[5]  the time of the claim, milliseconds
-- ARGV[6]  the policy by which the key was made
-- ARGV[7]  what to do with the claims that were seen: 'replace' or 'join'
--
-- Replies  nil       the key is claimed, now or by an earlier delivery
--          claims    the key is held by them; nothing is written
--          an error  OTHERPOLICY: keys are made by another policy now; nothing is written
local policy = redis.call('HGET', KEYS[3], 'policy')
if policy and policy ~= ARGV[6] then
  return redis.error_reply('OTHERPOLICY keys of names are made by ' .. policy)
end
local held = redis.call('GET', KEYS[1])
local own = held and string.find('\n' .. held, '\n' .. ARGV[1], 1, true)
if held and not own and held ~= ARGV[3] then return held end
if not own then
  local claim = ARGV[1] .. string.format('%.0f', redis.call('HINCRBY', KEYS[3], 'number', 1)) .. ' ' .. ARGV[2]
  if held and ARGV[7] == 'join' then
    redis.call('SET', KEYS[1], held .. '\n' .. claim)
    redis.call('HSET', KEYS[4], ARGV[4], held .. '\n' .. claim)
  else
    redis.call('SET', KEYS[1], claim)
    redis.call('HDEL', KEYS[4], ARGV[4])
  end
end
local clock = redis.call('TIME')
redis.call('ZADD', KEYS[2], math.min(ARGV[5], clock[1] * 1000 + math.floor(clock[2] / 1000)), ARGV[4])
return nil
