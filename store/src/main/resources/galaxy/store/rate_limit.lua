#!lua
-- rate_limit: takes one from each of some budgets, or from none, by the generic cell rate algorithm. A budget is the time in
-- milliseconds at which it will be full again; it is in the memory of the master alone: in no log and in no replica.
--
-- KEYS[1..n]  the budgets, in one slot
-- ARGV[1]     now, in milliseconds
-- ARGV[2]     'take', or 'give' to give back what was taken
-- ARGV[3..]   for each budget two arguments: how long one takes to come back, and how long all do, in milliseconds
--
-- Replies  0 when taken or given back, else the milliseconds until one can be taken from each
pcall(redis.set_repl, redis.REPL_NONE)
local now = tonumber(ARGV[1])
local full, wait = {}, 0
for i = 1, #KEYS do
  local one, all = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
  local at = tonumber(redis.call('GET', KEYS[i]) or now)
  if ARGV[2] == 'give' then
    full[i] = at - one
  else
    full[i] = math.max(at, now) + one
    wait = math.max(wait, full[i] - now - all)
  end
end
if wait > 0 then return math.ceil(wait) end
for i = 1, #KEYS do
  if full[i] > now then
    redis.call('SET', KEYS[i], string.format('%.3f', full[i]), 'PX', math.ceil(full[i] - now))
  else
    redis.call('DEL', KEYS[i])
  end
end
return 0
