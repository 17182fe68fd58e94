#!lua
-- skip: moves the mark of one outbox over numbers whose events are lost, only if it still is what was seen.
--
-- KEYS[1]  the marks: a hash from outbox to the number of its last published event
-- ARGV[1]  the outbox
-- ARGV[2]  the mark that was seen
-- ARGV[3]  the last of the lost numbers
--
-- Replies  1  the mark is at the last of them
--          0  the mark has moved since; nothing is written
if (redis.call('HGET', KEYS[1], ARGV[1]) or '0') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
